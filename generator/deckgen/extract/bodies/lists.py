"""Plain lists: points to name. A task list is a checklist: topics to have prepared."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.contents import points_of
from deckgen.extract.flow import Match, Place
from deckgen.model import Block, BlockType


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Read a list as points."""
    block = blocks[at]
    if block.type is not BlockType.LIST:
        return None
    return Match((points_of(block),))
