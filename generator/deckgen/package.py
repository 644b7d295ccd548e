"""Cards to an `.apkg`: genanki's format with ids, dates and bytes that do not vary.

What of a package Anki acts on is described where it is set. The zip is written anew, because
genanki's carries the time and the machine.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import genanki

from deckgen.identify import guid_of
from deckgen.ids import note_id, stable_id
from deckgen.model import Card
from deckgen.render.notetypes import NoteType

_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_DUE_GAP: Final = 10
_SQLITE_VERSION: Final = slice(96, 100)


class _Note(genanki.Note):  # type: ignore[misc]  # genanki ships no types
    """A note whose ids come from its guid and whose date from the ledger."""

    def __init__(self, note_id: int, mod: int, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(**rest)
        self.note_id = note_id
        self.mod = mod

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Skip genanki's check: fields are sanitised, and it is quadratic on long lines."""

    def write_to_db(
        self, cursor: sqlite3.Cursor, _timestamp: float, deck_id: int, _ids: Iterator[int]
    ) -> None:
        ids = itertools.count(self.note_id)
        super().write_to_db(cursor, self.mod, deck_id, ids)


class _Model(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """A note type whose date is its own, not that of the build."""

    def __init__(self, mod: int, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(**rest)
        self.mod = mod

    def to_json(self, _timestamp: float, deck_id: int) -> dict[str, Any]:
        data: dict[str, Any] = super().to_json(self.mod, deck_id)
        return data


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package: cards and their note types by name, `media` files.

    `dates` holds the `mod` of each note and note type by its guid.
    """

    cards: Sequence[Card]
    note_types: Mapping[str, NoteType]
    dates: Mapping[str, int]
    descriptions: Mapping[str, str]
    media: Mapping[str, bytes]


def package_bytes(contents: Contents) -> bytes:
    """Make the bytes of a package."""
    names = sorted(contents.media)
    files = {
        "collection.anki2": _collection(list(_decks(contents))),
        "media": json.dumps({str(at): name for at, name in enumerate(names)}).encode(),
        **{str(at): contents.media[name] for at, name in enumerate(names)},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(_zip_info(name), data, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _model(note_type: NoteType, mod: int) -> _Model:
    return _Model(
        mod,
        model_id=note_type.id,
        name=note_type.name,
        fields=[{"name": name, "id": id_} for id_, name in note_type.fields],
        templates=[
            {"name": card.name, "id": card.id, "qfmt": card.front, "afmt": card.back}
            for card in note_type.templates
        ],
        css=note_type.style,
    )


def _decks(contents: Contents) -> Iterator[genanki.Deck]:
    """Make the decks, their parents included: an empty parent carries the description."""
    models = {
        name: _model(note_type, contents.dates[guid_of(note_type)])
        for name, note_type in contents.note_types.items()
    }
    decks: dict[str, genanki.Deck] = {}
    ids: set[int] = set()
    for position, card in enumerate(contents.cards):
        name = card.item.deck
        for parent in _parents(name):
            if parent not in decks:
                description = contents.descriptions.get(parent, "")
                decks[parent] = genanki.Deck(stable_id("deck", parent), parent, description)
        note = _Note(
            _free_id(card.item.guid, ids),
            contents.dates[card.item.guid],
            model=models[card.note_type],
            fields=list(card.fields),
            sort_field=card.question,
            tags=list(card.item.tags),
            guid=card.item.guid,
            due=position * _DUE_GAP,
        )
        decks[name].add_note(note)
    yield from decks.values()


def _parents(name: str) -> Iterator[str]:
    parts = name.split("::")
    return ("::".join(parts[:end]) for end in range(1, len(parts) + 1))


def _free_id(guid: str, ids: set[int]) -> int:
    """Take the note's id, or the next that no other note of the package has."""
    free = note_id(guid)
    while free in ids or free + 1 in ids:
        free += 2
    ids.update((free, free + 1))
    return free


def _collection(decks: Sequence[genanki.Deck]) -> bytes:
    """Write genanki's database, free of what differs between machines."""
    handle, name = tempfile.mkstemp(suffix=".anki2")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            package = genanki.Package(list(decks))
            package.write_to_db(connection.cursor(), 0, itertools.count(1))
            connection.commit()
            connection.execute("VACUUM")
        finally:
            connection.close()
        data = bytearray(Path(name).read_bytes())
    finally:
        Path(name).unlink(missing_ok=True)
    data[_SQLITE_VERSION] = bytes(4)
    return bytes(data)


def _zip_info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _ZIP_DATE)
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
