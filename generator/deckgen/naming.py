"""What things are called: decks, packages, the ledger's place, and what is said of empty ones."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckgen import ledger
from deckgen.config import Settings
from deckgen.diagnostics import Diagnostic
from deckgen.extract import Extraction
from deckgen.ledger import Entry
from deckgen.model import Card, Document, Item, Kind
from deckgen.read import Project
from deckgen.tags import tag_of
from deckgen.words import title_of

if TYPE_CHECKING:
    from deckgen.pipeline import Compiled

PRACTICE: Final = "Practice prompts"
_LEVEL_MARK: Final = re.compile(r"\s*[(\[]?\bL\d(?:\s*[/&,-]\s*L?\d)*\b[)\]]?", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"\s*:{2,}\s*")


def ledger_place(
    project: Project, given: Path | None, out: Path | None
) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Find where the ledger is kept: where it was said, beside the sources, else in the output."""
    if given is not None:
        return given, ()
    beside = project.root / ledger.FILE_NAME
    if beside.exists() or is_writable(project.root) or out is None:
        return beside, ()
    place = out / ledger.FILE_NAME
    message = f"the folder cannot be written, so the ledger is kept in {place}; or use --ledger"
    return place, (Diagnostic(str(project.root), 1, "W503", message),)


def within_reach(entries: Iterable[Entry], project: Project) -> tuple[Entry, ...]:
    """Take the ledger's notes of the documents that are built, and of those that are gone."""
    built = {place.name for place in project.places}
    return tuple(
        entry
        for entry in entries
        if entry.document
        and (entry.document in built or not (project.root / entry.document).exists())
    )


def locked(path: Path) -> Diagnostic:
    """Say that a ledger that must not change would."""
    message = "the ledger is out of date; build without --locked and commit it"
    return Diagnostic(str(path), 1, "E504", message)


def is_writable(folder: Path) -> bool:
    """Tell whether files can be made in a folder."""
    return os.access(folder, os.W_OK)


def with_decks(
    items: Sequence[Item], documents: Sequence[Document], settings: Settings, deck: str
) -> tuple[Item, ...]:
    """Put items into the decks `<deck>::<level>::<document>`; prompts have one of their own."""
    parts = deck_titles(documents)
    levels = {level.key: level.title for level in settings.levels}
    out = []
    for item in items:
        source = item.document.source
        part = PRACTICE if item.kind is Kind.PROMPT else parts[source.name]
        top = _SEPARATOR.sub(" - ", source.front_matter.deck or deck)
        out.append(replace(item, deck=f"{top}::{levels[item.level]}::{part}"))
    return tuple(out)


def deck_titles(documents: Sequence[Document]) -> dict[str, str]:
    """Name each document's deck: its title, with its file's name where two share a title."""
    titles = {document.source.name: _deck_title(document) for document in documents}
    shared = Counter(titles.values())
    return {
        name: f"{title} ({name})" if shared[title] > 1 else title for name, title in titles.items()
    }


def _deck_title(document: Document) -> str:
    title = _LEVEL_MARK.sub("", title_of(document.title).text)
    title = _SEPARATOR.sub(" - ", " ".join(title.split())).strip(" -:")
    return title or document.source.name


def package_name(deck: str, level: str) -> str:
    """Name a package's file: `<deck>-<level>.apkg`."""
    return f"{tag_of(deck).replace('.', '-') or 'deck'}-{level}.apkg"


def packages(
    compiled: Compiled, levels: Sequence[str], *, cumulative: bool
) -> dict[tuple[str, str], tuple[Card, ...]]:
    """Sort cards into packages by their deck and level; levels without cards have none."""
    keys = compiled.settings.level_keys()
    decks = tuple(dict.fromkeys(card.item.deck.split("::")[0] for card in compiled.cards))
    found = {}
    for deck in decks:
        for level in levels:
            wanted = keys[: keys.index(level) + 1] if cumulative else (level,)
            cards = tuple(
                card
                for card in compiled.cards
                if card.item.level in wanted and card.item.deck.split("::")[0] == deck
            )
            if cards:
                found[deck, level] = cards
    return found


def descriptions(compiled: Compiled, cards: Sequence[Card]) -> dict[str, str]:
    """Describe each deck of a package: what is in it and where it comes from."""
    levels = {level.title: level for level in compiled.settings.levels}
    counts = Counter(card.item.deck for card in cards)
    out: dict[str, str] = {}
    for deck, count in counts.items():
        top, title, part = deck.split("::", 2)
        level = levels[title].title
        noun = "card" if count == 1 else "cards"
        out[deck] = f"{part}: {count} {noun} at level {level}."
        under = sum(n for name, n in counts.items() if name.startswith(f"{top}::{title}::"))
        out[f"{top}::{title}"] = f"{top}: {under} cards at level {level}."
        out[top] = (
            f"Made by deckgen from the notes of {top}. Import a newer package over this one: "
            "your review history stays."
        )
    return out


def media_of(compiled: Compiled, cards: Sequence[Card]) -> dict[str, bytes]:
    """Choose the pictures that a package's cards show."""
    shown = "".join(field for card in cards for field in card.fields)
    return {name: data for name, data in compiled.media.items() if name in shown}


def is_same(path: Path, text: str) -> bool:
    """Tell whether a file already holds a text."""
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def barren(document: Document, extraction: Extraction, _settings: Settings) -> Iterator[Diagnostic]:
    """Say of a document that it is empty or yields no card."""
    path = document.source.path
    if document.source.front_matter.skip or extraction.items:
        return
    if not document.source.text.strip():
        yield Diagnostic(path, 1, "W401", "the document is empty; write notes in it or remove it")
    else:
        message = "the document yields no card; it needs text below its headings"
        yield Diagnostic(path, 1, "W402", message)


def empty(project: Project) -> Diagnostic:
    """Say that a build has nothing to write."""
    where = str(project.places[0].path.parent if project.places else project.root)
    message = "no card can be made of what is here; write notes in Markdown files (.md)"
    return Diagnostic(where, 1, "E403", message)
