"""Tables: a card a row, and the whole once where it can be seen at a glance.

A row's label is its first cell; what is asked are the other columns. The header row is never a
card. In a comparison (`| Criterion | Lambda | Fargate |`) the columns are set against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.attributes import are_properties
from deckgen.extract.contents import grid_of
from deckgen.extract.flow import Match, Place
from deckgen.extract.pairs import CHOSEN, is_pair
from deckgen.extract.topic import Part, Role, Skipped, Topic
from deckgen.inline import Inline, join
from deckgen.model import Block, BlockType, Facts, Grid, Passage, Points, Span
from deckgen.words import label_of

_LEVEL: Final = re.compile(
    r"(?<![^\W_])L\d(?![^\W_])|\b(?:junior|senior|staff|principal)\b", re.IGNORECASE
)
_SUMS_UP: Final = re.compile(r"^(?:\w+ )?(?:summary|recap|итоги|резюме)$", re.IGNORECASE)
"""What stands above a table that says once more what was said."""

_VERSUS: Final = re.compile(r"\b(?:vs\.?|versus|between|против)\s|\bи\b")
_SIDES: Final = 2
_REMARK_WORDS: Final = 4
_LINKED: Final = 0.5
_PERSONAL: Final = re.compile(
    r"^\W*(?:your|my|ваш\w*|мой|моя|моё|мои)\s(?:own )?(?:experience|background|projects?|match|resume|cv|stor(?:y|ies)|fit|score|level|"
    r"опыт|проекты?|истори[яи]|уровень)\b",
    re.IGNORECASE,
)
"""How a column is called that holds what one person has done."""

_ASPECT: Final = re.compile(
    r"^(?:|aspects?|property|properties|attributes?|characteristics?|items?|facts?|details?|свойство|аспект)$",
    re.IGNORECASE,
)
_DETAILS: Final = re.compile(
    r"^(?:|details?|description|explanation|values?|info(?:rmation)?|notes?|summary|answer|описание|значение|детали)$",
    re.IGNORECASE,
)
_MARK_WORDS: Final = 2
_NUMBER: Final = re.compile(r"^\W*(?:no|n|id|s\.? ?no|sl\.? ?no|\d*)\W*$", re.IGNORECASE)
"""How a column is called that only counts the rows."""

_CRITERION: Final = re.compile(
    r"^(?:|criteri(?:on|a)|features?|aspects?|property|properties|dimensions?|parameters?|factors?|"
    r"attributes?|characteristics?|area|point|критери[йи]|характеристик[аи]|параметры?|свойств[оа]|"
    r"аспекты?|criterios?|merkmal|критерий сравнения)$",
    re.IGNORECASE,
)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a table."""
    block = blocks[at]
    if block.type is not BlockType.TABLE or not block.children:
        return None
    grid, below = _without_remark(grid_of(block))
    if any(_PERSONAL.match(cell.text) for cell in grid.header):
        return Match((Skipped(block.span, "about the candidate, not about the subject"),))
    spans = tuple(row.span for row in block.children[1:])
    label = place.labels[-1] if place.labels else ""
    if _SUMS_UP.match(label) or _compares(grid, label):
        return Match((grid, *below))
    return Match((*table_parts(grid, spans[: len(grid.rows)]), *below))


def _without_remark(grid: Grid) -> tuple[Grid, tuple[Passage, ...]]:
    """Take off a line glued to the end of a table, which Markdown reads as a row of one cell."""
    *rows, last = grid.rows or ((),)
    alone = bool(last) and bool(last[0]) and not any(last[1:])
    if not rows or len(grid.header) < _SIDES or not alone:
        return grid, ()
    if len(last[0].text.split()) < _REMARK_WORDS:
        return grid, ()
    end = Span(grid.span.end, grid.span.end)
    return replace(grid, rows=tuple(rows)), (Passage(last[0], end),)


def _compares(grid: Grid, label: str) -> bool:
    """Tell whether the two columns are what the heading sets against each other: rows have no names."""
    words = label.casefold()
    versus = bool(_VERSUS.search(words))
    return (
        versus
        and len(grid.header) == _SIDES
        and all(cell and cell.text.casefold().split()[0] in words for cell in grid.header)
    )


