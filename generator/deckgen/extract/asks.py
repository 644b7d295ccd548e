"""Which words ask for a piece of material, and which stand beside the question.

The document's own words are chosen here; the sentence around them is a template's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.attributes import are_properties
from deckgen.extract.by_heading import by_heading
from deckgen.extract.grids import (
    asked_table,
    by_rows,
    lists_things,
    only_names,
    repeats,
    sets_against,
    sort_of,
)
from deckgen.extract.labels import ACTIVITY, FACET
from deckgen.extract.naming import begins_with_verb, humanise
from deckgen.extract.pairs import is_pair
from deckgen.extract.phrasing import LONGEST_SUBJECT, aptly, pattern_of
from deckgen.extract.sentences import tells_of
from deckgen.extract.settings import cues_of
from deckgen.extract.shapes import is_command, tells_of_another
from deckgen.extract.stories import is_story
from deckgen.extract.subjects import question_above, subject_of
from deckgen.extract.surveys import MOST_NAMES, by_parts
from deckgen.extract.topic import Role, Topic, text_of
from deckgen.inline import Inline, join, plain
from deckgen.model import Ask, Code, Content, Facts, Grid, Kind, Passage, Points
from deckgen.words import (
    STEP_NUMBER,
    bids,
    is_call,
    is_for_interviewer,
    is_question,
    name_of,
    title_of,
)

_ASKED_AS_WRITTEN: Final = frozenset({Kind.QA, Kind.CLOZE, Kind.CHOICE})
_DOES: Final = re.compile(
    r"^(?:what (?:it|this) (?:does|is|means)|description|purpose|meaning|что делает|описание|назначение|"
    r"значение слова|смысл)$",
    re.IGNORECASE,
)
_BY_THEMSELVES: Final = frozenset({"annotated", "known_terms"})
"""Rules whose labels are asked without the question above them."""

_DECISION: Final = re.compile(r"^(?:decision|choice|verdict|решение|выбор)$", re.IGNORECASE)
_STEM: Final = 5
_NOTHING: Final = re.compile(r"^(?:n/?a|[-–—]+|\?)$", re.IGNORECASE)
_VALUE: Final = re.compile(r"^(?:values?|значени[ея])$", re.IGNORECASE)
_NAMED_TASK: Final = re.compile(r"^(?P<name>[^:–—]{2,40}?)(?:\s[-–—]|:)\s+(?P<task>\S.*)$")
_NAMING: Final = frozenset(
    {
        "facts",
        "parts",
        "serving",
        "figures",
        "properties",
        "story",
        "table",
        "listed",
        "fields",
        "settings",
        "configured",
        "code",
        "called",
        "permitted",
        "granted",
        "worked",
    }
)
"""Patterns that name what they ask for."""

_GRANTING: Final = frozenset({"permitted", "granted"})
_GRANTEE: Final = re.compile(
    r"^(?:this\.)?(\w+)\s*\.(?:addTo(?:Role|Resource|Principal)?Policy|attachInlinePolicy|grant\w*)\(",
    re.MULTILINE,
)
"""What a statement of a policy is added to, in the code of an infrastructure."""

_GIVEN_FIGURE: Final = re.compile(r"[:=]\s*[\"']?\d")
_LISTED: Final = re.compile(r"^[^:]{2,40}: [^,]+(?:, | и | and )\S")
"""A heading that names what its parts are about: one of them is not asked by all of it."""

_SEVERAL: Final = 3
_SUM: Final = re.compile(
    r"^(?:const |let |var )?(?P<name>\w+) ?= ?[^#\n]*[*/+-][^#\n]*(?:#|//)\s*[~≈$€£]*\d",
    re.MULTILINE,
)
_OPEN_BRACKET: Final = re.compile(r"\((?P<words>[^()]*\b(?:for|by|with|для))\)\W*$", re.IGNORECASE)
"""A bracket that the parts below complete: `(Chosen for)`."""

_CUED: Final = frozenset({"configured", "code", "called"})
"""Patterns that ask for code whole: what is decided in it says what to recall."""


def ask_for(here: Sequence[Topic], contents: Sequence[Content], *, overview: bool = False) -> Ask:
    """Choose the question for the material of the last topic of a trail."""
    topic = here[-1]
    label = _label(here)
    pattern = "overview" if overview else pattern_of(contents)
    if topic.role is Role.QUESTION and not is_question(label.text):
        listed = bool(_LISTED.search(label.text)) and len(topic.body) >= _SEVERAL
        label = name_of(label) if overview or listed else label
    count = _count(contents)
    names = _names(contents)
    question = None if topic.rule in _BY_THEMSELVES else question_above(here)
    if topic.role is Role.QUESTION:
        return _explicit(here, Ask(pattern, label, names=names, count=count), contents)
    if topic.role in (Role.ROW, Role.CRITERION):
        return _row(here, label, contents)
    parts = overview or any(isinstance(content, Facts) for content in contents)
    opening = _opening(here, Ask("", label, subject_of(here, label), count=count), parts=parts)
    if opening.pattern:
        return opening
    if overview and is_story(topic):
        names = _part_labels(topic)
    ask = Ask(pattern, label, subject_of(here, label), names=names, count=count)
    if topic.front:
        return replace(ask, pattern="read" if topic.raw else "resulting", names=())
    headed = by_heading(here, ask, contents)
    if headed:
        return replace(ask, pattern=headed, names=())
    if topic.role in (Role.CODE, Role.FACET):
        ask = _by_own_name(_without_number(ask))
    ask = aptly(by_parts(ask, topic, contents), topic, contents)
    return _fitted(ask, topic, contents, answers=question is not None)


def _opening(here: Sequence[Topic], ask: Ask, *, parts: bool) -> Ask:
    """Ask below a label that only calls for attention, or that its parts complete."""
    if is_call(ask.label.text) and here[-1].rule != "lines":
        return replace(ask, pattern="recall", count=0)
    bracket = _OPEN_BRACKET.search(here[-1].raw) if parts else None
    if bracket:
        label = join((ask.label, plain(bracket["words"].lower())), ", ")
        return replace(ask, pattern="completed", label=label)
    return ask


def _fitted(ask: Ask, topic: Topic, contents: Sequence[Content], *, answers: bool) -> Ask:
    """Fit a question to its place: part of another one's answer, a table of things, a long heading."""
    ask = _cued(ask, contents)
    pattern = ask.pattern
    if answers:
        pattern = _as_answer(ask, topic, contents)
    elif pattern == "table" and repeats(contents):
        pattern = "text"
    elif pattern == "table" and lists_things(topic, ask):
        pattern = "difference" if sets_against(ask) else "listed"
    elif pattern == "table" and only_names(ask.label.text, ask.names):
        pattern = "compared"
    elif pattern == "points" and ask.count == 1:
        pattern = "explain"
    elif pattern == "several" and ask.count == 1:
        pattern = "attribute"
    if pattern == "listed":
        ask = replace(ask, unit=sort_of(ask, contents))
    long = len(ask.subject.text) > LONGEST_SUBJECT and pattern != "several"
    above = pattern == "several" and is_question(ask.subject.text)
    hidden = long or above or _gives_away(ask.subject, contents)
    subject = Inline() if hidden else ask.subject
    names = ask.names if pattern in _NAMING else ()
    return by_rows(replace(ask, pattern=pattern, subject=subject, names=names), contents)


