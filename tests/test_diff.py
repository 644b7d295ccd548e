"""`deckgen diff` and `--locked`: what the next import will do, said before it is done."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result

from deckgen.changes import word_diff
from tests.making import run, write

BEFORE = (
    "# T\n\n## Queues\n\nA queue keeps messages for 14 days.\n\n"
    "## Topics\n\nA topic pushes to many.\n\n## Cells\n\nCopies of the stack.\n"
)
AFTER = (
    "# T\n\n## Queues\n\nA queue keeps messages for 4 days.\n\n## Streams\n\nA stream replays.\n\n"
    "## Cells (L7)\n\nCopies of the stack.\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Notes that were built and edited since."""
    notes = write(tmp_path / "study", queues=BEFORE)
    assert said_by("build", notes, tmp_path).exit_code == 0
    return write(notes, queues=AFTER)


def said_by(command: str, notes: Path, folder: Path, *more: str) -> Result:
    return run(command, notes, "--out", folder / "out", *more)


def test_diff_tells_what_the_next_import_does(study: Path, tmp_path: Path) -> None:
    said = said_by("diff", study, tmp_path)
    assert said.exit_code == 0
    lines = said.stdout.splitlines()
    assert "+ Streams — explain it." in lines
    assert "    answer: A queue keeps messages for [-14-]{+4+} days." in lines
    assert "- Topics — what do they do?" in lines
    assert "    from study::L6::T" in lines
    assert any(
        line.startswith("notes: 1 added, 2 changed") and "1 retired" in line for line in lines
    )


def test_diff_as_json_has_the_searches(study: Path, tmp_path: Path) -> None:
    data = json.loads(said_by("diff", study, tmp_path, "--json").stdout)
    assert data["counts"] == {
        "added": 1, "changed": 2, "moved": 1, "redecked": 1, "retyped": 0, "retired": 1,
        "unchanged": 0,
    }  # fmt: skip
    assert data["search"]["retired"].startswith("nid:1")
    (answer,) = (c["fields"]["answer"] for c in data["changed"] if "answer" in c["fields"])
    assert ["-", "14"] in answer
    assert ["+", "4"] in answer


def test_diff_writes_nothing(study: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    said_by("diff", study, tmp_path)
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_diff_without_packages_compares_what_the_ledger_knows(study: Path, tmp_path: Path) -> None:
    said = run("diff", study, "--out", tmp_path / "none")
    assert "context, tags or markup" in said.stdout


def test_diff_after_a_build_finds_nothing(study: Path, tmp_path: Path) -> None:
    said_by("build", study, tmp_path)
    assert said_by("diff", study, tmp_path).stdout == "notes: 3 unchanged\n"


def test_a_build_prints_the_same_counts_and_searches(study: Path, tmp_path: Path) -> None:
    counts = [
        line for line in said_by("diff", study, tmp_path).stdout.splitlines() if "notes: " in line
    ]
    said = said_by("build", study, tmp_path).stdout
    assert counts[0] in said
    assert said.count("nid:1") == 2


def test_a_locked_ledger_makes_the_build_fail_and_stays(study: Path, tmp_path: Path) -> None:
    files = [study / "deckgen.lock", *(tmp_path / "out").iterdir()]
    before = [path.read_bytes() for path in files]
    failed = said_by("build", study, tmp_path, "--locked")
    assert failed.exit_code == 1
    assert "deckgen.lock:1: E504 the ledger is out of date" in failed.stderr
    assert [path.read_bytes() for path in files] == before
    assert said_by("build", study, tmp_path).exit_code == 0
    assert said_by("build", study, tmp_path, "--locked").exit_code == 0


def test_an_error_shows_no_changes(study: Path, tmp_path: Path) -> None:
    with (study / "deckgen.lock").open("a", encoding="utf-8") as ledger:
        ledger.write("<<<<<<< HEAD\n")
    said = said_by("diff", study, tmp_path)
    assert said.exit_code == 1
    assert not said.stdout
    assert "E502 merge conflict" in said.stderr


def test_a_broken_old_package_is_no_reason_to_fail(study: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "study-l6.apkg").write_bytes(os.urandom(100))
    assert said_by("diff", study, tmp_path).exit_code == 0


def test_words_are_compared_in_reading_order() -> None:
    assert list(word_diff("a b c", "a x c d")) == [
        (" ", "a "), ("-", "b"), ("+", "x"), (" ", " c"), ("+", " d"),
    ]  # fmt: skip
