"""How the parts of a topic belong together: what to ask of all, what of each.

A plural counts its parts, properties make a profile, figures and names lead to their meanings; parts
that have nothing in common are asked one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.attributes import is_property
from deckgen.extract.sentences import begins_doing
from deckgen.extract.shapes import is_key, is_name
from deckgen.extract.split import MOST_POINTS, sentences_of
from deckgen.extract.stories import is_story
from deckgen.extract.surveys import MOST_NAMES
from deckgen.extract.topic import (
    GLANCE,
    LIMIT,
    Part,
    Role,
    Skipped,
    Topic,
    announces,
    size_of,
)
from deckgen.extract.unasked import GIVEN
from deckgen.inline import Inline, join
from deckgen.model import Code, Content, Passage, Points, Span
from deckgen.words import STEP, STEP_NUMBER, bids, is_generic, is_plural, name_of

MOST_NAMED: Final = 14
"""Names that one answer lists at most, those of parts of parts included."""

FEWEST_NAMES: Final = 3
"""Names that are worth a card."""

_ADVICE: Final = re.compile(
    r"^(?:optimi[sz]ations?|recommend\w*|notes?|tips?|best (?:for|practices?)|advice|рекомендаци\w+|советы?)$",
    re.IGNORECASE,
)
"""Names of parts that advise on the others."""

_OPEN_SORT: Final = re.compile(
    r"^(?:[\w-]+ )*(?:advanced|core|key|main|important|essential|additional|other) "
    r"(?:features|patterns|concepts|topics|capabilities|techniques|areas)$",
    re.IGNORECASE,
)
"""A heading above what its author chose to tell: nobody can know which."""

_THIN_WORDS: Final = 3
_GIST_WORDS: Final = 22
_FEW_WORDS: Final = 8
_SHARE: Final = 0.6
_STEM: Final = 6
_SURVEY_WORDS: Final = 100
"""A survey with a sentence of each part may be longer than one answer."""


def opened(topics: Sequence[Topic]) -> Iterator[Topic]:
    """Put the parts of a part whose name says nothing in its place."""
    for topic in topics:
        parts = [part for part in topic.body if isinstance(part, Topic) and part.role is Role.TERM]
        if parts and is_generic(topic.label.text):
            yield from parts
        else:
            yield topic


def names_a_thing(topic: Topic) -> bool:
    """Tell whether a part's label is worth naming: no comment over code, no `When to use`."""
    label = topic.label.text
    generic = is_generic(label) or is_generic(label.split(" of ")[0])
    if topic.role is Role.CODE:
        return bool(STEP.match(topic.raw))
    return not generic and not bids(label)


def are_siblings(here: Sequence[Topic], parts: Sequence[Topic]) -> bool:
    """Tell whether to know the names of parts is something: they are several of one kind, or steps.

    What the headings above already list is no answer.
    """
    label = name_of(here[-1].label).text
    above = " ".join(topic.label.text for topic in here).casefold()
    told = sum(part.label.text.casefold() in above for part in parts)
    if _OPEN_SORT.match(label) and any(len(part.body) > 1 for part in parts):
        return False
    steps = all(part.role is Role.STEP for part in parts)
    counted = is_plural(label) or steps or _are_alike(parts, label)
    return counted and len(parts) >= FEWEST_NAMES and told < _SHARE * len(parts)


def _is_survey(topic: Topic) -> bool:
    """Tell whether parts are asked well together: a plural counts them, or they make a profile."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    if any(isinstance(inner, Topic) for part in parts for inner in part.body):
        return False
    if is_plural(topic.label.text):
        return len(parts) <= MOST_POINTS
    return (is_profile(topic) or _are_models(parts)) and len(parts) <= MOST_NAMES


def _are_models(parts: Sequence[Topic]) -> bool:
    """Tell whether parts are models of one thing: `C5`, `C6g`."""
    return len(parts) >= FEWEST_NAMES and all(
        re.search(r"\d", part.label.text) and " " not in part.label.text for part in parts
    )


def is_profile(topic: Topic) -> bool:
    """Tell whether most parts are properties of the thing above them."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return sum(map(is_property, parts)) >= _SHARE * len(parts)


def is_thin(topic: Topic) -> bool:
    """Tell whether a part says next to nothing by itself: two or three words, no figure, no name."""
    match topic.body:
        case (Passage(inline=words),):
            told = words.text.split()
            plain = not any(map(str.isdigit, words.text)) and not any(map(is_name, told))
            return len(told) <= _THIN_WORDS and plain
    return False


