"""What is wrong with the input, where, and what to do about it.

Every stage returns its diagnostics as values; `show` is their only formatter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

CODES: Final = {
    "E101": "the path does not exist",
    "E102": "the file or folder cannot be read",
    "E103": "the file is not UTF-8 text",
    "E104": "the file is binary",
    "W105": "text damaged by a wrong decoding was repaired",
    "E201": "front matter or settings are not valid YAML",
    "E202": "a setting has a wrong value",
    "E203": "a setting is unknown",
    "E301": "a directive cannot be understood",
    "E302": "two blocks have the same id",
    "W303": "a directive has no block to apply to",
    "W304": "blocks are nested too deeply to be read",
    "W305": "a fence is never closed",
    "W401": "the document is empty",
    "W402": "the document yields no card",
    "E403": "the build yields no card",
    "E501": "the output cannot be written",
    "E502": "the ledger cannot be used",
    "W503": "the ledger is kept elsewhere",
    "E504": "the ledger is locked and would change",
    "E601": "a template cannot be used",
    "W602": "a picture cannot be shown",
    "W603": "a diagram cannot be drawn",
    "E604": "a side of a card cannot be filled by Anki",
    "W605": "a note type has no card",
    "N701": "a question has no answer",
    "N702": "an answer is too long",
    "N703": "code has no word of what it shows",
    "N704": "a heading says nothing by itself",
    "N705": "a question is asked twice",
}


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding. The code's first letter is its weight: E error, W warning, N note.

    `line` is 1-based; a finding about a whole file points at its first line.
    """

    path: str
    line: int
    code: str
    message: str

    @property
    def is_error(self) -> bool:
        """Whether this finding makes the run fail (exit code 1)."""
        return self.code.startswith("E")


def show(diagnostic: Diagnostic) -> str:
    """Format a diagnostic as `path:line: CODE message`, the form editors can jump to."""
    return f"{diagnostic.path}:{diagnostic.line}: {diagnostic.code} {diagnostic.message}"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the findings is an error."""
    return any(diagnostic.is_error for diagnostic in diagnostics)
