"""Lead-ins: the words at the start of a paragraph that name what it says.

`**Depends** — a system …`, `**Trade-offs**:`, `Token validity: 5 minutes`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from deckgen.inline import STRONG, Inline
from deckgen.model import Block, BlockType
from deckgen.words import ANSWER

_AFTER_BOLD: Final = re.compile(
    r"(?P<suffix>\s*\([^()\n]{1,80}\))?\s*(?P<separator>[:：]|[–—](?=\s)|-(?=\s)|=(?=\s)|→)?\s*"
)
_SEPARATOR_INSIDE: Final = re.compile(r"\s*[:：–—-]\s*$")
_PLAIN: Final = re.compile(
    r"^(?P<term>[^\s:：.!?;,–—→](?:[^:：.!?;\n–—→]|\.(?=\w)){0,58}?)\s*(?P<separator>[:：](?=\s)|\s[–—](?=\s)|\s-(?=\s))\s*(?=\S)"
)
_ANOTHER: Final = re.compile(r"[.;]\s+[A-ZА-ЯЁ][\w./-]*(?: [\w./-]+){0,2}:\s")
"""A further term with its meaning in the same paragraph."""

_GRADE: Final = re.compile(
    r"^\W*(?:junior|mid(?:dle)?|senior|staff|principal|weak|strong|bad|poor|good|better|best|great|average|"
    r"l\d)(?=[\w\s-]*\banswer)",
    re.IGNORECASE,
)
_QUOTES: Final = frozenset('"“”„«»')
_MARKS: Final = re.compile(
    r"^(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u25a0-\u25ff]+\s*)+(?=\S)"
)
"""Pictures before a label: `✅ **Best practice:**`."""

_MOST_WORDS: Final = 14
_MOST_PLAIN_WORDS: Final = 7


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A label and what follows it in the same paragraph; `closed` says a separator stood between."""

    label: Inline
    rest: Inline
    closed: bool


def bold_lead_in(words: Inline) -> LeadIn | None:
    """Read a paragraph that begins in bold; None where it does not or is bold for emphasis."""
    marks = _MARKS.match(words.text)
    if marks and not words.leading(STRONG):
        words = words.cut(marks.end())
    if not words.leading(STRONG):
        return None
    text = words.text
    start = len(text) - len(text.lstrip())
    words = words.cut(start)
    length = words.leading(STRONG)
    if not length or len(words.text[:length].split()) > _MOST_WORDS:
        return None
    label = words.cut(0, length)
    inside = _SEPARATOR_INSIDE.search(label.text)
    after = _AFTER_BOLD.match(words.text, length)
    suffix = after["suffix"] if after else None
    separator = after["separator"] if after else None
    rest_at = after.end() if after else length
    closed = bool(inside or separator) or rest_at >= len(words.text)
    if inside:
        label = label.cut(0, inside.start())
        rest_at = length
    elif suffix and (separator or rest_at >= len(words.text)):
        label = words.cut(0, length + len(suffix))
    elif not separator:
        rest_at = length
    return LeadIn(label.strip(), words.cut(rest_at).strip(), closed)


def plain_lead_in(words: Inline) -> LeadIn | None:
    """Read `Term: meaning` or `Term — meaning` without emphasis; never inside code."""
    match = words.search(_PLAIN)
    if match is None or len(match["term"].split()) > _MOST_PLAIN_WORDS:
        return None
    if words.text.lstrip()[:1] in _QUOTES and words.text.rstrip(" .")[-1:] in _QUOTES:
        return None
    label = words.cut(match.start("term"), match.end("term")).strip()
    rest = words.cut(match.end()).strip()
    if not label or not rest or _ANOTHER.search(rest.text):
        return None
    return LeadIn(label, rest, closed=True)


def is_answer_marker(label: str) -> bool:
    """Tell whether a lead-in only announces the answer: `Answer`, `Strong Answer Framework`."""
    return bool(ANSWER.fullmatch(label.strip().rstrip(":：.") + ":"))


def is_graded(blocks: Sequence[Block]) -> bool:
    """Tell whether answers of several grades stand side by side: `Junior answer`, `Senior answer`."""
    leads = (bold_lead_in(block.inline) for block in blocks if block.type is BlockType.PARAGRAPH)
    grades = {
        match[0].lower() for lead in leads if lead and (match := _GRADE.match(lead.label.text))
    }
    return len(grades) > 1


def without_answer_marker(words: Inline) -> Inline:
    """Drop `**Answer:**`, `A:`, `Expected:` from the start of a paragraph."""
    lead = bold_lead_in(words)
    if lead is not None and lead.rest and is_answer_marker(lead.label.text):
        return lead.rest
    match = ANSWER.match(words.text)
    if match is None:
        return words
    rest = words.cut(match.end()).strip()
    return rest.cut(1).strip() if rest.text[:1] in (":", "：") else rest
