"""Patterns of questions with what they fit: a label, its place, the shape and words of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from deckgen.extract import labels
from deckgen.extract.attributes import names_property
from deckgen.extract.measures import begins_with_amount, is_amount, is_factor
from deckgen.extract.naming import begins_with_verb
from deckgen.extract.of_subject import OF_SUBJECT, asks_of_subject
from deckgen.extract.sentences import is_doing, tells_means, tells_of
from deckgen.extract.shapes import (
    MOST_LETTERS,
    NAMED_WORDS,
    applies_it,
    calls_once,
    configures,
    decides,
    grants,
    holds_record,
    implements,
    is_command,
    is_data,
    is_gist,
    is_key,
    is_kind,
    is_name,
    is_product,
    is_task,
    lists,
    permits,
    sets_variables,
    spells_out,
    tells_effect,
    tells_of_another,
    works_out,
)
from deckgen.extract.stories import is_story
from deckgen.extract.topic import Role, Topic, text_of
from deckgen.model import Ask, Code, Content, Drawing, Facts, Points
from deckgen.words import is_question

_PROSE: Final = frozenset({"definition", "explain"})
CHOOSE: Final = re.compile(
    r"^(?!Use [Cc]ases?\b)(?i:use|choose|prefer|pick|select|go with|выбирай(?:те)?|используй(?:те)?|бери(?:те)?)\s+"
    r"(?P<thing>[A-Z]\S*(?: [A-Z0-9]\S*)*)(?:\s+(?:when|if|for|когда|если|для|при)\b.*)?$"
)
"""How a label begins that tells when to choose something: `Choose Kafka when`."""

_ADVICE: Final = re.compile(
    r"^(?:avoid|use|prefer|choose|never|always|do not|don't|consider|ensure|keep|design|start with|make sure)\s",
    re.IGNORECASE,
)
_ARROW: Final = re.compile(r"[→←↑↓↔⇒▶◀▼▲►◄]|[-=─]>|<[-=─]|^\W*[vV](?:\W+[vV])*\W*$", re.MULTILINE)
_SHELLS: Final = frozenset({"bash", "sh", "shell", "zsh", "console", "powershell"})
_NO_PROGRAMS: Final = _SHELLS | {"sql", "text"}
_NAMED_FIRST: Final = re.compile(
    r"^(?:AWS |Amazon )?[A-Z][a-z]*[A-Z]\w*\b(?! (?:call|key|request))|^(?:AWS|Amazon) [A-Z]"
)
_GOOD_FOR: Final = re.compile(
    r"^(?:good|great|best|ideal|perfect|suitable|useful|хорош\w*|подходит) (?:for|when|if|для|когда)\b",
    re.IGNORECASE,
)
_WORKING: Final = re.compile(
    rf"{labels.STATE.pattern}|{labels.VIRTUE.pattern}|\b(?:backups?|recovery)$", re.IGNORECASE
)
"""Labels of work and qualities: a few words say how they come about."""

_OF_VIRTUE: Final = re.compile(
    r"^[A-Z]\S* (?:availability|durability|elasticity|reliability|resilience|scalability)$",
    re.IGNORECASE,
)
"""A quality of one thing: `S3 scalability`."""

_WARNING: Final = re.compile(r"\b(?:avoid|deprecated|do not use|don't use)\b", re.IGNORECASE)
_TIME: Final = re.compile(r"^(?:pre|post|before|after|since|until)\b", re.IGNORECASE)
"""How a label begins that names a time."""

_TOOL: Final = re.compile(r"^(?:\S+(?: and \S+| \S+){0,3}) integration$")


def _tells(what: str, ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether prose below a heading or name begins with what it is, or what it does."""
    named = topic.role in (Role.HEADING, Role.TERM) and ask.pattern in _PROSE
    return named and tells_of(ask.label.text, text_of(contents)) == what


