"""`Q:` and `A:` lines, in English and other languages.

The question runs from its marker to the answer's, which stands on a later line of the paragraph
or opens the next one; the answer runs to the next question, a heading or a ruler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.question import question_topic
from deckgen.inline import Inline
from deckgen.model import Block, BlockType, Kind, Span

_QUESTION: Final = re.compile(
    r"^[ \t]*(?:q|question|interview question|вопрос|в|pregunta|frage|pergunta|问题?)\s*[#№]?\s*\d*\s*"
    r"(?:[:：]|[.)](?=\s))\s*(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER: Final = re.compile(
    r"\n[ \t]*(?:a|ans|answer|ответ|о|respuesta|antwort|resposta|答案?)\s*\d*\s*(?:[:：]|[.)](?=\s))\s*",
    re.IGNORECASE,
)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a paragraph that begins with a question's marker, and its answer."""
    block = blocks[at]
    if not begins(block, place):
        return None
    end = at + 1
    while end < len(blocks) and not _ends(blocks[end], place):
        end += 1
    pairs = list(_pairs(block.inline))
    topics = []
    for number, (question, answer) in enumerate(pairs):
        is_last = number == len(pairs) - 1
        below = blocks[at + 1 : end] if is_last else ()
        last = blocks[end - 1] if is_last else block
        first = (block.worded(answer),) if answer else ()
        span = Span(block.span.start, last.span.end)
        topics.append(question_topic(question, (*first, *below), place, span, Kind.QA))
    return Match(tuple(topics), taken=end - at)


def begins(block: Block, _place: Place) -> bool:
    """Tell whether a paragraph begins with a question's marker."""
    return block.type is BlockType.PARAGRAPH and bool(_QUESTION.match(block.inline.text))


def _ends(block: Block, place: Place) -> bool:
    return block.type in (BlockType.SECTION, BlockType.RULE) or place.begins_unit(block)


def _pairs(words: Inline) -> Iterator[tuple[Inline, Inline]]:
    """Cut a paragraph into questions and what follows each on lines of its own."""
    text = words.text
    starts = [found.start() for found in _QUESTION.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = words.cut(start, end)
        answer = _ANSWER.search(part.text)
        if answer is None:
            yield part.strip(), Inline()
        else:
            yield part.cut(0, answer.start()).strip(), part.cut(answer.end()).strip()
