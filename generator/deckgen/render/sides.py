"""The sides of a card in Anki's own template language: what it could not show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from jinja2 import Environment

Fault = tuple[int, str]

_OF_ANKI: Final = ("Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID")
_NEVER_EMPTY: Final = frozenset(("Question", "Answer", "Source", "Level", "Kind", "Language"))
_MARK: Final = re.compile(
    r"<!--.*?-->|\{\{(?:\s*(?P<sign>[#^/]?)\s*(?P<filters>(?:[^{}:]+:)*)(?P<name>[^{}:]*)\}\})?",
    re.DOTALL,
)


class _Mark(NamedTuple):
    """One `{{…}}`; its sign is empty for a field, `{` where it has no end."""

    line: int
    sign: str
    filters: str
    name: str


def fault_in(env: Environment, source: str, fields: Collection[str], *, back: bool) -> Fault | None:
    """Find the first `{{…}}` of a side that Anki cannot fill, with its line."""
    marks = tuple(_marks(_unfilled(env, source)))
    known = {*fields, *_OF_ANKI, *(["FrontSide"] if back else [])}
    for fault in _faults(marks, known):
        return fault
    if back or _is_never_empty(marks):
        return None
    return 1, "a front needs {{Question}} or {{Answer}} in any case; Anki makes no empty card"


def _unfilled(env: Environment, source: str) -> str:
    """Take what is Anki's of a source, on the lines where it stands."""
    text = ""
    for line, kind, value in env.lex(source):
        if kind == "data":
            text += "\n" * (line - 1 - text.count("\n")) + value
    return text


def _marks(text: str) -> Iterator[_Mark]:
    for found in _MARK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["name"] is not None:
            yield _Mark(line, found["sign"], found["filters"], found["name"].strip())
        elif found[0] == "{{":
            yield _Mark(line, "{", "", "")


def _faults(marks: Sequence[_Mark], known: Collection[str]) -> Iterator[Fault]:
    sections: list[_Mark] = []
    for mark in marks:
        if mark.sign == "{":
            yield mark.line, "'{{' has no '}}'"
        elif mark.sign == "/":
            if not sections or sections.pop().name != mark.name:
                yield mark.line, f"'{{{{/{mark.name}}}}}' ends what did not begin last"
        elif mark.name not in known:
            yield (
                mark.line,
                f"there is no field '{mark.name}'; there are {', '.join(sorted(known))}",
            )
        elif mark.sign:
            sections.append(mark)
    for mark in sections:
        yield mark.line, f"'{{{{{mark.sign}{mark.name}}}}}' is never ended"


def _is_never_empty(marks: Sequence[_Mark]) -> bool:
    """Tell whether a field that every card has stands in no section."""
    depth = 0
    for mark in marks:
        depth += {"": 0, "/": -1}.get(mark.sign, 1)
        if not (depth or mark.sign or mark.filters) and mark.name in _NEVER_EMPTY:
            return True
    return False
