"""Templates a project may replace: how they are found, copied out, and what is said of bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.pipeline import compile_
from tests.making import ROOT, run, write

NOTES = "# Queues\n\n## What is a queue?\n\nA queue.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with notes in sources/, and the command run in its folder."""
    write(tmp_path / "sources", notes=NOTES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_all_templates_are_listed_as_shipped() -> None:
    lines = dict(line.split(maxsplit=1) for line in run("templates").stdout.splitlines())
    shipped = {
        path.relative_to(ROOT / "templates").as_posix()
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert set(lines) == shipped
    assert set(lines.values()) == {"shipped"}


def test_a_copy_is_the_projects_own_from_then_on(project: Path) -> None:
    result = run("templates", "--copy", "answers/passage.html")
    assert result.exit_code == 0
    path = Path(result.stdout.strip())
    assert path.is_relative_to(project) or not path.is_absolute()
    assert path.read_bytes() == (ROOT / "templates/answers/passage.html").read_bytes()
    lines = dict(line.split(maxsplit=1) for line in run("templates").stdout.splitlines())
    assert Path(lines["answers/passage.html"]).samefile(path)
    assert lines["style.css"] == "shipped"
    path.write_text("<p>mine: {{ words }}</p>")
    assert compile_([Path("sources")]).cards[0].answer == "mine: A queue."


def test_every_template_that_is_copied_is_in_force(project: Path) -> None:
    for line in run("templates").stdout.splitlines():
        assert run("templates", "--copy", line.split()[0]).exit_code == 0
    assert "shipped" not in run("templates").stdout
    result = compile_([project / "sources"])
    assert not result.diagnostics


def test_a_copy_never_overwrites(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates" / "style.css").write_text("mine")
    result = run("templates", "--copy", "style.css")
    assert result.exit_code == 1
    assert "style.css:1: E501 exists already" in result.stderr
    assert (project / "templates" / "style.css").read_text() == "mine"


def test_a_copy_goes_where_it_is_told(project: Path) -> None:
    assert run("templates", "--copy", "style.css", "--to", project / "else").exit_code == 0
    assert (project / "else" / "style.css").is_file()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", ["nothing.css", "../pyproject.toml", "answers"])
def test_an_unknown_template_is_a_usage_error(name: str) -> None:
    result = run("templates", "--copy", name)
    assert result.exit_code == 2
    assert "style.css" in result.stderr


PHRASES = """\
{% macro more() %}More{% endmacro %}
{% macro explicit(ask) %}{{ ask.gone.more }}{% endmacro %}
"""
CARD = "(for the card at sources/notes.md:3)"


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("answers/passage.html", "<p>\n{{ words }", 2, CARD),
        ("answers/passage.html", "\n\n{{ nothing }}", 3, CARD),
        ("answers/passage.html", "\n{{ words / 2 }}", 2, CARD),
        ("answers/passage.html", "\n{{ 1 / 0 }}", 2, f"ZeroDivisionError: division by zero {CARD}"),
        ("answers/passage.html", "\n{% include 'gone.html' %}", 2, CARD),
        ("answers/passage.html", "{% include 'answers/passage.html' %}", 1, CARD),
        ("answers/passage.html", b"\xff", 1, CARD),
        ("questions/en.jinja", "", 1, "there is no macro 'explicit'"),
        ("questions/en.jinja", PHRASES, 2, CARD),
        ("notetypes/deckgen/front.html", "\n[[ nothing ]]", 2, "'nothing' is undefined"),
        ("notetypes/deckgen/back.html", "\n\n[% if %]", 3, "Expected an expression"),
        ("notetypes/deckgen/notetype.toml", "id = 1\nname = \n", 2, "Invalid value"),
        ("notetypes/deckgen/notetype.toml", "id = 1\n", 1, "KeyError: 'fields'"),
        ("style.css", b"\xff", 1, "UnicodeDecodeError"),
    ],
)  # fmt: skip
def test_a_bad_template_is_named_with_its_line_and_card(
    project: Path, name: str, text: str | bytes, line: int, message: str
) -> None:
    path = project / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (project / "templates" / "answers").mkdir(exist_ok=True)
    result = run("check")
    assert result.exit_code == 1
    (said,) = [found for found in result.stderr.splitlines() if " E601 " in found]
    assert said.startswith(f"{path}:{line}: E601 ")
    assert message in said
