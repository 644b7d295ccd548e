"""Guids that stay, dates that move only with the content, a ledger that can be read."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.identify import FIRST_MOD, identify, stamp
from deckgen.ledger import Entry, merged, read_ledger, show_ledger
from tests.making import built, compiled, write

NOTES = "## Queues\n\nA queue keeps messages.\n\n## Topics\n\nA topic pushes.\n"


def entry(guid: str = "abcd", document: str = "a.md", mod: int = FIRST_MOD) -> Entry:
    return Entry(guid, mod, "", "c", f"k{guid}", "", "Deck", document, "Queues", "What?", "abc")


def test_the_same_notes_have_the_same_guids_without_a_ledger(tmp_path: Path) -> None:
    first = compiled(tmp_path / "one", notes=NOTES)
    second = compiled(tmp_path / "two", notes=NOTES)
    assert [card.item.guid for card in first.cards] == [card.item.guid for card in second.cards]


def test_no_two_notes_share_a_guid_even_when_they_ask_the_same(tmp_path: Path) -> None:
    result = compiled(tmp_path, a="## Queues\n\none\n\n## Queues\n\ntwo\n\n## Queues\n\nthree\n")
    guids = [card.item.guid for card in result.cards]
    assert len(set(guids)) == len(guids) == 3


def test_an_explicit_id_keeps_the_guid_through_every_change(tmp_path: Path) -> None:
    before = compiled(tmp_path / "a", notes="<!-- deckgen: id=q1 -->\n## Queues\n\nKeeps.\n")
    after = compiled(tmp_path / "b", other="# T\n\n<!-- deckgen: id=q1 -->\n## Lists\n\nHolds.\n")
    assert before.cards[0].item.guid == after.cards[0].item.guid


def test_an_id_used_twice_is_an_error_that_names_both_places(tmp_path: Path) -> None:
    block = "<!-- deckgen: id=q1 -->\n## {}\n\ntext\n\n"
    result = compiled(tmp_path, a=block.format("One"), b=block.format("Two"))
    (found,) = [found for found in result.diagnostics if found.is_error]
    assert found.code == "E302"
    assert "a.md:2" in found.message
    assert (found.path, found.line) == (str(tmp_path / "b.md"), 2)


def test_a_new_note_has_a_date_of_no_clock_and_a_changed_one_a_later(tmp_path: Path) -> None:
    notes = write(tmp_path / "notes", notes=NOTES)
    built(notes, tmp_path / "out", now=1_800_000_000)
    first, _ = read_ledger(notes / "deckgen.lock")
    write(notes, notes=NOTES.replace("pushes", "pushes messages"))
    built(notes, tmp_path / "out", now=1_800_000_500)
    second, _ = read_ledger(notes / "deckgen.lock")
    mods = {e.question: (e.mod, next(n.mod for n in second if n.guid == e.guid)) for e in first}
    assert mods == {
        "deckgen": (FIRST_MOD, FIRST_MOD),
        "Queues — what do they do?": (FIRST_MOD, FIRST_MOD),
        "Topics — what do they do?": (FIRST_MOD, 1_800_000_500),
    }


def test_a_clock_that_runs_backwards_still_moves_dates_upwards(tmp_path: Path) -> None:
    notes = write(tmp_path, queues=NOTES)
    for word, now in (("one", 1_800_000_000), ("two", 1_000), ("three", 1_000)):
        write(notes, queues=NOTES.replace("pushes", word))
        built(notes, tmp_path / "out", now=now)
    entries, _ = read_ledger(notes / "deckgen.lock")
    mods = sorted(e.mod for e in entries)
    assert mods[-1] == FIRST_MOD + 2


def test_a_note_that_is_gone_keeps_its_line_and_gets_its_guid_back(tmp_path: Path) -> None:
    notes = write(tmp_path, queues=NOTES)
    built(notes, tmp_path / "out")
    before, _ = read_ledger(notes / "deckgen.lock")
    write(notes, queues="## Queues\n\nA queue keeps messages.\n")
    built(notes, tmp_path / "out")
    assert {e.guid for e in read_ledger(notes / "deckgen.lock")[0]} == {e.guid for e in before}
    write(notes, queues=NOTES)
    built(notes, tmp_path / "out")
    assert {e.guid for e in read_ledger(notes / "deckgen.lock")[0]} == {e.guid for e in before}


def test_a_document_outside_the_build_keeps_its_lines(tmp_path: Path) -> None:
    write(tmp_path, a=NOTES, b=NOTES)
    (tmp_path / "deckgen.yaml").write_text("deck: Mine\n")
    built(tmp_path, tmp_path / "out")
    before = (tmp_path / "deckgen.lock").read_text()
    built(tmp_path / "a.md", tmp_path / "out")
    assert (tmp_path / "deckgen.lock").read_text() == before


FIELDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20
)


@given(
    st.lists(
        st.builds(
            Entry,
            guid=st.from_regex(r"[!-~]{4,12}", fullmatch=True),
            mod=st.integers(0, 2**33),
            state=st.sampled_from(["", "retired"]),
            content=FIELDS,
            key=FIELDS,
            id=FIELDS,
            deck=FIELDS,
            document=FIELDS,
            labels=FIELDS,
            question=FIELDS,
            answer=FIELDS,
        ),
        unique_by=lambda e: e.guid,
    )
)
def test_a_ledger_reads_as_it_was_written(entries: list[Entry]) -> None:
    entries = [e for e in entries if not e.guid.startswith("#")]
    text = show_ledger(entries)
    assert text.count("\n") == len(entries) + 2
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deckgen.lock"
        path.write_text(text, encoding="utf-8")
        again, diagnostics = read_ledger(path)
    assert not diagnostics
    assert [e.guid for e in again] == [e.guid for e in entries]
    assert show_ledger(again) == text


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("<<<<<<< HEAD", "merge conflict"),
        ("=======", "merge conflict"),
        (">>>>>>> other", "merge conflict"),
        ("abcd\t12\tc", "damaged line"),
        ("efgh\tsoon\t\tc\tk\t\tD\ta.md\tQ\tW\tabc", "damaged line"),
        ("ab\t12\t\tc\tk\t\tD\ta.md\tQ\tW\tabc", "damaged line"),
        ("efgh\t12\tlost\tc\tk\t\tD\ta.md\tQ\tW\tabc", "damaged line"),
    ],
)
def test_damaged_lines_are_errors_with_their_number(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = tmp_path / "deckgen.lock"
    path.write_text(show_ledger([entry()]) + line + "\n", encoding="utf-8")
    entries, (found,) = read_ledger(path)
    assert [e.guid for e in entries] == ["abcd"]
    assert (found.code, found.line) == ("E502", 4)
    assert complaint in found.message


def test_a_guid_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "deckgen.lock"
    path.write_text(show_ledger([entry(), entry()]), encoding="utf-8")
    _, (found,) = read_ledger(path)
    assert "stands here twice" in found.message


def test_lines_are_in_the_order_of_documents() -> None:
    old = [entry("aaaa", "z.md"), entry("bbbb", "a.md")]
    assert [e.guid for e in merged([entry("cccc", "m.md")], old, ())] == ["bbbb", "cccc", "aaaa"]


def test_identify_takes_the_guid_of_the_ledger(tmp_path: Path) -> None:
    result = compiled(tmp_path, notes=NOTES)
    entries = stamp(result.entries, [], 0)
    renamed = [replace(e, guid=f"g{at}xx") for at, e in enumerate(entries)]
    cards, _, _ = identify(result.cards, renamed, renamed, result.note_types)
    assert [card.item.guid for card in cards] == ["g0xx", "g1xx"]
    assert [card.fields[8] for card in cards] == ["g0xx", "g1xx"]


def test_a_note_that_is_gone_is_marked_and_one_that_returns_is_not(tmp_path: Path) -> None:
    notes = write(tmp_path, queues=NOTES)
    states = []
    for text in (NOTES, "## Queues\n\nA queue keeps messages.\n", NOTES):
        write(notes, queues=text)
        built(notes, tmp_path / "out")
        states.append(sum(e.is_retired for e in read_ledger(notes / "deckgen.lock")[0]))
    assert states == [0, 1, 0]


def test_two_branches_that_both_added_notes_merge_without_loss(tmp_path: Path) -> None:
    base = {"one": NOTES, "two": NOTES}
    more = "\n## Streams\n\nA stream replays.\n"
    ours, theirs = base | {"one": NOTES + more}, base | {"two": NOTES + more}
    texts = []
    for number, files in enumerate((ours, base, theirs)):
        folder = write(tmp_path / str(number) / "study", **files)
        built(folder, tmp_path / "out")
        texts.append(folder / "deckgen.lock")
    merge = ["git", "merge-file", "-p", "--union", *map(str, texts)]
    merged_text = subprocess.run(merge, check=True, capture_output=True, text=True).stdout
    ledger = tmp_path / "deckgen.lock"
    ledger.write_text(merged_text, encoding="utf-8")
    entries, problems = read_ledger(ledger)
    assert not problems
    known = [{e.guid for e in read_ledger(path)[0]} for path in texts]
    assert {e.guid for e in entries} == known[0] | known[2] > known[1]


def test_a_new_look_moves_the_note_type_and_no_note(tmp_path: Path) -> None:
    notes = write(tmp_path / "notes", queues=NOTES)
    built(notes, tmp_path / "out", now=1_800_000_000)
    before = {e.guid: e.mod for e in read_ledger(notes / "deckgen.lock")[0]}
    (notes / "templates").mkdir()
    (notes / "templates" / "style.css").write_text(".card { color: black }", encoding="utf-8")
    built(notes, tmp_path / "out", now=1_800_000_500)
    after = {e.guid: e.mod for e in read_ledger(notes / "deckgen.lock")[0]}
    moved = {guid for guid, mod in after.items() if mod != before[guid]}
    assert len(moved) == 1
    assert moved.pop().startswith("notetype-")
