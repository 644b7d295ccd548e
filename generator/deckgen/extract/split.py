"""Cut what is too long for one answer, at the material's own joints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, TypeVar

from deckgen.extract.shapes import is_key
from deckgen.extract.topic import LIMIT, Part, Role, Size, Skipped, Topic, size_of
from deckgen.extract.unasked import is_passed
from deckgen.inline import Inline, join
from deckgen.model import Code, Content, Facts, Grid, Passage, Points, Quote, Span

MOST_POINTS: Final = 7
"""A list to be named has no more entries; longer ones are asked in stretches."""

_SENTENCE: Final = re.compile(r"(?<=[.!?…。])[\"'”»)]?\s+(?=[\"'“«(]?[A-ZА-ЯЁ0-9`*])")
_T = TypeVar("_T")


def as_contents(parts: Iterable[Part]) -> tuple[Content, ...]:
    """Show labelled material within an answer: neighbouring topics become facts."""
    parts = tuple(parts)
    has_grid = any(isinstance(part, Grid) for part in parts)
    out: list[Content] = []
    pairs: list[tuple[Topic, tuple[Content, ...]]] = []
    for part in parts:
        if isinstance(part, Skipped) or (has_grid and _is_row(part)) or _is_handed_on(part):
            continue
        if isinstance(part, Topic) and part.role is not Role.PIECE:
            pairs.append((part, as_contents(part.body)))
            continue
        out.extend(_facts(pairs))
        pairs = []
        out.extend(as_contents(part.body) if isinstance(part, Topic) else (part,))
    out.extend(_facts(pairs))
    return tuple(out)


def _is_handed_on(part: Part) -> bool:
    """Tell whether a key of a literal only holds what is passed to it, or nothing."""
    match part:
        case Topic(role=Role.TERM, body=(Passage(inline=words),)) if is_key(part):
            return is_passed(words.text)
        case Topic(role=Role.TERM, body=()):
            return is_key(part)
    return False


def _is_row(part: Part) -> bool:
    return isinstance(part, Topic) and part.role in (Role.ROW, Role.CRITERION)


def _facts(pairs: Sequence[tuple[Topic, tuple[Content, ...]]]) -> Iterator[Facts]:
    if pairs:
        span = Span(pairs[0][0].span.start, pairs[-1][0].span.end)
        yield Facts(tuple(_flattened(topic.label, value) for topic, value in pairs), span)


def _flattened(label: Inline, value: tuple[Content, ...]) -> tuple[Inline, tuple[Content, ...]]:
    """Join a name with the only one below it: `lifecycle policy: expiry`."""
    match value:
        case (Facts(pairs=((name, told),)),):
            keys = label.text.islower() and name.text.islower()
            return _flattened(join((label, name), " " if keys else ": "), told)
    return label, value


def answers(contents: Sequence[Content]) -> tuple[tuple[Content, ...], ...]:
    """Cut contents into answers that fit; mostly there is just one."""
    if not contents:
        return ()
    if size_of(contents).fits(LIMIT) and not _is_long_list(contents):
        return (tuple(contents),)
    groups: list[list[Content]] = [[]]
    for piece in (piece for content in contents for piece in _pieces(content)):
        if groups[-1] and not _belong(groups[-1], piece):
            groups.append([])
        groups[-1].append(piece)
    return tuple(map(tuple, groups))


def _is_long_list(contents: Sequence[Content]) -> bool:
    return any(
        isinstance(content, Points) and len(content.entries) > MOST_POINTS for content in contents
    )


def _belong(group: list[Content], piece: Content) -> bool:
    if any(isinstance(content, Points) for content in group) and isinstance(piece, Points):
        return False
    return size_of([*group, piece]).fits(LIMIT)


def _pieces(content: Content) -> Iterator[Content]:
    """Cut one content where it is itself too long."""
    is_long_list = isinstance(content, Points) and len(content.entries) > MOST_POINTS
    if size_of([content]).fits(LIMIT) and not is_long_list:
        yield content
        return
    match content:
        case Points():
            yield from _stretches_of(content)
        case Passage():
            yield from _sentences(content)
        case Code():
            yield from _lines(content)
        case Facts():
            for pairs in _packed(content.pairs, lambda pair: size_of(pair[1])):
                yield replace(content, pairs=pairs)
        case Quote():
            yield from (piece for inner in content.contents for piece in _pieces(inner))
        case Grid():
            for rows in _packed(content.rows, _row_size):
                yield replace(content, rows=rows)
        case _:
            yield content


def _row_size(row: tuple[Inline, ...]) -> Size:
    return Size(sum(len(cell.text.split()) for cell in row))


def _stretches_of(points: Points) -> Iterator[Points]:
    """Cut a long list into stretches of about the same length."""
    start = points.start
    for entries in _even(points.entries):
        yield replace(points, entries=entries, start=start)
        start += len(entries)


def _even(entries: Sequence[_T]) -> Iterator[tuple[_T, ...]]:
    count = -(-len(entries) // MOST_POINTS)
    if count <= 1:
        count = 2
    size, extra = divmod(len(entries), count)
    start = 0
    for number in range(count):
        end = start + size + (number < extra)
        if end > start:
            yield tuple(entries[start:end])
        start = end


def _packed(entries: Sequence[_T], measure: Callable[[_T], Size]) -> Iterator[tuple[_T, ...]]:
    group: list[_T] = []
    total = Size()
    for entry in entries:
        size = measure(entry)
        if group and not (total + size).fits(LIMIT):
            yield tuple(group)
            group, total = [], Size()
        group.append(entry)
        total = total + size
    if group:
        yield tuple(group)


def _sentences(passage: Passage) -> Iterator[Passage]:
    sentences = sentences_of(passage)
    for group in _packed(sentences, lambda sentence: size_of([sentence])):
        yield replace(passage, inline=join((sentence.inline for sentence in group), " "))


def sentences_of(passage: Passage) -> list[Passage]:
    """Cut a paragraph into its sentences; the paragraph's span is theirs."""
    words = passage.inline
    text = words.text
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    return [
        replace(passage, inline=words.cut(start, end).strip())
        for start, end in pairwise(cuts)
        if text[start:end].strip()
    ]


def _lines(code: Code) -> Iterator[Code]:
    lines = code.text.split("\n")
    for start in range(0, len(lines), LIMIT.lines):
        some = lines[start : start + LIMIT.lines]
        first = code.span.start + start
        yield Code("\n".join(some), code.language, Span(first, first + len(some) - 1))
