"""Cards and the ledger to stable guids, and to the second each note last changed.

A new note's guid is made from its explicit id, else from what it asks and where, whatever
template phrases the question, so that two people who build the same notes get the same deck.
A known note is found again by `matching`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from deckgen import matching
from deckgen.diagnostics import Diagnostic
from deckgen.ledger import Entry
from deckgen.model import Card, Code, Item
from deckgen.render.notetypes import NoteType
from deckgen.sketch import sketch

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
    cards: Sequence[Card],
    known: Sequence[Entry],
    taken: Sequence[Entry],
    note_types: Mapping[str, NoteType],
) -> tuple[tuple[Card, ...], tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Give each card its guid: that of the known note it is, else one that none has taken.

    Returns the cards, each described as the ledger does, and what is wrong with their ids.
    """
    diagnostics = _repeated_ids([card.item for card in cards])
    entries = [_entry(card, note_types[card.note_type]) for card in cards]
    found = matching.match(entries, known)
    guids = {entry.guid for entry in taken}
    named: Counter[str] = Counter()
    identified, described = [], []
    for at, (card, entry) in enumerate(zip(cards, entries, strict=True)):
        name = _digest("id", entry.id) if entry.id else _digest(entry.document, entry.key)
        named[name] += 1
        if at in found:
            guid = known[found[at]].guid
        else:
            guid = _new_guid(name if named[name] == 1 else f"{name}{named[name]}", guids)
            guids.add(guid)
        known_card = card.identified(guid)
        identified.append(known_card)
        described.append(replace(entry, guid=guid, content=_content(known_card, entry.type)))
    return tuple(identified), tuple(described), diagnostics


def _content(card: Card, note_type: str) -> str:
    return _digest(*card.fields, *card.item.tags, *filter(None, [note_type]))


def _entry(card: Card, note_type: NoteType) -> Entry:
    item = card.item
    return Entry(
        guid=item.guid,
        mod=FIRST_MOD,
        state="",
        content=_content(card, note_type.key),
        key=_key(item),
        id=item.directive.id,
        deck=item.deck,
        document=item.document.source.name,
        labels=" › ".join(item.path[1:]),
        question=card.question,
        answer=sketch(" ".join((*_front(item), card.answer))),
        type=note_type.key,
    )


def _key(item: Item) -> str:
    ask = item.ask
    words = (ask.subject.text, ask.label.text, f"{ask.part}/{ask.parts}")
    names = (name.text for name in ask.names)
    return _digest(*map(_plain, (*item.path[1:], *words, *names, *_front(item))))


def _front(item: Item) -> tuple[str, ...]:
    return tuple(content.text for content in item.front if isinstance(content, Code))


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


def guid_of(note_type: NoteType) -> str:
    """Name a note type in the ledger."""
    return f"{NOTE_TYPE}{note_type.id}"


def stamp_note_types(
    note_types: Iterable[NoteType], ledger: Sequence[Entry], now: int
) -> tuple[Entry, ...]:
    """Date note types like notes: they move when their templates or their style change."""
    entries = (_note_type_entry(note_type) for note_type in note_types)
    return stamp(tuple(entries), ledger, now)


def _note_type_entry(note_type: NoteType) -> Entry:
    guid = guid_of(note_type)
    content = _digest(repr(note_type))
    return Entry(guid, FIRST_MOD, "", content, guid, "", "", "", "note type", note_type.name, "")


def stamp(entries: Sequence[Entry], ledger: Sequence[Entry], now: int) -> tuple[Entry, ...]:
    """Date each note: where its content changed strictly later than before, else unchanged."""
    known = {entry.guid: entry for entry in ledger}
    return tuple(replace(e, mod=_mod(known.get(e.guid), e.content, now)) for e in entries)


def _mod(known: Entry | None, content: str, now: int) -> int:
    if known is None:
        return FIRST_MOD
    return known.mod if known.content == content else max(known.mod + 1, now)