def _is_done(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether prose says how something is done, or by what it comes about."""
    if ask.pattern not in _PROSE or topic.role is Role.CODE:
        return False
    doing = is_doing(ask.label.text) and not names_property(ask.label.text, "")
    return doing or (_is_term(ask, topic) and tells_means(text_of(contents)))


def _tells_more(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    return _is_term(ask, topic) and tells_of_another(text_of(contents), ask.label.text)


def _asks(ask: Ask, topic: Topic, _contents: Sequence[Content]) -> bool:
    label = ask.label.text
    return is_question(label) and (label.endswith(("?", "？")) or topic.role is not Role.CODE)


def _defines(ask: Ask, topic: Topic) -> bool:
    return ask.pattern == "definition" and topic.role not in (Role.HEADING, Role.DOCUMENT)


def _is_term(ask: Ask, topic: Topic) -> bool:
    return ask.pattern == "definition" and topic.role is Role.TERM


def _is_feature(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether a few words say of an activity what comes of it: `Tiering: moves cold data`."""
    short = len(text_of(contents).split()) <= NAMED_WORDS
    return _is_term(ask, topic) and short and bool(labels.ACTIVITY.search(ask.label.text))


def _is_served(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether a few words name the product that does what the label says: `Monitoring`."""
    text = text_of(contents)
    return (
        _is_feature(ask, topic, contents)
        and bool(labels.SERVICE.search(ask.label.text))
        and bool(_NAMED_FIRST.match(text))
    )


def _is_chosen(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether a text names what serves a part of a task: no sentence."""
    text = text_of(contents)
    task = is_task(ask.subject.text) or (
        is_key(topic) and len(topic.raw) > MOST_LETTERS and is_product(text)
    )
    short = len(text.split()) <= NAMED_WORDS and not text.endswith(".")
    return _is_term(ask, topic) and task and short


def _names_partners(label: str, text: str) -> bool:
    """Tell whether a few words name what a thing is joined with: `ALB and NLB target groups`."""
    return is_gist(text) and bool(_NAMED_FIRST.match(text)) and not _NAMED_FIRST.match(label)


def _is_hinted(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether a few words hint at what a label below a name is."""
    return bool(ask.subject) and _is_term(ask, topic) and is_gist(text_of(contents))


def _is_phrase(label: str) -> bool:
    return label.islower() and " " in label


def _is_work(label: str) -> bool:
    work = _WORKING.search(label) or labels.ACTIVITY.search(label)
    return bool(work) and not names_property(label, "")


def _is_shell(contents: Sequence[Content]) -> bool:
    code = [content for content in contents if isinstance(content, Code)]
    return bool(code) and all(piece.language in _SHELLS for piece in code)


def _flows(content: Content) -> bool:
    """Tell whether a drawing has arrows: it shows what goes where, and not only what holds what."""
    return isinstance(content, Drawing) and (
        content.language != "text" or bool(_ARROW.search(content.text))
    )


def _is_labelled(pattern: str, ask: Ask, topic: Topic, _contents: Sequence[Content]) -> bool:
    return (
        topic.role in (Role.TERM, Role.HEADING)
        and ask.pattern != "overview"
        and bool(ask.subject)
        and asks_of_subject(pattern, ask.label.text)
    )


def _sets_against(ask: Ask, topic: Topic, _contents: Sequence[Content]) -> bool:
    """Tell whether a heading or label sets two things against each other: `Inline vs managed`."""
    named = _is_explained(ask, topic) or _is_term(ask, topic)
    return named and bool(labels.VERSUS.search(ask.label.text))


def _is_code(ask: Ask, topic: Topic) -> bool:
    return topic.role is Role.CODE and ask.pattern in ("code", "explain")


def _shows_code(ask: Ask, topic: Topic) -> bool:
    return _is_code(ask, topic) or ask.pattern == "code"


def _is_explained(ask: Ask, topic: Topic) -> bool:
    """Tell whether an answer is of several sorts, below a heading or label."""
    return ask.pattern == "explain" and topic.role in (Role.TERM, Role.HEADING)


def _is_set_up(ask: Ask, topic: Topic) -> bool:
    return _is_explained(ask, topic) and bool(labels.SET_UP.search(ask.label.text))


def _holds_code(contents: Sequence[Content]) -> bool:
    return any(isinstance(content, Code) for content in contents)


def _is_record(ask: Ask, contents: Sequence[Content]) -> bool:
    return bool(labels.RECORD.search(ask.label.text)) and holds_record(contents)


def _is_implemented(ask: Ask, contents: Sequence[Content]) -> bool:
    label = ask.label.text
    queried = any(isinstance(c, Code) and c.language in _NO_PROGRAMS for c in contents)
    way = bool(labels.WAY.search(label)) and not configures(contents) and not queried
    return (way or implements(contents)) and not labels.SHOWN.search(label)


def _is_code_first(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether an answer is code, or code with some words after it."""
    explained = ask.pattern == "explain" and isinstance(contents[0], Code)
    return explained or _shows_code(ask, topic)


def _are_members(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether code is read as facts: what a type or an object holds."""
    return _is_code(ask, topic) and [*map(type, contents)] == [Facts, Code]


def _is_type(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    return _are_members(ask, topic, contents) and bool(labels.TYPE.match(ask.label.text))


def _in_order(contents: Sequence[Content]) -> bool:
    return all(content.ordered for content in contents if isinstance(content, Points))


def _is_all_steps(topic: Topic) -> bool:
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return all(part.role is Role.STEP for part in parts)


def _are_amounts(contents: Sequence[Content]) -> bool:
    """Tell whether the first facts tell amounts: fields with their defaults."""
    facts = next(content for content in contents if isinstance(content, Facts))
    return any(begins_with_amount(text_of(told)) for _, told in facts.pairs)


def _tells_amounts(contents: Sequence[Content]) -> bool:
    """Tell whether an answer begins with facts that tell amounts."""
    return isinstance(contents[0], Facts) and _are_amounts(contents)


FITTING: Final[tuple[tuple[str, Callable[[Ask, Topic, Sequence[Content]], bool]], ...]] = (
    *((pattern, partial(_is_labelled, pattern)) for pattern in OF_SUBJECT),
    ("when", lambda a, t, _: t.role is not Role.CODE and bool(CHOOSE.match(a.label.text))),
    ("choice", lambda a, t, _: t.role is not Role.CODE and bool(labels.CHOICE.match(a.label.text))),
    ("asked", _asks),
    ("layout", lambda a, _t, c: a.pattern == "diagram" and not any(map(_flows, c))),
    ("story", lambda a, t, _: a.pattern == "overview" and is_story(t)),
    ("steps", lambda a, t, _: a.pattern == "overview" and _is_all_steps(t)),
    ("step", lambda a, t, _: a.pattern != "overview" and t.role is Role.STEP),
    ("told", lambda a, t, _: a.pattern != "overview" and t.role is Role.STORY),
    ("choice", lambda _, t, c: t.role is Role.CODE and decides(c)),
    (
        "tell",
        lambda a, t, _: (
            a.pattern in _PROSE
            and (
                bool(labels.STORY.search(a.label.text))
                or (t.role is Role.HEADING and bool(labels.STORY.search(a.subject.text)))
            )
        ),
    ),
    ("means", _is_done),
    ("definition", partial(_tells, "is")),
    ("does", partial(_tells, "does")),
    ("explain", lambda a, t, _: a.pattern == "definition" and not _defines(a, t)),
    (
        "several",
        lambda a, *_: a.pattern == "points" and bool(a.subject) and is_kind(a.label.text),
    ),
    ("fixed", lambda a, t, c: _is_term(a, t) and bool(labels.FIX.match(text_of(c)))),
    ("reacted", lambda a, t, _: _is_term(a, t) and bool(labels.CONDITION.match(a.label.text))),
    (
        "problem",
        lambda a, t, _: _is_term(a, t) and bool(labels.PROBLEM.match(a.label.text) and a.subject),
    ),
    (
        "attribute",
        lambda a, t, _: (
            bool(a.subject) and _is_term(a, t) and bool(labels.FACET_RU.match(a.label.text))
        ),
    ),
    ("value", lambda a, t, c: _is_term(a, t) and (is_amount(text_of(c)) or is_factor(text_of(c)))),
    (
        "stands_for",
        lambda a, t, c: _is_term(a, t) and spells_out(text_of(c), a.label.text),
    ),
    ("used", _is_chosen),
    ("difference", _sets_against),
    (
        "advice",
        lambda a, t, c: (
            _is_term(a, t)
            and bool(
                _ADVICE.match(text_of(c))
                or (a.subject and labels.ADVISING.match(a.label.text) and " for " in text_of(c))
            )
        ),
    ),
    ("when", lambda a, t, c: _is_term(a, t) and bool(_GOOD_FOR.match(text_of(c)))),
    ("meaning", lambda a, t, _: _is_term(a, t) and bool(labels.STATEMENT.search(a.label.text))),
    ("step", lambda a, t, _: _is_term(a, t) and bool(labels.EVENT.match(a.label.text))),
    (
        "means",
        lambda a, t, c: (
            _is_term(a, t)
            and bool(
                labels.LEVER.match(a.label.text)
                or (labels.PLAN.search(a.label.text) and tells_effect(text_of(c)))
            )
        ),
    ),
    ("done", lambda a, t, c: _is_term(a, t) and is_data(a.label.text) and tells_effect(text_of(c))),
    ("does", lambda a, t, c: _defines(a, t) and (is_command(a.label) or tells_effect(text_of(c)))),
    (
        "applied",
        lambda a, _, c: (
            a.pattern in _PROSE
            and bool(labels.DESIGN_PATTERN.search(a.label.text))
            and applies_it(text_of(c), a.label.text)
        ),
    ),
    ("means", lambda a, t, _: _is_term(a, t) and bool(labels.BENEFITS.search(a.subject.text))),
    (
        "means",
        lambda a, t, c: (
            _is_term(a, t) and text_of(c).endswith(".") and bool(_OF_VIRTUE.search(a.label.text))
        ),
    ),
    (
        "helps",
        lambda a, t, c: (
            _is_term(a, t)
            and text_of(c).endswith(".")
            and bool(labels.VIRTUE.search(a.subject.text))
        ),
    ),
    (
        "definition",
        lambda a, t, c: _tells_more(a, t, c) and bool(labels.FACET.search(a.label.text)),
    ),
    ("works", lambda a, t, c: _tells_more(a, t, c) and bool(labels.ACTIVITY.search(a.label.text))),
    ("meaning", lambda a, t, c: _tells_more(a, t, c) and not is_name(a.label.text)),
    ("explain", _tells_more),
    ("with", lambda a, t, c: bool(a.subject) and _is_term(a, t) and bool(_TOOL.match(text_of(c)))),
    (
        "with",
        lambda a, t, c: (
            _is_term(a, t)
            and a.label.text.lower().endswith("integration")
            and (lists(a.label.text, text_of(c)) or _names_partners(a.label.text, text_of(c)))
        ),
    ),
    ("which", lambda a, t, c: _is_term(a, t) and lists(a.label.text, text_of(c))),
    ("with", lambda a, t, c: bool(a.subject) and _is_served(a, t, c)),
    (
        "gives",
        lambda a, t, c: (
            bool(a.subject)
            and _is_feature(a, t, c)
            and not labels.STATE.search(a.label.text)
            and a.label.text.casefold() not in text_of(c).casefold()
        ),
    ),
    ("works", lambda a, t, c: _is_feature(a, t, c) and not labels.STATE.search(a.label.text)),
    (
        "means",
        lambda a, t, c: (
            bool(a.subject)
            and _is_term(a, t)
            and bool(labels.QUALITY.search(a.label.text))
            and is_gist(text_of(c))
        ),
    ),
    ("advice", lambda a, t, c: _is_hinted(a, t, c) and bool(_WARNING.search(text_of(c)))),
    ("gist", lambda a, t, c: _is_hinted(a, t, c) and bool(_TIME.match(a.label.text))),
    ("involving", lambda a, t, c: _is_hinted(a, t, c) and _is_work(a.label.text)),
    ("gist", lambda a, t, c: _is_hinted(a, t, c) and _is_phrase(a.label.text)),
    ("definition", _is_hinted),
    (
        "steps",
        lambda a, _, c: (
            a.pattern == "explain" and [*map(type, c)] == [Points, Code] and _in_order(c)
        ),
    ),
    (
        "worked",
        lambda a, _t, c: (
            a.pattern in ("code", "calculation") and is_task(a.label.text) and works_out(c)
        ),
    ),
    (
        "calculation",
        lambda a, t, c: (
            _is_code(a, t) and (works_out(c) or bool(labels.WORKED.search(a.label.text)))
        ),
    ),
    ("facts", lambda a, t, c: _is_type(a, t, c) and _are_amounts(c)),
    ("fields", _is_type),
    ("settings", _are_members),
    (
        "how",
        lambda a, t, _: (
            (_is_code(a, t) or (a.pattern in ("code", "text") and t.role is Role.TERM))
            and begins_with_verb(a.label.text)
        ),
    ),
    ("means", lambda a, t, _: _is_code(a, t) and bool(labels.REPLACING.match(a.label.text))),
    ("written", lambda a, t, c: _is_code(a, t) and t.rule == "annotated" and len(c) == 1),
    (
        "body",
        lambda a, _, c: (
            a.pattern in ("code", "explain")
            and bool(labels.REQUEST.match(a.label.text))
            and configures(c)
            and _holds_code(c)
        ),
    ),
    ("which", lambda a, t, c: _is_code_first(a, t, c) and sets_variables(c)),
    ("granted", lambda a, t, c: _is_code_first(a, t, c) and permits(c) and grants(c)),
    ("permitted", lambda a, t, c: _is_code_first(a, t, c) and permits(c)),
    ("configured", lambda a, t, c: _is_code_first(a, t, c) and configures(c)),
    ("called", lambda a, t, c: _shows_code(a, t) and calls_once(c)),
    ("commands", lambda a, t, c: _shows_code(a, t) and _is_shell(c)),
    ("figures", lambda a, t, c: _is_set_up(a, t) and _tells_amounts(c)),
    ("text", lambda a, t, c: _is_set_up(a, t) and not _holds_code(c)),
    ("configured", lambda a, t, _: _is_set_up(a, t)),
    ("text", lambda a, t, _: _is_explained(a, t) and bool(labels.OUTLINE.search(a.label.text))),
    ("fielded", lambda a, t, c: _shows_code(a, t) and _is_record(a, c)),
    ("showing", lambda a, t, _: _shows_code(a, t) and bool(labels.DISPLAY.search(a.label.text))),
    ("coded", lambda a, t, c: _shows_code(a, t) and _is_implemented(a, c)),
    ("code", lambda a, t, _: _is_code(a, t)),
)
"""Patterns with what they fit, the most telling first."""
