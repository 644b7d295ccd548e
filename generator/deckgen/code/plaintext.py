"""Joints of code in a language without a grammar: comments and blank lines at the margin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckgen.code.comments import comment_text, is_file_path
from deckgen.code.joint import Joint, Role

_COMMENT: Final = re.compile(
    r"^\s*(?:#(?!include|define|if|endif|pragma)|//|--\s|--$|;;|/\*|\*/?\s)"
)
_IMPORT: Final = re.compile(r"^\s*(?:import|using|use|#include|require|from)\b")
_OPEN, _CLOSE = "([{", ")]}"


def outline(text: str) -> tuple[Joint, ...]:
    """Cut code before each comment at the margin that follows a blank line or closed code."""
    return tuple(_joint(lines) for lines in _groups(text.split("\n")))


def _groups(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    margin = min((len(ln) - len(ln.lstrip()) for ln in lines if ln.strip()), default=0)
    group: list[tuple[int, str]] = []
    depth = 0
    for number, line in enumerate(lines):
        begins = _COMMENT.match(line) and len(line) - len(line.lstrip()) == margin
        if begins and depth <= 0 and group and not _all_comment(group) and _is_ended(group[-1][1]):
            yield group
            group = []
        if line.strip() or group:
            group.append((number, line))
        if not _COMMENT.match(line):
            depth += sum(map(line.count, _OPEN)) - sum(map(line.count, _CLOSE))
    if group:
        yield group


def _is_ended(line: str) -> bool:
    """Tell whether a statement can be over at the end of a line."""
    return not line.strip() or line.rstrip().endswith((";", "}", ")", "]", "end"))


def _all_comment(group: list[tuple[int, str]]) -> bool:
    return all(_COMMENT.match(line) or not line.strip() for _, line in group)


def _joint(group: list[tuple[int, str]]) -> Joint:
    while group and not group[-1][1].strip():
        group.pop()
    head = [line for _, line in _leading(group)]
    comment = comment_text("\n".join(head)) if head else ""
    if is_file_path(comment):
        comment = ""
    first, last = group[0][0], group[-1][0]
    code = first + len(head)
    if len(head) == len(group):
        return Joint(Role.COMMENT, "", comment, first, last, last + 1)
    body = [line for _, line in group[len(head) :] if line.strip()]
    role = Role.IMPORT if all(_IMPORT.match(line) for line in body) else Role.STATEMENTS
    return Joint(role, "", comment, first, last, code)


def _leading(group: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for number, line in group:
        if not _COMMENT.match(line):
            return
        yield number, line
