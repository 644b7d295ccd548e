"""What kind of amount an answer is, so that its question can say what to recall: how long, how large."""

from __future__ import annotations

import re
from typing import Final

from deckgen.words import is_plural

_AMOUNT: Final = re.compile(
    r"^(?:(?:up to|about|around|below|under|over|above|less than|more than|at (?:most|least)|max(?:imum)?|min(?:imum)?|до|от|около|не более)\s+)?"
    r"[~≈<>≤≥]?\s?[$€£]?\d(?![\d.,]*[x×] )",
    re.IGNORECASE,
)
_WORKED: Final = re.compile(r"^[^=≈]*\d[^=≈]*[×*x/+−-][^=≈]*[=≈]\s*(?P<result>[^=≈]+)$")
"""A sum with its result: `2 × 8.2 TB × $40 ≈ $660 a day`."""

_FACTOR: Final = re.compile(r"^(?:up to |about |до |около )?\d[\d.,–-]*\s?[x×]\s", re.IGNORECASE)
_GAINED: Final = re.compile(
    r"\b(?:faster|cheaper|slower|more expensive|performance|throughput|speed)\b", re.IGNORECASE
)
_TYPICAL: Final = re.compile(r"\b(?:typical|typically|usual|usually|обычно)\b", re.IGNORECASE)
_MOST_WORDS: Final = 6
_NO_QUANTITY: Final = re.compile(
    r"^\W*\d+(?:\.\d+){2,}|^(?:up to )?\d+[/:]\d|^\d[\d.]*, ?\d[\d.]*(?:,|$)|^(?:19|20)\d\d\b"
)
_NUMBER: Final = r"\d[\d.,]*\+?[KMB]?[\s-]?"
_COUNTED: Final = re.compile(
    r"(?:[A-Z]{2,}s?|[^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,2})(?: (?:per|в) \w+|/\w+)?"
)
_MEASURES: Final = (
    ("money", re.compile(r"[$€£]\s?\d|\d\s?(?:USD|EUR|dollars?|cents?|₽|руб)", re.IGNORECASE)),
    ("share", re.compile(r"\d\s?(?:%|percent\b|процент)", re.IGNORECASE)),
    ("bandwidth", re.compile(_NUMBER + r"(?:[KMGT]bps\b|[KMGT]i?B/s|[KMGT]i?B per second)", re.IGNORECASE)),
    (
        "rate",
        re.compile(
            _NUMBER + r"(?:(?:\w+ ){0,2}\w+\s?(?:/|\bper\b)\s?\w+|IOPS\b|[RQT]PS\b|[RW]CUs?\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            _NUMBER + r"(?:[nuµm]?s|sec(?:ond)?s?|min(?:ute)?s?|h|hours?|d|days?|weeks?|months?|years?|"
            r"мс|сек\w*|мин\w*|час\w*|дн\w+|день|недел\w+|месяц\w*|лет|год\w*)(?![\w/])",
            re.IGNORECASE,
        ),
    ),
    ("size", re.compile(_NUMBER + r"(?:(?:[KMGTP]i?B|[КМГТ]Б|bytes?|байт\w*|MTU)\b)")),
    ("count", re.compile(r"\d[\d.,]*\+?[KMB]?(?:\s+[^\W\d_]|$)")),
)  # fmt: skip


def is_amount(text: str) -> bool:
    """Tell whether an answer is an amount alone: `up to 5`, `~100 ms`, `$0.023 per GB`."""
    words = len(re.sub(r"\([^()]*\)", "", text).split())
    bound = _MOST_WORDS + 2 if text.lower().startswith(("up to", "до ")) else _MOST_WORDS
    return begins_with_amount(text) and words <= bound


def begins_with_amount(text: str) -> bool:
    """Tell whether an answer tells an amount first: `about 30 a month, more in summer`."""
    return bool(_AMOUNT.match(text))


def is_factor(text: str) -> bool:
    """Tell whether a few words compare by a factor: `Up to 5x the throughput`."""
    return bool(_FACTOR.match(text)) and len(text.split()) <= _MOST_WORDS + 2


def unit_of(text: str) -> str:
    """Name what an amount counts: `file operations per second`; `` where it is not said in the plural."""
    match = _AMOUNT.match(text)
    number = re.match(_NUMBER, text[match.end() - 1 :]) if match else None
    if match is None or number is None or measure_of(text) not in ("count", "rate"):
        return ""
    counted = text[match.end() - 1 + number.end() :].strip()
    noun = re.split(r" (?:per|в) |/", counted)[0]
    named = is_plural(noun) or bool(re.fullmatch(r"[A-Z]{2,}s?", noun)) or not noun.isascii()
    return counted if named and _COUNTED.fullmatch(counted) else ""


def measure_of(text: str) -> str:
    """Name what an amount measures; `` for figures that count nothing: versions, addresses, years."""
    worked = _WORKED.search(text)
    if worked:
        return measure_of(worked["result"])
    if is_factor(text):
        gained = _GAINED.search(text)
        return gained[0].lower() if gained else "factor"
    if _TYPICAL.search(text):
        return "typical"
    if _NO_QUANTITY.match(text) or not is_amount(text):
        return ""
    return next((name for name, pattern in _MEASURES if pattern.search(text)), "")