def _as_answer(ask: Ask, topic: Topic, contents: Sequence[Content]) -> str:
    """Choose how to ask for a part of a question's answer: mostly it is a point, and defines nothing."""
    if ask.pattern in ("gives", "works"):
        return "works"
    if ask.pattern == "with":
        return "explain"
    if ask.pattern not in ("definition", "gist"):
        return ask.pattern
    facet = bool(FACET.search(ask.label.text))
    if facet or tells_of(ask.label.text, text_of(contents)) == "is":
        return "definition"
    return "meaning" if topic.role is Role.TERM else "explain"


def _gives_away(subject: Inline, contents: Sequence[Content]) -> bool:
    """Tell whether a heading says what is decided below it: `Async`, under `Asynchronous processing`."""
    decided = (
        content.inline.text.casefold()
        for facts in contents
        if isinstance(facts, Facts)
        for name, values in facts.pairs
        for content in values
        if _DECISION.match(name.text) and isinstance(content, Passage)
    )
    return any(subject.text.casefold().startswith(text.split()[0]) for text in decided if text)


def _without_number(ask: Ask) -> Ask:
    """Leave out which step a piece of code is: `Step 2: Check pods` asks how to check pods."""
    match = STEP_NUMBER.match(ask.label.text)
    return replace(ask, label=ask.label.cut(match.end())) if match else ask


