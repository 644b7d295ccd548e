"""Stories told by situation, task, action and result (STAR): one story, four things to tell."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from deckgen.extract.topic import Part, Role, Skipped, Topic
from deckgen.inline import plain

_STEPS: Final = (
    ("situation", "context", "ситуация", "контекст", "situación", "s"),
    ("task", "problem", "задача", "проблема", "tarea", "t"),
    ("action", "actions", "действие", "действия", "acción", "a"),
    ("result", "results", "outcome", "результат", "результаты", "resultado", "r"),
)
_FEWEST: Final = 3
_LETTERS: Final = {"s": "Situation", "t": "Task", "a": "Action", "r": "Result"}


def as_story(topic: Topic) -> Topic:
    """Mark the parts of a topic as those of a story where that is what they are."""
    parts = [part for part in topic.body if not isinstance(part, Skipped)]
    steps = [step for step in map(_step, parts) if step is not None]
    if len(steps) < _FEWEST or len(steps) < len(parts) or any(a >= b for a, b in pairwise(steps)):
        return topic
    return replace(topic, body=tuple(map(_told, topic.body)), spread=True)


def is_story(topic: Topic) -> bool:
    """Tell whether a topic's parts were marked as those of a story."""
    return any(isinstance(part, Topic) and part.role is Role.STORY for part in topic.body)


def _step(part: Part) -> int | None:
    if not isinstance(part, Topic) or part.role not in (Role.TERM, Role.HEADING, Role.STORY):
        return None
    name = part.label.text.casefold()
    return next((number for number, names in enumerate(_STEPS) if name in names), None)


def _told(part: Part) -> Part:
    if not isinstance(part, Topic):
        return part
    letter = _LETTERS.get(part.label.text.casefold())
    return replace(part, role=Role.STORY, label=plain(letter) if letter else part.label)
