"""Which pattern of question fits, by the shape of the label and of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from deckgen.code.grammars import DATA_LANGUAGES
from deckgen.code.segments import is_calculation
from deckgen.extract.attributes import names_property
from deckgen.extract.measures import is_amount, measure_of
from deckgen.extract.naming import VERBS, begins_with_verb, is_identifier, with_article
from deckgen.extract.stories import is_story
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Form, Inline
from deckgen.model import Ask, Code, Content, Drawing, Facts, Grid, Kind, Pair, Passage, Points
from deckgen.words import bids, is_generic, is_plural, is_question

_COMMAND: Final = re.compile(r"^(?:[a-z][\w.-]*(?: .+)|[\w.]+\(.*\))$")
_PROSE: Final = frozenset({"definition", "explain"})
_ANNOTATED: Final = {Kind.CODE: "setting", Kind.DEFINITION: "meaning", Kind.QA: "calculation"}
_OF_THINGS: Final = frozenset(
    {"definition", "does", "works", "gives", "gist", "which", "with", "value", "named", "points"}
)
"""Patterns that fit a thing and no property of one."""

LONGEST_SUBJECT: Final = 80
"""Characters of a heading or question that still fit into another question; a longer one stands above it."""

_NAME_WORDS: Final = 3
_EFFECTS: Final = frozenset(
    "allow contain describe give hold identify improve let lower manage offer provide reduce say"
    " simplify support tell".split()
)
"""Verbs that tell, with those of code, what a thing does."""

_AFTER_NOUNS: Final = ("of ", "for ", "in ", "is ", "are ", "and ", "or ", "- ")
_TASK: Final = re.compile(
    r"^(?:handle|scale|build|serve|migrate|reduce|support|process|ingest|deliver|store|run|create|secure|protect|prevent)"
    r" (?:an?|the|to|from|up|\d\S*|millions|billions)\b",
    re.IGNORECASE,
)
_CHOOSE: Final = re.compile(
    r"^(?!Use [Cc]ases?\b)(?i:use|choose|prefer|pick|select|go with|выбирай(?:те)?|используй(?:те)?|бери(?:те)?)\s+"
    r"(?P<thing>[A-Z]\S*(?: [A-Z0-9]\S*)*)(?:\s+(?:when|if|for|когда|если|для|при)\b.*)?$"
)
_CHOICE: Final = re.compile(
    r"^(?:(?:how|what|which) to choose|the choice|choice|выбор|что выбрать)$", re.IGNORECASE
)
_GROUP: Final = re.compile(
    r"\b(?:modes|types|kinds|options|classes|models|tiers|plans|limits|properties)$", re.IGNORECASE
)
"""How a heading ends whose parts are several of one kind: none of them is a property of it."""

_PROBLEM: Final = re.compile(r"^(?:the )?(?:problem|проблема)$", re.IGNORECASE)
_STORY: Final = re.compile(r"\b(?:story|elevator pitch|рассказ о себе)$", re.IGNORECASE)
_ADVICE: Final = re.compile(
    r"^(?:avoid|use|prefer|choose|never|always|do not|don't|consider|ensure|keep|design|start with|make sure)\s",
    re.IGNORECASE,
)
_RETURNS: Final = re.compile(r"^\s*return\s+[\"'][^\"'{}]+[\"'],?;?\s*(?:[#/].*)?$", re.MULTILINE)
_ASSIGNED: Final = re.compile(r"^(?:const |let |var )?\w+ ?= ?\S|^\s*(?:#|//)")
_RESULT: Final = re.compile(r"=[^#]*[*/+-][^#]*(?:#|//)\s*[~≈$€]?\d")
_LITERAL: Final = re.compile(
    r"^(?:(?:const|let|var|export) )?[\w\"']+(?: ?[:=]| =) ?(?:new )?[\[{]\s*(?:\n|$)|^\{\s*\n"
)
_CHOICES: Final = 3
_NAME: Final = re.compile(r"\d|[A-Z]\S*[A-Z]|^[A-Z][a-z]+ [A-Z]|^[A-Z]{2,}$")
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
_FACTOR: Final = re.compile(r"^(?:up to |about |до |около )?\d[\d.,–-]*\s?[x×]\s", re.IGNORECASE)
_COLLECTS: Final = re.compile(
    r"\b(?:storage|mode|tiering|encryption|support|integration|set|list)$", re.IGNORECASE
)
_TOOL: Final = re.compile(r"^(?:\S+(?: and \S+| \S+){0,3}) integration$")
_STEM: Final = 5
_STARTERS: Final = frozenset("a an the it this these they one each every when where это".split())
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
    text = _text(contents)
    if topic.rule == "annotated" or topic.kind is Kind.FACT:
        pattern = _ANNOTATED.get(topic.kind or Kind.FACT, "value")
    else:
        pattern = _pattern(ask, topic, contents)
    if pattern in _OF_THINGS and _is_property(ask, topic, text):
        pattern = "attribute"
    if pattern == "calculation" and ask.subject and is_generic(ask.label.text):
        ask = replace(ask, label=ask.subject, subject=Inline())
    counted = pattern == "value" and not _is_number_of(ask)
    ask = replace(
        ask,
        pattern=pattern,
        measure="factor"
        if counted and _is_factor(text)
        else measure_of(text)
        if counted and is_amount(text)
        else "",
    )
    chosen = _CHOOSE.match(ask.label.text) if pattern == "when" else None
    if chosen:
        return replace(ask, label=ask.label.cut(*chosen.span("thing")))
    return replace(ask, label=with_article(ask.label)) if pattern == "how" else ask


def is_command(label: Inline) -> bool:
    """Tell whether a label is a command or call as one types it."""
    typed = all(run.form is Form.CODE for run in label.runs)
    return typed and bool(_COMMAND.match(label.text))


def _pattern(ask: Ask, topic: Topic, contents: Sequence[Content]) -> str:
    fitting = (pattern for pattern, fits in _FITTING if fits(ask, topic, contents))
    return next(fitting, ask.pattern)


def _asks(ask: Ask, topic: Topic, _contents: Sequence[Content]) -> bool:
    label = ask.label.text
    return is_question(label) and (label.endswith(("?", "？")) or topic.role is not Role.CODE)


def _defines(ask: Ask, topic: Topic) -> bool:
    return ask.pattern == "definition" and topic.role not in (Role.HEADING, Role.DOCUMENT)


def _is_term(ask: Ask, topic: Topic) -> bool:
    return ask.pattern == "definition" and topic.role is Role.TERM


def _is_feature(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether a few words say of an activity what comes of it: `Tiering: moves cold data`."""
    short = len(_text(contents).split()) <= _NAMED_WORDS
    return _is_term(ask, topic) and short and bool(_ACTIVITY.search(ask.label.text))


