"""Undo one wrong decoding: UTF-8 that was read as another encoding and saved again.

Encoding the damaged text back is lossless, and bytes that then decode as strict UTF-8 are no
accident: in an 8-bit encoding a letter is hardly ever followed by just the symbols that
continue a UTF-8 sequence. The whole file is repaired where that works for all of it, else each
line where it provably does. ftfy judges the doubtful lines; its own repair knows no Mac Roman.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

ENCODINGS: Final = {
    "Windows-1252": "sloppy-windows-1252",
    "Mac Roman": "mac_roman",
    "Windows-1251": "sloppy-windows-1251",
    "Latin-1": "latin-1",
}
"""The wrong decodings that are recognised, by the codec that undoes them (sloppy: ftfy's)."""

_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_SPECIMEN: Final = re.compile(r"`[^`]*`")
_ODD: Final = re.compile(r"[\x80-\x9f]|[\x00-\x7f][\u0300-\u036f\u0483-\u0489]")
_SURE: Final = 2
"""Sequences in one line that make a repair sure without a second opinion."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text, the encoding it had been read as and the lines that changed."""

    text: str
    encoding: str
    lines: tuple[int, ...]


def repair(text: str) -> Repair | None:
    """Repair damaged text; None where nothing is provably wrong."""
    if not _NON_ASCII.search(text):
        return None
    import ftfy.bad_codecs  # noqa: PLC0415  (registers the sloppy codecs; slow to import)

    ftfy.bad_codecs.ok()
    return _repair_whole(text) or _repair_lines(text)


def _repair_whole(text: str) -> Repair | None:
    found = _best(text)
    if found is None:
        return None
    encoding, undone = found
    return Repair(undone, encoding, _changed_lines(text, undone))


def _repair_lines(text: str) -> Repair | None:
    lines = text.split("\n")
    encodings = []
    changed = []
    for at, line in enumerate(lines):
        found = _repair_line(line)
        if found is not None:
            encoding, lines[at] = found
            encodings.append(encoding)
            changed.append(at + 1)
    if not changed:
        return None
    common = max(sorted(set(encodings)), key=encodings.count)
    return Repair("\n".join(lines), common, tuple(changed))


def _repair_line(line: str) -> tuple[str, str] | None:
    if not _NON_ASCII.search(_SPECIMEN.sub("", line)):
        return None  # a line about mojibake shows it in backticks
    return _best(line)


def _best(damaged: str) -> tuple[str, str] | None:
    """Find the encoding whose undoing is proved and leaves the fewest odd characters."""
    candidates = []
    for encoding, codec in ENCODINGS.items():
        undone = _undo(damaged, codec)
        if undone is not None and _is_sure(damaged, undone):
            candidates.append((_oddness(undone), encoding, undone))
    if not candidates:
        return None
    _, encoding, undone = min(candidates, key=lambda candidate: candidate[0])
    return encoding, undone


def _undo(text: str, codec: str) -> str | None:
    try:
        return text.encode(codec).decode("utf-8")
    except UnicodeError:
        return None


def _is_sure(damaged: str, undone: str) -> bool:
    """Tell whether the repair is proved by its length or by ftfy's eye for mojibake."""
    from ftfy.badness import badness  # noqa: PLC0415  (slow to import, needed for few files)

    sequences = len(_NON_ASCII.findall(undone))
    if sequences == 0 or _oddness(undone) > sequences / 5:
        return False
    return sequences >= _SURE or badness(damaged) > badness(undone)


def _oddness(text: str) -> int:
    """Count what hardly stands in notes: control, private, unassigned, accents on nothing."""
    return len(_ODD.findall(text)) + sum(
        unicodedata.category(character) in {"Cn", "Co"} for character in _NON_ASCII.findall(text)
    )


def _changed_lines(before: str, after: str) -> tuple[int, ...]:
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return tuple(at for at, (old, new) in enumerate(pairs, start=1) if old != new)
