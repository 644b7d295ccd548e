"""Whose label it is: the name before a question, and the places that stand above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.asked_things import thing_of
from deckgen.extract.of_subject import OF_SUBJECT
from deckgen.extract.phrasing import LONGEST_SUBJECT
from deckgen.extract.shapes import is_key
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline, join, plain
from deckgen.model import Ask, Code
from deckgen.words import is_generic, is_question, is_structural, name_of, title_of

_OF_SUBJECT: Final = frozenset({"attribute", "several", "recall", "problem", *OF_SUBJECT})
"""Patterns that ask the subject by its name."""

_ARGUMENT: Final = re.compile(r"\b([A-Za-z]\w*)\s?[=:]")
_STEM: Final = 5
_MOST_CRUMBS: Final = 3
_WHOLE_QUESTION: Final = 6
_LONGEST_QUESTION: Final = 120
"""Characters of a question that one of its points still repeats where its own name says nothing."""


def crumbs_for(here: Sequence[Topic], ask: Ask) -> tuple[Inline, ...]:
    """Name the headings above that the question does not repeat: the document, then the nearest.

    Another question is no place, unless this one is a short one that follows it up.
    """
    asked = " ".join(words.text for words in (ask.subject, ask.label, *ask.names)).casefold()
    crumbs: list[Inline] = []
    for topic in here[:-1]:
        name = _name_above(topic)
        text = name.text.casefold().strip(" .!?")
        if not text or topic.role is Role.PIECE or is_structural(name.text):
            continue
        if topic.role is Role.QUESTION and _stands_alone(here[-1]):
            continue
        if text in asked:
            continue
        if any(text in crumb.text.casefold() for crumb in crumbs):
            continue
        crumbs.append(_shortened(name) if topic.role is Role.QUESTION else name)
    if len(crumbs) > _MOST_CRUMBS:
        crumbs = [crumbs[0], *crumbs[1 - _MOST_CRUMBS :]]
    return tuple(crumbs)


def placed(here: Sequence[Topic], ask: Ask) -> Ask:
    """Leave out a subject that stands above a name shown as a place: the trail says both in order."""
    if not ask.subject or ask.pattern in _OF_SUBJECT or is_generic(ask.label.text):
        return ask
    above = [topic for topic in here[:-1] if _name_above(topic).text == ask.subject.text]
    if not above or above[-1].role not in (Role.DOCUMENT, Role.HEADING):
        return ask
    alone = replace(ask, subject=Inline())
    below = crumbs_for(here[here.index(above[-1]) + 1 :], alone)
    return alone if below else ask


def _name_above(topic: Topic) -> Inline:
    return title_of(topic.label) if topic.role is Role.DOCUMENT else name_of(topic.label)


def _shortened(question: Inline) -> Inline:
    """Cut a long question above to its first words: as a place it only reminds."""
    if len(question.text) <= _LONGEST_QUESTION:
        return question
    at = question.text.rindex(" ", 0, LONGEST_SUBJECT)
    return join((question.cut(0, at), plain("…")), " ")


def _stands_alone(topic: Topic) -> bool:
    return topic.role is Role.QUESTION and len(topic.label.text.split()) >= _WHOLE_QUESTION


def question_above(here: Sequence[Topic]) -> Topic | None:
    """Find the question whose answer a topic is part of."""
    for topic in reversed(here[:-1]):
        if topic.role is Role.QUESTION and (is_question(topic.label.text) or topic.front):
            return topic
    return None


def _shares(thing: str, label: str) -> bool:
    """Tell whether a label names a thing already, or some of it."""
    words = {word[:_STEM] for word in re.findall(r"\w{4,}", thing.casefold())}
    return any(word[:_STEM] in words for word in re.findall(r"\w{4,}", label.casefold()))


def _design(topic: Topic) -> Inline:
    """Name what a task wants designed, where the task is too long to stand before its parts."""
    long = topic.role is Role.QUESTION and len(topic.label.text) > LONGEST_SUBJECT
    return thing_of(topic.label) if long and not is_question(topic.label.text) else Inline()


def _of_question(question: Topic, part: Topic, label: Inline) -> Inline | None:
    """Name what a part of a question's answer belongs to; None where the question is a name itself."""
    text = question.label.text
    if not is_question(text):
        return _design(question) or None
    thing = Inline() if part.role is Role.STORY else thing_of(question.label)
    if thing and not _shares(thing.text, label.text):
        return thing
    row = part.role in (Role.ROW, Role.CRITERION)
    if row or len(text) > _LONGEST_QUESTION or not is_generic(label.text):
        return Inline()
    return question.label.cut(0, len(text.rstrip(" .!")))


def _is_argument(topic: Topic) -> bool:
    """Tell whether a label is an argument of a call below it: what is beside it is no part of it."""
    name = re.sub(r"\W", "", topic.label.text).casefold()
    codes = [part.text for part in topic.body if isinstance(part, Code)]
    return any(name in map(str.casefold, _ARGUMENT.findall(text)) for text in codes)


def subject_of(here: Sequence[Topic], label: Inline) -> Inline:
    """Find whose label it is: the nearest name above that says something of its own."""
    if here[-1].rule == "known_terms" and here[-2].role is Role.QUESTION:
        return Inline()
    asked = label.text.casefold()
    for topic in reversed(here[:-1]):
        if topic.role is Role.PIECE or not topic.label or topic.label == label:
            continue
        above = _of_question(topic, here[-1], label) if topic.role is Role.QUESTION else None
        if above is not None:
            return above
        name = _name_above(topic)
        if is_generic(name.text) or is_structural(name.text):
            continue
        if here[-1].role is Role.FACET and _is_argument(topic):
            continue
        text = name.text.casefold()
        doubled = " " in asked and set(asked.split()) <= set(text.split())
        if text in asked or (asked in text and " " in asked) or doubled:
            return Inline()
        name = name.cut(0, len(name.text.rstrip(" .!")))
        whole = next(filter(None, map(_design, here)), None) if is_key(topic) else None
        return join((whole, name), ": ") if whole else name
    return Inline()
