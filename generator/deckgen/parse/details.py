"""`<details>` and `<summary>`: HTML that folds Markdown.

CommonMark reads the tags as HTML blocks, and what follows them without a blank line as HTML
too. People write them either way, so the tags are taken out of the text before it is parsed
and the blocks between them are gathered afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from deckgen.model import Block, BlockType, Span
from deckgen.parse.markdown import inline_markdown

_TAG: Final = re.compile(r"<(/?)(details|summary)\b[^>]*>", re.IGNORECASE)
_FENCE: Final = re.compile(r"^\s*(`{3,}|~{3,})")
_CODE: Final = re.compile(r"(`+)(?!`).*?\1")
_FORMATTING: Final = re.compile(r"</?(?:h[1-6]|p|div|center|font|span)\b[^>]*>", re.IGNORECASE)


@dataclass(slots=True)
class Fold:
    """Lines between `<details>` and `</details>`, and the words of the summary."""

    start: int
    end: int = 0
    summary: str = ""
    inner: list[Fold] = field(default_factory=list)


def take_folds(text: str) -> tuple[str, list[Fold]]:
    """Blank out the tags and summaries; return the text and the folds, outermost first."""
    if "<details" not in text.lower():
        return text, []
    reader = _FoldReader()
    lines = [reader.line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    return "\n".join(lines), reader.finish(len(lines))


class _FoldReader:
    def __init__(self) -> None:
        self.top: list[Fold] = []
        self.open: list[Fold] = []
        self.fence = ""
        self.in_summary = False

    def line(self, number: int, line: str) -> str:
        if self._fenced(line):
            return line
        kept, at = "", 0
        coded = [match.span() for match in _CODE.finditer(line)]
        for tag in _TAG.finditer(line):
            if any(start < tag.start() < end for start, end in coded):
                continue
            kept += self._words(line[at : tag.start()])
            self._tag(number, closing=bool(tag[1]), name=tag[2].lower())
            at = tag.end()
        kept += self._words(line[at:])
        if at == 0 and not self.in_summary:
            return line
        indent = len(line) - len(line.lstrip())
        return (line[:indent] + kept.strip()).rstrip()

    def _fenced(self, line: str) -> bool:
        match = _FENCE.match(line)
        if self.fence:
            if match and match[1].startswith(self.fence) and not line.strip().strip(self.fence[0]):
                self.fence = ""
            return True
        if match and not self.in_summary:
            self.fence = match[1]
            return True
        return False

    def _words(self, text: str) -> str:
        if self.in_summary:
            self.open[-1].summary += text + "\n"
            return ""
        return text

    def _tag(self, number: int, *, closing: bool, name: str) -> None:
        if name == "summary":
            self.in_summary = not closing and bool(self.open)
        elif closing:
            if self.open:
                self.open.pop().end = number
        else:
            fold = Fold(number)
            (self.open[-1].inner if self.open else self.top).append(fold)
            self.open.append(fold)

    def finish(self, last: int) -> list[Fold]:
        for fold in self.open:
            fold.end = last
        return self.top


def gather_folds(blocks: Sequence[Block], folds: Sequence[Fold]) -> tuple[Block, ...]:
    """Put the blocks of each fold into a details block where the fold stood."""
    for fold in folds:
        blocks = _gather(blocks, fold)
    return tuple(blocks)


def _gather(blocks: Sequence[Block], fold: Fold) -> tuple[Block, ...]:
    for at, block in enumerate(blocks):
        if block.span.start < fold.start <= block.span.end and block.children:
            within = replace(block, children=_gather(block.children, fold))
            return (*blocks[:at], _grown(within, fold), *blocks[at + 1 :])
    before = tuple(block for block in blocks if block.span.start < fold.start)
    inside = _listed([block for block in blocks if fold.start <= block.span.start <= fold.end])
    after = tuple(block for block in blocks if block.span.start > fold.end)
    summary = inline_markdown(_FORMATTING.sub("", " ".join(fold.summary.split())))
    details = Block(
        BlockType.DETAILS,
        Span(fold.start, fold.end),
        inline=summary,
        children=gather_folds(inside, fold.inner),
    )
    return (*before, details, *after)


def _listed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make a list again of entries that stood behind a fold's tag, and so in the list above it."""
    if not blocks or any(block.type is not BlockType.ENTRY for block in blocks):
        return tuple(blocks)
    span = Span(blocks[0].span.start, blocks[-1].span.end)
    number = blocks[0].number
    return (Block(BlockType.LIST, span, children=tuple(blocks), ordered=number > 0, number=number),)


def _grown(block: Block, fold: Fold) -> Block:
    end = max(block.span.end, fold.end)
    return replace(block, span=Span(block.span.start, end))
