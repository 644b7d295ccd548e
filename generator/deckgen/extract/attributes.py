"""Labels that name a property and no thing: `Durability`, `Use cases`, `Cost`.

They are known by their recurring under several things of a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from deckgen.extract.topic import Role, Topic

_FEWEST: Final = 3
"""Things that must have a property of the same name."""


def with_attributes(root: Topic) -> Topic:
    """Mark the topics whose labels recur under several others."""
    owners: dict[str, set[str]] = defaultdict(set)
    for owner, label in _labels(root):
        owners[label].add(owner)
    return _marked(root, owners)


def _labels(topic: Topic) -> Iterator[tuple[str, str]]:
    for part in topic.body:
        if isinstance(part, Topic):
            if part.role is Role.TERM:
                yield _name(topic), _name(part)
            yield from _labels(part)


def _marked(topic: Topic, owners: Mapping[str, set[str]]) -> Topic:
    body = tuple(_marked(part, owners) if isinstance(part, Topic) else part for part in topic.body)
    recurs = topic.role is Role.TERM and len(owners.get(_name(topic), ())) >= _FEWEST
    return replace(topic, body=body, is_attribute=recurs)


def _name(topic: Topic) -> str:
    return topic.label.text.casefold()
