"""The ledger: one text file beside the sources that remembers every note's identity.

One note a line, tab-separated, in the order of the documents: guid, the second its content last
changed, a fingerprint of that content, its identity key, the explicit id, the document, the
labels above it, and the question. Lines that begin with `#` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deckgen.diagnostics import Diagnostic

FILE_NAME: Final = "deckgen.lock"
_HEADER: Final = (
    "# deckgen ledger 1: the identity of every note, one a line. Commit this file: it keeps\n"
    "# review histories when notes are reworded. guid, changed, content, key, id, document,\n"
    "# labels, question.\n"
)
_COLUMNS: Final = 8
_GUID: Final = re.compile(r"^[!-~]{4,64}$")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one note. `mod` is in seconds since 1970, as in Anki."""

    guid: str
    mod: int
    content: str
    key: str
    id: str
    document: str
    labels: str
    question: str


def read_ledger(path: Path) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Read a ledger; a missing file is an empty one, a damaged line is an error with its line."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return (), ()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        return (), (Diagnostic(str(path), 1, "E502", f"cannot be read: {reason}"),)
    return _entries(str(path), text)


def _entries(path: str, text: str) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    entries: dict[str, Entry] = {}
    diagnostics = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _entry(line)
        if entry is None:
            message = (
                "damaged line; restore it from version control, or delete it to forget its note"
            )
            diagnostics.append(Diagnostic(path, number, "E502", message))
        elif entry.guid in entries:
            message = f"guid {entry.guid} stands here twice; delete the line that is out of date"
            diagnostics.append(Diagnostic(path, number, "E502", message))
        else:
            entries[entry.guid] = entry
    return tuple(entries.values()), tuple(diagnostics)


def _entry(line: str) -> Entry | None:
    columns = line.split("\t")
    if len(columns) != _COLUMNS or not _GUID.match(columns[0]) or not columns[1].isdigit():
        return None
    guid, mod, content, key, id_, document, labels, question = columns
    return Entry(guid, int(mod), content, key, id_, document, labels, question)


def show_ledger(entries: Iterable[Entry]) -> str:
    """Write entries as the text of a ledger."""
    return _HEADER + "".join(f"{_line(entry)}\n" for entry in entries)


def _line(entry: Entry) -> str:
    columns = (
        entry.guid, str(entry.mod), entry.content, entry.key, entry.id, entry.document,
        entry.labels, entry.question,
    )  # fmt: skip
    return "\t".join(" ".join(column.split()) for column in columns)


def merged(new: Sequence[Entry], old: Sequence[Entry]) -> tuple[Entry, ...]:
    """Put new entries in their order and keep the old ones that were not built.

    Those of documents outside this build stay as they are; those of notes that are gone stay
    too, so that a note that returns gets its guid back and no other ever does.
    """
    known = {entry.guid for entry in new}
    everything = [*new, *(entry for entry in old if entry.guid not in known)]
    return tuple(sorted(everything, key=lambda entry: entry.document))