def _is_chosen(ask: Ask, topic: Topic, contents: Sequence[Content]) -> bool:
    """Tell whether a text names what serves a part of a task: no sentence."""
    text = _text(contents)
    task = _is_task(ask.subject.text) or (
        is_key(topic) and len(topic.raw) > _MOST_LETTERS and is_product(text)
    )
    short = len(text.split()) <= _NAMED_WORDS and not text.endswith(".")
    return _is_term(ask, topic) and task and short


def is_product(text: str) -> bool:
    """Tell whether a text names a product first: `DynamoDB for carts`, `Amazon API Gateway`."""
    return bool(_PRODUCT.match(text)) and len(text.split()) <= _NAMED_WORDS


def is_name(label: str) -> bool:
    """Tell whether a label is the name of a thing, not a word of the language: `ALB`, `Savings Plans`."""
    return bool(_NAME.search(label))


def _decides(contents: Sequence[Content]) -> bool:
    """Tell whether code only chooses one of several texts: a decision table."""
    code = [content.text for content in contents if isinstance(content, Code)]
    return len(code) == 1 and len(_RETURNS.findall(code[0])) >= _CHOICES


def _works_out(contents: Sequence[Content]) -> bool:
    """Tell whether code only works out figures: assignments, one with its result as a comment."""
    texts = [content.text for content in contents if isinstance(content, Code)]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    return all(map(_ASSIGNED.match, lines)) and any(map(_RESULT.search, lines))


def _configures(contents: Sequence[Content]) -> bool:
    """Tell whether code is configuration: a data language, or a literal that is assigned."""
    code = [content for content in contents if isinstance(content, Code)]
    data = all(piece.language in DATA_LANGUAGES for piece in code)
    return data or all(_LITERAL.match(piece.text) for piece in code)


def _is_task(subject: str) -> bool:
    """Tell whether a heading sets a task: `Design a shop`, `Handle a billion events`."""
    return bool(bids(subject) or _TASK.match(subject)) and not is_question(subject)


def is_key(topic: Topic) -> bool:
    """Tell whether a label is a key of a literal: `full_text_search`."""
    return is_identifier(topic.raw) and topic.raw.islower()


def _tells_effect(text: str) -> bool:
    """Tell whether a text begins with a verb: `Reduces cost`, `Route requests to the best model`."""
    first, _, rest = text.partition(" ")
    stem = first.removesuffix("s")
    forms = {form.lower() for form in (first, stem, stem.removesuffix("e"))}
    verb = not forms.isdisjoint(VERBS | _EFFECTS)
    return bool(rest) and verb and not rest.startswith(_AFTER_NOUNS)


def _is_factor(text: str) -> bool:
    """Tell whether a few words compare by a factor: `Up to 5x the throughput`."""
    return bool(_FACTOR.match(text)) and len(text.split()) <= _NAMED_WORDS


def _is_kind(label: str) -> bool:
    """Tell whether a label only says of what kind its points are: `Benefits`, `Key limitations`."""
    return is_generic(label) and is_plural(label)


def _tells_of_another(text: str, label: str) -> bool:
    """Tell whether a sentence has another subject than its label: it defines nothing."""
    first = text.split(" ", maxsplit=1)[0]
    known = first.lower() in _STARTERS or first.casefold()[:_STEM] in label.casefold()
    return text.endswith(".") and first[:1].isupper() and not known


