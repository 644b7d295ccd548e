"""Dict and object literals as topics: names with what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from deckgen.code.literals import Value
from deckgen.extract.naming import humanise, is_identifier
from deckgen.extract.topic import Part, Role, Topic
from deckgen.inline import Inline, join, plain
from deckgen.model import Content, Facts, Grid, Passage, Points, Span

Lines = Callable[[int, int], Span]
_MOST_COLUMNS: Final = 5
_FEWEST_RECORDS: Final = 3
_MOST_RECORDS: Final = 10
_ALIKE: Final = 0.5
_MOST_WORDS: Final = 4
_UNIT: Final = re.compile(r"^(?:\w+ )?(?:per|/) ?\w+(?: \w+)?$|^\w+/\w+$")
_FIGURE: Final = re.compile(r"^[$€£~]?\d[\d.,_]*(?: \(.*\))?$")
_TELLS: Final = re.compile(r"[^\W\d_]\S*\s+\S|\S\s+\S*[^\W\d_]")


def is_facts(value: Value) -> bool:
    """Tell whether a literal reads better as facts than as code."""
    return value.is_table() and not _has_records(value) and _depth(value) <= 5


def _has_records(value: Value) -> bool:
    """Lists of unlike mappings are settings for a machine, not facts for a reader."""
    if _columns(value):
        return False
    inner = (*value.items, *(child for _, child in value.pairs))
    return any(item.pairs for item in value.items) or any(_has_records(child) for child in inner)


def _columns(value: Value) -> tuple[str, ...]:
    """Name the columns of a list of records that are alike; none where they are not."""
    records = [dict(item.pairs) for item in value.items]
    names = tuple(dict.fromkeys(name for record in records for name in record))
    simple = all(not (cell.pairs or cell.items) for record in records for cell in record.values())
    alike = all(len(record) >= _ALIKE * len(names) for record in records)
    fits = _FEWEST_RECORDS <= len(records) <= _MOST_RECORDS and 2 <= len(names) <= _MOST_COLUMNS
    return names if fits and simple and alike else ()


def _depth(value: Value) -> int:
    inner = (*value.items, *(child for _, child in value.pairs))
    return 1 + max(map(_depth, inner), default=0)


def parts_of(value: Value, lines: Lines) -> tuple[Part, ...]:
    """Read a literal: records of one shape are a table, else each name is a topic."""
    table = _table(value, lines) or _twins(value, lines)
    if table:
        return table
    return tuple(_topic(name, child, lines) for name, child in value.pairs)


def _topic(name: str, value: Value, lines: Lines) -> Topic:
    span = lines(value.first, value.last)
    if _renames(value.note, name):
        label, value = plain(value.note), replace(value, note="")
    else:
        label = plain(humanise(name))
    body = parts_of(value, lines) if value.pairs else (content_of(value, lines),)
    spread = any(not is_identifier(key) and _tells(child) for key, child in value.pairs)
    return Topic(Role.TERM, label, name, body, span, spread=spread)


def _renames(note: str, name: str) -> bool:
    """Tell whether a comment is a fuller name of a key: `burst`, with `burst capacity`."""
    words = note.lower().split()
    return 1 < len(words) <= _MOST_WORDS and humanise(name).lower() == words[0] and note.islower()


def _tells(value: Value) -> bool:
    """Tell whether a value says enough to be asked for by itself: more than a word or number."""
    return bool(value.items) or bool(_TELLS.search(value.text))


def content_of(value: Value, lines: Lines) -> Content:
    """Show a literal as the content of an answer."""
    span = lines(value.first, value.last)
    columns = _columns(value)
    if columns:
        records = [dict(item.pairs) for item in value.items]
        rows = tuple(
            tuple(_words(record[name]) if name in record else Inline() for name in columns)
            for record in records
        )
        header = tuple(plain(humanise(name)) for name in columns)
        return Grid(*_without_gaps(header, rows), span)
    if value.items:
        entries = tuple((Passage(_words(item), span),) for item in value.items)
        return Points(entries, span)
    if value.pairs:
        pairs = tuple(
            (plain(humanise(name)), (content_of(child, lines),)) for name, child in value.pairs
        )
        return Facts(pairs, span)
    return Passage(_words(value), span)


def _without_gaps(
    header: tuple[Inline, ...], rows: tuple[tuple[Inline, ...], ...]
) -> tuple[tuple[Inline, ...], tuple[tuple[Inline, ...], ...]]:
    """Make one column of the last two where no row fills both."""
    if len(header) <= 2 or any(row[-1] and row[-2] for row in rows):
        return header, rows
    joined = join(header[-2:], " / ")
    return (*header[:-2], joined), tuple((*row[:-2], row[-2] or row[-1]) for row in rows)


def _words(value: Value) -> Inline:
    if value.items:
        text = ", ".join(_words(item).text for item in value.items)
    elif value.pairs:
        text = "; ".join(f"{humanise(name)}: {_words(item).text}" for name, item in value.pairs)
    else:
        text = value.text
    if value.note and _UNIT.match(value.note) and text.replace("_", "").isdigit():
        return plain(f"{text} {value.note}")
    return plain(f"{text} ({value.note})" if value.note and text else text or value.note)


def _twins(value: Value, lines: Lines) -> tuple[Part, ...]:
    """Set two records of the same names side by side: what each name holds before and after."""
    records = [pair for pair in value.pairs if len(pair[1].pairs) >= _FEWEST_RECORDS]
    if len(records) != 2:
        return ()
    (left, first), (right, second) = records
    names = [name for name, _ in first.pairs]
    simple = not any(child.pairs or child.items for _, child in (*first.pairs, *second.pairs))
    if names != [name for name, _ in second.pairs] or not simple:
        return ()
    header = (Inline(), plain(humanise(left)), plain(humanise(right)))
    rows = tuple(
        (plain(humanise(name)), _words(before), _words(after))
        for (name, before), (_, after) in zip(first.pairs, second.pairs, strict=True)
    )
    span = lines(first.first, second.last)
    criteria = (
        Topic(
            Role.CRITERION, row[0], name,
            (Facts(((header[1], (Passage(row[1], span),)), (header[2], (Passage(row[2], span),))), span),),
            span,
        )
        for name, row in zip(names, rows, strict=True)
    )  # fmt: skip
    rest = (
        _topic(name, child, lines) for name, child in value.pairs if (name, child) not in records
    )
    figures = all(_FIGURE.match(cell.text) for row in rows for cell in row[1:])
    return (Grid(header, rows, span), *(() if figures else criteria), *rest)


def _table(value: Value, lines: Lines) -> tuple[Part, ...]:
    """Read records with the same names as rows of a table."""
    records = [child for _, child in value.pairs]
    columns = [name for name, _ in records[0].pairs] if records else []
    same = all([name for name, _ in record.pairs] == columns for record in records)
    simple = all(not child.pairs for record in records for _, child in record.pairs)
    if len(records) < 2 or not 2 <= len(columns) <= _MOST_COLUMNS or not (same and simple):
        return ()
    header = (Inline(), *(plain(humanise(column)) for column in columns))
    rows = []
    topics: list[Part] = []
    for name, record in value.pairs:
        cells = tuple(_words(child) for _, child in record.pairs)
        span = lines(record.first, record.last)
        label = plain(humanise(name))
        rows.append((label, *cells))
        facts = tuple(
            (head, (Passage(cell, span),)) for head, cell in zip(header[1:], cells, strict=True)
        )
        topics.append(Topic(Role.ROW, label, name, (Facts(facts, span),), span))
    return (Grid(header, tuple(rows), lines(value.first, value.last)), *topics)
