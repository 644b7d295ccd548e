"""Definition lists: a term on one line, `: meaning` on the next."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Role, Topic
from deckgen.model import Block, BlockType
from deckgen.words import label_of


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a term with its meaning."""
    block = blocks[at]
    if block.type is not BlockType.DEFINITION:
        return None
    label = label_of(block.inline)
    body = place.inside(label).read(block.children)
    return Match((Topic(Role.TERM, label, block.inline.text, body, block.span, spread=True),))
