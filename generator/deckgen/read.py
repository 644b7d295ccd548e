"""Files to sources: find them, decode them, mend wrong decodings, split off front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deckgen import config, mojibake
from deckgen.config import Settings
from deckgen.diagnostics import Diagnostic
from deckgen.model import Source

SUFFIXES: Final = (".md", ".markdown", ".mdown", ".mkd")
_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_KEY_LINE: Final = re.compile(r"^[\w \"'-]+:(\s|$)", re.MULTILINE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source lies: what to open, and its name in the project."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Project:
    """The folder whose settings and ledger count, and the documents to build."""

    root: Path
    title: str
    places: tuple[Place, ...]

    @property
    def settings_path(self) -> Path:
        """Where the project's settings may lie."""
        return self.root / config.FILE_NAME


def find(paths: Sequence[Path]) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Find the documents under the given folders and files, in a fixed order."""
    places: dict[str, Place] = {}
    diagnostics: list[Diagnostic] = []
    for path in paths:
        root = root_of(path)
        try:
            files = list(_files(path))
        except OSError as error:
            diagnostics.append(_unreadable(path, error))
            continue
        for file in files:
            key = os.path.realpath(file)
            places.setdefault(key, Place(file, _name(file, root)))
    root = root_of(paths[0])
    return Project(root, _title(paths[0], root), tuple(places.values())), tuple(diagnostics)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        path.stat()
        yield path
        return
    for folder, folders, names in os.walk(path, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "node_modules")))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield Path(folder) / name


def _raise(error: OSError) -> None:
    raise error


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    if isinstance(error, FileNotFoundError):
        return Diagnostic(str(path), 1, "E101", "no such file or folder; check the path")
    return Diagnostic(
        str(path), 1, "E102", f"cannot be read: {error.strerror}; check its permissions"
    )


def root_of(path: Path) -> Path:
    """Find the project of a path: the nearest folder upwards with settings, else its own."""
    own = path if path.is_dir() else path.parent
    resolved = own.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / config.FILE_NAME).is_file():
            return folder
    return resolved


def _name(file: Path, root: Path) -> str:
    resolved = file.absolute()
    inside = resolved.is_relative_to(root)
    return resolved.relative_to(root).as_posix() if inside else resolved.name


def _title(path: Path, root: Path) -> str:
    """Name the deck of a project that does not name it: its folder, or a lone file."""
    if path.is_file() and not (root / config.FILE_NAME).is_file():
        return path.stem
    generic = {"sources", "source", "src", "docs", "notes", "content"}
    return root.parent.name if root.name.lower() in generic and root.parent.name else root.name


def read(place: Place, settings: Settings) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read one document; None where it cannot be read, with the reason."""
    path = str(place.path)
    try:
        data = place.path.read_bytes()
    except OSError as error:
        return None, (_unreadable(place.path, error),)
    text, problem = _decode(path, data)
    if text is None:
        return None, (problem,) if problem else ()
    diagnostics = []
    repaired = mojibake.repair(text)
    if repaired is not None:
        text = repaired.text.removeprefix("\ufeff")
        diagnostics.append(_repaired(path, repaired))
    body, yaml, lines = split_front_matter(text)
    front_matter, found = config.read_front_matter(path, yaml, settings)
    diagnostics.extend(found)
    source = Source(path, place.name, _CONTROL.sub("", body), front_matter, lines)
    return source, tuple(diagnostics)


def _decode(path: str, data: bytes) -> tuple[str | None, Diagnostic | None]:
    if b"\x00" in data:
        offset = data.index(0)
        return None, Diagnostic(
            path, 1, "E104", f"binary data at byte {offset}; this is no text file"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}; save the file as UTF-8"
        return None, Diagnostic(path, line, "E103", message)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def _repaired(path: str, repair: mojibake.Repair) -> Diagnostic:
    count = len(repair.lines)
    lines = "one line" if count == 1 else f"{count} lines"
    message = (
        f"UTF-8 had been read as {repair.encoding}; {lines} repaired in the build, "
        "the file is unchanged"
    )
    return Diagnostic(path, repair.lines[0], "W105", message)


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Split YAML front matter off a text: the text with those lines blank, the YAML, its lines.

    A text that begins with a ruler and has no `key:` line before the next has none.
    """
    match = _FRONT_MATTER.match(text)
    if match is None or not _KEY_LINE.search(match["yaml"] or ""):
        return text, "", 0
    lines = match[0].count("\n")
    return "\n" * lines + text[match.end() :], match["yaml"], lines
