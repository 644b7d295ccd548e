"""Boxes: `!!! tip "Title"`, `> [!note] Title`, `> **MUST REMEMBER**: …`.

A box with a title, or a quote that begins with a bold label, is labelled material; a box without
one says its things right here.
"""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Role, Topic
from deckgen.model import Block, BlockType
from deckgen.words import label_of


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a quote or an admonition."""
    block = blocks[at]
    if block.type not in (BlockType.QUOTE, BlockType.ADMONITION):
        return None
    label = label_of(block.inline)
    if not label:
        return Match(place.read(block.children))
    body = place.inside(label).read(block.children)
    return Match((Topic(Role.TERM, label, block.inline.text, body, block.span),))
