"""A heading that does not ask names the topic of what stands below it."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Role, Topic
from deckgen.model import Block, BlockType
from deckgen.words import STEP, label_of


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a section as a topic."""
    block = blocks[at]
    if block.type is not BlockType.SECTION:
        return None
    label = label_of(block.inline)
    body = place.inside(label).read(block.children)
    is_flat = all(child.type is not BlockType.SECTION for child in block.children)
    role = Role.STEP if is_flat and STEP.match(label.text) else Role.HEADING
    return Match((Topic(role, label, block.inline.text, body, block.span),))
