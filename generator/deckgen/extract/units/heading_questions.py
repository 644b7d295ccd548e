"""The heading is the question: `### Q1: When would you choose Lambda vs EC2?`.

A heading that asks, or is numbered as a question, owns everything below it, its own
sub-headings included. From the survey of interview repositories: the most common convention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import is_answer_marker
from deckgen.extract.question import question_topic
from deckgen.model import Block, BlockType, Span
from deckgen.words import is_generic, is_question, is_structural, label_of

_NUMBERED_AS_QUESTION: Final = re.compile(
    r"^\W*(?:q|question|interview question|вопрос|pregunta|frage|问题?)\s*[#№]?\s*\d*\s*[:.)：-]\s*\S",
    re.IGNORECASE,
)

_QUESTION_HEADING: Final = re.compile(
    r"^\W*(?:question|вопрос|pregunta|frage|问题?)\W*\d*\W*$", re.IGNORECASE
)

_PART: Final = re.compile(
    r"\b(?:components?|concepts?|types?|patterns?|techniques?|metrics?|practices?|features?|limits?|limitations?|options?|architecture)$",
    re.IGNORECASE,
)
"""How a heading ends that is a part of a chapter beside its one question, not of the answer."""

_NUMBER: Final = re.compile(
    r"^\W*(?:q(?:uestion)?|вопрос)?\s*[#№]?\s*(\d{1,3})\s*[.):–-]", re.IGNORECASE
)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a section whose heading asks something, with the sections that belong to its answer."""
    block = blocks[at]
    if _is_headed_pair(blocks, at):
        asked, *more = block.children
        question = asked.inline
        below = (*more, *blocks[at + 1].children)
        span = Span(block.span.start, blocks[at + 1].span.end)
        return Match((question_topic(question, below, place, span),), taken=2)
    if not begins(block, place):
        return None
    end = _end(blocks, at)
    span = Span(block.span.start, blocks[end - 1].span.end)
    below = (*block.children, *blocks[at + 1 : end])
    return Match((question_topic(block.inline, below, place, span),), taken=end - at)


def _is_headed_pair(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a section `Question` holds one, and the next section is its `Answer`."""
    block = blocks[at]
    if block.type is not BlockType.SECTION or at + 1 >= len(blocks):
        return False
    asks = bool(_QUESTION_HEADING.match(block.inline.text.strip()))
    first = block.children[:1]
    said = bool(first) and first[0].type is BlockType.PARAGRAPH
    after = blocks[at + 1]
    answers = after.type is BlockType.SECTION and is_answer_marker(label_of(after.inline).text)
    return asks and said and answers


def _end(blocks: Sequence[Block], at: int) -> int:
    """Find the next question: an answer may have headings as high as the question's own.

    They are known by a generic name (`Example`), or by breaking the questions' numbering before
    it goes on.
    """
    end = at + 1
    while end < len(blocks) and _belongs(blocks, at, end):
        end += 1
    return end


def _belongs(blocks: Sequence[Block], at: int, other: int) -> bool:
    question, sibling = blocks[at], blocks[other]
    if sibling.type is not BlockType.SECTION or sibling.number < question.number:
        return False
    if _asks(sibling):
        return False
    label = label_of(sibling.inline).text
    number = _number(question)
    is_next = number is not None and _number(sibling) == number + 1
    if is_generic(label) and not is_structural(label):
        alone = sum(map(_asks, blocks)) == 1 and number is None and _PART.search(label)
        return not is_next and not alone
    if number is None:
        return False
    later = (block for block in blocks[other + 1 :] if block.type is BlockType.SECTION)
    return any(_number(b) == number + 1 and (_asks(b) or not is_next) for b in later)


def _number(section: Block) -> int | None:
    match = _NUMBER.match(section.inline.text)
    return int(match[1]) if match else None


def begins(block: Block, _place: Place) -> bool:
    """Tell whether a heading asks. One over further questions is a chapter."""
    return _asks(block) and not any(map(_asks, block.children))


def _asks(block: Block) -> bool:
    if block.type is not BlockType.SECTION:
        return False
    label = label_of(block.inline).text
    if is_generic(label) or is_structural(label):
        return False
    return is_question(label) or bool(_NUMBERED_AS_QUESTION.match(block.inline.text))
