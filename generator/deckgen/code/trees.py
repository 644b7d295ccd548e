"""ASCII trees: names on branches, to any depth, however carelessly the branches are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

# A line that turns back, with a corner or an arrow to the left, draws states and no tree.
_BRANCH: Final = re.compile(
    r"^(?!.*(?:[┘┐╯╮]|[←◄][─━]))(?P<lead>[\s│┃┆┊|]*)"
    r"(?P<branch>[├└╰┝┗┣]\s?[─━╌┄-]*[>►]?|[|+`\\](?:-{2,}|─{2,})(?=\s*[^\s|+-]))"
    r"\s*(?P<text>.*)$"
)
_TRUNK: Final = re.compile(r"^[\s│┃┆┊|]*$")


@dataclass(slots=True)
class Branch:
    """A name on a branch, its line (0-based) and what grows from it."""

    text: str
    line: int
    column: int
    branches: list[Branch] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last line of the branch with everything on it."""
        return self.branches[-1].last if self.branches else self.line


def is_branch(line: str) -> bool:
    """Tell whether a line draws a branch."""
    return bool(_BRANCH.match(line))


def is_trunk(line: str) -> bool:
    """Tell whether a line continues a tree without naming anything."""
    return bool(_TRUNK.match(line))


def grow(lines: Iterable[tuple[int, str]]) -> list[Branch]:
    """Read numbered lines as a tree: a branch hangs on the nearest one to its left above it."""
    top: list[Branch] = []
    path: list[Branch] = []
    for number, line in lines:
        match = _BRANCH.match(line.expandtabs(4))
        if match is None:
            if path and not is_trunk(line):
                path[-1].text += " " + line.strip(" │┃|\t")
            continue
        branch = Branch(match["text"].strip(), number, match.start("branch"))
        while path and path[-1].column >= branch.column:
            path.pop()
        (path[-1].branches if path else top).append(branch)
        path.append(branch)
    return top
