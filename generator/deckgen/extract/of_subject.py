"""Labels that ask something of the thing above them: `When to use`, `Example`, `How it works`."""

from __future__ import annotations

import re
from typing import Final

_LABELS: Final = {
    "chosen": r"use(?:d)? for|when(?: to (?:use|choose|pick)(?: it)?)?|use(?: it)? (?:when|if)|best for|ideal for|когда(?: использовать)?",
    "avoided": r"when (?:not to use(?: it)?|to avoid(?: it)?)|avoid (?:when|if)|not (?:ideal|good|suited) for|когда не использовать",
    "defined": r"definition|one[- ]?liner|in (?:one|a) (?:sentence|line|nutshell)|in short|tl;?dr|elevator pitch|meaning|what it is|what is it|what|определение|что это(?: такое)?",
    "working": r"how(?: it works)?|как (?:это )?работает",
    "reason": r"why(?: it matters)?|why (?:use|choose) it|почему|зачем",
    "implemented": r"(?:code |sample |reference )?implementation|реализация",
    "employed": r"(?:basic |typical )?usage|how to use(?: it)?|использование",
    "example": r"(?:(?:real[- ]world|concrete|typical|practical|another|code) )?examples?|примеры?",
    "said": r"(?:interview|sample|model|short) answer|(?:interview )?talking point|interview (?:pattern|tip|line)|what to say|in (?:an|the) interview|что (?:сказать|говорить)",
}
OF_SUBJECT: Final = tuple(_LABELS)
"""Patterns of questions that such labels stand for."""

_PATTERNS: Final = {
    pattern: re.compile(rf"^(?:{labels})$", re.IGNORECASE) for pattern, labels in _LABELS.items()
}


def asks_of_subject(pattern: str, label: str) -> bool:
    """Tell whether a label asks the thing above it what a pattern asks."""
    return bool(_PATTERNS[pattern].match(label))
