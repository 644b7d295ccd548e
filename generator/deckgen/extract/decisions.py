"""What code decides: branches that each return a text, told as conditions with their outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckgen.extract.naming import humanise
from deckgen.inline import plain
from deckgen.model import Code, Facts, Passage, Span

_BRANCH: Final = re.compile(
    r"^\s*(?:\}\s*)?(?P<word>if|elif|else if|else)\b\s*\(?(?P<condition>[^#]*?)\)?\s*[:{]?"
    r"\s*(?:(?:#|//)\s*(?P<note>\S.*))?$"
)
_RETURN: Final = re.compile(
    r"^\s*return\s+[\"'](?P<told>[^\"'{}]+)[\"'],?;?\s*(?:(?:#|//)\s*(?P<note>\S.*))?$"
)
_KEY: Final = re.compile(r"(?:\.get\(\s*|\[)[\"'](?P<name>\w+)[\"']")
_ATTRIBUTE: Final = re.compile(r"(?:\b\w+\.)?(?P<name>[A-Za-z_]\w*)\b(?!\()")
_COMPARED: Final = re.compile(r"(?P<sign>==|!=|<=|>=|<|>)\s*(?P<value>[\w.\"'-]+)\s*$")
_OTHERWISE: Final = "otherwise"
_FEWEST: Final = 3
_MOST: Final = 8


def decisions_of(code: Code) -> Facts | None:
    """Read which condition leads to which text; None where a condition cannot be put into words."""
    found = list(_told(code.text.split("\n")))
    conditions = [condition for condition, *_ in found]
    if not _FEWEST <= len(found) <= _MOST or not all(conditions):
        return None
    if len(set(conditions)) < len(conditions):
        return None
    lines = (Span(code.span.start + at, code.span.start + at) for *_, at in found)
    outcomes = (
        (plain(condition), (Passage(plain(told), line),))
        for (condition, told, _), line in zip(found, lines, strict=True)
    )
    return Facts(tuple(outcomes), code.span)


def _told(lines: list[str]) -> Iterator[tuple[str, str, int]]:
    """Find the texts that are returned, each with the conditions it stands under."""
    above: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        depth = len(line) - len(line.lstrip())
        branch, told = _BRANCH.match(line), _RETURN.match(line)
        if line.strip():
            above = [(level, words) for level, words in above if level < depth]
        if branch:
            other = branch["word"] == "else"
            words = _OTHERWISE if other else _words(branch["condition"])
            note = f" ({branch['note']})" if words and branch["note"] else ""
            above.append((depth, words + note))
        elif told:
            conditions = [words for _, words in above]
            known = all(conditions)
            inner = conditions[-1:]
            named = [words for words in conditions[:-1] if words != _OTHERWISE]
            condition = ", ".join([*named, *inner]) or _OTHERWISE
            note = f" ({told['note']})" if told["note"] else ""
            yield (condition if known else "", f"{told['told']}{note}", at)


def _words(condition: str) -> str:
    """Put a condition into words: `needs.get("replay")` is `replay`."""
    parts = re.split(r"\s+(?:and|&&)\s+", condition)
    told = [_part(part) for part in parts]
    return " and ".join(told) if all(told) else ""


def _part(condition: str) -> str:
    called = "(" in condition.replace(".get(", "")
    if called or re.search(r"\b(?:or|in|not)\b|\|\||!(?!=)", condition):
        return ""
    compared = _COMPARED.search(condition)
    name = _KEY.search(condition) or _ATTRIBUTE.search(condition)
    if name is None:
        return ""
    told = humanise(name["name"])
    if compared is None:
        return told
    sign = "" if compared["sign"] == "==" else f"{compared['sign']} "
    value = compared["value"].strip("\"'")
    return f"{told} {sign}{value}"
