"""Blocks as the contents of an answer, rendered as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckgen.code.grammars import language_name
from deckgen.code.segments import TEXT_LANGUAGES, guess_language
from deckgen.extract.silent import why_silent
from deckgen.model import (
    Block,
    BlockType,
    Code,
    Content,
    Drawing,
    Facts,
    Formula,
    Grid,
    Markup,
    Passage,
    Points,
    Quote,
)

DIAGRAM_LANGUAGES = frozenset(["mermaid", "plantuml", "puml", "dot", "graphviz", "d2"])
"""Languages that describe a picture."""


def contents_of(blocks: Iterable[Block]) -> tuple[Content, ...]:
    """Turn blocks into contents; those that say nothing are dropped."""
    return tuple(
        content for block in blocks if not why_silent(block) for content in _contents(block)
    )


def _contents(block: Block) -> Iterator[Content]:  # noqa: C901  (one case a block type)
    match block.type:
        case BlockType.PARAGRAPH:
            if block.inline:
                yield Passage(block.inline, block.span)
        case BlockType.SECTION:
            if block.inline:
                yield Passage(block.inline, block.span)
            yield from contents_of(block.children)
        case BlockType.LIST:
            yield points_of(block)
        case BlockType.FENCE:
            yield fence_content(block)
        case BlockType.TABLE:
            yield grid_of(block)
        case BlockType.QUOTE | BlockType.ADMONITION | BlockType.DETAILS:
            yield Quote(contents_of(block.children), block.span, block.inline)
        case BlockType.DEFINITION:
            yield Facts(((block.inline, contents_of(block.children)),), block.span)
        case BlockType.MATH:
            yield Formula(block.text, block.span)
        case BlockType.HTML:
            yield Markup(block.text, block.span)
        case _:
            yield from contents_of(block.children)


def points_of(block: Block) -> Points:
    """Turn a list into points; a fold among its entries is one of them."""
    entries = tuple(
        contents_of(entry.children if entry.type is BlockType.ENTRY else (entry,))
        for entry in block.children
    )
    return Points(
        tuple(entry for entry in entries if entry),
        block.span,
        ordered=block.ordered,
        start=max(block.number, 1),
    )


def fence_content(block: Block) -> Code | Drawing:
    """Turn a fence into code or a drawing, whole."""
    language = language_name(block.info)
    if language in DIAGRAM_LANGUAGES:
        return Drawing(block.text, language, block.span)
    if language in TEXT_LANGUAGES:
        language = guess_language(block.text) or "text"
    return Code(block.text, language, block.span)


def grid_of(block: Block) -> Grid:
    """Turn a table into a grid; short rows are filled up."""
    header, *rows = (row.cells for row in block.children)
    return Grid(header, tuple(rows), block.span)
