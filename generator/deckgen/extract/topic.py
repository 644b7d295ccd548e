"""Labelled material: what lies between a document's blocks and the items made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from deckgen.inline import Form, Inline
from deckgen.model import (
    Code,
    Content,
    Directive,
    Drawing,
    Facts,
    Formula,
    Grid,
    Kind,
    Markup,
    Pair,
    Passage,
    Points,
    Quote,
    Span,
)
from deckgen.words import count_words


class Role(StrEnum):
    """How a label asks for the material under it."""

    DOCUMENT = "document"
    HEADING = "heading"
    QUESTION = "question"
    TERM = "term"
    STEP = "step"
    STORY = "story"
    ROW = "row"
    CRITERION = "criterion"
    CODE = "code"
    PIECE = "piece"
    FACET = "facet"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Lines that are no material for cards, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A label with its material, in the order of the document.

    `raw` is the label before it was cleaned: its marks may tell the level. `front` is material
    that belongs to the question. `spread` asks for each part even where the whole is short;
    `is_attribute` marks a label that names a property of several things, `is_apart` one whose name is
    that of a property and that stands among things; `unasked` says why a
    topic has no card of its own.
    """

    role: Role
    label: Inline
    raw: str
    body: tuple[Part, ...]
    span: Span
    rule: str = ""
    kind: Kind | None = None
    front: tuple[Content, ...] = ()
    directive: Directive = Directive()
    spread: bool = False
    is_attribute: bool = False
    is_apart: bool = False
    unasked: str = ""


Part = Topic | Skipped | Content


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """How much there is to read: words of prose, lines of code."""

    words: int = 0
    lines: int = 0

    def __add__(self, other: Size) -> Size:
        """Add up two sizes."""
        return Size(self.words + other.words, self.lines + other.lines)

    def fits(self, limit: Size) -> bool:
        """Tell whether neither words nor lines exceed the limit."""
        return self.words <= limit.words and self.lines <= limit.lines


GLANCE: Final = Size(60, 30)
"""What a tired person reads at a glance: the size of a typical answer."""

LIMIT: Final = Size(150, 50)
"""What no answer exceeds."""


def announces(part: Part) -> bool:
    """Tell whether a sentence introduces what stands below it; a picture behind it stands there."""
    if not isinstance(part, Passage) or not part.inline.runs:
        return False
    shown = part.inline.runs[-1].form is Form.IMAGE
    return not shown and part.inline.text.rstrip().endswith((":", "："))


def text_of(parts: Iterable[Part]) -> str:
    """Put the prose of an answer together."""
    return " ".join(part.inline.text for part in parts if isinstance(part, Passage))


def size_of(parts: Iterable[Part]) -> Size:
    """Measure material, labels of nested topics included."""
    return sum((_size(part) for part in parts), Size())


def _size(part: Part) -> Size:  # noqa: C901, PLR0911  (one case a content)
    match part:
        case Topic():
            return _words(part.label) + size_of(part.front) + size_of(part.body)
        case Passage():
            return _words(part.inline)
        case Points():
            return sum((size_of(entry) for entry in part.entries), Size())
        case Code() | Drawing():
            return Size(0, sum(bool(line.strip()) for line in part.text.split("\n")))
        case Pair():
            return _size(part.bad) + _size(part.good)
        case Facts():
            return sum((_words(name) + size_of(value) for name, value in part.pairs), Size())
        case Grid():
            cells = (cell for row in (part.header, *part.rows) for cell in row)
            return sum((_words(cell) for cell in cells), Size())
        case Quote():
            return _words(part.title) + size_of(part.contents)
        case Formula():
            return Size(1)
        case Markup():
            return Size(count_words(part.text))
        case Skipped():
            return Size()


def _words(inline: Inline) -> Size:
    return Size(count_words(inline.text))
