"""What Anki says is the truth: packages on the real backend."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from anki.collection import Collection

from tests.backend import answer_next, collection, import_
from tests.making import ROOT, built, seeds, write

DOCUMENTS = [
    "ai-platform-engineer-top-40.ru.md",
    "aws-cloud-platform-expertise.md",
    "aws-core-services-guide.md",
    "aws-services-deep-dive.md",
    "multimodal-rag-interview.md",
]


def assert_sound(col: Collection, notes: int) -> None:
    """Everything is there, nothing is empty, every card renders, the database is clean."""
    assert col.note_count() == notes
    assert col.card_count() == notes
    assert not col._backend.get_empty_cards().notes  # noqa: SLF001
    report, ok = col.fix_integrity()
    assert ok, report
    assert not col.media.check().missing
    assert len(col.models.all_names_and_ids()) == 6 + 1  # Anki's own and ours
    fronts = set()
    for card_id in col.find_cards(""):
        card = col.get_card(card_id)
        question, answer = card.question(), card.answer()
        assert "{{" not in re.sub(r"<(pre|code)\b.*?</\1>", "", question, flags=re.DOTALL)
        assert question.strip()
        assert len(answer) > len(question)
        fronts.add(question)
        deck = col.decks.name(card.did)
        assert deck != "Default"
        assert deck.count("::") == 2
    assert len(fronts) == notes


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_real_documents_import_in_full_and_once(tmp_path: Path, document: str) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    shutil.copy(seeds() / document, notes)
    packages = built(notes, tmp_path / "out")
    total = sum(package.notes for package in packages)
    assert total > 50
    with collection(tmp_path / "anki") as col:
        for package in packages:
            log = import_(col, package.path)
            assert len(log.new) == package.notes
        assert_sound(col, total)
        for package in packages:
            log = import_(col, package.path)
            assert (len(log.new), len(log.updated)) == (0, 0)
        assert_sound(col, total)


def test_the_shipped_sources_import_in_full(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    packages = built(tmp_path / "sources", tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        for package in packages:
            import_(col, package.path)
        assert_sound(col, sum(package.notes for package in packages))


NOTES = "\n".join(f"## Question {n}: what is it?\n\nThing number {n}.\n" for n in range(9))


def test_an_edit_updates_one_note_and_keeps_the_review_made_in_between(tmp_path: Path) -> None:
    notes = write(tmp_path / "study", queues=NOTES)
    (package,) = built(notes, tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        import_(col, package.path)
        card = answer_next(col, "study")
        assert card is not None
        due, reviews = card.due, card.reps
        write(notes, queues=NOTES.replace("Thing number 0.", "Another thing."))
        built(notes, tmp_path / "out", now=1_800_000_000)
        log = import_(col, package.path)
        assert (len(log.new), len(log.updated)) == (0, 1)
        card.load()
        assert (card.due, card.reps) == (due, reviews) != (0, 0)
        assert "Another thing." in col.get_note(log.updated[0].id.nid).fields[1]


def test_new_cards_come_in_the_order_of_the_document(tmp_path: Path) -> None:
    notes = write(tmp_path / "study", queues=NOTES)
    (package,) = built(notes, tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        import_(col, package.path)
        cards = sorted((col.get_card(i) for i in col.find_cards("")), key=lambda card: card.due)
        assert [card.note().fields[1] for card in cards] == [
            f"<p>Thing number {n}.</p>" for n in range(9)
        ]


def test_pictures_arrive_with_the_cards(tmp_path: Path) -> None:
    notes = write(tmp_path / "notes", queues="## What is it?\n\n![a queue](q.png)\n")
    (notes / "q.png").write_bytes(b"PNG")
    (package,) = built(notes, tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        import_(col, package.path)
        (name,) = re.findall(r'src="([^"]+)"', col.get_note(col.find_notes("")[0]).fields[1])
        assert (Path(col.media.dir()) / name).read_bytes() == b"PNG"
        assert_sound(col, 1)


def test_a_picture_that_is_folded_away_arrives_too(tmp_path: Path) -> None:
    long = "Because " + "a queue keeps each message until it is deleted, " * 8 + "nothing is lost."
    rest = "Whoever reads a message twice notices it by its number and leaves it alone. " * 2
    text = f"## Why a queue?\n\n{long}\n\n{rest}\n\n![a queue](q.png)\n"
    notes = write(tmp_path / "notes", queues=text)
    (notes / "q.png").write_bytes(b"PNG")
    (package,) = built(notes, tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        import_(col, package.path)
        assert "<img" in col.get_note(col.find_notes("")[0])["Details"]
        assert_sound(col, 1)


def test_decks_have_descriptions_and_prompts_a_deck_of_their_own(tmp_path: Path) -> None:
    text = "# Queues\n\n## What is it?\n\nA list.\n\n- Tell me about a failure.\n- Why us?\n"
    (package,) = built(write(tmp_path / "study", queues=text), tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        import_(col, package.path)
        names = {deck.name for deck in col.decks.all_names_and_ids()}
        assert names == {
            "Default", "study", "study::L6", "study::L6::Queues", "study::L6::Practice prompts",
        }  # fmt: skip
        described = col.decks.by_name("study::L6::Queues")
        assert described is not None
        assert described["desc"] == "Queues: 1 card at level L6."
