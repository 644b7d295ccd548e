"""Settings and front matter: read in full, or complained about with line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.config import SCALE_RULE, Level, LevelRule, Settings, read_front_matter, read_settings
from deckgen.diagnostics import show


def settings_of(tmp_path: Path, text: str) -> tuple[Settings, list[str]]:
    path = tmp_path / "deckgen.yaml"
    path.write_text(text, encoding="utf-8")
    settings, diagnostics = read_settings(path)
    return settings, [show(found).removeprefix(f"{path}:") for found in diagnostics]


def test_everything_can_be_set(tmp_path: Path) -> None:
    settings, diagnostics = settings_of(
        tmp_path,
        """
deck: My decks
levels:
  l5: Mid
  l6: Senior
default_level: l5
marks: {"★": l6}
rules:
  - level: l6
    words: [global, planet-scale]
    because: it is about the planet
topics:
  aws::s3: [S3, bucket]
""",
    )
    assert not diagnostics
    assert settings.deck == "My decks"
    assert settings.levels == (Level("l5", "Mid"), Level("l6", "Senior"))
    assert settings.default_level == "l5"
    assert settings.marks == (("★", "l6"),)
    assert settings.rules == (
        LevelRule("l6", ("global", "planet-scale"), "it is about the planet"),
    )
    assert settings.topics == (("aws::s3", ("S3", "bucket")),)


def test_an_empty_file_is_the_default(tmp_path: Path) -> None:
    settings, diagnostics = settings_of(tmp_path, "\n")
    assert (settings, diagnostics) == (Settings(), [])
    assert settings.rules == (SCALE_RULE,)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("deck: [a\n", "2: E201 not valid YAML: expected ',' or ']', but got '<stream end>'"),
        ("- a\n", "1: E201 expected 'key: value' lines here"),
        ("colour: red\n", "1: E203 'colour' is no setting; known are levels, deck"),
        ("deck: [a]\n", "1: E202 'deck' must be a text"),
        ("\ndefault_level: l9\n", "2: E202 unknown default_level 'l9'; known are l6, l7"),
        ("levels: {}\n", "1: E202 'levels' must name at least one level, lowest first"),
        ("levels:\n  L 6: x\n", "2: E202 'L 6' must be lower-case letters, digits, - or _"),
        ("rules: 5\n", "1: E202 'rules' must be a list of rules"),
        ("rules:\n  - level: l7\n", "2: E202 a rule needs a level and a list of words"),
        ("rules:\n  - {level: l7, words: [a], x: y}\n", "2: E203 a rule has the keys"),
        ("topics:\n  A B: [x]\n", "2: E202 'A B' must be lower-case words joined by - or ::"),
        ("marks: {x: l9}\n", "1: E202 unknown x 'l9'; known are l6, l7"),
        ("[" * 3000 + "\n", "2: E201 not valid YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    _, diagnostics = settings_of(tmp_path, text)
    assert any(found.startswith(complaint) for found in diagnostics), diagnostics


def test_settings_that_are_not_text(tmp_path: Path) -> None:
    path = tmp_path / "deckgen.yaml"
    path.write_bytes(b"deck: caf\xe9\n")
    settings, (found,) = read_settings(path)
    assert (settings, found.code) == (Settings(), "E103")


def test_front_matter_of_other_tools_is_ignored() -> None:
    front_matter, diagnostics = read_front_matter(
        "a.md", "aliases: [x]\ndate: 2026-01-01\ntopic: s3\nlang: en-GB\nskip: true\n", Settings()
    )
    assert not diagnostics
    assert (front_matter.topic, front_matter.language, front_matter.skip) == ("s3", "en-gb", True)


@pytest.mark.parametrize(
    ("yaml", "complaint"),
    [
        ("level: l9", "a.md:2: E202 unknown level 'l9'; known are l6, l7"),
        ("deck: x\ntags: 5", "a.md:3: E202 'tags' must be a list of texts"),
        ("skip: maybe", "a.md:2: E202 'skip' must be true or false"),
        ("language: 5%", "a.md:2: E202 '5%' is no language tag such as en or ru"),
        ("deck: {a: 1}", "a.md:2: E202 'deck' must be a text"),
        ("deck: 'x", "a.md:2: E201 not valid YAML"),
    ],
)
def test_front_matter_that_is_wrong(yaml: str, complaint: str) -> None:
    _, (found,) = read_front_matter("a.md", yaml, Settings())
    assert show(found).startswith(complaint)


def test_tags_may_be_a_text_with_commas() -> None:
    assert read_front_matter("a.md", "tags: a, b c,", Settings())[0].tags == ("a", "b c")