def table_parts(grid: Grid, spans: Sequence[Span]) -> tuple[Part, ...]:
    """Make a grid's parts: the whole, and each row that has a label and something to ask.

    A table that rates names by level is evidence for levels and no knowledge; one that tells what
    each level asks for is shown as a whole only. So is one of two sides, such as pros and cons, whose rows have no names. Where
    names repeat in the first column, the second tells them apart.
    """
    levels = sum(bool(_LEVEL.search(cell.text)) for cell in grid.header)
    if levels >= 2 and _rates(grid):
        return (Skipped(grid.span, "table that rates topics by level"),)
    if levels >= 2:
        return (grid,)
    if is_pair(grid.header):
        return tuple(_sides(grid)) or (grid,)
    if _is_profile(grid.header):
        return tuple(_facts(grid, spans))
    names = [row[0].text for row in grid.rows if row]
    wide = len(set(names)) < len(names) and len(grid.header) > 2
    topics = (
        _row(grid.header, cells, span, wide=wide)
        for cells, span in zip(grid.rows, spans, strict=True)
    )
    return (grid, *(topic for topic in topics if topic is not None))


def _is_profile(header: Sequence[Inline]) -> bool:
    """Tell whether two columns only say that a thing has properties: `| Aspect | Details |`."""
    texts = [cell.text.strip() for cell in header]
    return len(texts) == _SIDES and bool(_ASPECT.match(texts[0]) and _DETAILS.match(texts[1]))


def _facts(grid: Grid, spans: Sequence[Span]) -> Iterator[Part]:
    """Make each row a named fact of what the table stands under; a mere link is none."""
    for row, span in zip(grid.rows, spans, strict=True):
        name, told = row[0], row[1]
        if not name or not told or _is_link(told):
            yield Skipped(span, "points elsewhere" if told else "empty row")
            continue
        label = label_of(name)
        yield Topic(Role.TERM, label, name.text, (Passage(told, span),), span)


def _is_link(words: Inline) -> bool:
    """Tell whether words begin with a link that is nearly all of them: a video, a course."""
    linked = sum(len(run.text) for run in words.runs if any(m.name == "a" for m in run.marks))
    return bool(words.text) and linked >= _LINKED * len(words.text)


def _sides(grid: Grid) -> Iterator[Topic]:
    """Make each column of a two-sided table a list under its own name; its rows belong to nothing."""
    for at, name in enumerate(grid.header):
        told = tuple(
            (Passage(row[at], grid.span),) for row in grid.rows if len(row) > at and row[at]
        )
        if len(told) > 1 and CHOSEN.match(name.text):
            yield Topic(Role.TERM, name, name.text, (Points(told, grid.span),), grid.span)


def _rates(grid: Grid) -> bool:
    """Tell whether the cells of a table's levels are marks: `High`, `★★★`, `Must know`."""
    levels = [at for at, cell in enumerate(grid.header) if _LEVEL.search(cell.text)]
    cells = [row[at] for row in grid.rows for at in levels if at < len(row)]
    return all(len(cell.text.split()) <= _MARK_WORDS for cell in cells)


def _row(
    header: tuple[Inline, ...], cells: tuple[Inline, ...], span: Span, *, wide: bool
) -> Topic | None:
    if not cells or not cells[0]:
        return None
    first = 2 if wide else 1
    asked = tuple(
        (name, cell) for name, cell in zip(header[first:], cells[first:], strict=False) if cell
    )
    if not asked:
        return None
    label = label_of(join(cells[:first], ", "))
    if label.text.isdigit() and header[0] and not _NUMBER.match(header[0].text):
        label = join((header[0], label), " ")
    facts = Facts(tuple((name, (Passage(cell, span),)) for name, cell in asked), span)
    role = Role.CRITERION if _is_comparison(header) else Role.ROW
    return Topic(role, label, label.text, (facts,), span)


def _is_comparison(header: tuple[Inline, ...]) -> bool:
    named = bool(_CRITERION.match(header[0].text.strip())) and not are_properties(header[1:])
    return 2 <= len(header) - 1 <= 4 and named
