"""Fold a long answer: what must be known stands open, the rest waits behind a tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.extract.topic import GLANCE, Size, announces, size_of
from deckgen.model import Code, Content, Drawing, Facts, Grid, Item, Kind, Pair, Points

_ASKED_FOR: Final = {
    Kind.CODE: Code,
    Kind.TABLE: Grid,
    Kind.DIAGRAM: Drawing,
    Kind.PITFALL: Pair,
}
"""The content that cards of a kind ask for; it is never folded."""

_WORTH: Final = Size(20, 4)
"""A rest that is smaller than this is not worth a tap."""


def fold(item: Item) -> tuple[tuple[Content, ...], tuple[Content, ...]]:
    """Part an answer after what is read at a glance; the second part is mostly empty."""
    answer = item.answer
    told = _told(answer)
    if told:
        return answer[:told], answer[told:]
    at = max(_glance(answer), _asked_for(item))
    while 0 < at < len(answer) and announces(answer[at - 1]):
        at += 1
    if _size(answer).fits(GLANCE) or _size(answer[at:]).fits(_WORTH):
        return answer, ()
    return answer[:at], answer[at:]


def _told(answer: Sequence[Content]) -> int:
    """Count the contents before code that they tell already: its settings, its steps."""
    match answer:
        case (Facts() | Points() as told, Code() as code):
            return int(told.span.start >= code.span.start and told.span.end <= code.span.end)
    return 0


def _glance(answer: Sequence[Content]) -> int:
    fitting = (at for at in range(len(answer), 1, -1) if _size(answer[:at]).fits(GLANCE))
    return next(fitting, 1)


def _size(contents: Sequence[Content]) -> Size:
    """Measure what is to be read; a picture is seen at a glance."""
    return size_of(content for content in contents if not isinstance(content, Drawing))


def _asked_for(item: Item) -> int:
    wanted = _ASKED_FOR.get(item.kind)
    found = (at for at, part in enumerate(item.answer, 1) if wanted and isinstance(part, wanted))
    return next(found, 0)
