"""Which words ask for a piece of material, and which stand beside the question.

The document's own words are chosen here; the sentence around them is a template's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.asked_things import thing_of
from deckgen.extract.attributes import are_properties
from deckgen.extract.by_heading import by_heading
from deckgen.extract.labels import FACET
from deckgen.extract.naming import begins_with_verb
from deckgen.extract.of_subject import OF_SUBJECT
from deckgen.extract.pairs import is_pair
from deckgen.extract.phrasing import LONGEST_SUBJECT, aptly, pattern_of, text_of
from deckgen.extract.sentences import tells_of
from deckgen.extract.settings import cues_of
from deckgen.extract.shapes import is_command, is_key, is_name, tells_of_another
from deckgen.extract.stories import is_story
from deckgen.extract.surveys import MOST_NAMES, by_parts
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline, join, plain
from deckgen.model import (
    Ask,
    Code,
    Content,
    Facts,
    Grid,
    Kind,
    Passage,
    Points,
)
from deckgen.words import (
    bids,
    is_call,
    is_for_interviewer,
    is_generic,
    is_question,
    is_structural,
    name_of,
    title_of,
)

KINDS: Final = {
    "explicit": Kind.QA, "asked": Kind.QA, "task": Kind.SCENARIO, "prompt": Kind.PROMPT, "to_them": Kind.PROMPT,
    "definition": Kind.DEFINITION, "attribute": Kind.FACT, "points": Kind.LIST, "named": Kind.LIST, "steps": Kind.STEPS,
    "overview": Kind.LIST, "facts": Kind.LIST, "explain": Kind.QA,
    "text": Kind.QA, "calculation": Kind.QA, "code": Kind.CODE, "how": Kind.CODE, "table": Kind.TABLE, "row": Kind.TABLE,
    "criterion": Kind.TABLE, "diagram": Kind.DIAGRAM, "pitfall": Kind.PITFALL,
    "value": Kind.FACT, "step": Kind.STEPS,
    "properties": Kind.LIST, "listed": Kind.TABLE, "several": Kind.LIST, "compared": Kind.TABLE, "figures": Kind.LIST, "parts": Kind.LIST,
     "which": Kind.LIST, "serving": Kind.LIST, "gives": Kind.DEFINITION, "gist": Kind.DEFINITION, "with": Kind.DEFINITION, "configured": Kind.CODE, "advice": Kind.QA, "permitted": Kind.CODE, "called": Kind.CODE, "applied": Kind.QA, "means": Kind.QA,
    "when": Kind.QA, "choice": Kind.QA, "problem": Kind.QA, "tell": Kind.QA, "setting": Kind.CODE, "settings": Kind.LIST, "fields": Kind.LIST, "meaning": Kind.DEFINITION, "stands_for": Kind.DEFINITION,
    "used": Kind.QA, "works": Kind.DEFINITION, "difference": Kind.QA, "recall": Kind.QA, "story": Kind.LIST, "told": Kind.QA, "does": Kind.DEFINITION,
    "done": Kind.QA, "chosen": Kind.QA, "avoided": Kind.QA, "working": Kind.DEFINITION, "reason": Kind.QA,
    "helps": Kind.QA, "doing": Kind.LIST, "duties": Kind.LIST, "set_up": Kind.LIST, "outlined": Kind.LIST, "handled": Kind.LIST, "ways": Kind.LIST, "implemented": Kind.CODE, "employed": Kind.QA,
    "read": Kind.QA, "resulting": Kind.QA, "required": Kind.QA, "mistaken": Kind.QA, "harmful": Kind.QA, "completed": Kind.LIST, "body": Kind.CODE, "written": Kind.CODE,
    "example": Kind.QA, "said": Kind.QA, "commands": Kind.CODE, "corrected": Kind.PITFALL, "worked": Kind.QA, "layout": Kind.DIAGRAM,
}  # fmt: skip
"""The kind of card each pattern of question makes, where the material does not say better."""

PROMPTS: Final = frozenset({"prompt", "to_them"})
"""Patterns of questions without an answer: to be asked of the reader, or by the reader."""

_ASKED_AS_WRITTEN: Final = frozenset({Kind.QA, Kind.CLOZE, Kind.CHOICE})
_DOES: Final = re.compile(
    r"^(?:what (?:it|this) (?:does|is|means)|description|purpose|meaning|что делает|описание|назначение|"
    r"значение слова|смысл)$",
    re.IGNORECASE,
)
_BY_THEMSELVES: Final = frozenset({"annotated", "known_terms"})
"""Rules whose labels are asked without the question above them."""

_DECISION: Final = re.compile(r"^(?:decision|choice|verdict|решение|выбор)$", re.IGNORECASE)
_VERSUS: Final = re.compile(r"\b(?:vs\.?|versus|или|против)\s")
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
    }
)
"""Patterns that name what they ask for."""

_OF_SUBJECT: Final = frozenset({"attribute", "several", "recall", "problem", *OF_SUBJECT})
"""Patterns that ask the subject by its name."""

_CUED: Final = frozenset({"configured", "code", "called"})
"""Patterns that ask for code whole: what is decided in it says what to recall."""

_MOST_CRUMBS: Final = 3
_WHOLE_QUESTION: Final = 6
_LONGEST_QUESTION: Final = 120
"""Characters of a question that one of its points still repeats where its own name says nothing."""

_NOUN: Final = re.compile(
    r"(?!(?:feature|name|item)$)(?:[a-z]{3,}|[A-Z]{2,5})(?: [a-z]{3,})?(?<!s)"
)
"""A noun in the singular, as columns are named by."""

_IRREGULAR: Final = {"criterion": "criteria", "index": "indexes"}
_COLUMN: Final = re.compile(
    r"\b(?:for|when|to|by|case|cases|feature|differentiator|type|time|cost|model|level|size|limit|use|choice|reason|example|"
    r"strength|weakness|behaviou?r|benefit|impact|scope|created|it|why|how|what|role|need|pattern|key|main|default)\b",
    re.IGNORECASE,
)
"""Words of a column that says something of each row."""

_SHARE: Final = 0.6
_STEM: Final = 5


def ask_for(here: Sequence[Topic], contents: Sequence[Content], *, overview: bool = False) -> Ask:
    """Choose the question for the material of the last topic of a trail."""
    topic = here[-1]
    label = _label(here)
    pattern = "overview" if overview else pattern_of(contents)
    if overview and topic.role is Role.QUESTION and not is_question(label.text):
        label = name_of(label)
    count = _count(contents)
    names = _names(contents)
    question = None if topic.rule in _BY_THEMSELVES else _question_above(here)
    if topic.role is Role.QUESTION:
        return _explicit(here, Ask(pattern, label, names=names, count=count), contents)
    if topic.role in (Role.ROW, Role.CRITERION):
        return _row(here, label, contents)
    if is_call(label.text) and topic.rule != "lines":
        return Ask("recall", label, _subject(here, label))
    if overview and is_story(topic):
        names = _part_labels(topic)
    ask = Ask(pattern, label, _subject(here, label), names=names, count=count)
    if topic.front:
        return replace(ask, pattern="read" if topic.raw else "resulting", names=())
    headed = by_heading(here, ask, contents)
    if headed:
        return replace(ask, pattern=headed, names=())
    if topic.role is Role.CODE:
        ask = _by_own_name(ask)
    ask = aptly(by_parts(ask, topic, contents), topic, contents)
    if ask.pattern in _CUED:
        ask = replace(ask, names=_cues(ask, contents))
    return _fitted(ask, topic, contents, answers=question is not None)


def _fitted(ask: Ask, topic: Topic, contents: Sequence[Content], *, answers: bool) -> Ask:
    """Fit a question to its place: part of another one's answer, a table of things, a long heading."""
    pattern = ask.pattern
    if answers:
        pattern = _as_answer(ask, topic, contents)
    elif pattern == "table" and _repeats(contents):
        pattern = "text"
    elif pattern == "table" and _lists_things(topic, ask):
        pattern = (
            "difference" if _VERSUS.search(ask.label.text) and len(ask.names) == 1 else "listed"
        )
    elif pattern == "table" and _only_names(ask.label.text, ask.names):
        pattern = "compared"
    elif pattern == "points" and ask.count == 1:
        pattern = "explain"
    if pattern == "listed":
        ask = replace(ask, unit=_sort_of(ask, contents))
    long = len(ask.subject.text) > LONGEST_SUBJECT and pattern != "several"
    above = pattern == "several" and is_question(ask.subject.text)
    hidden = long or above or _gives_away(ask.subject, contents)
    subject = Inline() if hidden else ask.subject
    names = ask.names if pattern in _NAMING else ()
    return replace(ask, pattern=pattern, subject=subject, names=names)


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


