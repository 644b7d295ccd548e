"""The ledger: one text file beside the sources that remembers every note's identity.

One note a line, tab-separated, in the order of the documents, so that a new note is one new line.
Lines that begin with `#` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from deckgen.diagnostics import Diagnostic

FILE_NAME: Final = "deckgen.lock"
_HEADER: Final = (
    "# deckgen ledger 1: the identity of every note, one a line. Commit this file: it keeps review\n"
    "# histories when notes are reworded. After a merge conflict keep the lines of both sides.\n"
)
_GUID: Final = re.compile(r"^[!-~]{4,64}$")
_CONFLICT: Final = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?:\s|$)")
_RETIRED: Final = "retired"

_DAMAGED: Final = "damaged line; restore it from version control, or delete it to forget its note"
_UNMERGED: Final = "merge conflict; keep the lines of both sides and delete the lines of marks"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one note.

    `mod` is in seconds since 1970, as in Anki; `state` is `retired` where the note is gone;
    `content` is a fingerprint of its fields and tags, `key` of what it asks and under which
    labels, `answer` a sketch of the answer's words; `labels` are the headings and labels above.
    `type` is a note type other than the common one; its column is left away where it is empty.
    """

    guid: str
    mod: int
    state: str
    content: str
    key: str
    id: str
    deck: str
    document: str
    labels: str
    question: str
    answer: str
    type: str = ""

    @property
    def is_retired(self) -> bool:
        """Whether the note is gone from the sources."""
        return self.state == _RETIRED


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
            message = _UNMERGED if _CONFLICT.match(line) else _DAMAGED
            diagnostics.append(Diagnostic(path, number, "E502", message))
        elif entry.guid in entries:
            message = f"guid {entry.guid} stands here twice; delete the line that is out of date"
            diagnostics.append(Diagnostic(path, number, "E502", message))
        else:
            entries[entry.guid] = entry
    return tuple(entries.values()), tuple(diagnostics)


def _entry(line: str) -> Entry | None:
    columns = line.rstrip("\r").split("\t")
    missing = len(fields(Entry)) - len(columns)
    if missing not in (0, 1) or not _GUID.match(columns[0]):
        return None
    guid, mod, state, *rest = columns
    if not re.fullmatch(r"[0-9]{1,12}", mod) or state not in ("", _RETIRED):
        return None
    return Entry(guid, int(mod), state, *rest)


def show_ledger(entries: Iterable[Entry]) -> str:
    """Write entries as the text of a ledger."""
    return _HEADER + "".join(f"{_line(entry)}\n" for entry in entries)


def _line(entry: Entry) -> str:
    columns = (str(getattr(entry, field.name)) for field in fields(Entry))
    line = "\t".join(" ".join(column.split()) for column in columns)
    return line if entry.type else line.removesuffix("\t")


def merged(new: Sequence[Entry], old: Sequence[Entry], gone: Collection[str]) -> tuple[Entry, ...]:
    """Put new entries in their order and keep every old one.

    The old ones whose guids are `gone` are retired: a note that returns gets its guid back, and
    no other note ever does. Those of documents outside this build stay as they are.
    """
    known = {entry.guid for entry in new}
    kept = [entry for entry in old if entry.guid not in known]
    rest = [replace(entry, state=_RETIRED) if entry.guid in gone else entry for entry in kept]
    return tuple(sorted([*new, *rest], key=lambda entry: entry.document))
