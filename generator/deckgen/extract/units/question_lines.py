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

_LABEL_WORDS: Final = 7
_LISTED: Final = frozenset({BlockType.LIST, BlockType.TABLE})
_QUESTION: Final = re.compile(
    r"^[ \t]*(?:q|question|interview question|вопрос|в|pregunta|frage|pergunta|问题?)\s*[#№]?\s*\d*\s*"
    r"(?:[:：]|[.)](?=\s))\s*(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_ASKED_LINE: Final = re.compile(r"^[^\n]+[?？][\"'”»]?[ \t]*(?=\n)")
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
    while end < len(blocks) and not (_ends(blocks[end], place) or _is_label(blocks, end, at)):
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


def _is_label(blocks: Sequence[Block], at: int, question: int) -> bool:
    """Tell whether a few words over a list, behind an answer, name something else: `Index types`."""
    words = blocks[at].inline.text.rstrip()
    short = blocks[at].type is BlockType.PARAGRAPH and len(words.split()) <= _LABEL_WORDS
    listed = at + 1 < len(blocks) and blocks[at + 1].type in _LISTED
    answered = at > question + 1 or bool(_ASKED_LINE.match(blocks[question].inline.text))
    named = words[:1].isupper() and words[-1:] not in ".!?:：" and not _ANSWER.match(f"\n{words}")
    return short and listed and answered and named


def _pairs(words: Inline) -> Iterator[tuple[Inline, Inline]]:
    """Cut a paragraph into questions and what follows each on lines of its own."""
    text = words.text
    starts = [found.start() for found in _QUESTION.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = words.cut(start, end)
        answer = _ANSWER.search(part.text)
        asked = _ASKED_LINE.match(part.text)
        if answer is None and asked:
            yield part.cut(0, asked.end()).strip(), part.cut(asked.end()).strip()
        elif answer is None:
            yield part.strip(), Inline()
        else:
            yield part.cut(0, answer.start()).strip(), part.cut(answer.end()).strip()
