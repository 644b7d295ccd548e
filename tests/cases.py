"""Read fixtures: title, input and expected output between lines with a dot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Case:
    """One fixture: where it stands, what it is called, what goes in and what comes out."""

    path: Path
    line: int
    title: str
    given: str
    expected: str

    @property
    def name(self) -> str:
        """The name of its test: file and line, then the title."""
        return f"{self.path.stem}.md:{self.line} {self.title}"


def read_cases(path: Path) -> list[Case]:
    """Read the cases of a fixture file; a title may stand on the lines above the first dot."""
    cases: list[Case] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        title_at = at
        dots: list[int] = []
        while len(dots) < 3:
            at += 1
            if lines[at] == ".":
                dots.append(at)
        title = " ".join(line.strip() for line in lines[title_at : dots[0]] if line.strip())
        given = "\n".join(lines[dots[0] + 1 : dots[1]])
        expected = "\n".join(lines[dots[1] + 1 : dots[2]])
        cases.append(Case(path, title_at + 1, title, given, expected))
        at += 1
    return cases


def write_cases(path: Path, outputs: list[tuple[Case, str]]) -> None:
    """Write a fixture file anew with the outputs as they are; read the difference afterwards."""
    parts = [f"{case.title}\n.\n{case.given}\n.\n{output}\n.\n" for case, output in outputs]
    path.write_text("\n".join(parts), encoding="utf-8")


def all_cases(folder: str) -> list[Case]:
    """Read all cases under a folder of the fixtures."""
    return [case for path in sorted((FIXTURES / folder).glob("*.md")) for case in read_cases(path)]
