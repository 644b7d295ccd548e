"""What became of every line: a card, context of one, or left out on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from deckgen.extract.topic import Part, Skipped, Topic, announces
from deckgen.model import Block, Document, Item, Span
from deckgen.parse import walk


class Outcome(StrEnum):
    """The fates a line or block may have."""

    CARD = "card"
    CONTEXT = "context"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Fate:
    """An outcome with the rule that made the card, or the reason."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """The fate of each non-blank line, and of each block without blocks inside."""

    lines: Mapping[int, Fate]
    blocks: tuple[tuple[Block, Fate], ...]

    def by_reason(self) -> Counter[Fate]:
        """Count blocks by their fates."""
        return Counter(fate for _, fate in self.blocks)


_LOST = Fate(Outcome.LEFT_OUT, "no question could be made of it")
_LABEL = Fate(Outcome.CONTEXT, "heading, label or frame")
_FRONT_MATTER = Fate(Outcome.CONTEXT, "front matter")


def account_of(document: Document, root: Topic, items: Sequence[Item]) -> Account:
    """Follow every line of a document. None is without a fate."""
    text = document.source.text.split("\n")
    fates = {line: _LABEL for line, words in enumerate(text, start=1) if words.strip()}
    fates |= dict.fromkeys(range(1, document.source.front_matter_lines + 1), _FRONT_MATTER)
    for span in _material(root):
        _write(fates, span, _LOST)
    for item in items:
        for span in item.used:
            _write(fates, span, Fate(Outcome.CARD, item.rule))
    for skipped in _skipped(root):
        fate = Fate(Outcome.LEFT_OUT, skipped.why)
        _write(fates, skipped.span, fate, keep=Outcome.CARD)
    blocks = tuple((block, _fate_of(block, fates)) for block in _leaves(document))
    return Account(fates, blocks)


def _write(fates: dict[int, Fate], span: Span, fate: Fate, keep: Outcome | None = None) -> None:
    for line in range(span.start, span.end + 1):
        if line in fates and (keep is None or fates[line].outcome is not keep):
            fates[line] = fate


def _material(part: Part) -> Iterator[Span]:
    """Find the lines that hold material; others are labels, fronts and sentences that announce."""
    if isinstance(part, Topic):
        for inner in part.body:
            yield from _material(inner)
    elif not isinstance(part, Skipped) and not announces(part):
        yield part.span


def _skipped(part: Part) -> Iterator[Skipped]:
    if isinstance(part, Skipped):
        yield part
    elif isinstance(part, Topic):
        if part.unasked:
            yield Skipped(part.span, part.unasked)
        for inner in part.body:
            yield from _skipped(inner)


def _leaves(document: Document) -> Iterator[Block]:
    return (block for block in walk(document.blocks) if not block.children)


def _fate_of(block: Block, fates: Mapping[int, Fate]) -> Fate:
    """A block became a card if any of its lines did, is context if it is all label."""
    found = [fates[line] for line in range(block.span.start, block.span.end + 1) if line in fates]
    for outcome in (Outcome.CARD, Outcome.LEFT_OUT):
        for fate in found:
            if fate.outcome is outcome:
                return fate
    return found[0] if found else _LABEL
