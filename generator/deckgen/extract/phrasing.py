"""Which pattern of question fits, by the shape of the label and of the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.code.segments import is_calculation
from deckgen.extract import labels
from deckgen.extract.attributes import names_property
from deckgen.extract.fitting import CHOOSE, FITTING
from deckgen.extract.measures import begins_with_amount, measure_of, unit_of
from deckgen.extract.naming import with_article
from deckgen.extract.sentences import are_statements, begins_doing, entries_of, shape_of
from deckgen.extract.shapes import NAME_WORDS, is_task
from deckgen.extract.surveys import SORT
from deckgen.extract.topic import Topic, text_of
from deckgen.inline import Inline
from deckgen.model import Ask, Code, Content, Drawing, Facts, Grid, Kind, Pair, Passage, Points
from deckgen.words import is_generic, is_plural

_ANNOTATED: Final = {Kind.CODE: "setting", Kind.DEFINITION: "meaning", Kind.QA: "calculation"}
_OF_THINGS: Final = frozenset(
    {"definition", "does", "works", "gives", "gist", "which", "with", "value", "named", "points"}
)
"""Patterns that fit a thing and no property of one."""

_BY_SHAPE: Final = {"does": "doing", "should": "duties", "set up": "set_up"}
_BY_LABEL: Final = (
    ("ways", labels.VIRTUE),
    ("chosen", labels.USE),
    ("showing", labels.DISPLAY),
    ("set_up", labels.SET_UP),
    ("outlined", labels.OUTLINE),
    ("handled", labels.ACTIVITY),
    ("handled", labels.KEEPING),
    ("handled", labels.SERVICE),
)
"""Patterns that ask for the entries of a list, by their shape and by what the label names."""

_COUNTING: Final = frozenset(
    {
        "overview",
        "named",
        "points",
        "doing",
        "duties",
        "set_up",
        "outlined",
        "handled",
        "showing",
        "ways",
        "completed",
    }
)
"""Patterns that say how many points there are."""

_CHOOSING: Final = re.compile(r"^(?:choose|select|pick)\s+(?=\w)", re.IGNORECASE)
_FEWEST: Final = 2
LONGEST_SUBJECT: Final = 80
"""Characters of a heading or question that still fit into another question; a longer one stands above it."""


def pattern_of(contents: Sequence[Content]) -> str:  # noqa: PLR0911  (a table of cases)
    """Choose a pattern by what an answer is made of."""
    kinds = [type(content) for content in contents]
    if not kinds:
        return "prompt"
    for kind, pattern in ((Pair, "pitfall"), (Drawing, "diagram"), (Grid, "table")):
        if kind in kinds:
            return pattern
    if Code in kinds:
        texts = [content for content in contents if isinstance(content, Code)]
        if all(content.language == "text" for content in texts):
            return "calculation" if any(is_calculation(text.text) for text in texts) else "text"
        return "code" if all(kind is Code for kind in kinds) else "explain"
    if Points in kinds and kinds.count(Points) == 1 and set(kinds) <= {Points, Passage}:
        points = next(content for content in contents if isinstance(content, Points))
        if points.ordered:
            return "steps"
        alike = len(points.entries) > 1 and all(map(_is_name, points.entries))
        return "named" if alike else "points"
    if kinds == [Facts]:
        return "facts"
    if all(kind is Passage for kind in kinds):
        return "definition"
    return "explain"


def aptly(ask: Ask, topic: Topic, contents: Sequence[Content]) -> Ask:
    """Ask more aptly where the role of the material, its label or its words tell how."""
    text, label = text_of(contents), ask.label.text.split(" (")[0]
    told = topic.kind is not Kind.FACT or not text or any(map(str.isdigit, text))
    if (topic.rule == "annotated" and text) or (topic.kind is Kind.FACT and told):
        pattern = _ANNOTATED.get(topic.kind or Kind.FACT, "value")
        pattern = "grounds" if pattern == "meaning" and labels.GROUNDS.search(text) else pattern
        if pattern == "value" and is_plural(label) and not begins_with_amount(text):
            pattern = "which"
    else:
        pattern = _pattern(ask, topic, contents)
    listed = pattern in ("points", "named") and not is_plural(ask.label.text)
    if pattern in _OF_THINGS and not listed and _is_property(ask, topic, text):
        pattern = "attribute"
    if pattern == "points" or (pattern == "named" and labels.DISPLAY.search(label)):
        pattern = _of_points(ask, contents)
    if pattern == "defined":
        ask, pattern = replace(ask, label=ask.subject, subject=Inline()), "definition"
    counted = SORT.search(label) or labels.COUNTED.search(label)
    if pattern == "steps" and not labels.COURSE.search(label):
        states = are_statements(entries_of(contents)) and not counted
        pattern = "named" if counted else _of_points(ask, contents) if states else pattern
    if pattern == "calculation" and ask.subject and is_generic(ask.label.text):
        ask = replace(ask, label=ask.subject, subject=Inline())
        pattern = "worked" if is_task(ask.label.text) else pattern
    measure = measure_of(text) if pattern == "value" and not _is_number_of(ask) else ""
    unit = unit_of(text) if measure else ""
    pattern = "explain" if pattern in _COUNTING and ask.count < _FEWEST else pattern
    ask = replace(ask, pattern=pattern, measure=measure, unit=unit)
    bid = _CHOOSING.match(ask.label.text) if pattern == "choice" else None
    if bid:
        return replace(ask, label=ask.label.cut(bid.end()))
    chosen = CHOOSE.match(ask.label.text) if pattern == "when" else None
    if chosen:
        return replace(ask, label=ask.label.cut(*chosen.span("thing")))
    return replace(ask, label=with_article(ask.label)) if pattern == "how" else ask


def _pattern(ask: Ask, topic: Topic, contents: Sequence[Content]) -> str:
    fitting = (pattern for pattern, fits in FITTING if fits(ask, topic, contents))
    return next(fitting, ask.pattern)


def _of_points(ask: Ask, contents: Sequence[Content]) -> str:
    """Choose how to ask for the entries of a list: by their shape, else by what holds them."""
    if ask.count == 1:
        return "explain"
    if labels.OPEN.search(ask.label.text):
        return "completed"
    label = labels.AFTERTHOUGHT.sub("", ask.label.text).split(" between ")[0].split(" Between ")[0]
    if is_plural(label) and (SORT.search(label) or labels.COUNTED.search(label)):
        return "named"
    named = next((pattern for pattern, names in _BY_LABEL if names.search(label)), "points")
    nameless = named == "chosen" and not ask.subject
    if nameless or (named == "handled" and any(map(str.isdigit, label))):
        named = "points"
    if named != "showing" and begins_doing(text_of(contents)):
        return "doing"
    shape = shape_of(entries_of(contents))
    if named in ("ways", "showing", "chosen") or (named == "handled" and shape == "should"):
        return named
    return _BY_SHAPE.get(shape, named)


def _is_property(ask: Ask, topic: Topic, text: str) -> bool:
    subject = ask.subject.text
    if topic.is_apart or labels.NO_NOUN.search(ask.label.text):
        return False
    if not 0 < len(subject) <= LONGEST_SUBJECT or is_task(subject):
        return False
    if begins_doing(text) and not topic.is_attribute:
        return False
    return topic.is_attribute or (
        not labels.GROUP.search(subject) and names_property(ask.label.text, text)
    )


def _is_number_of(ask: Ask) -> bool:
    """Tell whether figures are names here: ports, status codes, versions."""
    return any(labels.NUMBERED.search(words.text) for words in (ask.label, ask.subject))


def _is_name(entry: Sequence[Content]) -> bool:
    match entry:
        case (Passage(inline=words),):
            return len(words.text.split()) <= NAME_WORDS
    return False
