"""What a document itself says about levels: marks in its headings, lists, importance tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from deckgen.config import Settings
from deckgen.model import Block, BlockType, Document
from deckgen.parse import walk

_RANKS: Final = {"critical": 4, "must": 4, "must-have": 4, "essential": 4, "high": 3, "medium": 2,
                 "moderate": 2, "low": 1, "optional": 1, "nice-to-have": 1}  # fmt: skip
_MUST_KNOW: Final = 3
_WORD: Final = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_EMPTY_WORDS: Final = frozenset(
    "a an and the of for in on to with vs or at by from и в на для с по от".split()
)
_QUALIFIERS: Final = frozenset(
    "basic basics advanced concept concepts pattern patterns strategy strategies understanding"
    " knowledge practice practices best fundamentals core minimum additional requirements"
    " основы базовые продвинутые паттерны".split()
)
"""Words that say how much of a name must be known; alone they name nothing."""

_ENTRY_WORDS: Final = 10


@dataclass(frozen=True, slots=True)
class LevelList:
    """One entry of a document's list for a level: its words, names first, and where it stands."""

    level: str
    entry: str
    names: tuple[str, ...]
    others: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Rating:
    """What an importance table says of one name."""

    level: str
    name: str
    names: frozenset[str]
    words: str
    line: int


def marks_in(text: str, settings: Settings) -> tuple[str, ...]:
    """Find the levels named in a text: `L7 must-know`, `L6/L7 discussion`."""
    found = []
    for level in settings.level_keys():
        pattern = rf"(?<![^\W_]){re.escape(level)}(?![^\W_])"
        if re.search(pattern, text, re.IGNORECASE):
            found.append(level)
    return tuple(found)


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Reduce a text to its significant words, each once."""
    words = (word.lower().replace("-", "") for word in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in words if word not in _EMPTY_WORDS))


@cache
def _alike(first: str, second: str) -> bool:
    """Tell whether two words are forms of one: `scaling` and `scale`, `limits` and `limit`."""
    first, second = first.removesuffix("s"), second.removesuffix("s")
    shorter = min(len(first), len(second))
    if shorter < 4:
        return first == second
    shared = next(
        (n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
        shorter,
    )
    return shared >= 4 and shared >= shorter - 2


def level_lists(document: Document, settings: Settings) -> tuple[LevelList, ...]:
    """Find sections headed by one level that list topics: `L6 Minimum Requirements`."""
    return tuple(
        found
        for section in walk(document.blocks)
        if section.type is BlockType.SECTION
        for found in _entries(section, settings)
    )


def _entries(section: Block, settings: Settings) -> Iterator[LevelList]:
    marks = marks_in(section.inline.text, settings)
    if len(marks) != 1:
        return
    for block in section.children:
        if block.type is BlockType.LIST:
            for entry in block.children:
                text = entry.children[0].inline.text if entry.children else ""
                words = words_of(text)
                names = tuple(word for word in words if word not in _QUALIFIERS)
                others = tuple(word for word in words if word in _QUALIFIERS)
                if names and len(text.split()) <= _ENTRY_WORDS:
                    yield LevelList(marks[0], text.strip(), names, others, entry.span.start)


def ratings(document: Document, settings: Settings) -> tuple[Rating, ...]:
    """Find tables that rate names by level: `| Service | L6 Importance | L7 Importance |`."""
    return tuple(
        found
        for table in walk(document.blocks)
        if table.type is BlockType.TABLE and table.children
        for found in _rated(table, settings)
    )


def _rated(table: Block, settings: Settings) -> Iterator[Rating]:
    header, *rows = table.children
    columns = {
        marks[0]: at
        for at, cell in enumerate(header.cells)
        if len(marks := marks_in(cell.text, settings)) == 1
    }
    if len(columns) < 2:
        return
    for row in rows:
        rating = _rating(row, columns, settings)
        if rating is not None:
            yield rating


def _rating(row: Block, columns: dict[str, int], settings: Settings) -> Rating | None:
    """A name belongs to the lowest level at which it must be known."""
    said = {
        level: row.cells[at].text.strip()
        for level, at in columns.items()
        if at < len(row.cells) and row.cells[at].text.strip().lower() in _RANKS
    }
    name = row.cells[0].text.strip()
    for level in settings.level_keys():
        if level in said and _RANKS[said[level].lower()] >= _MUST_KNOW:
            words = ", ".join(f"{rank} at {key.upper()}" for key, rank in said.items())
            return Rating(level, name, frozenset(_names(name)), words, row.span.start)
    return None


def _names(name: str) -> Iterator[str]:
    """Split `EC2/Auto Scaling` into names; the maker's name before one says nothing."""
    for part in re.split(r"[/,&]", name):
        words = [
            w for w in _WORD.findall(part) if w.lower() not in {"amazon", "aws", "google", "azure"}
        ]
        if words:
            yield " ".join(words).lower()


def listed(lists: Sequence[LevelList], text: str) -> LevelList | None:
    """Find the one entry of the document's level lists that a text is about.

    Its first name must be there, and one more of its words if it has more.
    """
    words = words_of(text)
    best: list[tuple[int, LevelList]] = []
    for entry in lists:
        everything = (*entry.names, *entry.others)
        hits = sum(any(_alike(word, said) for said in words) for word in everything)
        named = any(_alike(entry.names[0], said) for said in words)
        if named and hits >= min(2, len(everything)):
            best.append((hits, entry))
    if not best:
        return None
    most = max(hits for hits, _ in best)
    winners = [entry for hits, entry in best if hits == most]
    return winners[0] if len({entry.level for entry in winners}) == 1 else None


def rated(found: Sequence[Rating], text: str) -> Rating | None:
    """Find the rating of the name that a text is about."""
    lower = f" {' '.join(_WORD.findall(text.lower()))} "
    hits = [rating for rating in found if any(f" {name} " in lower for name in rating.names)]
    return hits[0] if len({rating.level for rating in hits}) == 1 else None
