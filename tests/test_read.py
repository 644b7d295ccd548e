"""Files to sources: encodings, wrong decodings, front matter, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import ftfy.bad_codecs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.config import Settings
from deckgen.diagnostics import Diagnostic, show
from deckgen.model import Source
from deckgen.mojibake import ENCODINGS, repair
from deckgen.read import Place, find, read, split_front_matter

ftfy.bad_codecs.ok()  # registers the sloppy codecs
RUSSIAN = "Очередь — это список. «Ждёт» получателя 🚀 ёж."
ENGLISH = "A queue — “waits” for café visitors 🚀 naïvely."


def read_bytes(tmp_path: Path, data: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    path = tmp_path / "notes.md"
    path.write_bytes(data)
    return read(Place(path, "notes.md"), Settings())


@pytest.mark.parametrize(
    "data",
    [
        b"# One\n\ntwo\n",
        b"\xef\xbb\xbf# One\n\ntwo\n",
        b"# One\r\n\r\ntwo\r\n",
        b"# One\r\rtwo\r",
    ],
    ids=["plain", "byte order mark", "CRLF", "CR"],
)
def test_line_ends_and_byte_order_marks(tmp_path: Path, data: bytes) -> None:
    source, diagnostics = read_bytes(tmp_path, data)
    assert source is not None
    assert source.text == "# One\n\ntwo\n"
    assert not diagnostics


@pytest.mark.parametrize("text", [RUSSIAN, ENGLISH], ids=["russian", "english"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_whole_file_read_in_a_wrong_encoding_is_repaired(encoding: str, text: str) -> None:
    damaged = f"# One\n\n{text}\n".encode().decode(ENCODINGS[encoding])
    repaired = repair(damaged)
    assert repaired is not None
    assert repaired.text == f"# One\n\n{text}\n"
    assert repaired.encoding == encoding
    assert repaired.lines == (3,)


def test_single_damaged_lines_are_repaired_among_sound_ones(tmp_path: Path) -> None:
    damaged = ENGLISH.encode().decode("mac_roman")
    source, (found,) = read_bytes(tmp_path, f"{RUSSIAN}\n\n{damaged}\n".encode())
    assert source is not None
    assert source.text == f"{RUSSIAN}\n\n{ENGLISH}\n"
    assert show(found).endswith(
        "notes.md:3: W105 UTF-8 had been read as Mac Roman; one line repaired in the build, "
        "the file is unchanged"
    )


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN,
        ENGLISH,
        "Größe, façade, Ærø, señor",
        "Дословно: «РџСЂРё» не слово",
        "é is shown as `Ã©` in the wrong encoding\nand é is right",
        "plain",
        "±5 °C, 3 µs, § 4, 10 €",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair(text) is None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn"))))
def test_repair_never_raises_and_never_adds_lines(text: str) -> None:
    repaired = repair(text)
    assert repaired is None or repaired.text.count("\n") == text.count("\n")


def test_what_is_not_utf8_names_the_byte(tmp_path: Path) -> None:
    source, (found,) = read_bytes(tmp_path, b"caf\xe9\n" * 2)
    assert source is None
    assert found.code == "E103"
    assert "0xe9 at offset 3" in found.message


def test_binary_data_names_the_byte(tmp_path: Path) -> None:
    source, (found,) = read_bytes(tmp_path, b"PNG\n\x00\x01")
    assert source is None
    assert (found.code, "byte 4" in found.message) == ("E104", True)


def test_control_characters_are_dropped(tmp_path: Path) -> None:
    source, _ = read_bytes(tmp_path, b"one\x1ftwo\x0b three\n")
    assert source is not None
    assert source.text == "onetwo three\n"


def test_front_matter_keeps_the_numbers_of_lines(tmp_path: Path) -> None:
    source, diagnostics = read_bytes(
        tmp_path, b"---\ndeck: Mine\ntags: [a, b]\nlevel: L7\n---\n# One\n"
    )
    assert source is not None
    assert source.text == "\n" * 5 + "# One\n"
    assert source.front_matter.deck == "Mine"
    assert source.front_matter.tags == ("a", "b")
    assert source.front_matter.level == "l7"
    assert not diagnostics


@pytest.mark.parametrize(
    "text", ["---\n\ntext\n\n---\n", "--- \ntext\n", "# One\n---\na: b\n---\n"]
)
def test_rulers_are_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == (text, "", 0)


def test_documents_are_found_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.markdown", "sub/c.md", ".hidden/d.md", "node_modules/e.md", "f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    project, diagnostics = find([tmp_path, tmp_path / "b.md"])
    assert [place.name for place in project.places] == ["a.markdown", "b.md", "sub/c.md"]
    assert not diagnostics


def test_a_project_is_the_nearest_folder_with_settings(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "deckgen.yaml").write_text("deck: Mine\n")
    (tmp_path / "sub" / "a.md").write_text("text")
    project, _ = find([tmp_path / "sub" / "a.md"])
    assert project.root == tmp_path
    assert project.places[0].name == "sub/a.md"


def test_a_lone_file_gives_its_deck_its_name(tmp_path: Path) -> None:
    (tmp_path / "queues.md").write_text("text")
    assert find([tmp_path / "queues.md"])[0].title == "queues"
    assert find([tmp_path])[0].title == tmp_path.name


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    _, (found,) = find([tmp_path / "nowhere"])
    assert found.code == "E101"


def test_an_unreadable_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root, who runs CI, may read everything
    _, (found,) = read(Place(tmp_path / "a.md", "a.md"), Settings())
    assert found.code == "E102"
    assert "Permission denied" in found.message


def test_a_file_that_vanishes_is_an_error(tmp_path: Path) -> None:
    source, (found,) = read(Place(tmp_path / "gone.md", "gone.md"), Settings())
    assert (source, found.code) == (None, "E101")
