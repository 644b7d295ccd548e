"""Labels that name a property and no thing: `Durability`, `Use cases`, `Retrieval time`.

They are known by their last word, or by their recurring under several things of a document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from deckgen.extract.topic import Part, Role, Topic
from deckgen.inline import Inline

_FEWEST: Final = 3
"""Things that must have a property of the same name."""

_PROPERTY: Final = re.compile(
    r"^(?:(?!real\b|run\b|point\b)[\w/-]+ ){0,2}(?:costs?|price|fee|savings|duration|time|size|range|ratio|limits?|"
    r"quotas?|limitations?|restrictions?|retention|rate|risks?|drawbacks?|downsides?|purpose|goal|overhead|frequency|"
    r"interval|versions?|editions?|use cases?|default)$|"
    r"^(?:durability|availability|IOPS|throughput|performance|latency|bandwidth|capacity|pricing|scalability|"
    r"complexity|ports?|protocols?|formats?|engines?|methods?|algorithms?|strategy|mode|framework|licen[cs]e|consistency|ordering|"
    r"(?:min|max|minimum|maximum|average|default|typical) \w+(?: \w+)?|strengths?|weakness(?:es)?|advantages?|disadvantages?|pros|cons|workarounds?|trade-?offs?|RTO|RPO|SLA)$",
    re.IGNORECASE,
)
_SIDES: Final = re.compile(
    r"^(?:pros|cons|(?:dis)?advantages|drawbacks|strengths|weaknesses|limitations|(?:typical |common )?use cases?|(?:key|unique|main) features?)$",
    re.IGNORECASE,
)
"""Labels that can be nothing but properties, however much is told of them."""

_OF_ROWS: Final = re.compile(
    r"^(?:use|type|example|examples|role|description|pros?|cons?|choice|why|differentiator|meaning|unit|value|billing|decision|benefits?|techniques?|targets?|effects?|impact|formula|notes?|remarks?)$",
    re.IGNORECASE,
)
_FEATURE: Final = re.compile(
    r"^(?:no|multiple|automatic|automated|built-in|seamless|full|zero)\s|\w \w{2,}(?:tion|ment|ing)$",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"^(?:what|when|how|why|who|which|where|for|if|is|can|does)\b|\b(?:when|if|for|by)$|[?/,:]",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 12
_BEGINS: Final = frozenset({"the", "a", "an", "every", "each", "all"})
"""How a sentence begins that defines."""

_MOSTLY: Final = 0.8
_ABSTRACT: Final = re.compile(r"^\w+(?:ity|tion|ness|ncy|nce)$", re.IGNORECASE)


def names_property(label: str, answer: str) -> bool:
    """Tell whether a label is a property's name with its value: no definition in a sentence."""
    if _SIDES.match(label):
        return True
    words = answer.split()
    defines = len(words) > _MOST_WORDS or (bool(words) and words[0].lower() in _BEGINS)
    return bool(_PROPERTY.match(label)) and not defines


def names_feature(label: Inline) -> bool:
    """Tell whether a label names what a thing does or spares: `Automatic tiering`, `No fees`."""
    return bool(_FEATURE.search(label.text)) and not _PROPERTY.match(label.text)


def is_property(topic: Topic) -> bool:
    """Tell whether a part is a property of what it belongs to."""
    label = topic.label.text
    return topic.is_attribute or bool(_PROPERTY.match(label) or _OF_ROWS.match(label))


def are_properties(names: Sequence[Inline], *, share: float = 0) -> bool:
    """Tell whether names are properties of one thing: some surely, all of them possibly.

    Of the columns of a table one is enough; of parts, which might be things, a `share`.
    """
    texts = [name.text.strip() for name in names]
    surely = sum(bool(_PROPERTY.match(text) or _OF_ROWS.match(text)) for text in texts)
    return surely >= max(1, share * len(texts)) and not any(map(_CLAUSE.search, texts))


def with_attributes(root: Topic) -> Topic:
    """Mark the topics whose labels recur under several others; what has a heading is a thing."""
    owners: dict[str, set[str]] = defaultdict(set)
    for owner, label in _labels(root):
        owners[label].add(owner)
    headings = "\n".join(_headings(root))
    recurring = {label for label, things in owners.items() if len(things) >= _FEWEST}
    return _marked(root, {label for label in recurring if label not in headings})


def _headings(topic: Topic) -> Iterator[str]:
    if topic.role in (Role.DOCUMENT, Role.HEADING):
        yield _name(topic)
    for part in topic.body:
        if isinstance(part, Topic):
            yield from _headings(part)


def _labels(topic: Topic) -> Iterator[tuple[str, str]]:
    for part in topic.body:
        if isinstance(part, Topic):
            if part.role is Role.TERM:
                yield _name(topic), _name(part)
            yield from _labels(part)


def _marked(topic: Topic, labels: AbstractSet[str]) -> Topic:
    body = tuple(_marked(part, labels) if isinstance(part, Topic) else part for part in topic.body)
    recurs = topic.role is Role.TERM and _name(topic) in labels
    return replace(topic, body=_among_things(body), is_attribute=recurs)


def _among_things(body: tuple[Part, ...]) -> tuple[Part, ...]:
    """Mark what has the name of a property where half of its neighbours are none: `Consistency` of ACID."""
    terms = [part for part in body if isinstance(part, Topic) and part.role is Role.TERM]
    properties = [term for term in terms if is_property(term)]
    abstract = [term for term in terms if _ABSTRACT.search(term.label.text)]
    if (
        len(abstract) < _MOSTLY * len(terms)
        or 2 * len(properties) > len(terms)
        or len(terms) < _FEWEST
    ):
        return body
    return tuple(replace(part, is_apart=True) if part in properties else part for part in body)


def _name(topic: Topic) -> str:
    return topic.label.text.casefold()