def _lists(label: str, text: str) -> bool:
    """Tell whether a text names what a plural counts, or at least three things."""
    return _enumerates(text) and (is_plural(label) or bool(_COLLECTS.search(label)))


def _enumerates(text: str) -> bool:
    """Tell whether a text only lists a few names: `gp2, gp3, io1`."""
    items = re.split(r",\s+(?:and |or )?|\s+(?:and|or)\s+", text)
    return "," in text and text[-1:] != "." and all(len(i.split()) <= _NAME_WORDS for i in items)


def _is_gist(text: str) -> bool:
    """Tell whether a text only hints at what a thing is: a few words, no sentence."""
    words = text.split()
    return len(words) <= _NAMED_WORDS and words[0].lower() not in _STARTERS and text[-1:] != "."


def _spells_out(text: str, label: str) -> bool:
    """Tell whether a text is what the letters of an abbreviation stand for."""
    letters = re.sub(r"[^A-Za-z]", "", label)
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", text))
    abbreviated = letters.isupper() and 2 < len(letters) <= _MOST_LETTERS
    abbreviated = abbreviated and len(initials) <= 2 * len(letters)
    rest = iter(initials.upper())
    return abbreviated and initials[:1].upper() == letters[0] and all(c in rest for c in letters)


def _is_property(ask: Ask, topic: Topic, text: str) -> bool:
    subject = ask.subject.text
    if not 0 < len(subject) <= LONGEST_SUBJECT or _is_task(subject):
        return False
    return topic.is_attribute or (
        not _GROUP.search(subject) and names_property(ask.label.text, text)
    )


def _is_number_of(ask: Ask) -> bool:
    """Tell whether figures are names here: ports, status codes, versions."""
    return any(_NUMBERED_THING.search(words.text) for words in (ask.label, ask.subject))


def _is_code(ask: Ask, topic: Topic) -> bool:
    return topic.role is Role.CODE and ask.pattern in ("code", "explain")


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


_FITTING: Final[tuple[tuple[str, Callable[[Ask, Topic, Sequence[Content]], bool]], ...]] = (
    ("when", lambda a, t, _: t.role is not Role.CODE and bool(_CHOOSE.match(a.label.text))),
    ("choice", lambda a, t, _: t.role is not Role.CODE and bool(_CHOICE.match(a.label.text))),
    ("asked", _asks),
    ("story", lambda a, t, _: a.pattern == "overview" and is_story(t)),
    ("steps", lambda a, t, _: a.pattern == "overview" and _is_all_steps(t)),
    ("step", lambda a, t, _: a.pattern != "overview" and t.role is Role.STEP),
    ("told", lambda a, t, _: a.pattern != "overview" and t.role is Role.STORY),
    ("choice", lambda _, t, c: t.role is Role.CODE and _decides(c)),
    ("tell", lambda a, _t, _c: a.pattern in _PROSE and bool(_STORY.search(a.label.text))),
    ("explain", lambda a, t, _: a.pattern == "definition" and not _defines(a, t)),
    (
        "several",
        lambda a, *_: a.pattern == "points" and bool(a.subject) and _is_kind(a.label.text),
    ),
    (
        "problem",
        lambda a, t, _: _is_term(a, t) and bool(_PROBLEM.match(a.label.text) and a.subject),
    ),
    ("value", lambda a, t, c: _is_term(a, t) and (is_amount(_text(c)) or _is_factor(_text(c)))),
    ("stands_for", lambda a, t, c: _is_term(a, t) and _spells_out(_text(c), a.label.text)),
    ("used", _is_chosen),
    ("difference", lambda a, t, _: _is_term(a, t) and bool(_VERSUS.search(a.label.text))),
    ("advice", lambda a, t, c: _is_term(a, t) and bool(_ADVICE.match(_text(c)))),
    ("does", lambda a, t, c: _defines(a, t) and (is_command(a.label) or _tells_effect(_text(c)))),
    ("explain", lambda a, t, c: _is_term(a, t) and _tells_of_another(_text(c), a.label.text)),
    ("with", lambda a, t, c: bool(a.subject) and _is_term(a, t) and bool(_TOOL.match(_text(c)))),
    ("which", lambda a, t, c: _is_term(a, t) and _lists(a.label.text, _text(c))),
    ("gives", lambda a, t, c: bool(a.subject) and _is_feature(a, t, c)),
    ("works", _is_feature),
    ("gist", lambda a, t, c: bool(a.subject) and _is_term(a, t) and _is_gist(_text(c))),
    (
        "steps",
        lambda a, _, c: a.pattern == "explain" and [*map(type, c)] == [Points, Code],
    ),
    ("calculation", lambda a, t, c: _is_code(a, t) and _works_out(c)),
    ("properties", lambda a, t, c: _is_code(a, t) and [*map(type, c)] == [Facts, Code]),
    ("how", lambda a, t, _: _is_code(a, t) and begins_with_verb(a.label.text)),
    ("configured", lambda a, t, c: (_is_code(a, t) or a.pattern == "code") and _configures(c)),
    ("code", lambda a, t, _: _is_code(a, t)),
)
"""Patterns with what they fit, the most telling first."""
