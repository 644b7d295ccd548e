"""What commands print: tables for people, JSON for machines."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from deckgen.diagnostics import Diagnostic, show
from deckgen.extract.account import Fate, Outcome
from deckgen.model import Card

if TYPE_CHECKING:
    from rich.console import Console

    from deckgen.pipeline import Compiled, Written
    from deckgen.themes import Theme


def console(*, stderr: bool = False) -> Console:
    """Make a console; colour and width are the terminal's, none in a pipe or with NO_COLOR."""
    from rich.console import Console  # noqa: PLC0415  (slow to import)

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 100
    return Console(file=stream, width=width, highlight=False, soft_wrap=not stream.isatty())


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings to standard error, by file and line."""
    for diagnostic in sorted(set(diagnostics)):
        print(show(diagnostic), file=sys.stderr)  # noqa: T201


def print_json(value: Any) -> None:  # noqa: ANN401
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=1))  # noqa: T201


def diagnostics_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Give findings as plain values."""
    return [
        {"path": found.path, "line": found.line, "code": found.code, "message": found.message}
        for found in sorted(set(diagnostics))
    ]


def build_json(
    compiled: Compiled, written: Sequence[Written], diagnostics: Iterable[Diagnostic]
) -> dict[str, Any]:
    """Give what a build made as plain values."""
    return {
        "documents": [_document_json(compiled, name) for name in _document_names(compiled)],
        "cards": len(compiled.cards),
        "packages": [
            {"path": str(p.path), "level": p.level, "notes": p.notes, "bytes": p.size}
            for p in written
        ],
        "ledger": str(compiled.ledger_path),
        "diagnostics": diagnostics_json(diagnostics),
    }


def _document_names(compiled: Compiled) -> list[str]:
    return [document.source.name for document in compiled.documents]


def _document_json(compiled: Compiled, name: str) -> dict[str, Any]:
    cards = [card for card in compiled.cards if card.item.document.source.name == name]
    return {
        "name": name,
        "cards": len(cards),
        "levels": dict(sorted(Counter(card.item.level for card in cards).items())),
        "kinds": dict(sorted(Counter(card.item.kind.value for card in cards).items())),
    }


def print_build(compiled: Compiled, written: Sequence[Written]) -> None:
    """Print the table of a build: documents, cards by level and kind, what was left out."""
    from rich.table import Table  # noqa: PLC0415

    levels = compiled.settings.level_keys()
    table = Table(box=None, pad_edge=False)
    table.add_column("document")
    for heading in ("cards", *(level.upper() for level in levels), "left out"):
        table.add_column(heading, justify="right")
    for document, extraction in zip(compiled.documents, compiled.extractions, strict=True):
        name = document.source.name
        cards = [card for card in compiled.cards if card.item.document.source.name == name]
        table.add_row(name, *_counts(cards, levels), _left_out(extraction.account.by_reason()))
    if len(compiled.documents) > 1:
        fates = sum((x.account.by_reason() for x in compiled.extractions), Counter[Fate]())
        table.add_row("all", *_counts(compiled.cards, levels), _left_out(fates))
    out = console()
    out.print(table)
    out.print(_kinds(compiled.cards))
    for package in written:
        out.print(f"{package.path}  {package.notes} notes, {_size(package.size)}")


def _counts(cards: Sequence[Card], levels: Iterable[str]) -> list[str]:
    by_level = Counter(card.item.level for card in cards)
    return [str(len(cards)), *(str(by_level[level]) for level in levels)]


def _left_out(fates: Mapping[Fate, int]) -> str:
    count = sum(n for fate, n in fates.items() if fate.outcome is Outcome.LEFT_OUT)
    return f"{count} blocks"


def _kinds(cards: Sequence[Card]) -> str:
    kinds = Counter(card.item.kind.value for card in cards)
    return "kinds: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())


def _size(size: int) -> str:
    return f"{size / 1024:.0f} kB" if size < 1_000_000 else f"{size / 1_048_576:.1f} MB"


def account_json(compiled: Compiled) -> list[dict[str, Any]]:
    """Give the account of each document as plain values; the shares add up to 100 %."""
    return [
        {
            "name": document.source.name,
            "blocks": sum(extraction.account.by_reason().values()),
            "fates": [
                {"outcome": fate.outcome.value, "reason": fate.reason, "blocks": count}
                for fate, count in _ordered(extraction.account.by_reason())
            ],
        }
        for document, extraction in zip(compiled.documents, compiled.extractions, strict=True)
    ]


def print_account(compiled: Compiled) -> None:
    """Print what became of the blocks of each document."""
    from rich.table import Table  # noqa: PLC0415

    out = console()
    for document, extraction in zip(compiled.documents, compiled.extractions, strict=True):
        fates = extraction.account.by_reason()
        total = sum(fates.values())
        if not total:
            continue
        table = Table(box=None, pad_edge=False, title=document.source.name, title_justify="left")
        table.add_column("blocks", justify="right")
        table.add_column("share", justify="right")
        table.add_column("became")
        table.add_column("by or because")
        for fate, count in _ordered(fates):
            share = f"{100 * count / total:.1f} %"
            table.add_row(str(count), share, fate.outcome.value, fate.reason)
        table.add_row(str(total), "100.0 %", "all", "")
        out.print(table)


def _ordered(fates: Mapping[Fate, int]) -> list[tuple[Fate, int]]:
    rank = list(Outcome)
    return sorted(
        fates.items(), key=lambda pair: (rank.index(pair[0].outcome), -pair[1], pair[0].reason)
    )


def print_themes(found: Iterable[Theme]) -> None:
    """Print templates, and whether the project's own file or the shipped one is in force."""
    for theme in found:
        print(f"{theme.name:32} {theme.path if theme.is_own else 'shipped'}")  # noqa: T201


def card_json(card: Card) -> dict[str, Any]:
    """Give a card as plain values."""
    item = card.item
    return {
        "guid": item.guid,
        "kind": item.kind.value,
        "level": item.level,
        "why": item.why,
        "tags": list(item.tags),
        "deck": item.deck,
        "question": card.question,
        "answer": card.answer,
        "path": item.document.source.path,
        "line": item.span.start,
    }


def print_cards(cards: Iterable[Card]) -> None:
    """Print cards, one a paragraph: where it stands, what it asks, its level and why."""
    for card in cards:
        item = card.item
        place = f"{item.document.source.path}:{item.span.start}"
        print(f"{place}: {item.kind.value} {item.level.upper()} {card.question}")  # noqa: T201
        print(f"    {item.level.upper()} because {item.why}")  # noqa: T201
        print(f"    {' '.join(item.tags)}")  # noqa: T201
