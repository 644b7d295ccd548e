"""The fields of a type: their defaults, and what a comment says of them."""

from __future__ import annotations

import re
from typing import Final

from deckgen.extract.settings import Setting, facts_of, lines_of
from deckgen.inline import plain
from deckgen.model import Code, Facts, Passage

_HEAD: Final = re.compile(
    r"^\s*(?:@|(?:export |data |public )*(?:class|struct|interface|type)\b|[{}()]+;?$|\"\"\")"
)
_FIELD: Final = re.compile(
    r"^\s+(?:readonly |public |private )?(?P<name>[A-Za-z_]\w*)\??\s*(?::\s*[\w\[\], |.<>]+?)?"
    r"(?:\s*=\s*(?P<value>-?\d[\d_.]*|True|False|true|false|\"[^\"{}]*\"|'[^'{}]*'))?\s*[,;]?(?:\s+(?:#|//)\s*(?P<note>\S.*))?$"
)
_MOST: Final = 6


def fields_of(code: Code) -> Facts | None:
    """Find the defaults of a type that has nothing but fields, else the fields that comments explain."""
    fields = [_FIELD.match(line) for line in lines_of(code) if not _HEAD.match(line)]
    known = [match for match in fields if match]
    if len(known) < len(fields):
        return None
    defaults = [
        Setting(match["name"], (), match["value"], match["note"] or "", yaml=False, line=at)
        for at, match in enumerate(known)
        if match["value"]
    ]
    return facts_of([(s.words, s) for s in defaults], code.span) or _explained(known, code)


def _explained(fields: list[re.Match[str]], code: Code) -> Facts | None:
    told = [match for match in fields if match["note"]]
    if not 1 <= len(told) < len(fields) or len(told) > _MOST:
        return None
    pairs = tuple((plain(m["name"]), (Passage(plain(m["note"]), code.span),)) for m in told)
    return Facts(pairs, code.span)
