"""The real Anki backend: a collection, an import, an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:
    from anki.cards import Card

Log = Any  # anki's protobuf messages carry no types
EASY: Final = 4


@contextmanager
def collection(folder: Path) -> Iterator[Collection]:
    folder.mkdir(parents=True, exist_ok=True)
    col = Collection(str(folder / "collection.anki2"))
    try:
        yield col
    finally:
        col.close()


def import_(col: Collection, package: Path, *, merge: bool = False) -> Log:
    """Import as the dialog does by default: notes and note types are updated if newer."""
    options = ImportAnkiPackageOptions(
        merge_notetypes=merge, with_scheduling=False, with_deck_configs=False
    )
    log = col.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(package), options=options)
    ).log
    col.models._clear_cache()  # noqa: SLF001  (anki's own clients do so after an import)
    return log


def answer_next(col: Collection, deck: str) -> Card | None:
    """Answer the next card of a deck as easy, or find that none is due."""
    deck_id = col.decks.id_for_name(deck)
    assert deck_id is not None
    col.decks.select(deck_id)
    card = col.sched.getCard()
    if card is not None:
        card.start_timer()
        col.sched.answerCard(card, EASY)
        card.load()
    return card
