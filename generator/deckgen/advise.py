"""What would make the notes better: advice of `deckgen check`, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.diagnostics import Diagnostic
from deckgen.model import BlockType, Card, Document, Item, Kind
from deckgen.parse import walk
from deckgen.similar import near_pairs
from deckgen.words import is_generic, label_of, name_of

_BEHAVIOURAL: Final = re.compile(
    r"behaviou?ral|interviewer|practice|prompts?|questions to ask|поведен|интервьюер", re.IGNORECASE
)


def advise(documents: Sequence[Document], cards: Sequence[Card]) -> tuple[Diagnostic, ...]:
    """Look over notes and cards; every finding says what to do."""
    items = [card.item for card in cards]
    return (
        *_unanswered(items),
        *_too_long(items),
        *_bare_code(items),
        *_generic_headings(documents),
        *_repeated(cards),
    )


def _note(item: Item, code: str, message: str) -> Diagnostic:
    return Diagnostic(item.document.source.path, item.span.start, code, message)


def _unanswered(items: Sequence[Item]) -> Iterator[Diagnostic]:
    for item in items:
        if item.kind is Kind.PROMPT and not any(map(_BEHAVIOURAL.search, item.path)):
            yield _note(item, "N701", "a question without an answer; write one below it")


def _too_long(items: Sequence[Item]) -> Iterator[Diagnostic]:
    for item in items:
        if item.ask.part == 1 and item.ask.parts > 2:
            message = (
                f"an answer so long that it became {item.ask.parts} cards; "
                "give its parts bold labels or headings"
            )
            yield _note(item, "N702", message)


def _bare_code(items: Sequence[Item]) -> Iterator[Diagnostic]:
    for item in items:
        named_by_heading = item.sections[-1:] == (name_of(item.ask.label),)
        if item.rule == "code" and item.ask.pattern == "code" and named_by_heading:
            message = "code without a word of what it shows; say so in a comment or a line above"
            yield _note(item, "N703", message)


def _generic_headings(documents: Sequence[Document]) -> Iterator[Diagnostic]:
    for document in documents:
        for block in walk(document.blocks):
            if block.type is not BlockType.SECTION or not is_generic(label_of(block.inline).text):
                continue
            if any(child.type is BlockType.PARAGRAPH for child in block.children):
                name = label_of(block.inline).text
                message = f"the heading '{name}' does not say of what; name its subject"
                yield Diagnostic(document.source.path, block.span.start, "N704", message)


def _repeated(cards: Sequence[Card]) -> Iterator[Diagnostic]:
    """Find questions that another document, or another place of the same, asks too."""
    asked = [card for card in cards if card.item.ask.pattern == "explicit" and not card.item.front]
    found: set[int] = set()
    for earlier, later in near_pairs([card.question for card in asked]):
        if later not in found:
            found.add(later)
            other = asked[earlier].item
            where = f"{other.document.source.path}:{other.span.start}"
            message = f"the question of {where} once more; keep one of them"
            yield _note(asked[later].item, "N705", message)
