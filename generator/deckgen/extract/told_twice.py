"""What a thing is, told by a heading and asked by a question: one card, the longer answer.

`## Deadlock` with a definition, and `What is a deadlock?` further down, are one; so are a table under
`A vs B` and the question for the difference between them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from deckgen.extract.topic import size_of
from deckgen.inline import Inline, plain
from deckgen.model import Grid, Item, Passage

AS_WRITTEN: Final = frozenset({"explicit", "prompt", "to_them", "task"})
"""Patterns whose question is the label alone."""

_WHAT_IS: Final = re.compile(
    r"^(?:what (?:is|are)|что такое) (?:an? |the )?(?P<thing>[^?]{2,40})[?？]$", re.IGNORECASE
)
_DIFFERENCE: Final = re.compile(
    r"^(?:what is the )?difference between (?P<thing>[^?]{3,60})[?？]$", re.IGNORECASE
)
_AND: Final = re.compile(r"\s+and\s+|\s+и\s+")
_VERSUS: Final = re.compile(r"\s+vs\.?\s+", re.IGNORECASE)
_COMPARING: Final = frozenset({"difference", "compared", "table"})
_TELLING: Final = frozenset({"explain", "definition", "gist"})
"""Patterns that ask what a thing is, as a question `What is X?` does."""


def defined_once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Drop what a heading says of a thing where a question asks what it is: the longer answer stays."""
    asked = {thing: item for item in items if (thing := _thing_asked(item))}
    told = {}
    for item in items:
        question = asked.get(_thing_told(item))
        if question is not None and _is_prose_or_table(item) and _is_prose_or_table(question):
            told[id(question)] = item
    dropped = {id(item) for item in told.values()}
    return tuple(_told_too(i, told.get(id(i))) for i in items if id(i) not in dropped)


def _thing_asked(item: Item) -> frozenset[str]:
    """Name what a question asks: `What is X?` is about X, `Difference between A and B?` about both."""
    explicit = item.ask.pattern in AS_WRITTEN and not item.front
    match = _DIFFERENCE.match(item.ask.label.text) or _WHAT_IS.match(item.ask.label.text)
    return _sides_of(_AND, match["thing"]) if explicit and match else frozenset()


def _thing_told(item: Item) -> frozenset[str]:
    """Name what an item tells: a thing, or two that its label sets against each other."""
    if item.ask.pattern in _COMPARING and _VERSUS.search(item.ask.label.text):
        return _sides_of(_VERSUS, item.ask.label.text)
    return frozenset({plain_words(item.ask.label)}) if item.ask.pattern in _TELLING else frozenset()


def _sides_of(between: re.Pattern[str], words: str) -> frozenset[str]:
    return frozenset(plain_words(plain(side)) for side in between.split(words))


def _is_prose_or_table(item: Item) -> bool:
    """Tell whether an answer is prose or a table alone."""
    return bool(item.answer) and all(isinstance(c, Passage | Grid) for c in item.answer)


def _told_too(question: Item, other: Item | None) -> Item:
    """Give a question what else is said of its thing, where that is more."""
    if other is None:
        return question
    more = size_of(other.answer) > size_of(question.answer)
    answer = other.answer if more else question.answer
    return replace(question, answer=answer, used=(*question.used, *other.used))


def plain_words(inline: Inline) -> str:
    """Read the words alone, in small letters."""
    return re.sub(r"\W+", " ", inline.text).strip().casefold()
