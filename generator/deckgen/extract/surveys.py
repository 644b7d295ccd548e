"""Which question asks for several named parts together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from deckgen.extract import labels
from deckgen.extract.attributes import are_properties, names_feature, names_property
from deckgen.extract.measures import begins_with_amount
from deckgen.extract.shapes import is_key, is_name, is_product, tells_effect
from deckgen.extract.stories import is_story
from deckgen.extract.topic import Role, Topic
from deckgen.extract.unasked import says_nothing, words_of
from deckgen.inline import Inline
from deckgen.model import Ask, Content, Facts, Passage
from deckgen.words import is_plural

MOST_NAMES: Final = 6
"""So many names a question can hold."""

_SHARE: Final = 0.6
_NEARLY_ALL: Final = 0.8
_STEM: Final = 4
_SIDES: Final = (
    re.compile(
        r"^(?:wrong|bad|mistake|weak|don'?t|avoid|instead of|anti-?pattern|плохо|неправильно|ошибка)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:right|good|fix|strong|do|better|use|instead|correct|хорошо|правильно|лучше|исправление)\b",
        re.IGNORECASE,
    ),
)
"""How the labels of a wrong thing and its correction begin."""

_FEW: Final = 2
SORT: Final = re.compile(
    r"\b(?:approaches|aspects|benefits|categories|challenges|classes|components|concepts|criteria|decisions|dimensions|"
    r"elements|engines|examples|factors|features|formats|goals|groups|improvements|kinds|layers|levels|limits|measures|"
    r"mechanisms|methods|metrics|mistakes|models|modes|options|parameters|parts|patterns|phases|pillars|plans|policies|"
    r"practices|principles|problems|properties|reasons|requirements|roles|rules|scenarios|services|signals|solutions|"
    r"sources|stages|starts|states|steps|strategies|targets|techniques|tiers|tools|types|ways)$",
    re.IGNORECASE,
)
"""How a label ends that says of what sort the things under it are."""


@dataclass(frozen=True, slots=True)
class _Survey:
    """Named parts with what is told of each."""

    label: str
    facts: Facts
    parts: tuple[Topic, ...]

    @property
    def names(self) -> tuple[Inline, ...]:
        return tuple(name for name, _ in self.facts.pairs)

    def mostly(self, tells: Callable[[str], bool]) -> bool:
        """Tell whether most parts are told in words of one sort."""
        first = (content for _, contents in self.facts.pairs for content in contents[:1])
        told = (content.inline.text for content in first if isinstance(content, Passage))
        return sum(map(tells, told)) >= _SHARE * len(self.facts.pairs)

    def is_measured(self) -> bool:
        """Tell whether nearly all that is told of the parts, and of their parts, are amounts."""
        told = [text for _, contents in self.facts.pairs for text in _told(contents)]
        return sum(map(begins_with_amount, told)) >= _NEARLY_ALL * len(told)

    def is_named(self) -> bool:
        """Tell whether the parts are things by name."""
        return all(is_name(name.text) for name in self.names)

    def is_counted(self) -> bool:
        """Tell whether a plural counts its parts: it names a sort, they have names or its last word."""
        label = self.label.split(" of ")[0]
        last = label.split()[-1].lower()[:_STEM]
        alike = sum(last in name.text.lower() for name in self.names)
        keys = self.is_keyed() and len(self.names) > _FEW
        sort = " " not in label or bool(SORT.search(label)) or self.is_named()
        words = not any(" " in name.text for name in self.names) and not self.is_keyed()
        sort = sort or names_property(label, "") or words
        return sort or keys or 2 * alike >= len(self.names)

    def is_nested(self) -> bool:
        """Tell whether parts have parts."""
        return any(isinstance(inner, Facts) for _, told in self.facts.pairs for inner in told)

    def is_mostly_flat(self) -> bool:
        """Tell whether most parts have no parts."""
        nested = sum(any(isinstance(c, Facts) for c in told) for _, told in self.facts.pairs)
        return 2 * nested <= len(self.facts.pairs)

    def is_profile(self) -> bool:
        """Tell whether the parts are properties of one thing."""
        recurring = sum(part.is_attribute for part in self.parts)
        surely = recurring >= max(1, _SHARE * len(self.parts))
        return surely or are_properties(self.names, share=_SHARE)

    def names_features(self) -> bool:
        """Tell whether a name says what its part is good for: a question must not name it."""
        return any(map(names_feature, self.names))

    def is_keyed(self) -> bool:
        """Tell whether the parts are the keys of a literal."""
        return bool(self.parts) and all(map(is_key, self.parts))


def _asks(name: str) -> bool:
    """Tell whether a name is no noun: `How`, `When to use`, `Best for`."""
    return bool(labels.NO_NOUN.search(name))


def _told(contents: Sequence[Content]) -> Iterator[str]:
    for content in contents:
        if isinstance(content, Passage):
            yield content.inline.text
        elif isinstance(content, Facts):
            for _, inner in content.pairs:
                yield from _told(inner)


def are_sides(names: Sequence[Inline]) -> bool:
    """Tell whether two names are a wrong thing and its correction: `Wrong`, `Right`."""
    return len(names) == len(_SIDES) and all(
        side.match(name.text) for side, name in zip(_SIDES, names, strict=True)
    )


def by_parts(ask: Ask, topic: Topic, contents: Sequence[Content]) -> Ask:
    """Ask for named parts by their number where a plural counts them, else by their names."""
    facts = [content for content in contents if isinstance(content, Facts)]
    parts = tuple(part for part in topic.body if isinstance(part, Topic))
    told = is_story(topic) or any(part.role is Role.STEP for part in parts)
    if ask.pattern not in ("overview", "facts") or not facts or told:
        return ask
    survey = _Survey(ask.label.text, facts[0], parts)
    if len(survey.names) > MOST_NAMES:
        counted = is_plural(survey.label)
        return replace(ask, pattern="named" if counted else "facts", names=())
    pattern = next(pattern for pattern, fits in _FITTING if fits(survey))
    names = _telling(survey.facts, survey.label)
    if pattern == "figures" and survey.is_nested():
        leaves = tuple(_leaves(survey.facts))
        names = leaves if len(leaves) <= MOST_NAMES else names
    return replace(ask, pattern=pattern, names=names)


def _leaves(facts: Facts) -> Iterator[Inline]:
    """Name what has a value: the facts within facts."""
    for name, told in facts.pairs:
        inner = [content for content in told if isinstance(content, Facts)]
        if inner:
            for below in inner:
                yield from _leaves(below)
        else:
            yield name


def _telling(facts: Facts, label: str) -> tuple[Inline, ...]:
    """Name the facts worth asking for; yes and no, and what stands elsewhere, are only shown."""
    shown = partial(_is_shown_only, words_of(label))
    names = tuple(name for name, told in facts.pairs if not all(map(shown, told)))
    return names or tuple(name for name, _ in facts.pairs)


def _is_shown_only(label: str, content: Content) -> bool:
    if not isinstance(content, Passage):
        return False
    return says_nothing(content.inline.text) or words_of(content.inline.text) == label


_FITTING: Final[tuple[tuple[str, Callable[[_Survey], bool]], ...]] = (
    ("corrected", lambda s: are_sides(s.names)),
    ("properties", lambda s: are_properties(s.names, share=1) and not s.is_measured()),
    ("figures", lambda s: s.mostly(begins_with_amount) or (s.is_nested() and s.is_measured())),
    ("serving", lambda s: not s.is_named() and s.mostly(is_product)),
    ("properties", lambda s: are_properties(s.names, share=1)),
    (
        "named",
        lambda s: (
            is_plural(s.label)
            and len(s.names) > 1
            and s.is_counted()
            and not any(_asks(name.text) for name in s.names)
        ),
    ),
    ("points", lambda s: is_plural(s.label) and len(s.names) > 1 and not s.is_keyed()),
    ("parts", lambda s: s.is_profile() and any(_asks(name.text) for name in s.names)),
    ("properties", lambda s: s.is_profile() and not s.names_features()),
    ("parts", lambda s: any(_asks(name.text) for name in s.names)),
    ("points", lambda s: len(s.names) > 1 and (s.is_profile() or s.mostly(tells_effect))),
    ("facts", lambda s: s.is_named() and not s.is_nested()),
    ("properties", lambda s: s.is_keyed() and s.is_mostly_flat()),
    ("parts", lambda _: True),
)
"""Patterns with what they fit, the most telling first."""
