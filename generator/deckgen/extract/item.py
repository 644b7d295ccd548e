"""One item: the question for an answer, what stands around it, and where both come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.extract.asks import ask_for
from deckgen.extract.kinds import kind_of
from deckgen.extract.subjects import crumbs_for, placed
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline
from deckgen.model import (
    Code,
    Content,
    Directive,
    Document,
    Drawing,
    Facts,
    Grid,
    Item,
    Pair,
    Points,
    Quote,
    Span,
)
from deckgen.words import is_structural, name_of

_CONTENT_RULES: Final = {
    Code: "code", Drawing: "diagrams", Grid: "tables", Pair: "good_bad", Points: "lists",
    Quote: "boxes", Facts: "definition_bullets",
}  # fmt: skip


def item_of(
    document: Document,
    here: tuple[Topic, ...],
    answer: tuple[Content, ...],
    *,
    overview: bool = False,
) -> Item:
    """Make the item that asks for an answer by the last topic of a trail."""
    topic = here[-1]
    ask = placed(here, ask_for(here, answer, overview=overview))
    spans = tuple(_spans((*topic.front, *answer)))
    start = min((span.start for span in spans), default=topic.span.start)
    end = max((span.end for span in spans), default=topic.span.end)
    front = topic.front
    if not front:
        front = tuple(pair.bad for pair in answer if isinstance(pair, Pair))
    return Item(
        document=document,
        kind=kind_of(ask, topic, answer),
        ask=ask,
        answer=answer,
        crumbs=crumbs_for(here, ask),
        sections=_sections(here),
        path=tuple(above.raw for above in here if above.raw),
        span=Span(min(start, topic.span.start), end),
        used=spans,
        rule=_rule_of(topic, answer),
        front=front,
        directive=_directive(here),
    )


def _sections(here: Sequence[Topic]) -> tuple[Inline, ...]:
    """Name the nearest headings above, for the source line of a card."""
    headings = [topic.label for topic in here[1:] if topic.role is Role.HEADING]
    return tuple(name_of(label) for label in headings if not is_structural(label.text))[-2:]


def _rule_of(topic: Topic, answer: Sequence[Content]) -> str:
    """Name the convention behind a card: that of its label, else that of its material."""
    if topic.role not in (Role.HEADING, Role.DOCUMENT, Role.PIECE) or not answer:
        return topic.rule
    rules = [_CONTENT_RULES[type(part)] for part in answer if type(part) in _CONTENT_RULES]
    return rules[-1] if rules else "plain"


def _spans(contents: Sequence[Content]) -> Iterator[Span]:
    for content in contents:
        match content:
            case Points():
                for entry in content.entries:
                    yield from _spans(entry)
            case Facts():
                for _, value in content.pairs:
                    yield from _spans(value)
            case _:
                yield content.span


def _directive(here: Sequence[Topic]) -> Directive:
    """Merge the directives above: the nearest level, every tag, the topic's own id."""
    level = next((t.directive.level for t in reversed(here) if t.directive.level), "")
    tags = tuple(dict.fromkeys(tag for topic in here for tag in topic.directive.tags))
    return Directive(level=level, tags=tags, id=here[-1].directive.id)
