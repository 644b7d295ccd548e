"""Fences with code: see `deckgen.extract.snippets` for how code falls apart."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.contents import fence_content
from deckgen.extract.flow import Match, Place
from deckgen.extract.snippets import parts_of_code
from deckgen.model import Block, BlockType, Code, Drawing, Span


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a fence with code."""
    block = blocks[at]
    if block.type is not BlockType.FENCE:
        return None
    content = fence_content(block)
    if isinstance(content, Drawing):
        return None
    return Match(parts_of_code(code_of(block, content.language), place))


def code_of(block: Block, language: str) -> Code:
    """Take a fence's text as code whose span is that of the text."""
    lines = block.text.count("\n")
    return Code(block.text, language, Span(block.number, block.number + lines))
