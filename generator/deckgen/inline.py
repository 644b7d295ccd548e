"""Words with their emphasis: the smallest thing a card is made of.

markdown-it's inline tokens open and close; they cannot be cut in the middle. Here each run of
characters carries the marks it stands under, so a lead-in can be cut from its definition and
both halves still render as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """What a run shows."""

    TEXT = "text"
    CODE = "code"
    MATH = "math"
    IMAGE = "image"
    BREAK = "break"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Mark:
    """An emphasis or link over a run: `name` is an HTML element, `target` a link's address."""

    name: str
    target: str = ""


STRONG: Final = Mark("strong")
EMPHASIS: Final = Mark("em")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters under the same marks.

    `text` is what a reader sees: an image's alternative text, a formula's TeX, nothing for a
    footnote's mark. `target` is an image's address or a footnote's label.
    """

    text: str
    form: Form = Form.TEXT
    marks: tuple[Mark, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A line of runs; `text` is its plain reading."""

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The characters a reader sees, marks left out."""
        if len(self.runs) == 1:  # most lines, and this is asked most often
            return self.runs[0].text
        return "".join([run.text for run in self.runs])

    def __bool__(self) -> bool:
        """Whether there is anything to read or see."""
        return any(run.text.strip() or run.form is Form.IMAGE for run in self.runs)

    def __add__(self, other: Inline) -> Inline:
        """Join two lines without a space."""
        return Inline(self.runs + other.runs)

    def cut(self, start: int, end: int | None = None) -> Inline:
        """Take the characters from `start` to `end` of `text`, marks kept."""
        size = len(self.text)
        end = size if end is None else end
        return self if start <= 0 and end >= size else Inline(tuple(_cut(self.runs, start, end)))

    def strip(self, characters: str | None = None) -> Inline:
        """Drop white space, or the given characters, from both ends."""
        text = self.text
        start = len(text) - len(text.lstrip(characters))
        return self.cut(start, max(start, len(text.rstrip(characters))))

    def unmarked(self, mark: Mark) -> Inline:
        """Drop one kind of mark from every run: a label that is all bold is not emphasised."""
        return Inline(
            tuple(replace(run, marks=tuple(m for m in run.marks if m != mark)) for run in self.runs)
        )

    def split(self, pattern: re.Pattern[str]) -> tuple[Inline, ...]:
        """Split where the pattern matches in plain text, never inside code or mathematics."""
        cuts = [match.span() for match in pattern.finditer(self.masked())]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(self.text)]
        return tuple(self.cut(start, end) for start, end in zip(starts, ends, strict=True))

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Search in plain text, never inside code or mathematics."""
        return pattern.search(self.masked())

    def masked(self) -> str:
        r"""Read the line with code and mathematics as a row of `\x00`, of the same length."""
        return "".join(
            "\0" * len(run.text) if run.form in (Form.CODE, Form.MATH) else run.text
            for run in self.runs
        )

    def leading(self, mark: Mark) -> int:
        """Count the characters at the start that stand under `mark`, spaces between included."""
        length = 0
        seen = 0
        for run in self.runs:
            length += len(run.text)
            if mark in run.marks:
                seen = length
            elif run.text.strip():
                break
        return seen


def plain(text: str) -> Inline:
    """Make a line of unmarked text, as from a code comment or a dict key."""
    return Inline((Run(text),)) if text else Inline()


def code(text: str) -> Inline:
    """Make a line of inline code, as from an identifier."""
    return Inline((Run(text, Form.CODE),))


def join(parts: Iterable[Inline], separator: str) -> Inline:
    """Join lines with a plain separator."""
    runs: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            runs.append(Run(separator))
        runs.extend(part.runs)
    return Inline(tuple(runs))


def _cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    position = 0
    for run in runs:
        size = len(run.text)
        low, high = max(start - position, 0), min(end - position, size)
        if size == 0 and start <= position <= end:
            yield run
        elif low < high:
            whole = low == 0 and high == size
            yield run if whole else Run(run.text[low:high], run.form, run.marks, run.target)
        position += size
