"""Tell apart what people put into fences without a language: trees, code, drawings, tables.

One fence may mix them: a title, a tree under it, a class, another title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from deckgen.code.trees import is_branch, is_trunk

TEXT_LANGUAGES: Final = frozenset(
    ["", "text", "txt", "plain", "plaintext", "ascii", "tree", "none", "output", "diagram"]
)
"""Info strings that say nothing about what is in a fence."""


class Shape(StrEnum):
    """What a stretch of a fence is."""

    TITLE = "title"
    TREE = "tree"
    CODE = "code"
    DRAWING = "drawing"
    TABLE = "table"
    COLUMNS = "columns"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines `first` to `last` (0-based) of a fence that are one thing."""

    shape: Shape
    first: int
    last: int
    text: str
    language: str = ""


_TITLE: Final = re.compile(r"^(?![\s{}\[\]()<>\"'`$@#/*-])[^={}<>;│]{3,90}:$")
_CODE_TITLE: Final = re.compile(
    r"^(?:class|def|async|if|for|while|try|else|with|switch|case|match|do|public|private)\b"
)
_CODE_START: Final = re.compile(
    r"^(?:class |def |async def |@\w|import \w|from \w[\w.]* import|function |export |const |let |"
    r"var |public |private |package |func |interface |type \w+ (?:=|struct)|#include|using |"
    r"SELECT |CREATE |INSERT |UPDATE |WITH |DELETE |\$ \w|resource \"|apiVersion:|version:|"
    r"[a-z_]\w* = |[a-z_][\w.]*\(.*\)[;{]?$)"
)
_BOX: Final = re.compile(r"[┌┐┘┬┴┼╔╗╚╝║▼▲►◄]|\+-{2,}\+")
_ARROW: Final = re.compile(r"(?:→|←|↓|↑|⟶|⇒|──?[>▶]|-->|->|=>)")
NAMED_VALUE: Final = re.compile(
    r"^\s*(?:[-*•]\s+)?(?P<name>[^\W\d_][^:=.<>\t]{0,70}?)"
    r"(?:\s*\.{3,}\s*|\s+\.+\s+|\s*[:=]\s+|\s{2,}|\t+)(?P<value>(?:[~<>≈≤≥$€]\s*)?\d.*|\S.*\s=\s.*\d.*)$"
)
"""A line that names a figure: `Main memory reference ..... 100 ns`, `QPS = 500M / 86,400 s`."""

_ALIGNED: Final = re.compile(r"^[^\W\d_][^:]{0,60}:\s{2,}\S*\d")
_EQUALS: Final = re.compile(r"(?:^|\s)[=≈≥≤~]{1,2}\s")
_WORKED: Final = re.compile(
    r"[×÷]|\d[\d.,_]*\s?[a-zA-Zа-яА-Я%]{0,7}(?:\s[*/+−-]\s|[*/])[$€£(]?\d", re.IGNORECASE
)
_LISTED: Final = re.compile(r"^\s*[-*•]\s+\S")
_FEWEST_ARROWS: Final = 2
_CONNECTOR: Final = re.compile(r"^\s*[vV^|/\\](?:\s+[vV^|/\\])*\s*$")
_EDGE: Final = re.compile(r"^[\s|]*\+-{3,}\+")
"""Lines between boxes, and the edge of a box."""

_TABLE_RULE: Final = re.compile(r"^[\s|+]*-{2,}[-\s|+:]*$")
_LANGUAGES: Final = (
    ("python", re.compile(r"^\s*(?:def |class \w+.*:$|from \w[\w.]* import |import \w+$|async def |@\w)", re.MULTILINE)),
    ("typescript", re.compile(r"^\s*(?:const |let |export |interface |function |import .* from )", re.MULTILINE)),
    ("java", re.compile(r"^\s*(?:public |private |protected )(?:static |final )*[\w<>\[\]]+ ", re.MULTILINE)),
    ("go", re.compile(r"^\s*(?:func |package \w+$|type \w+ struct)", re.MULTILINE)),
    ("sql", re.compile(r"^\s*(?:SELECT|CREATE|INSERT|UPDATE|DELETE|ALTER|WITH)\b", re.MULTILINE)),
    ("hcl", re.compile(r"^(?:resource|variable|provider|module|data|output) \"", re.MULTILINE)),
    ("bash", re.compile(r"^(?:\$ |#!/bin/|(?:sudo|curl|kubectl|docker|aws|git|pip|npm|terraform|helm) )", re.MULTILINE)),
    ("json", re.compile(r"\A\s*[\[{]\s*(?:\"|[\[{])")),
    ("yaml", re.compile(r"\A(?:[\w.-]+:(?: .*)?\n)(?:\s+[\w-]|-\s|[\w.-]+:)")),
)  # fmt: skip