def is_plain_property(topic: Topic) -> bool:
    """Tell whether a property says little by itself: a few words without a figure."""
    match topic.body:
        case (Passage(inline=words),):
            few = len(words.text.split()) <= _FEW_WORDS
            return is_property(topic) and few and not any(map(str.isdigit, words.text))
    return False


def is_mixed(topic: Topic) -> bool:
    """Tell whether nothing holds the parts of a term together but that they stand under it."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    if topic.role is not Role.TERM or len(parts) != len(topic.body) or is_story(topic):
        return False
    return not hang_together(topic)


def hang_together(topic: Topic) -> bool:
    """Tell whether parts are of one kind: counted by a plural, properties, figures, keys, names or steps."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    if is_plural(topic.label.text) or is_profile(topic) or are_figures(parts):
        return True
    named = all(is_name(part.label.text) or part.role is Role.STEP for part in parts)
    nested = sum(any(isinstance(inner, Topic) for inner in part.body) for part in parts)
    keyed = bool(parts) and all(map(is_key, parts))
    given = any(part.unasked == GIVEN for part in parts)
    flat = 2 * nested < len(parts)
    return keyed and flat and not given if nested else named or keyed


def of_one_sort(topic: Topic) -> Topic:
    """Leave out advice, and the few properties of a thing where its other parts are things."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    advice = [part for part in parts if _ADVICE.match(part.label.text)]
    few = [part for part in parts if is_property(part) and part not in advice]
    mixed = len(few) < _SHARE * len(parts) and len(parts) - len(few) >= FEWEST_NAMES
    out = [*advice, *(few if mixed else ())]
    return replace(topic, body=tuple(part for part in topic.body if part not in out))


def _are_alike(parts: Sequence[Topic], label: str) -> bool:
    """Tell whether most names end in the same word, which is the label's: `Media bucket`, `Logs bucket`."""
    names = (re.sub(r"\s*\(.*", "", part.label.text).split() for part in parts)
    last = Counter(words[-1].casefold() for words in names if len(words) > 1)
    return any(
        count >= _SHARE * len(parts) and word[:_STEM] in label.casefold()
        for word, count in last.items()
    )


def leaves(topic: Topic) -> int:
    """Count the labelled pieces at the ends of a topic."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return sum(map(leaves, parts)) if parts else 1


def _fences(topic: Topic) -> int:
    """Count the pieces of code in a topic's parts."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    own = (*topic.front, *topic.body)
    return sum(_fences(part) for part in parts) + sum(isinstance(part, Code) for part in own)


def are_figures(topics: Sequence[Topic]) -> bool:
    """Tell whether parts are names with figures, such as limits: to know their names is nothing."""
    told = sum(any(map(_has_figure, topic.body)) for topic in topics)
    return told >= _SHARE * len(topics)


def _has_figure(part: Part) -> bool:
    return isinstance(part, Passage) and any(map(str.isdigit, part.inline.text))


