"""Which words ask for a piece of material, and which stand beside the question.

The document's own words are chosen here; the sentence around them is a template's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.code.segments import is_calculation
from deckgen.extract.naming import begins_with_verb
from deckgen.extract.pairs import is_pair
from deckgen.extract.stories import is_story
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Form, Inline, join
from deckgen.model import (
    Ask,
    Code,
    Content,
    Drawing,
    Facts,
    Grid,
    Kind,
    Pair,
    Passage,
    Points,
)
from deckgen.words import is_call, is_generic, is_question, is_structural, name_of, title_of

KINDS: Final = {
    "explicit": Kind.QA, "asked": Kind.QA, "task": Kind.SCENARIO, "prompt": Kind.PROMPT,
    "definition": Kind.DEFINITION, "attribute": Kind.FACT, "points": Kind.LIST, "named": Kind.LIST, "steps": Kind.STEPS,
    "overview": Kind.LIST, "facts": Kind.LIST, "explain": Kind.QA,
    "text": Kind.QA, "calculation": Kind.QA, "code": Kind.CODE, "how": Kind.CODE, "table": Kind.TABLE, "row": Kind.TABLE,
    "criterion": Kind.TABLE, "diagram": Kind.DIAGRAM, "pitfall": Kind.PITFALL,
    "value": Kind.FACT, "point": Kind.QA, "step": Kind.STEPS,
    "recall": Kind.QA, "story": Kind.LIST, "told": Kind.QA, "does": Kind.DEFINITION,
}  # fmt: skip
"""The kind of card each pattern of question makes, where the material does not say better."""

_ASKED_AS_WRITTEN: Final = frozenset({Kind.QA, Kind.CLOZE, Kind.CHOICE})
_DOES: Final = re.compile(
    r"^(?:what (?:it|this) (?:does|is|means)|description|purpose|meaning|effect|что делает|описание|назначение|"
    r"значение слова|смысл)$",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(r"^(?:values?|значени[ея])$", re.IGNORECASE)
_COMMAND: Final = re.compile(r"^(?:[a-z][\w.-]*(?: .+)|[\w.]+\(.*\))$")
_AMOUNT: Final = re.compile(
    r"^(?:(?:up to|about|around|at (?:most|least)|max(?:imum)?|min(?:imum)?|до|от|около|не более)\s+)?"
    r"[~≈<>≤≥]?\s?[$€£]?\d(?![\d.,]*[x×] )",
    re.IGNORECASE,
)
_AMOUNT_WORDS: Final = 6
_ROLE_PATTERNS: Final = {Role.STEP: "step", Role.STORY: "told"}
_OF_THINGS: Final = frozenset({"definition", "value", "named", "points"})
"""Patterns that fit a thing and no property of one."""

_NAMING: Final = frozenset({"facts", "story", "table"})
"""Patterns that name what they ask for."""

_MOST_ATTRIBUTES: Final = 6
_MOST_CRUMBS: Final = 3
_MOST_NAMES: Final = 4
_WHOLE_QUESTION: Final = 6
_NAME_WORDS: Final = 3


def ask_for(here: Sequence[Topic], contents: Sequence[Content], *, overview: bool = False) -> Ask:
    """Choose the question for the material of the last topic of a trail."""
    topic = here[-1]
    label = _label(here)
    pattern = "overview" if overview else _pattern_of(contents)
    if overview and topic.role is Role.QUESTION and not is_question(label.text):
        label = name_of(label)
    if topic.rule == "annotated" or topic.kind is Kind.FACT:
        return Ask("value", label, _subject(here, label))
    count = _count(contents)
    names = _names(contents)
    question = None if topic.rule == "known_terms" else _question_above(here)
    if topic.role is Role.QUESTION:
        return _explicit(topic, Ask(pattern, label, names=names, count=count))
    if topic.role in (Role.ROW, Role.CRITERION):
        return _row(here, label, contents)
    if question is not None:
        label = _below(here, question)
        return Ask("point", label, question=question.label, count=count, names=names)
    if is_call(label.text):
        return Ask("recall", label, _subject(here, label))
    if overview and is_story(topic):
        names = _part_labels(topic)
    if pattern == "definition" and topic.role is Role.TERM and _is_amount(contents):
        pattern = "value"
    if overview and _are_attributes(topic, contents):
        pattern, names = "facts", _part_labels(topic)
    pattern = _refined(pattern, topic, label)
    ask = Ask(pattern, label, _subject(here, label), names=names, count=count)
    return _of_thing(ask, topic)


def _of_thing(ask: Ask, topic: Topic) -> Ask:
    """Ask a property of its thing; show names only where the pattern is a list of them."""
    if topic.is_attribute and ask.subject and ask.pattern in _OF_THINGS:
        ask = replace(ask, pattern="attribute")
    return ask if ask.pattern in _NAMING else replace(ask, names=())


def _are_attributes(topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether a thing's parts are its properties, most of them so, and few enough to be named."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    answered = any(isinstance(content, Facts) for content in contents)
    attributes = sum(part.is_attribute for part in parts)
    return answered and len(parts) <= min(_MOST_ATTRIBUTES, 2 * attributes)


def _refined(pattern: str, topic: Topic, label: Inline) -> str:
    """Ask more aptly where the role of the material or the words of its label tell how."""
    asks = label.text.endswith(("?", "？")) or topic.role is not Role.CODE
    if asks and is_question(label.text):
        return "asked"
    if pattern == "overview":
        return "story" if is_story(topic) else "steps" if _is_all_steps(topic) else pattern
    if topic.role in _ROLE_PATTERNS:
        return _ROLE_PATTERNS[topic.role]
    if pattern == "definition":
        heads = topic.role in (Role.HEADING, Role.DOCUMENT)
        return "explain" if heads else "does" if _is_command(label) else pattern
    if topic.role is Role.CODE and pattern in ("code", "explain"):
        return "how" if begins_with_verb(label.text) else "code"
    return pattern


def crumbs_for(here: Sequence[Topic], ask: Ask) -> tuple[Inline, ...]:
    """Name the headings above that the question does not repeat: the document, then the nearest.

    Another question is no place, unless this one is a short one that follows it up.
    """
    asked = " ".join(
        words.text for words in (ask.subject, ask.label, ask.question, *ask.names)
    ).casefold()
    crumbs: list[Inline] = []
    for topic in here[:-1]:
        name = title_of(topic.label) if topic.role is Role.DOCUMENT else name_of(topic.label)
        text = name.text.casefold().strip()
        if not text or topic.role is Role.PIECE or is_structural(name.text):
            continue
        if topic.role is Role.QUESTION and _stands_alone(here[-1]):
            continue
        if topic.label == ask.question or text in asked:
            continue
        if any(text in crumb.text.casefold() for crumb in crumbs):
            continue
        crumbs.append(name)
    if len(crumbs) > _MOST_CRUMBS:
        crumbs = [crumbs[0], *crumbs[1 - _MOST_CRUMBS :]]
    return tuple(crumbs)


def _stands_alone(topic: Topic) -> bool:
    return topic.role is Role.QUESTION and len(topic.label.text.split()) >= _WHOLE_QUESTION


def kind_of(ask: Ask, topic: Topic, contents: Sequence[Content]) -> Kind:
    """Name the kind of card that a question with its material makes."""
    if ask.pattern == "prompt":
        return Kind.PROMPT
    if topic.kind is not None:
        return topic.kind
    if ask.pattern == "point":
        return KINDS.get(_pattern_of(contents), Kind.QA)
    if ask.pattern == "definition" and _is_figure(contents):
        return Kind.FACT
    return KINDS[ask.pattern]


def _is_amount(contents: Sequence[Content]) -> bool:
    """Tell whether an answer is an amount alone: `up to 5`, `~100 ms`, `$0.023 per GB`."""
    text = " ".join(c.inline.text for c in contents if isinstance(c, Passage))
    return bool(_AMOUNT.match(text)) and len(text.split()) <= _AMOUNT_WORDS


def _is_figure(contents: Sequence[Content]) -> bool:
    text = " ".join(c.inline.text for c in contents if isinstance(c, Passage))
    return any(character.isdigit() for character in text) and len(text.split()) <= 15


def _pattern_of(contents: Sequence[Content]) -> str:  # noqa: PLR0911  (a table of cases)
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


def _part_labels(topic: Topic) -> tuple[Inline, ...]:
    return tuple(part.label for part in topic.body if isinstance(part, Topic))


def _is_all_steps(topic: Topic) -> bool:
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return all(part.role is Role.STEP for part in parts)


def _is_name(entry: Sequence[Content]) -> bool:
    match entry:
        case (Passage(inline=words),):
            return len(words.text.split()) <= _NAME_WORDS
    return False


def _count(contents: Sequence[Content]) -> int:
    points = [content for content in contents if isinstance(content, Points)]
    if len(points) == 1:
        return len(points[0].entries)
    facts = [content for content in contents if isinstance(content, Facts)]
    if len(facts) == 1 and not points:
        return len(facts[0].pairs)
    grids = [content for content in contents if isinstance(content, Grid)]
    return len(grids[0].rows) if grids else 0


def _names(contents: Sequence[Content]) -> tuple[Inline, ...]:
    """Name the columns of a table, or the few facts that are asked for."""
    for content in contents:
        if isinstance(content, Grid):
            first = 0 if is_pair(content.header) else 1
            return tuple(cell for cell in content.header[first:] if cell)
        if isinstance(content, Facts) and len(content.pairs) <= _MOST_NAMES:
            return tuple(name for name, _ in content.pairs)
    return ()


def _explicit(topic: Topic, ask: Ask) -> Ask:
    if ask.pattern == "prompt":
        return Ask("prompt", ask.label)
    if is_question(topic.label.text) or topic.front or topic.kind in _ASKED_AS_WRITTEN:
        return Ask("explicit", ask.label, count=ask.count)
    if topic.kind is Kind.SCENARIO:
        return Ask("task", ask.label)
    return ask if ask.pattern == "table" else replace(ask, names=())


def _row(here: Sequence[Topic], label: Inline, contents: Sequence[Content]) -> Ask:
    """Ask a row for its columns. A comparison's heading often names just what is compared."""
    topic = here[-1]
    names: tuple[Inline, ...] = ()
    for content in contents:
        if isinstance(content, Facts):
            names = tuple(name for name, _ in content.pairs if name)
    question = _question_above(here)
    if question is not None:
        return Ask("point", label, question=question.label, names=names)
    subject = _subject(here, label)
    if names and _only_names(subject.text, names):
        subject = Inline()
    pattern = "criterion" if topic.role is Role.CRITERION else "row"
    if len(names) == 1 and _DOES.match(names[0].text):
        pattern, names = "does" if _is_command(label) else "definition", ()
    elif len(names) == 1 and _VALUE.match(names[0].text):
        pattern, names = "value", ()
    return Ask(pattern, label, subject, names=names)


