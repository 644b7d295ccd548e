"""The account of a document, line by line, as the values a picture is drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from deckgen.extract.account import Account, Fate, Outcome
from deckgen.model import Card, Document

Run = tuple[int, int, int]
"""First line, last line, and which of the fates they have."""


def document_json(document: Document, account: Account, cards: Sequence[Card]) -> dict[str, Any]:
    """Give a document's lines, their fates with counts, and the runs of lines of one fate."""
    source = document.source
    counts = Counter(account.lines.values())
    fates = sorted(counts, key=lambda fate: _rank(fate, counts))
    return {
        "name": source.name,
        "path": source.path,
        "lines": source.text.split("\n"),
        "cards": sum(card.item.document is document for card in cards),
        "fates": [
            {"outcome": fate.outcome.value, "reason": fate.reason, "lines": counts[fate]}
            for fate in fates
        ],
        "runs": runs(account, fates),
    }


def _rank(fate: Fate, counts: Counter[Fate]) -> tuple[int, int, str]:
    return list(Outcome).index(fate.outcome), -counts[fate], fate.reason


def runs(account: Account, fates: Sequence[Fate]) -> list[Run]:
    """Join neighbouring lines of one fate."""
    places = {fate: at for at, fate in enumerate(fates)}
    out: list[Run] = []
    for line, fate in sorted(account.lines.items(), key=lambda pair: pair[0]):
        if out and out[-1][1] == line - 1 and out[-1][2] == places[fate]:
            out[-1] = (out[-1][0], line, places[fate])
        else:
            out.append((line, line, places[fate]))
    return out
