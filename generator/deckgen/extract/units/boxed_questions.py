"""Questions in boxes: `!!! question "Why …?"`, `> [!question] Why …?`.

The box's title is the question, else its first paragraph. The answer is the rest of the box, or
the box right after it that is an answer by its kind (`??? success`, `> [!answer]`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.question import question_topic
from deckgen.model import Block, BlockType, Span
from deckgen.words import is_question

_QUESTIONS: Final = frozenset({"question", "faq", "help", "quiz", "exercise"})
_ANSWERS: Final = frozenset({"success", "answer", "check", "done", "solution"})
_MAYBE_ANSWERS: Final = _ANSWERS | {"tip", "hint", "info"}


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a box whose kind or title asks."""
    block = blocks[at]
    if not begins(block, place):
        return None
    words, rest = block.inline, block.children
    if not words and rest and rest[0].type is BlockType.PARAGRAPH:
        words, rest = rest[0].inline, rest[1:]
    if not words:
        return None
    taken = 1
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    answers = _ANSWERS if rest else _MAYBE_ANSWERS
    if below is not None and below.type is BlockType.ADMONITION and below.info in answers:
        rest, taken = (*rest, *below.children), 2
    span = Span(block.span.start, blocks[at + taken - 1].span.end)
    return Match((question_topic(words, rest, place, span),), taken)


def begins(block: Block, _place: Place) -> bool:
    """Tell whether a box's kind or title asks."""
    if block.type is not BlockType.ADMONITION:
        return False
    return block.info in _QUESTIONS or (bool(block.inline) and is_question(block.inline.text))
