"""The steps of a job in a file for a build server: `steps:` with `- name: Run tests`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckgen.inline import plain
from deckgen.model import Code, Passage, Points, Span

_STEPS: Final = re.compile(r"^\s*(?:- )?(?:steps|tasks|script):\s*$")
_ITEM: Final = re.compile(r"^\s*- (?P<rest>\S.*)$")
_NAMED: Final = re.compile(
    r"^(?:name|displayName|task):\s*[\"']?(?P<name>[^\"'#]+?)[\"']?\s*(?:#.*)?$"
)
_USED: Final = re.compile(r"^uses:\s*(?:[\w.-]+/)*(?P<name>[\w.-]+)(?:@\S+)?\s*(?:#.*)?$")
_RUN: Final = re.compile(r"^(?:run|script|bash):\s*(?P<name>[^|>\s].*)$")
_FEWEST: Final = 4
_SHARE: Final = 0.5
_MOST: Final = 12


def steps_of(code: Code) -> Points | None:
    """List the steps of the one job that code describes; None where most have no name."""
    if code.language != "yaml":
        return None
    lines = code.text.split("\n")
    starts = [at for at, line in enumerate(lines) if _STEPS.match(line)]
    if len(starts) != 1:
        return None
    found = list(_titles(lines, starts[0]))
    named = sum(_NAMED.match(item) is not None for _, item, _ in found)
    if not _FEWEST <= len(found) <= _MOST or named < _SHARE * len(found):
        return None
    if not all(title for _, _, title in found):
        return None
    entries = tuple(
        (Passage(plain(title), Span(code.span.start + at, code.span.start + at)),)
        for at, _, title in found
    )
    first, last = (entries[at][0].span.start for at in (0, -1))
    return Points(entries, Span(first, last), ordered=True)


def _titles(lines: list[str], start: int) -> Iterator[tuple[int, str, str]]:
    """Find the items of the list below a key: line, first key, and what the step is called."""
    margin = None
    for at, line in enumerate(lines[start + 1 :], start + 1):
        item = _ITEM.match(line)
        indent = len(line) - len(line.lstrip())
        if margin is None:
            if item is None:
                return
            margin = indent
        if line.strip() and indent < margin:
            return
        if item is not None and indent == margin:
            yield at, item["rest"], _title(item["rest"])


def _title(first_key: str) -> str:
    for pattern in (_NAMED, _USED, _RUN):
        match = pattern.match(first_key)
        if match:
            return match["name"].strip()
    return ""
