"""What items are about: words of the vocabulary in their labels, else the heading above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final

from deckgen.model import Item
from deckgen.tags import tag_of
from deckgen.words import bids, is_generic, is_structural, label_of, name_of, title_of

Vocabulary = tuple[tuple[str, tuple[str, ...]], ...]
_TITLE_PART: Final = re.compile(r"[:,;/&–—]|\b(?:and|in|with|и)\b")
_WORDS: Final = 4
"""A heading of more words is no topic."""

_FEWEST: Final = 2
"""A topic with fewer cards gives way to a broader one."""


def topics_of(items: Sequence[Item], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Name each item's topic as a tag; no topic has a single card while a broader one fits.

    Documents are looked at one by one, so that a card has the same tags whatever is built with it.
    """
    topics: dict[int, str] = {}
    for name in dict.fromkeys(item.document.source.name for item in items):
        at = [n for n, item in enumerate(items) if item.document.source.name == name]
        topics |= zip(at, _topics([items[n] for n in at], vocabulary), strict=True)
    return tuple(topics[n] for n in range(len(items)))


def _topics(items: Sequence[Item], vocabulary: Vocabulary) -> tuple[str, ...]:
    roots = {topic.split("::")[0] for topic, _ in vocabulary}
    topics = [_topic(item, vocabulary) for item in items]
    while True:
        counts = Counter(topics)
        lonely = [
            at for at, topic in enumerate(topics) if counts[topic] < _FEWEST and topic not in roots
        ]
        broader = {at: _broader(items[at], topics[at]) for at in lonely}
        moved = {at: topic for at, topic in broader.items() if topic != topics[at]}
        if not moved:
            return tuple(topics)
        for at, topic in moved.items():
            topics[at] = topic


def _topic(item: Item, vocabulary: Vocabulary) -> str:
    asked = [_named(label, vocabulary) for label in _asked(item)]
    above = (_named(label, vocabulary) for label in reversed(item.path[1:]))
    precise = (found for found in asked if "::" in found)
    named = next(chain(precise, filter(None, asked), filter(None, above)), "")
    return named or _given(item) or _titled(item, vocabulary) or _heading(item) or _document(item)


def _titled(item: Item, vocabulary: Vocabulary) -> str:
    """Take the topic of the document's title, where it names one and not a list of them."""
    found = {_named(part, vocabulary) for part in _TITLE_PART.split(item.document.title.text)}
    return found.pop() if len(found) == 1 else ""


def _broader(item: Item, topic: str) -> str:
    """Go up a step: to the topic around, the heading above, the document."""
    if "::" in topic:
        return topic.rsplit("::", 1)[0]
    for other in (_given(item), _heading(item), _document(item)):
        if other and other != topic:
            steps = [_given(item), _heading(item), _document(item)]
            if topic not in steps or steps.index(other) > steps.index(topic):
                return other
    return topic


def _asked(item: Item) -> tuple[str, str]:
    """What the question names, nearest first."""
    return item.ask.label.text, item.ask.subject.text


@cache
def _named(label: str, vocabulary: Vocabulary) -> str:
    """Find the topic whose words a label mentions; the longest words win, then the first topic."""
    lower = label.lower()
    hits = [
        (-len(word), at, topic)
        for at, (topic, words) in enumerate(vocabulary)
        for word in words
        if word.lower().lstrip("=") in lower and _pattern(word).search(label)
    ]
    return min(hits)[2] if hits else ""


@cache
def _pattern(word: str) -> re.Pattern[str]:
    exact = word.startswith("=")
    bare = re.escape(word.removeprefix("="))
    return re.compile(rf"(?<![^\W_]){bare}(?![^\W_])", re.NOFLAG if exact else re.IGNORECASE)


def _given(item: Item) -> str:
    return tag_of(item.document.source.front_matter.topic, nested=True)


def _heading(item: Item) -> str:
    for section in item.sections:
        name = name_of(label_of(section)).text
        if (
            not (is_generic(name) or is_structural(name) or bids(name))
            and len(name.split()) <= _WORDS
        ):
            return tag_of(name)
    return ""


def _document(item: Item) -> str:
    return tag_of(title_of(item.document.title).text) or "notes"
