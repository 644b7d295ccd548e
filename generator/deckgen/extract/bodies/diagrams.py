"""Fences in a language of pictures, such as mermaid: ask for the flow, show the picture."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.contents import fence_content
from deckgen.extract.flow import Match, Place
from deckgen.model import Block, BlockType, Drawing


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Read a fence that describes a picture."""
    if blocks[at].type is not BlockType.FENCE:
        return None
    content = fence_content(blocks[at])
    return Match((content,)) if isinstance(content, Drawing) else None
