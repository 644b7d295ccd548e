"""The road from notes to a deck: the stages in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deckgen import classify, identify, ledger, naming, output, read
from deckgen.config import Settings, read_settings, with_known_topics
from deckgen.diagnostics import Diagnostic, has_errors
from deckgen.extract import Extraction, extract
from deckgen.ledger import Entry
from deckgen.model import Card, Document
from deckgen.package import Contents, package_bytes
from deckgen.parse import parse
from deckgen.render import Renderer
from deckgen.render.notetypes import NoteType, unused
from deckgen.render.templates import DeckTemplateError, own_folder

Progress = Callable[[Sequence[read.Place]], Iterable[read.Place]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything short of writing.

    `entries` are the cards as the ledger describes them, `known` the ledger's notes that this
    build may find again.
    """

    project: read.Project
    settings: Settings
    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    cards: tuple[Card, ...]
    entries: tuple[Entry, ...]
    media: Mapping[str, bytes]
    note_types: Mapping[str, NoteType]
    ledger_path: Path
    ledger: tuple[Entry, ...]
    known: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A package of a build: its file, level, number of notes and size in bytes."""

    path: Path
    level: str
    notes: int
    size: int


def compile_(
    paths: Sequence[Path],
    ledger_path: Path | None = None,
    out: Path | None = None,
    progress: Progress = iter,
) -> Compiled:
    """Read, parse, extract, classify, identify and render; nothing is written."""
    project, found = read.find(paths)
    diagnostics = list(found)
    settings = Settings()
    if project.settings_path.is_file():
        settings, found = read_settings(project.settings_path)
        diagnostics.extend(found)
    settings = with_known_topics(settings)
    place, found = naming.ledger_place(project, ledger_path, out)
    diagnostics.extend(found)
    entries, found = ledger.read_ledger(place)
    diagnostics.extend(found)

    documents: list[Document] = []
    extractions: list[Extraction] = []
    for source_place in progress(project.places):
        source, found = read.read(source_place, settings)
        diagnostics.extend(found)
        if source is None:
            continue
        document, found = parse(source)
        diagnostics.extend(found)
        extraction = extract(document)
        diagnostics.extend(naming.barren(document, extraction, settings))
        documents.append(document)
        extractions.append(extraction)

    items = [item for extraction in extractions for item in extraction.items]
    deck = settings.deck or project.title
    classified = classify.classify(items, settings)
    classified = naming.with_decks(classified, documents, settings, deck)
    cards: tuple[Card, ...] = ()
    types: Mapping[str, NoteType] = {}
    media: dict[str, bytes] = {}
    try:
        renderer = Renderer(own_folder(project.root), project.root)
        types = renderer.note_types
        cards = tuple(renderer.card(item) for item in classified)
        media = renderer.media.files
        diagnostics.extend(renderer.media.diagnostics)
        diagnostics.extend(unused(renderer.templates, types, cards))
    except DeckTemplateError as problem:
        diagnostics.append(problem.diagnostic())
    known = naming.within_reach(entries, project)
    cards, described, found = identify.identify(cards, known, entries, types)
    diagnostics.extend(found)
    if not cards and not has_errors(diagnostics):
        diagnostics.append(naming.empty(project))
    return Compiled(
        project, settings, tuple(documents), tuple(extractions), cards, described, media, types, place, entries,
        known, tuple(diagnostics),
    )  # fmt: skip


def build(  # noqa: PLR0913  (what a build is asked for)
    compiled: Compiled,
    levels: Sequence[str],
    out: Path,
    now: int,
    *,
    cumulative: bool = False,
    locked: bool = False,
) -> tuple[tuple[Written, ...], tuple[Diagnostic, ...]]:
    """Write the packages of the given levels and the ledger: all of them or none.

    A `locked` ledger must not change; where it would, nothing is written.
    """
    entries = identify.stamp(compiled.entries, compiled.ledger, now)
    types = identify.stamp_note_types(compiled.note_types.values(), compiled.ledger, now)
    dates = {entry.guid: entry.mod for entry in (*types, *entries)}
    files: dict[Path, bytes] = {}
    gone = {entry.guid for entry in compiled.known}
    text = ledger.show_ledger(ledger.merged((*types, *entries), compiled.ledger, gone))
    if not naming.is_same(compiled.ledger_path, text):
        if locked:
            return (), (naming.locked(compiled.ledger_path),)
        files[compiled.ledger_path] = text.encode("utf-8")
    packages = naming.packages(compiled, levels, cumulative=cumulative)
    written = []
    for (deck, level), cards in packages.items():
        path = out / naming.package_name(deck, level)
        described, media = naming.descriptions(compiled, cards), naming.media_of(compiled, cards)
        contents = Contents(cards, compiled.note_types, dates, described, media)
        files[path] = package_bytes(contents)
        written.append(Written(path, level, len(cards), len(files[path])))
    try:
        output.write_all(files)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}; nothing was changed"
        place = error.filename if isinstance(error.filename, str) else str(out)
        return (), (Diagnostic(place, 1, "E501", message),)
    return tuple(written), ()
