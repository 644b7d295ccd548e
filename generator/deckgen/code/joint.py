"""A piece of code between two joints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from deckgen.code.literals import Value


class Role(StrEnum):
    """What a piece of code is."""

    IMPORT = "import"
    SETUP = "setup"
    STUB = "stub"
    COMMENT = "comment"
    FUNCTION = "function"
    TYPE = "type"
    LITERAL = "literal"
    TEMPLATE = "template"
    ENTRY = "entry"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class Joint:
    """Lines `first` to `last` (0-based, within the code), named by what stands above or in them.

    `comment` is the leading comment's text, `doc` the docstring's; the code itself begins at
    `code`. `inner` are the joints inside, `value` is the literal that a statement assigns.
    """

    role: Role
    name: str
    comment: str
    first: int
    last: int
    code: int
    doc: str = ""
    inner: tuple[Joint, ...] = ()
    value: Value | None = None

    @property
    def length(self) -> int:
        """How many lines the piece has."""
        return self.last - self.first + 1
