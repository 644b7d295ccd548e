"""The few constants in a piece of configuration: what is worth knowing of it.

Most of a configuration hands values on. `'strategy': 'diversified'` among them is a decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.code.hollow import is_frame
from deckgen.extract.naming import humanise
from deckgen.inline import plain
from deckgen.model import Code, Facts, Passage, Span

_SETTING: Final = re.compile(
    r"^\s*[\"']?(?P<name>[A-Za-z_][\w-]*)[\"']?\s*[:=]\s*(?P<value>[^=].*?),?(?:\s+(?:#|//)\s*(?P<note>\S.*))?$"
)
_OPENING: Final = re.compile(
    r"^\s*(?:(?:const|let|var) )?[\"']?(?P<name>[A-Za-z_][\w-]*)[\"']?\s*[:=]\s*[\[{]+$"
)
_CONSTANT: Final = re.compile(
    r"^(?:-?\d[\d_.]*|\"[^\"{}$]+\"|'[^'{}$]+'|\[(?:\s*[\"'][^\"'{}$]+[\"']\s*,?)+\])$"
)
_CALL: Final = re.compile(r"\w\($")
_HEAD: Final = re.compile(
    r"^\s*(?:@|(?:export |data |public )*(?:class|struct|interface|type)\b|[{}()]+;?$|\"\"\")"
)
_FIELD: Final = re.compile(
    r"^\s+(?:readonly |public |private )?(?P<name>[A-Za-z_]\w*)\??\s*(?::\s*[\w\[\], |.<>]+?)?"
    r"(?:\s*=\s*(?P<value>-?\d[\d_.]*|True|False|true|false|\"[^\"{}]*\"|'[^'{}]*'))?\s*[,;]?(?:\s+(?:#|//)\s*(?P<note>\S.*))?$"
)
_NAMES: Final = frozenset({"name", "id", "status", "description"})
_SHARE: Final = 0.7
_FEWEST: Final = 2
_MOST: Final = 6


def settings_of(code: Code) -> Facts | None:
    """Find the constants of a configuration; None where they are none, too many, or of one name."""
    lines = [line for line in code.text.split("\n") if line.strip()]
    opens = any(line.rstrip().endswith(("{", "[")) for line in lines)
    if not opens or any(map(_CALL.search, lines)):
        return None
    said = [line for line in lines if not is_frame(line)]
    settings = [match for line in said if (match := _SETTING.match(line))]
    found = list(_named(lines))
    names = {name for name, _ in found}
    if len(settings) < _SHARE * len(said) or not _FEWEST <= len(found) == len(names) <= _MOST:
        return None
    return _facts(found, code.span)


def _named(lines: Sequence[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Name each constant, one inside another setting with that: `scaling config min size`."""
    above: list[tuple[int, str]] = []
    for line in lines:
        depth = len(line) - len(line.lstrip())
        above = [(level, name) for level, name in above if level < depth]
        opening = _OPENING.match(line)
        match = _SETTING.match(line)
        if opening:
            above.append((depth, humanise(opening["name"])))
        elif match and match["name"].lower() not in _NAMES and _CONSTANT.match(match["value"]):
            owner = above[-1][1] if len(above) > 1 else ""
            yield _joined(owner, humanise(match["name"])), match


def _joined(owner: str, name: str) -> str:
    """Put an owner before a name, a word that both have once: `enhanced monitoring interval`."""
    shared = owner.split()[-1:] == name.split()[:1]
    return " ".join([*(owner.split()[:-1] if shared else owner.split()), name])


def defaults_of(code: Code) -> Facts | None:
    """Find the defaults of a type that has nothing but fields."""
    lines = [line for line in code.text.split("\n") if line.strip()]
    fields = [_FIELD.match(line) for line in lines if not _HEAD.match(line)]
    found = [(humanise(match["name"]), match) for match in fields if match and match["value"]]
    if not all(fields) or not _FEWEST <= len(found) <= _MOST:
        return None
    return _facts(found, code.span)


def _facts(found: Sequence[tuple[str, re.Match[str]]], span: Span) -> Facts:
    pairs = tuple((plain(name), (Passage(plain(_told(match)), span),)) for name, match in found)
    return Facts(pairs, span)


def _told(match: re.Match[str]) -> str:
    value = re.sub(r"[\"'\[\]]", "", match["value"]).strip()
    return f"{value} ({match['note']})" if match["note"] else value
