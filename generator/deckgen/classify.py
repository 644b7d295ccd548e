"""Items to their level with its evidence, topic and tags.

The evidence has a fixed order; the first that decides wins, and says so in a sentence. A mark
for more than one level decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckgen.config import Settings
from deckgen.evidence import level_lists, listed, marks_in, rated, ratings
from deckgen.model import Code, Content, Document, Facts, Item, Pair, Points, Quote
from deckgen.tags import tag_of
from deckgen.topics import topics_of

_DIFFICULTY: Final = (
    ("low", re.compile(r"\b(?:easy|beginner|basic level|junior|middle|mid-level|medium|intermediate|senior)\b", re.IGNORECASE)),
    ("high", re.compile(r"\b(?:hard|difficult|expert|advanced level|staff|principal|architect level)\b", re.IGNORECASE)),
)  # fmt: skip
_MARKED: Final = re.compile(
    r"[\[(|:–—-]\s*(?P<mark>[^\])|]{3,40})\s*[\])|]?\s*$|^(?P<all>[^:]{3,30})$"
)

Evidence = tuple[str, str]


def classify(items: Sequence[Item], settings: Settings) -> tuple[Item, ...]:
    """Give each item its level with the evidence, and its tags."""
    judges: dict[str, _Judge] = {}
    topics = topics_of(items, settings.topics)
    out = []
    for item, topic in zip(items, topics, strict=True):
        document = item.document
        name = document.source.name
        if name not in judges:
            judges[name] = _Judge(document, settings)
        level, why = judges[name].level(item)
        out.append(replace(item, level=level, why=why, tags=_tags(item, level, topic)))
    return tuple(out)


class _Judge:
    """Knows a document's own evidence and asks for it in order."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self.document = document
        self.settings = settings
        self.lists = level_lists(document, settings)
        self.ratings = ratings(document, settings)

    def level(self, item: Item) -> Evidence:
        for witness in self.witnesses():
            found = witness(item)
            if found is not None:
                return found
        default = self.settings.default_level
        return default, "nothing says otherwise; this is the project's default level"

    def witnesses(self) -> tuple[Callable[[Item], Evidence | None], ...]:
        return (
            self.directive,
            self.front_matter,
            self.words,
            self.own_list,
            self.own_table,
            self.difficulty,
            self.rules,
        )

    def directive(self, item: Item) -> Evidence | None:
        level = item.directive.level
        if level not in self.settings.level_keys():
            return None
        return level, f"the author's directive says level={level}"

    def front_matter(self, _item: Item) -> Evidence | None:
        level = self.document.source.front_matter.level
        return (level, f"the front matter says level: {level}") if level else None

    def words(self, item: Item) -> Evidence | None:
        for label in _labels(item):
            marks = marks_in(label, self.settings)
            if len(marks) == 1:
                return marks[0], f"'{_short(label)}' names {marks[0].upper()}"
        return None

    def own_list(self, item: Item) -> Evidence | None:
        entry = listed(self.lists, " ".join(_own_labels(item)))
        if entry is None:
            return None
        why = f"the document lists '{entry.entry}' for {entry.level.upper()} (line {entry.line})"
        return entry.level, why

    def own_table(self, item: Item) -> Evidence | None:
        for label in _own_labels(item):
            rating = rated(self.ratings, label)
            if rating is not None:
                why = f"the document rates {rating.name} {rating.words} (line {rating.line})"
                return rating.level, why
        return None

    def difficulty(self, item: Item) -> Evidence | None:
        for label in _labels(item):
            for mark, level in self.settings.marks:
                if mark in label:
                    return level, f"'{_short(label)}' is marked {mark}"
            level = self.worded(label)
            if level:
                return level, f"'{_short(label)}' names its difficulty"
        return None

    def worded(self, label: str) -> str:
        """Read `(Hard)`, `[Medium]`, `Senior level`: a mark, not a word in a sentence."""
        found = _MARKED.search(label)
        mark = (found["mark"] or found["all"] or "") if found else ""
        hits = {name for name, pattern in _DIFFICULTY if pattern.search(mark)}
        if len(hits) != 1 or len(mark.split()) > 3:
            return ""
        keys = self.settings.level_keys()
        return keys[0] if hits == {"low"} else keys[-1]

    def rules(self, item: Item) -> Evidence | None:
        text = " ".join(_own_labels(item)).lower()
        for rule in self.settings.rules:
            for word in rule.words:
                if re.search(rf"(?<![^\W_]){re.escape(word.lower())}", text):
                    return rule.level, f"'{word}': {rule.reason}"
        return None


def _labels(item: Item) -> Iterator[str]:
    """The labels that may carry a mark, nearest first; the document's title is the last."""
    yield item.ask.label.text
    yield from reversed(item.path)


def _own_labels(item: Item) -> Iterator[str]:
    """What an item is about: its labels without the document's title."""
    yield item.ask.label.text
    yield from reversed(item.path[1:])


def _short(label: str) -> str:
    words = " ".join(label.split())
    return words if len(words) <= 60 else f"{words[:57]}…"


def _tags(item: Item, level: str, topic: str) -> tuple[str, ...]:
    source = item.document.source
    own = (*source.front_matter.tags, *item.directive.tags)
    tags = [
        f"level::{level}",
        f"kind::{item.kind}",
        f"source::{tag_of(source.name.rsplit('.', 1)[0])}",
        f"topic::{topic}",
        *(f"lang::{language}" for language in sorted(set(_languages((*item.front, *item.answer))))),
        *(tag_of(tag, nested=True) for tag in own),
    ]
    return tuple(sorted({tag for tag in tags if tag and not tag.endswith("::")}))


def _languages(contents: Sequence[Content]) -> Iterator[str]:
    for content in contents:
        match content:
            case Code() if content.language not in ("text", ""):
                yield tag_of(content.language)
            case Pair():
                yield from _languages((content.bad, content.good))
            case Points():
                for entry in content.entries:
                    yield from _languages(entry)
            case Facts():
                for _, value in content.pairs:
                    yield from _languages(value)
            case Quote():
                yield from _languages(content.contents)
            case _:
                pass
