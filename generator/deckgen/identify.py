"""Items and the ledger to stable guids, and to the second each note last changed.

A note is found again by its explicit id, else by what it asks and where: its document, the
labels above it and its words, whatever template phrases the question. A new note's guid is made
from the same, so that two people who build the same notes get the same deck.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from deckgen.diagnostics import Diagnostic
from deckgen.ledger import Entry
from deckgen.model import Card, Code, Item
from deckgen.render.templates import NoteType

FIRST_MOD: Final = 1_600_000_000
"""The `mod` of a note that has not changed since it was first seen (2020-09-13).

It is no clock's time, so that two first builds of the same sources are the same bytes; any
later change is newer.
"""

NOTE_TYPE: Final = "notetype-"
"""What the ledger's name of a note type begins with."""

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GUID_LENGTH: Final = 12


def identify(
    items: Sequence[Item], ledger: Sequence[Entry]
) -> tuple[tuple[Item, ...], tuple[Diagnostic, ...]]:
    """Give each item its guid: the ledger's where the note is known, else a new one."""
    diagnostics = _repeated_ids(items)
    by_key = {entry.key: entry.guid for entry in ledger}
    taken = {entry.guid for entry in ledger}
    out = []
    for item, key in zip(items, keys_of(items), strict=True):
        guid = by_key.get(key)
        if guid is None:
            guid = _new_guid(key, taken)
            taken.add(guid)
        out.append(replace(item, guid=guid))
    return tuple(out), diagnostics


def keys_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Name each item by its explicit id, else by what it asks and where it stands."""
    seen: Counter[str] = Counter()
    keys = []
    for item in items:
        key = _key(item)
        seen[key] += 1
        keys.append(key if seen[key] == 1 else _digest(key, str(seen[key])))
    return tuple(keys)


def _key(item: Item) -> str:
    if item.directive.id:
        return _digest("id", item.directive.id)
    ask = item.ask
    front = (content.text for content in item.front if isinstance(content, Code))
    words = (ask.subject.text, ask.question.text, ask.label.text, f"{ask.part}/{ask.parts}")
    shown = tuple(map(_plain, (*words, *(name.text for name in ask.names), *front)))
    return _digest(item.document.source.name, *map(_plain, item.path), *shown)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


def _new_guid(key: str, taken: set[str]) -> str:
    """Make a guid from a key that no note, present or past, has."""
    for salt in range(1_000_000):
        guid = _base62(hashlib.sha256(f"{key}/{salt}".encode()).digest())
        if guid not in taken:
            return guid
    raise AssertionError("a million guids are taken")


def _base62(digest: bytes) -> str:
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(_GUID_LENGTH):
        number, at = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[at])
    return "".join(letters)


def _repeated_ids(items: Sequence[Item]) -> tuple[Diagnostic, ...]:
    first: dict[str, Item] = {}
    found = []
    for item in items:
        if not item.directive.id:
            continue
        known = first.setdefault(item.directive.id, item)
        if known is not item:
            where = f"{known.document.source.path}:{known.span.start}"
            message = (
                f"id '{item.directive.id}' is already used at {where}; give this block another"
            )
            found.append(Diagnostic(item.document.source.path, item.span.start, "E302", message))
    return tuple(found)


def stamp_note_type(note_type: NoteType, ledger: Sequence[Entry], now: int) -> Entry:
    """Date the note type like a note: it moves when its templates or its style change."""
    guid = f"{NOTE_TYPE}{note_type.id}"
    content = _digest(repr(note_type))
    known = next((entry for entry in ledger if entry.guid == guid), None)
    mod = _mod(known, content, now)
    return Entry(guid, mod, content, guid, "", "", "note type", note_type.name)


def stamp(cards: Sequence[Card], ledger: Sequence[Entry], now: int) -> tuple[Entry, ...]:
    """Date each card: where its content changed strictly later than before, else unchanged."""
    known = {entry.guid: entry for entry in ledger}
    keys = keys_of(card.item for card in cards)
    return tuple(
        _stamped(card, key, known.get(card.item.guid), now)
        for card, key in zip(cards, keys, strict=True)
    )


def _stamped(card: Card, key: str, known: Entry | None, now: int) -> Entry:
    content = _digest(*card.fields, *card.item.tags)
    mod = _mod(known, content, now)
    item = card.item
    return Entry(
        guid=item.guid,
        mod=mod,
        content=content,
        key=key,
        id=item.directive.id,
        document=item.document.source.name,
        labels=" › ".join(item.path[1:]),
        question=card.question,
    )


def _mod(known: Entry | None, content: str, now: int) -> int:
    if known is None:
        return FIRST_MOD
    return known.mod if known.content == content else max(known.mod + 1, now)
