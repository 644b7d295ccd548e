"""What the joints of code look like: sheets of facts, pieces of one kind, groups of settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckgen.code.joint import Joint
from deckgen.code.joint import Role as JointRole
from deckgen.extract.facts import is_facts
from deckgen.extract.naming import humanise

LEAST_ENTRY: Final = 3
"""Lines of settings that say something together."""

_FEWEST_GROUPS: Final = 3
_MOST_NAMES: Final = 3
_LEAST_FUNCTION: Final = 5
_PIECE_LINES: Final = 3
COUNTED: Final = re.compile(r"^\s*\d{1,2}[.)]\s+\S")
"""A comment that counts: `1. Open the stream`."""


def functions(joints: Iterable[Joint]) -> list[Joint]:
    """Find the functions that do more than a line or two."""
    return [j for j in joints if j.role is JointRole.FUNCTION and j.length >= _LEAST_FUNCTION]


def is_asked(joint: Joint) -> bool:
    """Tell whether the first line of a comment or docstring is a question."""
    said = (joint.comment or joint.doc).strip()
    return said.split("\n")[0].rstrip().endswith(("?", "？"))


def is_stub(joint: Joint) -> bool:
    """Tell whether a type only says what others have to do."""
    told = joint.comment or joint.doc or joint.role is not JointRole.TYPE
    return not told and bool(joint.inner) and all(j.role is JointRole.STUB for j in joint.inner)


def is_fact_sheet(joint: Joint) -> bool:
    """Tell whether a literal with a name reads better as facts than as code."""
    return joint.value is not None and bool(joint.name) and is_facts(joint.value)


def all_of(joints: Iterable[Joint]) -> Iterator[Joint]:
    """Take joints with all that are inside them."""
    for joint in joints:
        yield joint
        yield from all_of(joint.inner)


def grouped(joints: Iterable[Joint]) -> Iterator[Joint]:
    """Put neighbouring short entries together: a line of settings is no card."""
    group: list[Joint] = []
    for joint in joints:
        if joint.role is JointRole.ENTRY and joint.length < LEAST_ENTRY and not joint.comment:
            group.append(joint)
            continue
        if group:
            yield _as_one(group)
            group = []
        yield joint
    if group:
        yield _as_one(group)


def _as_one(entries: Sequence[Joint]) -> Joint:
    """Make one joint of short entries, called by the first of them."""
    names = [humanise(entry.name) for entry in entries]
    some = [*names[: _MOST_NAMES - 1], "…"] if len(names) > _MOST_NAMES else names
    return replace(entries[0], last=entries[-1].last, name=", ".join(some), inner=())


def are_groups(joints: Sequence[Joint]) -> bool:
    """Tell whether a literal holds nothing but groups of settings."""
    groups = [j for j in joints if j.role is JointRole.ENTRY and j.length >= LEAST_ENTRY]
    return len(groups) == len(joints) >= _FEWEST_GROUPS


def are_pieces(joints: Sequence[Joint]) -> bool:
    """Tell whether several statements of some length have each a comment on what it is for."""
    long = all(joint.last - joint.code + 1 >= _PIECE_LINES for joint in joints)
    told = all(
        joint.comment and "\n" not in joint.comment.strip() and not COUNTED.match(joint.comment)
        for joint in joints
    )
    plain_joints = all(joint.role is JointRole.STATEMENTS for joint in joints)
    return len(joints) > 1 and plain_joints and long and told
