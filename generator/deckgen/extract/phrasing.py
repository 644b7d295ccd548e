"""Which pattern of question fits, by the shape of the label and of the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.code.segments import is_calculation
from deckgen.extract.attributes import names_property
from deckgen.extract.measures import is_amount, measure_of
from deckgen.extract.naming import VERBS, begins_with_verb, is_identifier
from deckgen.extract.stories import is_story
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Form, Inline
from deckgen.model import Ask, Code, Content, Drawing, Facts, Grid, Kind, Pair, Passage, Points
from deckgen.words import bids, is_question

_COMMAND: Final = re.compile(r"^(?:[a-z][\w.-]*(?: .+)|[\w.]+\(.*\))$")
_ROLE_PATTERNS: Final = {Role.STEP: "step", Role.STORY: "told"}
_ANNOTATED: Final = {Kind.CODE: "setting", Kind.DEFINITION: "meaning", Kind.QA: "calculation"}
_OF_THINGS: Final = frozenset({"definition", "does", "works", "value", "named", "points"})
"""Patterns that fit a thing and no property of one."""

LONGEST_SUBJECT: Final = 80
"""Characters of a heading or question that still fit into another question; a longer one stands above it."""

_NAME_WORDS: Final = 3
_EFFECTS: Final = frozenset(
    "allow contain describe give hold identify improve let lower manage offer provide reduce say"
    " simplify support tell".split()
)
"""Verbs that tell, with those of code, what a thing does."""

_AFTER_NOUNS: Final = ("of ", "for ", "in ", "is ", "are ", "and ", "- ")
_TASK: Final = re.compile(
    r"^(?:handle|scale|build|serve|migrate|reduce|support|process|ingest|deliver|store|run|create|secure|protect|prevent)"
    r" (?:an?|the|to|from|up|\d\S*|millions|billions)\b",
    re.IGNORECASE,
)
_PRODUCT: Final = re.compile(
    r"^(?:Amazon|AWS|Google|Azure|Apache) [A-Z]|^[A-Z]\w*[A-Z0-9]\w*(?= |$)|^[A-Z]{2,}(?= |$)|^[A-Z]\w+ [A-Z]\w+"
)
_VERSUS: Final = re.compile(r"\bvs\.?\s", re.IGNORECASE)
_ACTIVITY: Final = re.compile(
    r"(?:\w{3}(?:[aeiou]tion|[aiu]sion|ment)|\w{2}overy|support|(?<!str)(?<!th)(?<!spr)(?<!k)ing)(?: \([^)]*\))?$"
)
_NUMBERED_THING: Final = re.compile(
    r"\b(?:ports?|(?:status |error |exit )?codes?|versions?|numbers?|years?|layers?|порт\w*|верси\w+|год)$",
    re.IGNORECASE,
)
_NAMED_WORDS: Final = 8
_MOST_LETTERS: Final = 8


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
    if topic.rule == "annotated" or topic.kind is Kind.FACT:
        pattern = _ANNOTATED.get(topic.kind or Kind.FACT, "value")
    else:
        pattern = _pattern(ask, topic, contents)
    text = _text(contents)
    if pattern in _OF_THINGS and _is_property(ask, topic, text):
        pattern = "attribute"
    counted = pattern == "value" and is_amount(text) and not _is_number_of(ask)
    return replace(ask, pattern=pattern, measure=measure_of(text) if counted else "")


def is_command(label: Inline) -> bool:
    """Tell whether a label is a command or call as one types it."""
    typed = all(run.form is Form.CODE for run in label.runs)
    return typed and bool(_COMMAND.match(label.text))


def _pattern(ask: Ask, topic: Topic, contents: Sequence[Content]) -> str:
    label = ask.label.text
    asks = label.endswith(("?", "？")) or topic.role is not Role.CODE
    if asks and is_question(label):
        return "asked"
    if ask.pattern == "overview":
        return "story" if is_story(topic) else "steps" if _is_all_steps(topic) else ask.pattern
    if topic.role in _ROLE_PATTERNS:
        return _ROLE_PATTERNS[topic.role]
    if ask.pattern == "definition":
        heads = topic.role in (Role.HEADING, Role.DOCUMENT)
        return "explain" if heads else _defining(ask, topic, _text(contents))
    if topic.role is Role.CODE and ask.pattern in ("code", "explain"):
        return "how" if begins_with_verb(label) else "code"
    return ask.pattern


def _defining(ask: Ask, topic: Topic, text: str) -> str:
    """Choose what to ask of a term by what its short text says: an amount, an effect, a choice."""
    if topic.role is Role.TERM:
        if is_amount(text):
            return "value"
        if _spells_out(text, ask.label.text):
            return "stands_for"
        if _is_chosen(ask, topic, text):
            return "used"
        if _VERSUS.search(ask.label.text):
            return "difference"
    if is_command(ask.label) or _tells_effect(text):
        return "does"
    activity = (
        topic.role is Role.TERM
        and _ACTIVITY.search(ask.label.text)
        and len(text.split()) <= _NAMED_WORDS
    )
    return "works" if activity else "definition"


def _is_chosen(ask: Ask, topic: Topic, text: str) -> bool:
    """Tell whether a text names what serves a part of a task: no sentence."""
    task = _is_task(ask.subject.text) or (_is_key(topic) and bool(_PRODUCT.match(text)))
    return task and len(text.split()) <= _NAMED_WORDS and not text.endswith(".")


def _is_task(subject: str) -> bool:
    """Tell whether a heading sets a task: `Design a shop`, `Handle a billion events`."""
    return bool(bids(subject) or _TASK.match(subject)) and not is_question(subject)


def _is_key(topic: Topic) -> bool:
    """Tell whether a label is a key of a literal, not a name: `full_text_search`."""
    return is_identifier(topic.raw) and topic.raw.islower() and len(topic.raw) > _MOST_LETTERS


def _tells_effect(text: str) -> bool:
    """Tell whether a text begins with a verb: `Reduces cost`, `Route requests to the best model`."""
    first, _, rest = text.partition(" ")
    stem = first.removesuffix("s")
    forms = {form.lower() for form in (first, stem, stem.removesuffix("e"))}
    verb = not forms.isdisjoint(VERBS | _EFFECTS)
    return bool(rest) and verb and not rest.startswith(_AFTER_NOUNS)


def _spells_out(text: str, label: str) -> bool:
    """Tell whether a text is what the letters of an abbreviation stand for."""
    letters = re.sub(r"[^A-Za-z]", "", label)
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", text))
    abbreviated = letters.isupper() and 2 < len(letters) <= _MOST_LETTERS
    abbreviated = abbreviated and len(initials) <= 2 * len(letters)
    rest = iter(initials.upper())
    return abbreviated and initials[:1].upper() == letters[0] and all(c in rest for c in letters)


def _is_property(ask: Ask, topic: Topic, text: str) -> bool:
    owned = 0 < len(ask.subject.text) <= LONGEST_SUBJECT and not _is_task(ask.subject.text)
    return owned and (topic.is_attribute or names_property(ask.label.text, text))


def _is_number_of(ask: Ask) -> bool:
    """Tell whether figures are names here: ports, status codes, versions."""
    return any(_NUMBERED_THING.search(words.text) for words in (ask.label, ask.subject))


def _is_all_steps(topic: Topic) -> bool:
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return all(part.role is Role.STEP for part in parts)


def _is_name(entry: Sequence[Content]) -> bool:
    match entry:
        case (Passage(inline=words),):
            return len(words.text.split()) <= _NAME_WORDS
    return False


def _text(contents: Sequence[Content]) -> str:
    return " ".join(content.inline.text for content in contents if isinstance(content, Passage))
