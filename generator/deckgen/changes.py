"""What the next import will do to a collection: the ledger's notes beside the cards of now."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from deckgen import identify
from deckgen.ids import note_id
from deckgen.ledger import Entry
from deckgen.model import Card

if TYPE_CHECKING:
    from deckgen.pipeline import Compiled

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Kept:
    """A note that was known, as it was and as it is."""

    before: Entry
    card: Card
    now: Entry

    @property
    def is_changed(self) -> bool:
        """Whether its fields or tags changed: the import updates it."""
        return self.before.content != self.now.content

    @property
    def is_moved(self) -> bool:
        """Whether it stands under other labels or in another document."""
        places = ((entry.document, entry.labels) for entry in (self.before, self.now))
        return len(set(places)) > 1

    @property
    def is_redecked(self) -> bool:
        """Whether its level or deck changed: import leaves existing cards where they are."""
        return self.before.deck != self.now.deck

    @property
    def is_retyped(self) -> bool:
        """Whether it has another note type: only an import that merges them updates it."""
        return self.before.type != self.now.type


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between the ledger and the cards."""

    added: tuple[Card, ...]
    kept: tuple[Kept, ...]
    retired: tuple[Entry, ...]
    note_type: bool

    @property
    def changed(self) -> tuple[Kept, ...]:
        """Notes that the import updates."""
        return tuple(kept for kept in self.kept if kept.is_changed)

    @property
    def moved(self) -> tuple[Kept, ...]:
        """Notes that stand elsewhere."""
        return tuple(kept for kept in self.kept if kept.is_moved)

    @property
    def redecked(self) -> tuple[Kept, ...]:
        """Notes whose level or deck changed."""
        return tuple(kept for kept in self.kept if kept.is_redecked)

    @property
    def retyped(self) -> tuple[Kept, ...]:
        """Notes that have another note type."""
        return tuple(kept for kept in self.kept if kept.is_retyped)

    def counts(self) -> dict[str, int]:
        """Count notes by what happens to them."""
        unchanged = sum(not kept.is_changed for kept in self.kept)
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "moved": len(self.moved),
            "redecked": len(self.redecked),
            "retyped": len(self.retyped),
            "retired": len(self.retired),
            "unchanged": unchanged,
        }


def changes_of(compiled: Compiled) -> Changes:
    """Compare a compilation with its ledger."""
    before = {entry.guid: entry for entry in compiled.ledger}
    live = {guid for guid, entry in before.items() if not entry.is_retired}
    present = {entry.guid for entry in compiled.entries}
    kept = tuple(
        Kept(before[now.guid], card, now)
        for card, now in zip(compiled.cards, compiled.entries, strict=True)
        if now.guid in live
    )
    added = tuple(card for card in compiled.cards if card.item.guid not in live)
    retired = tuple(e for e in compiled.known if e.guid in live and e.guid not in present)
    stamped = identify.stamp_note_types(compiled.note_types.values(), compiled.ledger, 0)
    restyled = any(e.guid in before and before[e.guid].content != e.content for e in stamped)
    return Changes(added, kept, retired, restyled)


def search_of(guids: Sequence[str]) -> str:
    """Write the Anki search that finds exactly these notes."""
    return "nid:" + ",".join(str(note_id(guid)) for guid in sorted(guids))


def word_diff(before: str, now: str) -> Iterator[tuple[str, str]]:
    """Compare two texts word by word: (` `, `-` or `+`, text) in reading order."""
    left, right = _WORD.findall(before), _WORD.findall(now)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for change, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = "".join(left[start:end]), "".join(right[new_start:new_end])
        if change == "equal":
            yield " ", old
            continue
        if old:
            yield "-", old
        if new:
            yield "+", new
