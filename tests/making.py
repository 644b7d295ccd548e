"""Make what tests need from a few lines of Markdown, by the same road as the command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deckgen.cli import main
from deckgen.model import Card
from deckgen.pipeline import Compiled, Written, build, compile_

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
ROOT = Path(__file__).resolve().parents[1]


def write(folder: Path, **files: str) -> Path:
    """Write documents into a folder: `queues="text"` is `queues.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def compiled(folder: Path, **files: str) -> Compiled:
    """Compile the documents of a folder."""
    return compile_([write(folder, **files)])


def cards(folder: Path, text: str) -> list[Card]:
    """Compile one document and take its cards."""
    return list(compiled(folder, notes=text).cards)


def built(folder: Path, out: Path, *, now: int = 1_800_000_000) -> tuple[Written, ...]:
    """Build a folder's packages, with its ledger beside it."""
    result = compile_([folder], None, out)
    assert not [found for found in result.diagnostics if found.is_error], result.diagnostics
    written, problems = build(result, result.settings.level_keys(), out, now, cumulative=False)
    assert not problems, problems
    return written


def seeds() -> Path:
    """The five real documents; they lie beside the project, not in it. CI must have them."""
    if not SEEDS.is_dir():
        message = f"the real documents are missing: {SEEDS}"
        pytest.fail(message) if "CI" in os.environ else pytest.skip(message)
    return SEEDS


def run(*arguments: str | Path) -> Result:
    """Run a command of deckgen; what it raises is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