def holds_code(topic: Topic) -> bool:
    """Tell whether some parts are pieces of code, to be asked by themselves."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return any(part.role is Role.CODE for part in parts)


def names_of(topics: Sequence[Topic]) -> tuple[Points, ...]:
    """List the names of parts, with those of their own parts where that is still a short list."""
    if not topics:
        return ()
    below = {id(topic): _named_inside(topic) for topic in topics}
    deep = len(topics) + sum(map(len, below.values())) <= MOST_NAMED
    ordered = all(topic.role is Role.STEP for topic in topics)
    entries: list[tuple[Content, ...]] = [
        (_name(topic, numbered=ordered), *(names_of(below[id(topic)]) if deep else ()))
        for topic in topics
    ]
    return (
        Points(tuple(entries), Span(topics[0].span.start, topics[-1].span.start), ordered=ordered),
    )


def with_gists(topics: Sequence[Topic], names: Points, room: int) -> Points:
    """Say of each name in a sentence what it is about, where most parts begin with one.

    All stays short: it takes at most `room` words, for it may stand beside a short answer.
    """
    gists = [_gist(topic) for topic in topics]
    if sum(gist is not None for gist in gists) < _SHARE * len(topics):
        gists = [_first_point(topic) for topic in topics]
        if not all(gists):
            return names
    entries = tuple(
        entry if gist is None or len(entry) > 1 else (_told(entry[0], gist),)
        for entry, gist in zip(names.entries, gists, strict=True)
    )
    fuller = replace(names, entries=entries)
    return fuller if size_of([fuller]).words <= min(room, _SURVEY_WORDS) else names


def _gist(topic: Topic) -> Passage | None:
    """Take the first sentence of a part, or the first point of a list of what it does."""
    match [part for part in topic.body if not isinstance(part, Skipped)]:
        case [Passage() as said, *_] if not announces(said):
            first = sentences_of(said)[0]
        case [Passage(inline=words) as said, *_] if begins_doing(words.text) or _names_it(words):
            first = replace(said, inline=words.cut(0, len(words.text.rstrip(" :："))))
        case [Points(entries=((Passage() as said, *_), *_)), *_] if begins_doing(said.inline.text):
            first = sentences_of(said)[0]
        case _:
            return None
    return first if len(first.inline.text.split()) <= _GIST_WORDS else None


def _names_it(words: Inline) -> bool:
    """Tell whether words before a list say in short what it is: `Data kept and delivered:`."""
    return len(words.text.split()) <= _FEW_WORDS and words.text.rstrip().endswith((":", "："))


def _first_point(topic: Topic) -> Passage | None:
    """Take what a part says first; the first of some steps says not what they come to."""
    match [part for part in topic.body if not isinstance(part, Skipped)]:
        case [Points(entries=((Passage() as said, *_), *_), ordered=False), *_] if (
            topic.role is not Role.STEP and not announces(said)
        ):
            first = sentences_of(said)[0]
            return first if len(first.inline.text.split()) <= _GIST_WORDS else None
    return None


def _told(name: Content, gist: Passage) -> Passage:
    assert isinstance(name, Passage)
    return replace(name, inline=join((name.inline, gist.inline), ": "))


def _name(topic: Topic, *, numbered: bool) -> Passage:
    """Take a part's name; the list that numbers the steps says `Step 2` already."""
    number = STEP_NUMBER.match(topic.label.text) if numbered else None
    label = topic.label.cut(number.end()) if number else topic.label
    return Passage(label, Span(topic.span.start, topic.span.start))


def _named_inside(topic: Topic) -> tuple[Topic, ...]:
    """Find the named parts of a part; a short part is asked whole, so its names stay inside."""
    inner = tuple(part for part in topic.body if isinstance(part, Topic) and part.role is Role.TERM)
    asked = len(inner) > 1 and not size_of(topic.body).fits(GLANCE)
    return inner if asked else ()


def _tells_names(label: str, topics: Sequence[Topic]) -> bool:
    """Tell whether a heading names its parts itself: `Partitions, offsets, replication`."""
    stems = [topic.label.text.casefold()[:_STEM] for topic in topics]
    return "," in label and all(stem in label.casefold() for stem in stems)


def is_short(topic: Topic) -> bool:
    """Tell whether all of a topic is one answer. Code has to be asked for by itself."""
    if topic.spread or any(isinstance(p, Topic) and p.directive.id for p in topic.body):
        return False
    most = MOST_POINTS if is_plural(topic.label.text) else MOST_NAMES
    if (leaves(topic) > most and topic.role is not Role.QUESTION) or _fences(topic) > 1:
        return False
    return size_of(topic.body).fits(GLANCE) and not holds_code(topic)


def _entries(topic: Topic) -> int:
    """Count the entries of a part's lists."""
    return sum(len(part.entries) for part in topic.body if isinstance(part, Points))


def _is_nameless(topic: Topic, topics: Sequence[Topic]) -> bool:
    """Tell whether the parts of a question's answer have labels that say nothing, and little code."""
    generic = all(part.role is Role.TERM and is_generic(part.label.text) for part in topics)
    return topic.role is Role.QUESTION and generic and size_of(topic.body).lines <= GLANCE.lines


def shows_all(topic: Topic, topics: Sequence[Topic]) -> bool:
    """Tell whether to ask for parts together as well: names alone say nothing of figures."""
    if holds_code(topic) or _tells_names(topic.label.text, topics):
        return False
    asked = topic.role is Role.QUESTION or is_story(topic)
    if not asked and sum(map(_entries, topics)) > MOST_POINTS:
        return False
    if not asked and not _is_survey(of_one_sort(topic)):
        return False
    size = size_of(topic.body)
    told = is_story(topic) or are_figures(topics) or _is_nameless(topic, topics)
    return (topic.spread and size.fits(GLANCE)) or (told and size.fits(LIMIT))
