"""The command line: what it writes and prints, and how bad input ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from deckgen.cli import main
from tests.making import ROOT, run, write

NOTES = "# Queues\n\n## What is a queue?\n\nA list.\n\n## Cells (L7)\n\nCopies of the stack.\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write(tmp_path / "study", queues=NOTES)


def test_build_writes_a_package_a_level_and_says_so(notes: Path, tmp_path: Path) -> None:
    result = run("build", notes, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "study-l6.apkg",
        "study-l7.apkg",
    ]
    assert (notes / "deckgen.lock").is_file()
    assert [line.split() for line in result.stdout.splitlines()[:2]] == [
        ["document", "cards", "L6", "L7", "left", "out"],
        ["queues.md", "2", "1", "1", "0", "blocks"],
    ]
    assert "kinds: 2 qa" in result.stdout
    assert "study-l7.apkg  1 notes, " in result.stdout
    assert not result.stderr


def test_build_writes_only_the_level_asked_for(notes: Path, tmp_path: Path) -> None:
    assert run("build", notes, "--out", tmp_path / "out", "--level", "L7").exit_code == 0
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["study-l7.apkg"]


def test_cumulative_adds_the_lower_levels(notes: Path, tmp_path: Path) -> None:
    result = run("build", notes, "--out", tmp_path / "out", "--cumulative", "--json")
    packages = {
        package["level"]: package["notes"] for package in json.loads(result.stdout)["packages"]
    }
    assert packages == {"l6": 1, "l7": 2}


def test_build_as_json(notes: Path, tmp_path: Path) -> None:
    result = run("build", notes, "--out", tmp_path / "out", "--json")
    data = json.loads(result.stdout)
    assert data["documents"] == [
        {"name": "queues.md", "cards": 2, "levels": {"l6": 1, "l7": 1}, "kinds": {"qa": 2}}
    ]
    assert data["diagnostics"] == []
    assert data["ledger"] == str(notes / "deckgen.lock")


def test_two_builds_are_the_same_bytes(notes: Path, tmp_path: Path) -> None:
    def build(out: Path) -> dict[str, bytes]:
        assert run("build", notes, "--out", out).exit_code == 0
        return {path.name: path.read_bytes() for path in out.iterdir()}

    first = build(tmp_path / "one")
    ledger = (notes / "deckgen.lock").read_bytes()
    assert build(tmp_path / "two") == first
    (notes / "deckgen.lock").unlink()
    assert build(tmp_path / "three") == first
    assert (notes / "deckgen.lock").read_bytes() == ledger


def test_the_ledger_may_lie_elsewhere(notes: Path, tmp_path: Path) -> None:
    assert run("build", notes, "--out", tmp_path / "out", "--ledger", tmp_path / "l").exit_code == 0
    assert (tmp_path / "l").is_file()
    assert not (notes / "deckgen.lock").exists()


def test_check_accounts_for_every_block(notes: Path) -> None:
    result = run("check", notes)
    assert result.exit_code == 0
    assert "heading_questions" in result.stdout
    assert "100.0 %" in result.stdout
    assert not (notes / "deckgen.lock").exists()


def test_check_as_json_adds_up(notes: Path) -> None:
    (document,) = json.loads(run("check", notes, "--json").stdout)["documents"]
    assert sum(fate["blocks"] for fate in document["fates"]) == document["blocks"]


def test_check_advises(tmp_path: Path) -> None:
    write(
        tmp_path / "study",
        a="## Why?\n\n## Overview\n\nText.\n\n## What is a queue?\n\nA list.\n\n"
        "## Sending\n\n```python\nsend()\nsend()\nreceive()\n```\n",
        b="## What is a queue?\n\nAnother answer.\n",
    )
    result = run("check", tmp_path / "study")
    codes = [line.split(": ")[1].split(" ")[0] for line in result.stderr.splitlines()]
    assert codes == ["N704", "N703", "N705"]
    assert result.exit_code == 0


def test_list_names_level_and_evidence(notes: Path) -> None:
    result = run("list", notes, "--level", "l7", "--json")
    (item,) = json.loads(result.stdout)
    assert list(item) == [
        "guid", "kind", "level", "why", "tags", "deck", "question", "answer", "path", "line",
    ]  # fmt: skip
    assert item["why"] == "'Cells (L7)' names L7"
    assert (item["path"], item["line"]) == (str(notes / "queues.md"), 7)
    assert item["answer"] == "Copies of the stack."


def test_list_filters_by_kind_and_tag(notes: Path) -> None:
    assert "What is a queue?" in run("list", notes, "--kind", "qa").stdout
    assert not run("list", notes, "--kind", "table").stdout
    assert "Cells" in run("list", notes, "--tag", "level").stdout
    assert not run("list", notes, "--tag", "lev").stdout


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_an_unknown_level_is_a_usage_error(command: str, notes: Path) -> None:
    arguments = ["--level", "l9"] if command != "check" else ["--nonsense"]
    assert run(command, notes, *arguments).exit_code == 2


def test_every_command_has_help_with_an_example() -> None:
    for command in main.commands:
        result = run(command, "--help")
        assert result.exit_code == 0
        assert f"deckgen {command}" in result.stdout


def codes(result: Result) -> list[str]:
    """The codes of the diagnostics, each in the form `path:line: CODE message`."""
    found = []
    for line in result.stderr.splitlines():
        place, code, *message = line.split(" ")
        path, number, _ = place.rsplit(":", 2)
        assert path
        assert number.isdigit()
        assert message
        found.append(code)
    return found


BAD = {
    "missing folder": ({}, ["E101"]),
    "no documents": ({"deckgen.yaml": b"deck: x\n"}, ["E403"]),
    "empty document": ({"a.md": b""}, ["E403", "W401"]),
    "only headings": ({"a.md": b"# One\n\n## Two\n"}, ["E403", "W402"]),
    "binary file": ({"a.md": b"\x89PNG\x00\x01"}, ["E104"]),
    "not UTF-8": ({"a.md": b"caf\xe9 au lait\n"}, ["E103"]),
    "bad front matter": ({"a.md": b"---\ntitle: [x\n---\ntext\n"}, ["E201"]),
    "unknown level": ({"a.md": b"---\nlevel: l9\n---\ntext\n"}, ["E202"]),
    "bad settings": ({"a.md": b"text\n", "deckgen.yaml": b"colour: red\n"}, ["E203"]),
    "one id twice": (
        {"a.md": b"<!-- deckgen: id=x -->\n## A\n\none\n\n<!-- deckgen: id=x -->\n## B\n\ntwo\n"},
        ["E302"],
    ),
    "bad directive": ({"a.md": b"<!-- deckgen: colour=red -->\ntext\n"}, ["E301"]),
    "damaged ledger": ({"a.md": b"text here\n", "deckgen.lock": b"=======\n"}, ["E502"]),
    "all at once": (
        {"a.md": b"\x00", "b.md": b"\xff", "c.md": b"---\nlevel: x\n---\ntext\n"},
        ["E104", "E103", "E202"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_diagnostic_and_leaves_the_last_deck(name: str, tmp_path: Path) -> None:
    files, expected = BAD[name]
    folder = tmp_path / "study"
    if files:
        folder.mkdir()
    for path, data in files.items():
        (folder / path).write_bytes(data)
    out = tmp_path / "out"
    out.mkdir()
    (out / "study-l6.apkg").write_bytes(b"the last good deck")
    for command in (["build", "--out", str(out)], ["check"], ["list"]):
        result = run(*command, folder)
        assert result.exit_code == 1
        assert [code for code in codes(result) if not code.startswith("N")] == expected
    assert [path.name for path in out.iterdir()] == ["study-l6.apkg"]
    assert (out / "study-l6.apkg").read_bytes() == b"the last good deck"


def test_bad_input_as_json(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\x00")
    result = run("build", tmp_path, "--json", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert [found["code"] for found in json.loads(result.stdout)["diagnostics"]] == ["E104"]


def test_odd_documents_build(tmp_path: Path) -> None:
    deep = "\n".join("  " * depth + f"- level {depth}" for depth in range(200))
    quotes = ">" * 200 + " deep"
    write(tmp_path / "study", deep=deep, quotes=quotes, unclosed="## One\n\n```python\nx = 1\n")
    result = run("build", tmp_path / "study", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert codes(result) == ["W305"]


def test_a_large_document_builds(tmp_path: Path) -> None:
    section = "## Thing {}: what is it?\n\nNumber {} of many, with `code` and **bold** words.\n\n"
    text = "".join(section.format(n, n) for n in range(2_000)) + "x" * 10_000_000 + "\n"
    assert len(text) > 10_000_000
    write(tmp_path / "study", large=text)
    result = run("build", tmp_path / "study", "--out", tmp_path / "out", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["cards"] >= 2_000


def test_output_that_cannot_be_written(notes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("a file where the folder should be")
    result = run("build", notes, "--out", out)
    assert result.exit_code in (1, 2)
    assert not (notes / "deckgen.lock").exists()


def test_a_disk_that_fills_leaves_deck_and_ledger(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert run("build", notes, "--out", out).exit_code == 0
    before = {path: path.read_bytes() for path in [*out.iterdir(), notes / "deckgen.lock"]}
    write(notes, queues=NOTES.replace("A list.", "A longer list."))

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("build", notes, "--out", out)
    assert result.exit_code == 1
    assert codes(result) == ["E501"]
    assert "No space left on device" in result.stderr
    after = {path: path.read_bytes() for path in [*out.iterdir(), notes / "deckgen.lock"]}
    assert after == before


def test_a_folder_that_cannot_be_written_keeps_the_ledger_in_the_output(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckgen.naming.is_writable", lambda _: False)
    out = tmp_path / "out"
    result = run("build", notes, "--out", out)
    assert result.exit_code == 0
    assert codes(result) == ["W503"]
    assert (out / "deckgen.lock").is_file()
    assert not (notes / "deckgen.lock").exists()


def test_no_temporary_file_is_left(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert run("build", notes, "--out", tmp_path / "out").exit_code == 0
    assert not list(temporary.iterdir())
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".apkg"}


def test_without_a_path_the_projects_sources_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "mine" / "sources", queues=NOTES)
    monkeypatch.chdir(tmp_path / "mine")
    assert run("build").exit_code == 0
    assert sorted(p.name for p in (tmp_path / "mine" / "build").iterdir()) == [
        "mine-l6.apkg",
        "mine-l7.apkg",
    ]


def deckgen(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "deckgen", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_help_imports_little_more_than_click() -> None:
    code = (
        "import sys, click; before = set(sys.modules)\n"
        "from deckgen.cli import main\n"
        "try: main(['--help'], standalone_mode=False)\n"
        "except SystemExit: pass\n"
        "known = sys.stdlib_module_names | {'click'}\n"
        "print(sorted(m for m in set(sys.modules) - before if m.split('.')[0] not in known))"
    )
    run_ = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run_.stdout.splitlines()[-1] == "['deckgen', 'deckgen.cli']"


def test_a_pipe_gets_no_colour_and_no_bar(notes: Path, tmp_path: Path) -> None:
    write(notes, more=NOTES)
    result = deckgen("build", str(notes), "--out", str(tmp_path / "out"))
    assert result.returncode == 0
    assert "\x1b" not in result.stdout + result.stderr
    assert "reading" not in result.stdout + result.stderr


@pytest.mark.parametrize("command", main.commands)
def test_help_has_examples_on_lines_of_their_own(command: str) -> None:
    lines = run(command, "--help").stdout.splitlines()
    at = lines.index("  Examples:")
    assert lines[at + 1].startswith(f"    deckgen {command}")
    assert lines[at + 2].startswith(f"    deckgen {command}")
