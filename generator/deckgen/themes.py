"""The templates that a project may replace by files of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deckgen import output, shipped
from deckgen.diagnostics import Diagnostic
from deckgen.render.templates import own_folder


@dataclass(frozen=True, slots=True, order=True)
class Theme:
    """A template by its name, the file that is in force, and whose that is."""

    name: str
    path: Path
    is_own: bool


def themes(root: Path) -> tuple[Theme, ...]:
    """List the templates of a project; its own go before the shipped ones."""
    folder = shipped.folder("templates")
    own = own_folder(root)
    found = {name: Theme(name, path, is_own=False) for name, path in _files(folder)}
    if own is not None and not own.samefile(folder):
        found |= {name: Theme(name, path, is_own=True) for name, path in _files(own)}
    return tuple(sorted(found.values()))


def place_of(root: Path) -> Path:
    """Say where a project's own templates lie, or would."""
    return own_folder(root) or root / "templates"


def copy(name: str, folder: Path) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Copy a shipped template into a folder; a file that is there stays as it is."""
    path = folder / name
    if path.exists():
        message = "exists already and was left as it is; move it away to get the shipped one"
        return path, (Diagnostic(str(path), 1, "E501", message),)
    try:
        output.write_all({path: (shipped.folder("templates") / name).read_bytes()})
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        return path, (Diagnostic(str(path), 1, "E501", message),)
    return path, ()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path