def _is_command(label: Inline) -> bool:
    """Tell whether a label is a command or call as one types it."""
    typed = all(run.form is Form.CODE for run in label.runs)
    return typed and bool(_COMMAND.match(label.text))


def _only_names(subject: str, names: Sequence[Inline]) -> bool:
    """Tell whether a heading says nothing but the names of the columns: `Lambda vs Fargate`."""
    rest = subject.casefold()
    for name in sorted((name.text.casefold() for name in names), key=len, reverse=True):
        rest = rest.replace(name, " ")
    return not set(re.findall(r"\w+", rest)) - {"vs", "and", "or", "и", "или", "aws", "amazon"}


def _label(here: Sequence[Topic]) -> Inline:
    """Take the nearest label that there is: a piece of material may have none of its own."""
    for topic in reversed(here):
        if topic.label:
            return title_of(topic.label) if topic.role is Role.DOCUMENT else topic.label
    return Inline()


def _question_above(here: Sequence[Topic]) -> Topic | None:
    for topic in reversed(here[:-1]):
        if topic.role is Role.QUESTION and (is_question(topic.label.text) or topic.front):
            return topic
    return None


def _below(here: Sequence[Topic], question: Topic) -> Inline:
    """Join the labels from a question down to the point that is asked for."""
    at = next(number for number, topic in enumerate(here) if topic is question)
    labels = [topic.label for topic in here[at + 1 :] if topic.label]
    return join(labels, ": ")


def _subject(here: Sequence[Topic], label: Inline) -> Inline:
    """Find whose label it is: the nearest name above that says something of its own."""
    if here[-1].rule == "known_terms" and here[-2].role is Role.QUESTION:
        return Inline()
    asked = label.text.casefold()
    for topic in reversed(here[:-1]):
        if topic.role is Role.PIECE or not topic.label or topic.label == label:
            continue
        name = title_of(topic.label) if topic.role is Role.DOCUMENT else name_of(topic.label)
        if is_generic(name.text) or is_structural(name.text):
            continue
        if name.text.casefold() in asked:
            return Inline()
        return name.cut(0, len(name.text.rstrip(" .!")))
    return Inline()
