"""Names to the numbers that Anki knows decks, note types, notes and fields by."""

from __future__ import annotations

import hashlib
from typing import Final

_FIRST_ID: Final = 1_262_304_000_000  # 2010-01-01 in milliseconds: ids are read as times
_ID_RANGE: Final = 420_000_000_000


def stable_id(*parts: str) -> int:
    """Make an id from names: the same on every machine, never Anki's own deck 1."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8")).digest()
    return _FIRST_ID + int.from_bytes(digest[:8], "big") % _ID_RANGE


def note_id(guid: str) -> int:
    """Make a note's id from its guid; its card has the next number."""
    return stable_id("note", guid)
