"""Tables of questions: a column `Question` and one `Answer`.

Each row is a question; columns besides them (`Topic`, `Difficulty`) are context. Without an
answer column the questions are prompts to practise with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.question import question_topic
from deckgen.model import Block, BlockType, Kind
from deckgen.words import is_question

_QUESTION: Final = re.compile(
    r"^\W*(?:(?:interview |sample |common |example )?questions?|q|prompt|ask|вопросы?|preguntas?|frage|问题?)\W*$",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"^\W*(?:(?:short |sample |model |key |expected |suggested |good |strong )*answers?|a|"
    r"answer framework|response|what to say|ответы?|respuestas?|antwort|答案?)\W*$",
    re.IGNORECASE,
)

_CONTEXT: Final = re.compile(
    r"^\W*(?:topics?|areas?|difficulty|levels?|categor(?:y|ies)|tags?|frequency|asked(?: at| by)?|compan(?:y|ies)|status|"
    r"links?|source|№|no\.?|темы?|сложность|уровень|категория|tema|nivel)\W*$",
    re.IGNORECASE,
)
"""What a column is called that tells of a question and does not answer it."""

_PAIR: Final = 2
"""Columns of a table that has an answer to each question, whatever the column is called."""


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a table of questions."""
    block = blocks[at]
    if not begins(block, place):
        return None
    header, *rows = block.children
    asked = next(n for n, cell in enumerate(header.cells) if _QUESTION.match(cell.text))
    told = next((n for n, cell in enumerate(header.cells) if _ANSWER.match(cell.text)), None)
    if told is None and len(header.cells) == _PAIR:
        told = None if _CONTEXT.match(header.cells[1 - asked].text) else 1 - asked
    return Match(
        tuple(
            question_topic(row.cells[asked], _answer(row, told), place, row.span, Kind.QA)
            for row in rows
            if len(row.cells) > asked and row.cells[asked]
        )
    )


def begins(block: Block, _place: Place) -> bool:
    """Tell whether a table's header names a column of questions that ask."""
    if block.type is not BlockType.TABLE or len(block.children) < 2:
        return False
    header, *rows = block.children
    asked = [n for n, cell in enumerate(header.cells) if _QUESTION.match(cell.text)]
    if len(asked) != 1:
        return False
    if any(_ANSWER.match(cell.text) for cell in header.cells):
        return True
    cells = [row.cells[asked[0]].text for row in rows if len(row.cells) > asked[0]]
    return sum(map(is_question, cells)) > len(cells) / 2


def _answer(row: Block, at: int | None) -> tuple[Block, ...]:
    if at is None or at >= len(row.cells) or not row.cells[at]:
        return ()
    return (Block(BlockType.PARAGRAPH, row.span, inline=row.cells[at]),)