def _repeats(contents: Sequence[Content]) -> bool:
    """Tell whether the first column of a table repeats itself: its rows are records, no criteria."""
    firsts = [row[0].text for c in contents if isinstance(c, Grid) for row in c.rows if row]
    return len(set(firsts)) < len(firsts)


def _sort_of(ask: Ask, contents: Sequence[Content]) -> str:
    """Name in the plural what the rows of a table are, where the question does not say it."""
    heads = [content.header[0].text for content in contents if isinstance(content, Grid)]
    noun = _uncapitalised(heads[0].strip()) if heads else ""
    if not _NOUN.fullmatch(noun) or noun[:_STEM].lower() in ask.label.text.lower():
        return ""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def _uncapitalised(noun: str) -> str:
    return noun if noun.isupper() else noun.lower()


def _is_thing(column: Inline) -> bool:
    """Tell whether a column is named for a thing, and not by capitals alone: `SQS`, no `Best For`."""
    words = column.text.split()
    titled = len(words) > 1 and all(word[1:].islower() or len(word) == 1 for word in words)
    said = len(words) > 1 and words[-1].islower() and words[-1].isalpha()
    return is_name(column.text) and not said and not (titled and _COLUMN.search(column.text))


def _names_a_sort(topic: Topic, columns: Sequence[Inline]) -> bool:
    """Tell whether a table's rows are things of a sort, and none of its columns is a thing or a side."""
    rows = [part.role for part in topic.body if isinstance(part, Topic)]
    things = any(map(_is_thing, columns)) or is_pair(columns)
    return Role.ROW in rows and Role.CRITERION not in rows and not things


