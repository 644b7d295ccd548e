"""What the README says is true: its examples are read, its settings and commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from deckgen.cli import main
from deckgen.diagnostics import CODES
from tests.making import ROOT, cards, compiled

README = (ROOT / "README.md").read_text(encoding="utf-8")
READING = README[README.index("## How notes are read") : README.index("## Levels and tags")]
EXAMPLE = re.compile(
    r"^(?P<fence>`{3,})markdown\n(?P<notes>.*?)^(?P=fence)\n\n```text\n(?P<asked>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
EXAMPLES = [(found["notes"], found["asked"].splitlines()) for found in EXAMPLE.finditer(READING)]


def test_every_example_shows_what_it_asks() -> None:
    assert len(EXAMPLES) == len(re.findall(r"^`{3,}markdown$", READING, re.MULTILINE)) > 5


@pytest.mark.parametrize(("notes", "asked"), EXAMPLES)
def test_an_example_asks_what_the_readme_says(tmp_path: Path, notes: str, asked: list[str]) -> None:
    assert [card.question for card in cards(tmp_path, notes)] == asked


def test_every_command_and_only_those_are_in_the_table() -> None:
    named = re.findall(r"^\| `deckgen (\w+)", README, re.MULTILINE)
    assert named == list(main.commands)


def test_every_option_named_exists() -> None:
    options = {o for command in main.commands.values() for p in command.params for o in p.opts}
    text = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", text)) <= options | {"--help"}


def test_the_settings_shown_are_valid(tmp_path: Path) -> None:
    front, settings = (
        yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    )
    (tmp_path / "deckgen.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    notes = f"---\n{yaml.safe_dump(front)}---\n## A queue\n\nKeeps messages.\n"
    result = compiled(tmp_path, notes=notes)
    assert not result.diagnostics
    (card,) = result.cards
    assert card.item.deck.startswith("Another deck::Principal::")


def test_the_commands_of_the_continuous_integration_are_those_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [c for c in re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL) if "venv" in c]
    set_up = [command for command in commands if command.startswith("python3 -m venv")]
    assert len(set_up) == 2
    assert all("\n" not in command and command in script for command in set_up)


def test_every_file_named_is_there() -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path
    for path in ("style.css", "questions/en.jinja", "answers/grid.html"):
        assert path in README
        assert (ROOT / "templates" / path).is_file(), path
    assert {code[0] for code in CODES} == {"E", "W", "N"}
