"""What a quote or a line in italics right below a title says of the chapters that follow.

`> Deep dive for engineers with five years of practice` tells whom the notes are for, not what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Skipped
from deckgen.inline import EMPHASIS, Inline
from deckgen.model import Block, BlockType

_TITLES: Final = 2
"""Labels above a motto: the document's, or that of a part of it."""

_MOST_WORDS: Final = 20
_SAYS: Final = re.compile(r"\b(?:is|are|does|do|means|has|have|can|must)\b|\?|[–—-] это\b")


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Leave out a motto between a title and its first chapter."""
    if at or len(place.labels) > _TITLES or not _has_chapters(blocks):
        return None
    words = _words_of(blocks[0])
    if not words or len(words.text.split()) > _MOST_WORDS or _SAYS.search(words.text):
        return None
    return Match((Skipped(blocks[0].span, "what the document is about"),))


def _has_chapters(blocks: Sequence[Block]) -> bool:
    below = [block for block in blocks[1:] if block.type is not BlockType.RULE]
    return bool(below) and below[0].type is BlockType.SECTION


def _words_of(block: Block) -> Inline:
    """Take the words of a quote of one paragraph, or of a paragraph that is all in italics."""
    match block:
        case Block(type=BlockType.QUOTE, children=(Block(type=BlockType.PARAGRAPH) as said,)):
            return said.inline
        case Block(type=BlockType.PARAGRAPH) if block.inline.leading(EMPHASIS) >= len(
            block.inline.text
        ):
            return block.inline
    return Inline()
