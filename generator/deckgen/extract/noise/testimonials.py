"""Praise and reports by people about their interviews: `**L6 hire**: "The panel liked …"`.

They are about the reader's success, not about the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import bold_lead_in
from deckgen.extract.topic import Skipped
from deckgen.model import Block, BlockType

_BY_WHOM: Final = re.compile(
    r"^(?!.*\b(?:answer|response|ответ)\b).*\b(?:hires?|hired|candidate|interviewee|interviewer|offer|reviewer|customer|user|engineer|manager)\b(?:.{0,20})$|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b.*"
    r"\b(?:interview|review|feedback|loop)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"^[\"“”«„].{20,}[\"“”»]\W*$", re.DOTALL)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Leave out a quotation that is headed by who said it about an interview."""
    block = blocks[at]
    if block.type is not BlockType.PARAGRAPH or place.in_question:
        return None
    lead = bold_lead_in(block.inline)
    if lead is None or not lead.closed or not _QUOTED.match(lead.rest.text):
        return None
    if not _BY_WHOM.search(lead.label.text):
        return None
    return Match((Skipped(block.span, "testimonial"),))