def _by_own_name(ask: Ask) -> Ask:
    """Take the subject from a label that brings its own: `SQS - Send a message`."""
    match = _NAMED_TASK.match(ask.label.text)
    if match is None or not begins_with_verb(match["task"]):
        return ask
    name, task = ask.label.cut(0, match.end("name")), ask.label.cut(match.start("task"))
    return replace(ask, subject=name, label=task)


def _part_labels(topic: Topic) -> tuple[Inline, ...]:
    return tuple(part.label for part in topic.body if isinstance(part, Topic))


def _count(contents: Sequence[Content]) -> int:
    points = [content for content in contents if isinstance(content, Points)]
    if len(points) == 1:
        return len(points[0].entries)
    facts = [content for content in contents if isinstance(content, Facts)]
    if len(facts) == 1 and not points:
        return len(facts[0].pairs)
    grids = [content for content in contents if isinstance(content, Grid)]
    return len(grids[0].rows) if grids and not is_pair(grids[0].header) else 0


def _names(contents: Sequence[Content]) -> tuple[Inline, ...]:
    """Name the columns of a table, or the few facts that are asked for."""
    for content in contents:
        if isinstance(content, Grid):
            first = 0 if is_pair(content.header) else 1
            return tuple(_unasking(cell) for cell in content.header[first:] if cell)
        if isinstance(content, Facts) and len(content.pairs) <= MOST_NAMES:
            return tuple(name for name, _ in content.pairs)
    return ()


def _is_told(text: str, label: str) -> bool:
    """Tell whether a row's name says already what a column says, or the column says nothing."""
    if _NOTHING.match(text):
        return True
    words = {word[:_STEM] for word in re.findall(r"\w+", text.casefold())}
    return bool(words) and words <= {word[:_STEM] for word in re.findall(r"\w+", label.casefold())}


def _unasking(name: Inline) -> Inline:
    """Leave out the question mark of a column's name: the sentence around it asks."""
    return name.cut(0, len(name.text.rstrip(" ?？")))


def _cued(ask: Ask, contents: Sequence[Content]) -> Ask:
    """Name what is decided in code; one thing among many is not what a program is about."""
    if ask.pattern in _GRANTING:
        return replace(ask, names=_grantees(ask, contents))
    if ask.pattern == "worked":
        return replace(ask, names=_results(contents))
    if ask.pattern not in _CUED:
        return ask
    names = _cues(ask, contents) if ask.pattern != "called" or _tells_sizes(contents) else ()
    lone = ask.pattern == "code" and len(names) == 1
    return replace(ask, names=() if lone else names)


def _results(contents: Sequence[Content]) -> tuple[Inline, ...]:
    """Name what is worked out in code: the sums with their result."""
    names = [match["name"] for code in _codes(contents) for match in _SUM.finditer(code.text)]
    return tuple(plain(humanise(name)) for name in names) if len(names) <= MOST_NAMES else ()


