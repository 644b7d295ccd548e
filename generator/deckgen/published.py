"""Packages that were built before: the fields their notes had."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

_DATABASE: Final = "collection.anki2"
_SEPARATOR: Final = "\x1f"


def fields_in(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Read the fields of every note in a folder's packages, by guid; unreadable ones have none."""
    found: dict[str, tuple[str, ...]] = {}
    for package in sorted(folder.glob("*.apkg")):
        try:
            found.update(_notes(package))
        except (OSError, KeyError, zipfile.BadZipFile, sqlite3.Error):
            continue
    return found


def _notes(package: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        database = sqlite3.connect(archive.extract(_DATABASE, folder))
        try:
            rows = database.execute("SELECT guid, flds FROM notes").fetchall()
        finally:
            database.close()
    return ((guid, tuple(fields.split(_SEPARATOR))) for guid, fields in rows)
