"""The few constants in a piece of configuration: what is worth knowing of it.

Most of a configuration hands values on. `'strategy': 'diversified'` among them is a decision.
"""

from __future__ import annotations

import re
from typing import Final

from deckgen.code.hollow import is_frame
from deckgen.extract.naming import humanise
from deckgen.inline import plain
from deckgen.model import Code, Facts, Passage, Span

_SETTING: Final = re.compile(
    r"^\s*[\"']?(?P<name>[A-Za-z_][\w-]*)[\"']?\s*[:=]\s*(?P<value>[^=].*?),?(?:\s+(?:#|//)\s*(?P<note>\S.*))?$"
)
_CONSTANT: Final = re.compile(
    r"^(?:-?\d[\d_.]*|\"[^\"{}$]+\"|'[^'{}$]+'|\[(?:\s*[\"'][^\"'{}$]+[\"']\s*,?)+\])$"
)
_SHARE: Final = 0.7
_FEWEST: Final = 2
_MOST: Final = 6


def settings_of(code: Code) -> Facts | None:
    """Find the constants of a configuration; None where they are none, too many, or of one name."""
    lines = [(at, line) for at, line in enumerate(code.text.split("\n")) if line.strip()]
    if not any(line.rstrip().endswith(("{", "(", "[")) for _, line in lines):
        return None
    said = [(at, line) for at, line in lines if not is_frame(line)]
    settings = [(at, match) for at, line in said if (match := _SETTING.match(line))]
    found = [(at, match) for at, match in settings if _CONSTANT.match(match["value"])]
    names = {match["name"] for _, match in found}
    if len(settings) < _SHARE * len(said) or not _FEWEST <= len(found) == len(names) <= _MOST:
        return None
    span = Span(code.span.start, code.span.end)
    pairs = tuple(
        (plain(humanise(match["name"])), (Passage(plain(_told(match)), span),))
        for _, match in found
    )
    return Facts(pairs, span)


def _told(match: re.Match[str]) -> str:
    value = re.sub(r"[\"'\[\]]", "", match["value"]).strip()
    return f"{value} ({match['note']})" if match["note"] else value
