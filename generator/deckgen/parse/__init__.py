"""Source to document: a tree of sections and typed blocks, each with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from deckgen.diagnostics import Diagnostic
from deckgen.inline import Inline, plain
from deckgen.language import language_of
from deckgen.model import Block, BlockType, Document, Source
from deckgen.parse.blocks import blocks_of
from deckgen.parse.details import gather_folds, take_folds
from deckgen.parse.markdown import DEEPEST, tokens_of
from deckgen.parse.mend import mend
from deckgen.parse.sections import hang_directives, nest
from deckgen.parse.unmarked import with_headings, with_lists

_FEWEST_CHAPTERS: Final = 3
"""Sections below the only heading of its level, that make it the title of all of them."""

_ORDINAL: Final = re.compile(r"^\d{1,3}[-_. ]+(?=\D)")
"""The number that keeps a file in its place among others."""

_PROSE: Final = frozenset({BlockType.PARAGRAPH, BlockType.SECTION, BlockType.ROW})


def parse(source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Parse a source. Every non-blank line of it lies in a block."""
    mended = mend(source.text)
    text, folds = take_folds(mended.text)
    tokens = tokens_of(text)
    diagnostics = [_unclosed(source, line) for line in mended.unclosed]
    if any(token.level >= DEEPEST - 1 for token in tokens):
        message = f"blocks nested deeper than {DEEPEST} levels are not read; flatten this part"
        diagnostics.append(Diagnostic(source.path, 1, "W304", message))
    flat = with_headings(with_lists(gather_folds(blocks_of(tokens), folds)))
    blocks, found = hang_directives(nest(flat), source.path)
    diagnostics.extend(found)
    footnotes = tuple(block for block in walk(blocks) if block.type is BlockType.FOOTNOTE)
    title, body = _title(source, blocks)
    language = source.front_matter.language or language_of(_prose(blocks))
    return Document(source, title, language, body, footnotes), tuple(diagnostics)


def _unclosed(source: Source, line: int) -> Diagnostic:
    message = "a fence begins here and never ends; everything below it is read as code"
    return Diagnostic(source.path, line, "W305", message)


def fragment(text: str, first_line: int) -> tuple[Block, ...]:
    """Parse Markdown that stands inside something else, from a line of the source on."""
    return nest(blocks_of(tokens_of("\n" * (first_line - 1) + text)))


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block of a tree, parents before children."""
    for block in blocks:
        yield block
        yield from walk(block.children)


def top_sections(blocks: Sequence[Block]) -> list[Block]:
    """Find the sections that might be the whole document: of the first level, or one over chapters."""
    sections = [block for block in blocks if block.type is BlockType.SECTION]
    firsts = [section for section in sections if section.number == 1]
    if firsts or len(sections) != 1:
        return firsts
    chapters = sum(below.type is BlockType.SECTION for below in sections[0].children)
    return sections if chapters >= _FEWEST_CHAPTERS else []


def _title(source: Source, blocks: tuple[Block, ...]) -> tuple[Inline, tuple[Block, ...]]:
    """Take the only first-level heading as the title of everything."""
    tops = top_sections(blocks)
    given = plain(source.front_matter.title)
    if len(tops) == 1 and blocks and blocks[-1] is tops[0]:
        return given or tops[0].inline, blocks
    stem = source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    stem = _ORDINAL.sub("", stem) or stem
    return given or plain(stem.replace("-", " ").replace("_", " ")), blocks


def _prose(blocks: Iterable[Block]) -> Iterator[str]:
    for block in walk(blocks):
        if block.type in _PROSE:
            yield block.inline.text
            yield from (cell.text for cell in block.cells)
