"""What English sentences tell: what a thing is, what it does, how a thing is done.

Only the first words are read; what they do not show is asked in the general way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from deckgen.extract.naming import VERBS
from deckgen.extract.surveys import SORT
from deckgen.model import Content, Passage, Points

_VERBS: Final = VERBS | frozenset(
    "allow automate avoid become begin answer belong block bring carry cause change combine contain control create deal debug decide"
    " decouple describe determine differ eliminate end explain give guarantee guard happen help hide hold identify"
    " improve include inherit keep know lead let limit live lower maintain maximise maximize mean minimise minimize need offer overcome own pass perform persist"
    " provide reduce represent require run say separate share simplify skip solve speed split stand stay support suspend"
    " take teach tell travel treat try turn understand view wake work".split()
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_ARTICLES: Final = frozenset({"a", "an", "the", "this", "these"})
_LINKING: Final = _ARTICLES | {"and", "for", "from", "in", "of", "on", "or", "to", "vs", "with"}
_KINDS: Final = frozenset(
    "algorithm approach attribute class clause command component concept decorator field flag function hook index interface"
    " keyword layer library method mode model module node object operator option package parameter pattern phase pipeline"
    " principle process property protocol query rule server service statement step strategy system table technique tool type"
    " value variable".split()
)
_BEING: Final = frozenset({"is", "are", "means", "refers"})
_DETERMINERS: Final = frozenset(
    "a an the all one every each any up down out its their your only more whether how what when data".split()
)
_ABSTRACT: Final = re.compile(r"(?:ity|ness|ance|ence|ency)$", re.IGNORECASE)
"""How a label ends that names a quality: the sentence tells of what has it."""

_AFTER_NOUNS: Final = frozenset("of and or is are was were has have can must".split())
"""What follows a plural, and no verb: `copies of the stack`."""

_STEM: Final = 5
_FIRST: Final = 12
_PARTICIPLE: Final = re.compile(r"(?:ed|en|ept|ing|ade|one|old|ound|uilt|un)$")
"""How a word ends after `is` that says what happens to a thing, not what it is."""

_SHARE: Final = 0.5
_MOSTLY: Final = 0.6
_FEWEST: Final = 2
_BY: Final = re.compile(
    r"^(?:\w+ly )?(?:implemented|enforced|achieved|provided|guaranteed|done|handled|ensured|solved|prevented|avoided|"
    r"accomplished|realized|realised)\s(?:via|by|with|through|using|at|in)\b|^(?:by|through|via)\s\w+ing\b",
    re.IGNORECASE,
)
_GERUND: Final = re.compile(r"^(?P<stem>\w{2,})ing\s(?P<rest>\S.*)$", re.IGNORECASE)
_OF_NOUN: Final = re.compile(
    r"\b(?:architecture|configuration|design|group|layer|mode|model|option|policy|pool|process|rule|setup|settings|"
    r"strategy|table|tool|unit)s?$",
    re.IGNORECASE,
)
"""How the rest of a label ends that a participle describes: `partitioning strategy`."""

_WOULD: Final = frozenset({"Would", "Will", "Could"})
_SPELLED: Final = re.compile(r"^[A-Z][a-z]+(?:[ ,-]+[A-Za-z][a-z]+){1,5}:\s(?=[A-Z])")
_STATES: Final = re.compile(
    r"^(?:\S+\s+){1,6}?(?:(?:is|are)\s+(?!(?:\w+ly )?\w+(?:ed|en|un|lt|ept|ade|ound|old|ut)\b)|"
    r"(?:has|have|can|cannot|may|must|should|contains?|means)\b)"
)
"""A sentence that says what is, and not what is done: `It is a model`, no `It is weighed`."""

_SET_UP: Final = re.compile(
    r"\b(?:enabled|disabled|enforced|configured|encrypted|cached|logged|retained|restricted|attached|allowed|denied|"
    r"blocked|enforced|required|scanned|tagged|versioned|versioning|encryption|lifecycle|retention|access logging|"
    r"public access|access controls?|removal policy|auto-delete)\b|^(?:no|min(?:imum)?|max(?:imum)?) |^[\w ]{2,24}: \S",
    re.IGNORECASE,
)


def tells_means(text: str) -> bool:
    """Tell whether words say by what something comes about: `Implemented via a write-ahead log`."""
    return bool(_BY.match(text))


def is_doing(label: str) -> bool:
    """Tell whether a label says that something is done: `Changing ownership`, `Handling failures`."""
    match = _GERUND.match(label)
    if match is None or SORT.search(label) or _OF_NOUN.search(match["rest"]):
        return False
    return not _infinitives(match["stem"].lower()).isdisjoint(_VERBS)


def _infinitives(stem: str) -> set[str]:
    doubled = len(stem) > _FEWEST and stem[-1] == stem[-2]
    return {stem, stem + "e", *([stem[:-1]] if doubled else [])}


def is_done_by(word: str) -> bool:
    """Tell whether a word is a verb in the third person: `wakes`, `holds`."""
    lower = word.lower()
    forms = {lower.removesuffix("s"), lower.removesuffix("es"), lower.removesuffix("ies") + "y"}
    return lower.endswith("s") and not lower.endswith("ss") and not forms.isdisjoint(_VERBS)


def begins_doing(text: str) -> bool:
    """Tell whether words begin with what something does: `Wakes up one waiting thread`.

    What letters stand for may come first: `Least recently used: removes …`.
    """
    spelled = _SPELLED.match(text)
    text = text[spelled.end() :] if spelled else text
    first, *rest = text.split()[:3] or [""]
    if first in _WOULD and rest and rest[0].islower():
        return True
    if not first[:1].isupper() or not first.isalpha() or not first.endswith("s"):
        return False
    if not rest or not rest[0][:1].islower():
        return False
    if rest[0] == "and" and len(rest) > 1:
        return is_done_by(first) and is_done_by(rest[1])
    if rest[0].strip(",.") in _AFTER_NOUNS:
        return False
    return rest[0].strip(",.") in _DETERMINERS or is_done_by(first)


def tells_of(label: str, text: str) -> str:
    """Tell what the first sentence of a text says of its label: `is`, `does`, or nothing of both."""
    if begins_doing(text):
        return "does"
    if _ABSTRACT.search(label):
        return ""
    name = label.split(" (", maxsplit=1)[0]
    stems = {word.lower()[:_STEM] for word in _WORD.findall(name) if word.lower() not in _LINKING}
    found: set[str] = set()
    words = _WORD.findall(text.split(". ", maxsplit=1)[0])[:_FIRST]
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        lower = word.lower()
        named = 2 * len(found) >= len(stems)
        if lower[:_STEM] in stems:
            found.add(lower[:_STEM])
        elif lower in _BEING:
            return "is" if named and not _PARTICIPLE.search(following) else ""
        elif named and is_done_by(lower):
            return "does"
        elif lower not in _ARTICLES and lower not in _KINDS and not lower.endswith("ly"):
            return ""
    return ""


def entries_of(contents: Sequence[Content]) -> list[str]:
    """Read the first words of each entry of an answer's list."""
    return [
        entry[0].inline.text
        for points in contents
        if isinstance(points, Points)
        for entry in points.entries
        if entry and isinstance(entry[0], Passage)
    ]


