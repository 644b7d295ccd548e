"""The engine: ordered rules read a flow of blocks from its start to its end.

A rule looks at the block where it stands, and at those after it, and says what it made of them
and how many it took. The first rule that matches wins; each block is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from deckgen.extract.topic import Part, Role, Skipped, Topic
from deckgen.inline import Inline
from deckgen.model import Block, Directive, Document, Span
from deckgen.parse import fragment


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule made of the blocks it took."""

    parts: tuple[Part, ...]
    taken: int = 1


Matcher = Callable[[Sequence[Block], int, "Place"], Match | None]
Beginning = Callable[[Block, "Place"], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A reading convention; `begins` tells cheaply whether a block begins a question by it."""

    name: str
    match: Matcher
    begins: Beginning | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a flow stands: in which document, under which labels, and the rules that read it."""

    document: Document
    rules: tuple[Rule, ...]
    labels: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    in_question: bool = False

    def inside(self, label: Inline, *, question: bool = False) -> Place:
        """Go one label deeper."""
        return replace(
            self,
            labels=(*self.labels, label.text),
            in_question=self.in_question or question,
        )

    def read(self, blocks: Sequence[Block]) -> tuple[Part, ...]:
        """Read a flow of blocks."""
        return tuple(self._parts(blocks))

    def read_text(self, text: str, span: Span) -> tuple[Part, ...]:
        """Read Markdown found elsewhere, such as in a comment that begins on `span`'s first line."""
        return self.read(fragment(text, span.start))

    def begins_unit(self, block: Block) -> bool:
        """Tell whether a question of its own begins at a block."""
        return any(rule.begins is not None and rule.begins(block, self) for rule in self.rules)

    def _parts(self, blocks: Sequence[Block]) -> Iterator[Part]:
        at = 0
        while at < len(blocks):
            rule, match = self._first_match(blocks, at)
            first = blocks[at]
            span = Span(first.span.start, blocks[at + match.taken - 1].span.end)
            for part in _directed(match.parts, first.directive, span):
                yield _stamped(part, rule.name)
            at += match.taken

    def _first_match(self, blocks: Sequence[Block], at: int) -> tuple[Rule, Match]:
        for rule in self.rules:
            match = rule.match(blocks, at, self)
            if match is not None:
                return rule, match
        raise AssertionError(f"no rule reads a {blocks[at].type} block")


def _directed(parts: tuple[Part, ...], directive: Directive, span: Span) -> tuple[Part, ...]:
    """Hang the author's directive on what its block became."""
    if directive == Directive():
        return parts
    topics = [part for part in parts if isinstance(part, Topic)]
    if len(topics) == 1 and all(isinstance(part, (Topic, Skipped)) for part in parts):
        return tuple(
            replace(part, directive=directive.over(part.directive))
            if isinstance(part, Topic)
            else part
            for part in parts
        )
    return (Topic(Role.PIECE, Inline(), "", parts, span, directive=directive),)


def _stamped(part: Part, name: str) -> Part:
    """Write the rule's name on the topics it made, not on those read by rules inside it."""
    if not isinstance(part, Topic) or part.rule:
        return part
    return replace(part, rule=name, body=tuple(_stamped(inner, name) for inner in part.body))