def is_calculation(text: str) -> bool:
    """Tell whether text works something out: equations line by line, with sums in them."""
    lines = [line for line in text.split("\n") if line.strip()]
    equal = [line for line in lines if _EQUALS.search(line)]
    if len(equal) < max(2, len(lines) / 2) or any(map(is_branch, lines)):
        return False
    return any(map(_WORKED.search, equal)) and not guess_language(text)


def guess_language(text: str) -> str:
    """Guess the language of unlabelled code by how its lines begin; `` where nothing fits."""
    for language, pattern in _LANGUAGES:
        if pattern.search(text):
            return language
    return ""


def segments(text: str) -> tuple[Segment, ...]:
    """Cut the text of an unlabelled fence into stretches of one kind."""
    lines = text.split("\n")
    return tuple(_segment(shape, first, last, lines) for shape, first, last in _stretches(lines))


def _segment(shape: Shape, first: int, last: int, lines: list[str]) -> Segment:
    text = "\n".join(lines[first : last + 1])
    language = ""
    if shape is Shape.TEXT:
        shape = _shape_of(text)
    if shape is Shape.TEXT:
        language = guess_language(text)
        shape = Shape.CODE if language else shape
    elif shape is Shape.CODE:
        language = guess_language(text)
    return Segment(shape, first, last, text, language)


def _shape_of(text: str) -> Shape:
    lines = [line for line in text.split("\n") if line.strip()]
    if any(map(_CONNECTOR.match, lines)) and any(map(_EDGE.match, lines)):
        return Shape.DRAWING
    if len(lines) > 2 and any(_TABLE_RULE.match(line) for line in lines[1:3]) and "|" in text:
        return Shape.TABLE
    named = [line for line in lines if NAMED_VALUE.match(line)]
    aligned = sum(bool(_ALIGNED.match(line)) for line in lines)
    if len(named) >= max(2, 0.6 * len(lines)) and (aligned > 1 or not guess_language(text)):
        return Shape.COLUMNS
    flowing = [line for line in lines if not _LISTED.match(line)]
    arrows = sum(bool(_ARROW.search(line)) for line in flowing)
    if sum(len(_ARROW.findall(line)) for line in flowing) < _FEWEST_ARROWS:
        arrows = 0
    if any(_BOX.search(line) for line in lines):
        return Shape.DRAWING
    if arrows >= max(1, len(lines) / 3) and not guess_language(text):
        return Shape.DRAWING
    return Shape.TEXT


def _stretches(lines: list[str]) -> Iterator[tuple[Shape, int, int]]:
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        shape, end = _stretch(lines, at)
        last = end - 1
        while not lines[last].strip():
            last -= 1
        yield shape, at, last
        at = end


def _stretch(lines: list[str], at: int) -> tuple[Shape, int]:
    line = lines[at]
    if is_branch(line) or (is_trunk(line) and _before_tree(lines, at)):
        return Shape.TREE, _tree_end(lines, at)
    if _is_title(line):
        return Shape.TITLE, at + 1
    if _CODE_START.match(line):
        return Shape.CODE, _code_end(lines, at)
    if _before_tree(lines, at):
        return Shape.TITLE, at + 1
    return Shape.TEXT, _text_end(lines, at)


def _is_title(line: str) -> bool:
    return bool(_TITLE.match(line.rstrip())) and not _CODE_TITLE.match(line)


def _before_tree(lines: list[str], at: int) -> bool:
    """A line right above a tree at the margin is its root, bare trunk between them or not."""
    below = at + 1
    while below < len(lines) and lines[below].strip() and is_trunk(lines[below]):
        below += 1
    return (
        below < len(lines)
        and is_branch(lines[below])
        and not _BOX.search(lines[at])
        and len(lines[at].split()) <= 12
    )


def _tree_end(lines: list[str], at: int) -> int:
    end = at
    while end < len(lines) and (is_branch(lines[end]) or is_trunk(lines[end])):
        end += 1
    return end


def _code_end(lines: list[str], at: int) -> int:
    end = at + 1
    while end < len(lines):
        line = lines[end]
        at_margin = line.strip() and not line[0].isspace()
        if at_margin and (is_branch(line) or _is_title(line) or _before_tree(lines, end)):
            break
        end += 1
    return end


def _text_end(lines: list[str], at: int) -> int:
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if is_branch(line) and not _BOX.search("".join(lines[at:end])):
            break
        after_gap = not lines[end - 1].strip()
        if after_gap and line.strip() and (_is_title(line) or _CODE_START.match(line)):
            break
        end += 1
    return end