def are_statements(entries: Sequence[str]) -> bool:
    """Tell whether most entries say what is or may be: no steps, though they are numbered."""
    return sum(bool(_STATES.match(entry)) for entry in entries) > len(entries) / 2


def shape_of(entries: Sequence[str]) -> str:
    """Tell what most entries of a list say: what it `does`, what one `should` do, how it is `set up`."""
    if len(entries) < _FEWEST:
        return ""
    doing = sum(map(begins_doing, entries))
    if begins_doing(entries[0]) and doing >= _SHARE * len(entries):
        return "does"
    if sum(map(bids_to, entries)) >= _MOSTLY * len(entries) and bids_to(entries[0]):
        return "should"
    if sum(bool(_SET_UP.search(entry)) for entry in entries) >= _MOSTLY * len(entries):
        return "set up"
    return ""


def bids_to(entry: str) -> bool:
    """Tell whether an entry says what to do: `Enable encryption at rest`, `Avoid nested locks`."""
    words = entry.split()
    if len(words) < _FEWEST or not words[0].isalpha():
        return words[:1] == ["Don't"] or words[:2] == ["Do", "not"]
    lower = words[0].lower()
    follows = words[1].lower().strip(",.")
    if lower in ("always", "never", "avoid", "prefer", "don't"):
        return True
    return (
        words[0].istitle() and lower in _VERBS and follows not in ("of", "is", "are", "and", "or")
    )
