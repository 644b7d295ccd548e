"""Mend what breaks a CommonMark reader but not a human one, line by line.

Three things are common in real notes and lose whole sections when read to the letter:

- a fence inside a list item with lines left of the item (`f-strings`, here-documents): the
  item, and with it the fence, would end early;
- a number broken over two lines (`1` / `6. **Question?**`);
- an answer indented for a one-digit number under a two-digit one (`10. Q` / three spaces);
- a fence within a fence of the same length, which ends the outer one early.

Lines are moved sideways, never added or removed, so line numbers stay true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_FENCE: Final = re.compile(r"^(?P<indent> *)(?P<marker>`{3,}|~{3,})(?P<info>.*)$")
_HOLDING: Final = frozenset({"", "md", "markdown", "text", "txt"})
"""What a fence is called that holds notes, and in them fences."""

_LONE_NUMBER: Final = re.compile(r"^\d{1,2}$")
_NUMBERED: Final = re.compile(r"^(?P<number>\d{1,3})(?P<rest>[.)]\s+\S.*)$")
_WIDE_MARKER: Final = re.compile(r"^(?P<marker>\d{2,3}[.)] )\S")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with the same number of lines, each readable in its place.

    `unclosed` are the lines, 1-based, on which a fence begins that never ends.
    """

    text: str
    unclosed: tuple[int, ...]


def mend(text: str) -> Mended:
    """Mend a text's lines."""
    lines = text.split("\n")
    fenced, unclosed = _mend_fences(lines)
    if unclosed:
        nested = _with_nested(text.split("\n"))
        mended, still = _mend_fences(nested)
        if not still:
            lines, fenced, unclosed = nested, mended, []
    _join_numbers(lines, fenced)
    _indent_answers(lines)
    return Mended("\n".join(lines), tuple(unclosed))


def _mend_fences(lines: list[str]) -> tuple[set[int], list[int]]:
    """Indent what a fence holds at least as far as the fence; return the fenced lines."""
    fenced: set[int] = set()
    unclosed: list[int] = []
    at = 0
    while at < len(lines):
        opening = _opening(lines[at])
        if opening is None:
            at += 1
            continue
        closing = _closing(lines, at, opening)
        if closing is None:
            unclosed.append(at + 1)
            fenced.update(range(at, len(lines)))
            break
        indent = len(opening["indent"])
        for inside in range(at + 1, closing + 1):
            if lines[inside].strip() and _indent(lines[inside]) < indent:
                lines[inside] = " " * indent + lines[inside]
        fenced.update(range(at, closing + 1))
        at = closing + 1
    return fenced, unclosed


def _with_nested(lines: list[str]) -> list[str]:
    """Lengthen the marks of plain fences that hold a fence with a language."""
    at = 0
    while at < len(lines):
        opening = _opening(lines[at])
        closing = _closing(lines, at, opening) if opening else None
        if opening is None or closing is None:
            at += 1
            continue
        if opening["info"].strip().lower() in _HOLDING and opening["marker"][0] == "`":
            outer = _outer_closing(lines, at, closing, opening)
            if outer is not None:
                for mark in (at, outer):
                    lines[mark] = lines[mark].replace("`", "``", 1)
                closing = outer
        at = closing + 1
    return lines


def _outer_closing(lines: list[str], at: int, closing: int, opening: re.Match[str]) -> int | None:
    """Find the end of a fence that holds others; None where it holds none."""
    found = None
    inside = at + 1
    while inside < closing:
        inner = _opening(lines[inside])
        if inner is not None and inner["marker"] == opening["marker"] and inner["info"].strip():
            found = _closing(lines, closing, opening)
            if found is None:
                return None
            inside, closing = closing, found
        inside += 1
    return found


def _opening(line: str) -> re.Match[str] | None:
    match = _FENCE.match(line.expandtabs(4))
    if match and match["marker"][0] == "`" and "`" in match["info"]:
        return None
    return match


def _closing(lines: list[str], at: int, opening: re.Match[str]) -> int | None:
    marker, limit = opening["marker"], len(opening["indent"]) + 4
    for number in range(at + 1, len(lines)):
        line = lines[number].rstrip()
        body = line.lstrip(" ")
        if body.startswith(marker) and not body.strip(marker[0]) and len(line) - len(body) < limit:
            return number
    return None


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _join_numbers(lines: list[str], fenced: set[int]) -> None:
    seen: set[int] = set()
    for at, line in enumerate(lines):
        if at in fenced:
            continue
        match = _NUMBERED.match(line)
        if match is None:
            continue
        number = int(match["number"])
        whole = _broken_number(lines, at, match["number"])
        if whole is not None and whole - 1 in seen:
            number = whole
            lines[at - 1], lines[at] = "", f"{whole}{match['rest']}"
        seen.add(number)


def _broken_number(lines: list[str], at: int, tail: str) -> int | None:
    if at == 0 or not _LONE_NUMBER.match(lines[at - 1].rstrip()):
        return None
    if at > 1 and lines[at - 2].strip():
        return None
    return int(lines[at - 1].strip() + tail)


def _indent_answers(lines: list[str]) -> None:
    at = 0
    while at < len(lines):
        match = _WIDE_MARKER.match(lines[at])
        at += 1
        if match is None:
            continue
        width, start = len(match["marker"]), at
        while at < len(lines) and (not lines[at].strip() or _indent(lines[at]) >= 3):
            at += 1
        body = [line for line in lines[start:at] if line.strip()]
        missing = width - min((_indent(line) for line in body), default=width)
        if 0 < missing < width:
            lines[start:at] = [
                " " * missing + line if line.strip() else line for line in lines[start:at]
            ]