def _lists_things(topic: Topic, ask: Ask) -> bool:
    """Tell whether a table lists things with what is to be known of each, and compares no columns."""
    rows = [part for part in topic.body if isinstance(part, Topic) and part.role is Role.ROW]
    listed = len(ask.names) == 1 or is_key(topic) or _names_a_sort(topic, ask.names)
    return listed or (bool(rows) and are_properties(ask.names))


def _by_own_name(ask: Ask) -> Ask:
    """Take the subject from a label that brings its own: `SQS - Send a message`."""
    match = _NAMED_TASK.match(ask.label.text)
    if match is None or not begins_with_verb(match["task"]):
        return ask
    name, task = ask.label.cut(0, match.end("name")), ask.label.cut(match.start("task"))
    return replace(ask, subject=name, label=task)


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


def kind_of(ask: Ask, topic: Topic, contents: Sequence[Content]) -> Kind:
    """Name the kind of card that a question with its material makes."""
    if ask.pattern in PROMPTS:
        return Kind.PROMPT
    if topic.kind is not None:
        return topic.kind
    if topic.role is Role.ROW and ask.pattern == "properties":
        return Kind.TABLE
    if ask.pattern == "definition" and _is_figure(contents):
        return Kind.FACT
    return KINDS[ask.pattern]


def _is_figure(contents: Sequence[Content]) -> bool:
    text = " ".join(c.inline.text for c in contents if isinstance(c, Passage))
    return any(character.isdigit() for character in text) and len(text.split()) <= 15


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


def _unasking(name: Inline) -> Inline:
    """Leave out the question mark of a column's name: the sentence around it asks."""
    return name.cut(0, len(name.text.rstrip(" ?？")))


def _cues(ask: Ask, contents: Sequence[Content]) -> tuple[Inline, ...]:
    """Name what is decided in code, where the question does not say it already."""
    asked = f"{ask.subject.text} {ask.label.text}".casefold()
    names = (name for code in contents if isinstance(code, Code) for name in cues_of(code))
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
        return _asked_table(ask)
    explains = ask.pattern == "definition" and tells_of_another(text_of(contents), ask.label.text)
    return replace(ask, pattern="explain" if explains else ask.pattern, names=())


def _asked_table(ask: Ask) -> Ask:
    """Ask a table below a heading for its one column, or for the comparison that the heading names."""
    if len(ask.names) == 1:
        return replace(ask, pattern="listed")
    if not _only_names(ask.label.text, ask.names):
        rest = ask.label.text.casefold().partition(":")[2]
        named = all(name.text.casefold().split()[0] in rest for name in ask.names)
        return replace(ask, label=name_of(ask.label)) if named else ask
    sides = join(ask.names, " vs ")
    name = name_of(ask.label)
    label = name if _VERSUS.search(name.text) else join((name, sides), ": ")
    return replace(ask, pattern="compared", label=label, names=())


def _row(here: Sequence[Topic], label: Inline, contents: Sequence[Content]) -> Ask:
    """Ask a row for its columns. A comparison's heading often names just what is compared."""
    topic = here[-1]
    names: tuple[Inline, ...] = ()
    for content in contents:
        if isinstance(content, Facts):
            told = [(name, text_of(value)) for name, value in content.pairs if name]
            new = [
                name
                for name, text in told
                if not text or text.casefold() not in label.text.casefold()
            ]
            names = tuple(map(_unasking, new or [name for name, _ in told]))
    subject = _subject(here, label)
    if names and _only_names(subject.text, names):
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


def _only_names(subject: str, names: Sequence[Inline]) -> bool:
    """Tell whether a heading says nothing but the names of the columns: `Lambda vs Fargate`."""
    rest = subject.casefold()
    if _VERSUS.search(rest) and all(name.text.casefold() in rest for name in names):
        return True
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


def _subject(here: Sequence[Topic], label: Inline) -> Inline:
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
        text = name.text.casefold()
        doubled = " " in asked and set(asked.split()) <= set(text.split())
        if text in asked or (asked in text and " " in asked) or doubled:
            return Inline()
        name = name.cut(0, len(name.text.rstrip(" .!")))
        whole = next(filter(None, map(_design, here)), None) if is_key(topic) else None
        return join((whole, name), ": ") if whole else name
    return Inline()
