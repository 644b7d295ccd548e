"""List entries as questions: `12. **Why …?**` with the answer indented below, or none at all.

The question is the entry's first paragraph: all bold, or asking. The answer is the rest of the
entry, `- Expected: …` and `**Answer:** …` included. An entry without an answer is a prompt to
practise with. Inside an answer a list of bold labels is a list of points, not of questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import bold_lead_in
from deckgen.extract.question import announces_answer, question_topic
from deckgen.extract.topic import Topic
from deckgen.inline import Inline
from deckgen.model import Block, BlockType, Span
from deckgen.words import bids, is_question

_QUESTION_THEN_MORE: Final = re.compile(
    r"^(?P<question>[^?？\n]{8,300}[?？])[\"'”»)]?\s+(?P<rest>\S.*)$", re.DOTALL
)
_EXERCISES: Final = re.compile(
    r"\b(?:questions|practi[cs]e|problems|exercises|prompts|вопросы|задачи|упражнения)\b",
    re.IGNORECASE,
)
_QUOTED_THEN_MORE: Final = re.compile(
    r"^[\"“«](?P<question>[^\"”»]{12,200}[?？])[\"”»]\s*(?:→|->|=>|[–—:-])\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_IN_BRACKETS: Final = re.compile(
    r"^\((?P<answer>(?:answer|ans|a|ответ)\s*:.*)\)\.?$", re.IGNORECASE
)
_SHARE: Final = 0.6
"""The share of a list's entries that must ask for all of them to be questions."""


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a list whose entries are questions; the last one's answer may be folded behind it."""
    block, taken = _with_answers(blocks, at)
    if not begins(block, place):
        return None
    entries = [_entry(entry, ordered=block.ordered) for entry in block.children]
    topics = tuple(
        _topic(found or _plain(child), child, place)
        for found, child in zip(entries, block.children, strict=True)
    )
    return Match(topics, taken)


def begins(block: Block, place: Place) -> bool:
    """Tell whether most of a list's entries ask something."""
    if block.type is not BlockType.LIST:
        return False
    if (
        place.labels
        and not place.in_question
        and _EXERCISES.search(place.labels[-1])
        and all(map(_is_task, block.children))
    ):
        return True
    entries = [_entry(entry, ordered=block.ordered) for entry in block.children]
    asking = [entry for entry in entries if entry is not None]
    if place.in_question:  # there only what is bold, asks and is answered is a question of its own
        asking = [entry for entry in asking if entry.is_marked]
    return len(asking) >= max(1, _SHARE * len(entries))


def _with_answers(blocks: Sequence[Block], at: int) -> tuple[Block, int]:
    """Put answers that are folded behind entries into them; tell how many blocks that takes."""
    points = blocks[at]
    entries: list[Block] = []
    for child in points.children:
        if entries and _is_answer(child):
            entries[-1] = _answered(entries[-1], child)
        else:
            entries.append(child)
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    bare = bool(entries) and len(entries[-1].children) == 1
    taken = 1
    if points.type is BlockType.LIST and bare and below is not None and _is_answer(below):
        entries[-1] = _answered(entries[-1], below)
        taken = 2
    return replace(points, children=tuple(entries)), taken


def _is_answer(block: Block) -> bool:
    return block.type is BlockType.DETAILS and announces_answer(block)


def _answered(entry: Block, fold: Block) -> Block:
    span = Span(entry.span.start, fold.span.end)
    return replace(entry, children=(*entry.children, fold), span=span)


def _is_task(entry: Block) -> bool:
    """Tell whether an entry is a task in a line and nothing more: `Design a URL shortener`."""
    return len(entry.children) == 1 and bids(entry.children[0].inline.text)


@dataclass(frozen=True, slots=True)
class _Entry:
    question: Inline
    rest: Inline
    below: tuple[Block, ...]
    is_marked: bool = False


def _entry(entry: Block, *, ordered: bool) -> _Entry | None:
    if not entry.children or entry.children[0].type is not BlockType.PARAGRAPH:
        return None
    words, below = entry.children[0].inline, entry.children[1:]
    bold = bold_lead_in(words)
    if bold is not None and (is_question(bold.label.text) or (ordered and not bold.rest and below)):
        marked = ordered and bool(below) and bold.label.text.rstrip().endswith(("?", "？"))
        return _Entry(bold.label, bold.rest, below, marked)
    quoted = _QUOTED_THEN_MORE.match(words.text)
    if quoted:
        question = words.cut(*quoted.span("question"))
        return _Entry(question, words.cut(quoted.start("rest")), below, is_marked=True)
    split = _QUESTION_THEN_MORE.match(words.text)
    whole = split and split["question"].count('"') % 2 == 0
    if split and whole and is_question(split["question"]) and split["rest"].rstrip()[-1:] != "?":
        return _Entry(words.cut(0, split.end("question")), words.cut(split.start("rest")), below)
    return _Entry(words, Inline(), below) if is_question(words.text) else None


def _unbracketed(answer: Inline) -> Inline:
    """Take an answer out of its brackets: `(Answer: …).`."""
    match = _IN_BRACKETS.match(answer.text)
    return answer.cut(*match.span("answer")) if match else answer


def _plain(entry: Block) -> _Entry:
    """Read an entry that does not ask in a list whose other entries do."""
    if not entry.children or entry.children[0].type is not BlockType.PARAGRAPH:
        return _Entry(Inline(), Inline(), entry.children)
    return _Entry(entry.children[0].inline, Inline(), entry.children[1:])


def _topic(entry: _Entry, block: Block, place: Place) -> Topic:
    rest = _unbracketed(entry.rest)
    first = (block.children[0].worded(rest),) if rest else ()
    topic = question_topic(entry.question, (*first, *entry.below), place, block.span)
    return replace(topic, directive=block.directive)
