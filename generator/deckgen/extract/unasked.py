"""Labelled material that is no card by itself: it stays in the answer of what is above it.

`Encryption support: supports encryption` says no more than its label; a row of a table that is
the same in every column compares nothing. What a document says of itself is no knowledge at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby
from typing import Final

from deckgen.extract.attributes import is_property
from deckgen.extract.shapes import is_key
from deckgen.extract.topic import Part, Role, Skipped, Topic
from deckgen.inline import join
from deckgen.model import Facts, Passage, Span
from deckgen.words import is_generic

_ECHO: Final = "says no more than its label"
SETTING: Final = "says nothing without the settings around it"
"""Why a bare word, or what stands elsewhere, is not asked."""

_BARE: Final = re.compile(r"^(?:true|false|none|null|yes|no|да|нет|[✓✔✅❌✗✘])$", re.IGNORECASE)
_PERISHABLE: Final = "list of versions"
_VERSIONS: Final = re.compile(r"\b(?:versions?|верси[ия])$", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"^[\d.,\s]+(?:and\s+[\d.]+)?$")
GIVEN: Final = "what an exercise starts from"
"""Why the premises of a task are not asked."""

_PREMISE: Final = re.compile(r"^(?:requirements|assumptions|current|given|inputs|constraints)$")
_WORD_ONLY: Final = re.compile(r"^[a-z]+\d?$")
_REFERENCE: Final = r"^[a-z_]\w*(?:\.\w+)+(?:\(.*\))?$"
_HANDED_ON: Final = re.compile(
    rf"{_REFERENCE}|^f?[\"'].*\{{.+\}}|^\w+\(.*\b[a-z_]+\.[a-z_]+.*\)$|^latest$"
)
_PASSED: Final = re.compile(rf"{_REFERENCE}|^(?:\[\]|\{{\}}|)$")
_NAMING: Final = re.compile(r"(?:^| )(?:name|id|ARN|identifier)$")
_ALIKE: Final = "the same of every thing beside it"
_FEWEST_RECORDS: Final = 3
_VAGUE: Final = "says nothing without the table around it"
_SAME: Final = "the same in every column, or only yes and no"
_WORD: Final = re.compile(r"[^\W_]+")
_HOLLOW: Final = frozenset(
    "a an the of for in on to with and or by is are as at from its all available based built capability enabled"
    " application applications data feature features full native support supported supports integration integrations operations access latest previous current generation large scale automatic automatically management service".split()
)
_EMPTY: Final = _HOLLOW | frozenset(
    "automated maintenance managed optimal improved various".split()
)
_EMPTY_WORDS: Final = "words that hold nothing"
_INTRODUCES: Final = re.compile(
    r"\b(?:this|these|the following|the present) (?:\w+ ){0,3}?(?:guide|document|notes?|page|article|handbook|deck|"
    r"questions|collection|repo\w*|cheat ?sheet|material|chapter|sections?|post|series)\b|\b(?:interviews?|шпаргалк\w+|"
    r"собеседовани\w+|вопросы охватывают|этот (?:документ|конспект|гайд)|эти (?:заметки|вопросы))\b",
    re.IGNORECASE,
)
_STEM: Final = 5
_NEWS: Final = 3
"""So many new words tell something, even where others are repeated."""

_NAME: Final = re.compile(r"\d|[A-Z].*[A-Z]")
_FEWEST_COLUMNS: Final = 2
_FEW: Final = 2
"""Words of a cell that says next to nothing under a label such as `Features`."""


def with_unasked(topic: Topic, above: str = "") -> Topic:
    """Mark what is not asked by itself; `above` is the label that a topic stands under."""
    label = topic.label.text
    body = tuple(with_unasked(p, label) if isinstance(p, Topic) else p for p in topic.body)
    if topic.role is Role.DOCUMENT:
        body = tuple(_without_introduction(body))
    topic = replace(topic, body=tuple(_together(_without_sameness(body))))
    return replace(topic, unasked=_why_unasked(topic, above))


def _without_sameness(body: tuple[Part, ...]) -> tuple[Part, ...]:
    """Mark the keys that all records of a literal hold alike: `storage class: STANDARD` three times."""
    records = [p for p in body if isinstance(p, Topic) and is_key(p) and _values_of(p)]
    if len(records) < _FEWEST_RECORDS:
        return body
    values = [_values_of(record) for record in records]
    same = {name for name, text in values[0].items() if all(v.get(name) == text for v in values)}
    return tuple(_marked_same(p, same) if p in records else p for p in body)


def _together(body: Sequence[Part]) -> Iterator[Part]:
    """Ask once for neighbouring keys of a literal that say the same in words."""
    for _, group in groupby(body, key=_told_by_key):
        first, *others = group
        if others and isinstance(first, Topic) and _told_by_key(first):
            topics = [first, *(part for part in others if isinstance(part, Topic))]
            label = join((topic.label for topic in topics), ", ")
            span = Span(first.span.start, topics[-1].span.end)
            yield replace(first, label=label, raw=label.text, span=span)
        else:
            yield from (first, *others)


def _told_by_key(part: Part) -> str:
    """Read what a key of a literal tells in words; `` for figures, bare words and what is none."""
    match part:
        case Topic(role=Role.TERM, unasked="", body=(Passage(inline=words),)) if is_key(part):
            return words.text.casefold() if " " in words.text else ""
    return ""


def _values_of(record: Topic) -> dict[str, str]:
    """Read the keys of a literal that hold a word or number."""
    return {
        part.raw: content.inline.text
        for part in record.body
        if isinstance(part, Topic) and is_key(part)
        for content in part.body
        if isinstance(content, Passage)
    }


def _marked_same(record: Part, same: AbstractSet[str]) -> Part:
    assert isinstance(record, Topic)
    body = (
        replace(p, unasked=_ALIKE) if isinstance(p, Topic) and p.raw in same else p
        for p in record.body
    )
    return replace(record, body=tuple(body))


def _without_introduction(body: Sequence[Part]) -> Iterator[Part]:
    """Leave out what a document with headings says of itself before the first of them."""
    headings = [part for part in body if isinstance(part, Topic) and part.role is Role.HEADING]
    for part in body:
        if isinstance(part, Passage) and headings and part.span < headings[0].span:
            about = _INTRODUCES.search(part.inline.text)
            yield Skipped(part.span, "what the document is about") if about else part
        else:
            yield part


def _why_unasked(topic: Topic, above: str) -> str:
    parts = [part for part in topic.body if isinstance(part, Topic)]
    match topic.role, topic.body:
        case Role.TERM, body if is_key(topic) and _PREMISE.match(topic.label.text):
            return GIVEN if body else ""
        case Role.TERM, body if is_key(topic) and parts and len(parts) == len(body):
            return SETTING if all(part.unasked == SETTING for part in parts) else ""
        case Role.TERM, (Passage(inline=words),):
            return _why_silent(topic, above, words.text)
        case ((Role.ROW | Role.CRITERION), (Facts() as facts,)) if _is_even(facts):
            return _SAME
        case ((Role.ROW | Role.CRITERION), (Facts() as facts,)) if is_generic(topic.label.text):
            return _VAGUE if _is_thin(facts) else ""
    return ""


def _why_silent(topic: Topic, above: str, text: str) -> str:
    """Say why a few words under a label tell nothing."""
    if _BARE.match(text) or (is_key(topic) and _is_set_elsewhere(topic, above, text)):
        return SETTING
    if _is_bare_version(topic.label.text, text):
        return _PERISHABLE
    if above and _is_kind_of(above, text):
        return _ECHO
    if all(word.lower() in _EMPTY for word in _WORD.findall(text)):
        return _EMPTY_WORDS
    return _ECHO if _echoes(topic, above, text) else ""


def _is_set_elsewhere(topic: Topic, above: str, text: str) -> bool:
    """Tell whether a setting holds a bare word, what is passed to it, or the name it stands under."""
    named = bool(_NAMING.search(topic.label.text)) and words_of(text) == words_of(above)
    return bool(_WORD_ONLY.match(text) or _HANDED_ON.match(text)) or named


def is_passed(text: str) -> bool:
    """Tell whether a value is an expression for what stands elsewhere, or empty."""
    return bool(_PASSED.match(text))


def says_nothing(text: str) -> bool:
    """Tell whether a value is only yes or no, or a name of what stands elsewhere."""
    return bool(_BARE.match(text) or _HANDED_ON.match(text))


def words_of(text: str) -> str:
    """Take the words of a name, however they are put together: `kube-proxy` is `kube proxy`."""
    return " ".join(_WORD.findall(text)).replace("_", " ").casefold()


def _echoes(topic: Topic, above: str, answer: str) -> bool:
    """Tell whether an answer repeats its label and adds hardly a word, no name and no figure."""
    label = topic.label.text
    named = f"{label} {above}" if is_property(topic) else label
    known = {_stem(word) for word in _WORD.findall(named)}
    known |= {_initials(label), _initials(f"{above} {label}")}
    words = _WORD.findall(answer)
    told = {_stem(word) for word in words if word.lower() not in _HOLLOW}
    if any(_NAME.search(word) for word in words if _stem(word) not in known):
        return False
    return told <= known or (bool(told & known) and len(told - known) < _NEWS)


def _initials(words: str) -> str:
    return "".join(word[0] for word in _WORD.findall(words)).lower()


def _is_kind_of(above: str, text: str) -> bool:
    """Tell whether a text only says that a thing is one of those it stands under."""
    known = {_stem(word) for word in _WORD.findall(above)}
    told = {_stem(word) for word in _WORD.findall(text) if word.lower() not in _HOLLOW}
    return bool(told) and told <= known


def _stem(word: str) -> str:
    return word.lower()[:_STEM]


def _is_bare_version(label: str, answer: str) -> bool:
    return bool(_VERSIONS.search(label)) and bool(_NUMBERS.match(answer))


def _is_thin(facts: Facts) -> bool:
    cells = [content for _, contents in facts.pairs for content in contents]
    texts = [cell.inline.text for cell in cells if isinstance(cell, Passage)]
    bare = any(" " not in text for text in texts)
    return bare and all(len(text.split()) <= _FEW and not re.search(r"\d", text) for text in texts)


def _is_even(facts: Facts) -> bool:
    cells = [content for _, contents in facts.pairs for content in contents]
    texts = {cell.inline.text.casefold() for cell in cells if isinstance(cell, Passage)}
    same = len(texts) == 1 or all(map(_BARE.match, texts))
    return len(cells) >= _FEWEST_COLUMNS and same
