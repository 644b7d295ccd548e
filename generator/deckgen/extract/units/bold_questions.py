"""A bold paragraph as question: `**Question 1: …**`, `**Scenario 2**: "…"`, `**What is …?**`.

Below a heading such as `Tricky questions` a paragraph that only asks is one without being bold.

The blocks that follow, up to the next such paragraph, a ruler or a heading, are its material. A
block quote right below is the question at length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import bold_lead_in
from deckgen.extract.question import question_topic
from deckgen.inline import Inline
from deckgen.model import Block, BlockType, Kind, Span
from deckgen.words import is_question, label_of

_NUMBERED: Final = re.compile(
    r"^\W*(?P<what>question|scenario|problem|case(?: study)?|exercise|q|вопрос|сценарий|задача|pregunta)"
    r"\s*[#№]?\s*\d+\s*(?:[:.)–—-]|$)",
    re.IGNORECASE,
)

_COUNTED: Final = re.compile(r"^\W*\d{1,3}[.)]\s")
_QUESTIONS: Final = re.compile(r"\b(?:questions|faq|q&a|вопросы|preguntas|fragen)\b", re.IGNORECASE)
_MOST_WORDS: Final = 30
_FEWEST_WORDS: Final = 6
_ANSWERED: Final = 2
_OPENING: Final = re.compile(
    r"^(?:how|what|which|why|when|where|как|какой|какие|почему|когда|зачем)\b", re.IGNORECASE
)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a bold question and the blocks below it."""
    if not begins(blocks[at], place) and not _opens(blocks, at, place):
        return None
    end = at + 1
    while end < len(blocks) and not _ends(blocks[end], place):
        end += 1
    block = blocks[at]
    question, rest = _question(block)
    span = Span(block.span.start, blocks[end - 1].span.end)
    below = (*rest, *blocks[at + 1 : end])
    return Match((question_topic(question, below, place, span, _kind(block)),), taken=end - at)


def _question(block: Block) -> tuple[Inline, tuple[Block, ...]]:
    """Cut the question from an answer that begins in the same paragraph."""
    lead = bold_lead_in(block.inline)
    if lead is None or not lead.rest or not is_question(label_of(lead.label).text):
        return block.inline, ()
    return lead.label, (block.worded(lead.rest),)


def _kind(block: Block) -> Kind | None:
    numbered = _NUMBERED.match(block.inline.text)
    is_scenario = numbered is not None and numbered["what"].lower() in {"scenario", "сценарий"}
    return Kind.SCENARIO if is_scenario else None


def begins(block: Block, place: Place) -> bool:
    """Tell whether a paragraph is a question in bold."""
    if block.type is not BlockType.PARAGRAPH:
        return False
    lead = bold_lead_in(block.inline)
    if lead is None:
        return _asks_plainly(block, place)
    if _NUMBERED.match(block.inline.text):
        return True
    counted = not lead.rest and bool(_COUNTED.match(block.inline.text))
    if counted and not place.in_question and is_question(label_of(lead.label).text):
        return True
    return not place.in_question and lead.label.text.rstrip().endswith(("?", "？"))


def _asks_plainly(block: Block, place: Place) -> bool:
    """Tell whether a paragraph is a question and no more, where the heading says that questions follow."""
    text = block.inline.text.strip()
    headed = bool(place.labels) and bool(_QUESTIONS.search(place.labels[-1]))
    return (
        _is_one_question(text)
        and headed
        and not place.in_question
        and len(text.split()) <= _MOST_WORDS
    )


def _opens(blocks: Sequence[Block], at: int, place: Place) -> bool:
    """Tell whether a section begins with a question, and the rest of it answers."""
    block = blocks[at]
    if at or block.type is not BlockType.PARAGRAPH or place.in_question or len(blocks) < _ANSWERED:
        return False
    text = block.inline.text.strip()
    sections = any(other.type is BlockType.SECTION for other in blocks)
    asked = _is_one_question(text) and is_question(text) and bool(_OPENING.match(text))
    return asked and not sections and _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS


def _is_one_question(text: str) -> bool:
    return text.endswith(("?", "？")) and not re.search(r"[.!?？]\s", text)


def _ends(block: Block, place: Place) -> bool:
    if block.type in (BlockType.SECTION, BlockType.RULE) or begins(block, place):
        return True
    return block.type is BlockType.PARAGRAPH and place.begins_unit(block)
