"""Headings, lists and rulers without Markdown's marks: `🔹 Consumer groups`, `✅ Prefer queues`, `⸻`.

Notes pasted from elsewhere head their parts with a picture or a number. A line is such a heading
where the document has several of them, it stands alone, and it ends in no punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from deckgen.inline import Inline
from deckgen.model import Block, BlockType, Span

_RULER: Final = re.compile(r"^(?:[⸺⸻]+|[—―─━═▬_]{3,})$")
_POINT: Final = re.compile(
    r"^(?P<picture>[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u25a0-\u25ff])\ufe0f?\s+(?=\S)"
)
_MARKS: Final = frozenset("✅✔✓❌✖✗✘⚠👉➡→☑")
"""Pictures that judge or point: what they begin is a point, and heads nothing."""

_COUNTED: Final = re.compile(
    r"^(?:tier|part|section|chapter|module|unit)\s+\d+\s*[:–—-]\s+\S", re.IGNORECASE
)
_FEWEST_POINTS: Final = 3
_ENDS: Final = re.compile(r"[.!?:;,…)\"”]$")
_MOST_WORDS: Final = 9
_FEWEST: Final = 2
_DEEPEST: Final = 6


def with_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make sections of lines that head what follows them, and rulers of drawn lines.

    They lie below the heading above them, or beside it where a ruler ended its section.
    """
    heads = [at for at, block in enumerate(blocks) if _heads(blocks, at, block)]
    if len(heads) < _FEWEST:
        heads = []
    out: list[Block] = []
    level = found = 1
    for at, block in enumerate(blocks):
        if block.type is BlockType.SECTION:
            level, found = block.number, min(block.number + 1, _DEEPEST)
        if at in heads:
            ruled = bool(out) and out[-1].type is BlockType.RULE and level > 1
            found = min(found, level) if ruled else found
            out.append(replace(block, type=BlockType.SECTION, number=found))
        elif _text(block) and _RULER.match(_text(block)):
            out.append(Block(BlockType.RULE, block.span))
        else:
            out.append(block)
    return tuple(out)


def with_lists(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make a list of paragraphs in a row that begin with the same picture."""
    out: list[Block] = []
    for picture, group in groupby(blocks, key=_picture):
        points = tuple(group)
        out.extend((_list_of(points),) if picture and len(points) >= _FEWEST_POINTS else points)
    return tuple(out)


def _picture(block: Block) -> str:
    match = _POINT.match(_text(block))
    return match["picture"] if match and "\n" not in _text(block) else ""


def _list_of(points: Sequence[Block]) -> Block:
    entries = tuple(
        Block(BlockType.ENTRY, point.span, children=(point.worded(_without_picture(point)),))
        for point in points
    )
    span = Span(points[0].span.start, points[-1].span.end)
    return Block(BlockType.LIST, span, children=entries, info="-")


def _without_picture(point: Block) -> Inline:
    words = point.inline.strip()
    match = _POINT.match(words.text)
    return words.cut(match.end()) if match else words


def _heads(blocks: Sequence[Block], at: int, block: Block) -> bool:
    text = _text(block)
    alone = "\n" not in text and len(text.split()) <= _MOST_WORDS
    below = blocks[at + 1].type if at + 1 < len(blocks) else BlockType.RULE
    if not text or not alone or below in (BlockType.RULE, BlockType.SECTION):
        return False
    picture = _picture(block)
    pictured = bool(picture) and picture not in _MARKS and not _ENDS.search(text)
    return bool(_COUNTED.match(text)) or pictured


def _text(block: Block) -> str:
    inline = block.inline if block.type is BlockType.PARAGRAPH else Inline()
    return inline.text.strip()