def _grantees(ask: Ask, contents: Sequence[Content]) -> tuple[Inline, ...]:
    """Name what a statement of a policy is added to, where the question does not say it."""
    asked = f"{ask.subject.text} {ask.label.text}".casefold()
    granted = (name for code in _codes(contents) for name in _GRANTEE.findall(code.text))
    found = dict.fromkeys(map(humanise, granted))
    return tuple(plain(name) for name in found if name.split()[0].casefold() not in asked)


def _tells_sizes(contents: Sequence[Content]) -> bool:
    """Tell whether a call is given figures: words that it is given are an example's."""
    return any(_GIVEN_FIGURE.search(code.text) for code in _codes(contents))


def _codes(contents: Sequence[Content]) -> Iterator[Code]:
    return (content for content in contents if isinstance(content, Code))


def _cues(ask: Ask, contents: Sequence[Content]) -> tuple[Inline, ...]:
    """Name what is decided in code, where the question does not say it already."""
    asked = f"{ask.subject.text} {ask.label.text}".casefold()
    names = (name for code in _codes(contents) for name in cues_of(code))
    return tuple(name for name in names if name.text.casefold() not in asked)


def _explicit(here: Sequence[Topic], ask: Ask, contents: Sequence[Content]) -> Ask:
    topic = here[-1]
    if ask.pattern == "prompt":
        theirs = any(is_for_interviewer(above.raw) for above in here)
        return Ask("to_them" if theirs else "prompt", ask.label)
    if bids(topic.label.text) or topic.front or topic.kind in _ASKED_AS_WRITTEN:
        return Ask("explicit", ask.label, count=ask.count)
    if topic.kind is Kind.SCENARIO:
        return Ask("task", ask.label)
    if ask.pattern == "table":
        return by_rows(asked_table(ask), contents)
    if ask.pattern in ("points", "named") and ask.count == 1:
        happens = bool(ACTIVITY.search(ask.label.text))
        return replace(ask, pattern="step" if happens else "explain", names=())
    explains = ask.pattern == "definition" and tells_of_another(text_of(contents), ask.label.text)
    explains = explains or (ask.pattern == "facts" and ask.count == 1)
    return replace(ask, pattern="explain" if explains else ask.pattern, names=())


def _row(here: Sequence[Topic], label: Inline, contents: Sequence[Content]) -> Ask:
    """Ask a row for its columns. A comparison's heading often names just what is compared."""
    topic = here[-1]
    names: tuple[Inline, ...] = ()
    for content in contents:
        if isinstance(content, Facts):
            row = topic.role is Role.ROW
            told = [(name, text_of(value)) for name, value in content.pairs if name]
            new = [name for name, text in told if not row or not _is_told(text, label.text)]
            names = tuple(map(_unasking, new or [name for name, _ in told]))
    subject = subject_of(here, label)
    if names and only_names(subject.text, names):
        subject = Inline()
    pattern = "criterion" if topic.role is Role.CRITERION else "row"
    if pattern == "row" and are_properties(names):
        pattern = "properties"
    if len(names) == 1 and _DOES.match(names[0].text):
        pattern, names = "does" if is_command(label) else "definition", ()
    elif len(names) == 1 and _VALUE.match(names[0].text) and _tells_figure(contents):
        pattern, names = "value", ()
    return Ask(pattern, label, subject, names=names)


def _tells_figure(contents: Sequence[Content]) -> bool:
    """Tell whether the one fact of a row holds a number."""
    told = (
        text_of(values)
        for facts in contents
        if isinstance(facts, Facts)
        for _, values in facts.pairs
    )
    return any(any(map(str.isdigit, text)) for text in told)


def _label(here: Sequence[Topic]) -> Inline:
    """Take the nearest label that there is: a piece of material may have none of its own."""
    for topic in reversed(here):
        if topic.label:
            return title_of(topic.label) if topic.role is Role.DOCUMENT else topic.label
    return Inline()
