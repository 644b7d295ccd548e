"""Note types that a project adds by adding files: chosen, filled, checked, and in the real Anki."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deckgen.model import FIELDS, Card
from deckgen.pipeline import compile_
from deckgen.render.words import text_of
from tests.backend import answer_next, collection, import_
from tests.browser import Browser
from tests.making import built, run, write

NOTES = """\
# Queues

## What is a queue?

A list that waits.

```python
queue.send("hello")
```

<!-- deckgen: tags=typed -->
## How long are messages kept?

14 days.
"""
TYPED = '<article class="deckgen">{{Question}}\n{{type:Answer}}</article>\n'
BACK = "{{FrontSide}}<hr id=answer>{{Answer}}{{#Example}}<aside>{{Example}}</aside>{{/Example}}"
QA = {
    "back.html": BACK,
    "style.css": "aside { color: var(--quiet) }",
    "fields/Example.html": "{{ only('code') }}",
    "fields/Answer.html": "{{ without('code') }}",
}


def project(folder: Path, notes: str = NOTES, **note_types: dict[str, str]) -> Path:
    """A project with notes and note types: file names and texts by the names of folders."""
    write(folder, queues=notes)
    for name, files in note_types.items():
        for file, text in files.items():
            path = folder / "templates" / "notetypes" / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def fields(card: Card, names: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(names, card.fields, strict=True))


def test_a_folder_is_the_note_type_of_a_kind_or_of_a_tag(tmp_path: Path) -> None:
    result = compile_([project(tmp_path, qa=QA, typed={"front.html": TYPED})])
    assert not result.diagnostics
    queue, kept = result.cards
    assert (queue.note_type, kept.note_type) == ("qa", "typed")
    names = (*FIELDS, "Example")
    assert tuple(name for _, name in result.note_types["qa"].fields) == names
    assert fields(queue, names)["Answer"] == "<p>A list that waits.</p>"
    assert text_of(fields(queue, names)["Example"]).endswith('queue.send("hello")')
    assert len(kept.fields) == len(FIELDS)


def test_what_a_folder_has_not_is_that_of_every_card(tmp_path: Path) -> None:
    types = compile_([project(tmp_path, typed={"front.html": TYPED})]).note_types
    common, typed = types["deckgen"].templates[0], types["typed"].templates[0]
    assert (typed.front, typed.back) == (TYPED.strip(), common.back)
    assert types["typed"].style == types["deckgen"].style
    assert types["typed"].name == "deckgen typed"


def test_ids_come_from_names_and_another_field_makes_another_note_type(tmp_path: Path) -> None:
    first = compile_([project(tmp_path / "1", qa=QA)]).note_types["qa"]
    again = compile_([project(tmp_path / "2", qa=QA | {"style.css": ""})]).note_types["qa"]
    more = compile_([project(tmp_path / "3", qa=QA | {"fields/Hint.html": ""})]).note_types["qa"]
    assert (first.id, first.fields) == (again.id, again.fields)
    assert more.id != first.id
    assert len({number for number, _ in more.fields}) == len(more.fields)


def test_a_folder_for_no_card_is_a_warning(tmp_path: Path) -> None:
    notes = project(tmp_path, typo={"front.html": TYPED}, cloze={"front.html": TYPED})
    (found,) = compile_([notes]).diagnostics
    assert (found.path, found.code) == (str(notes / "templates/notetypes/typo"), "W605")


@pytest.mark.parametrize(
    ("file", "text", "line", "message"),
    [
        ("front.html", "{{Question}}\n\n{{Exampel}}", 3, "there is no field 'Exampel'"),
        ("front.html", "[#- of deckgen\n{{x}} -#]\n\n{{Question}}\n{{x}}", 5, "no field 'x'"),
        ("front.html", "{{Question}}\n{{FrontSide}}", 2, "there is no field 'FrontSide'"),
        ("front.html", "{{#Context}}{{Question}}{{/Context}}", 1, "a front needs {{Question}}"),
        ("front.html", "{{Question}}\n{{#Context}}", 2, "'{{#Context}}' is never ended"),
        ("back.html", "\n{{#Answer}}{{#Level}}{{/Answer}}{{/Level}}", 2, "'{{/Answer}}' ends what"),
        ("back.html", "{{Answer}}\n{{Answer", 2, "'{{' has no '}}'"),
        ("back.html", "{{type:Exampel}}", 1, "there is no field 'Exampel'"),
    ],
)
def test_what_anki_cannot_fill_is_named_with_its_line(
    tmp_path: Path, file: str, text: str, line: int, message: str
) -> None:
    notes = project(tmp_path, qa={file: text})
    (found,) = compile_([notes]).diagnostics
    assert (found.path, found.line, found.code) == (
        str(notes / "templates/notetypes/qa" / file), line, "E604",
    )  # fmt: skip
    assert message in found.message


def test_what_anki_leaves_alone_is_no_fault(tmp_path: Path) -> None:
    side = "<!-- {{x}} -->{{ Question }}{{#Tags}}{{text:Tags}}{{/Tags}}{{^Context}}none{{/Context}}"
    assert not compile_([project(tmp_path, qa={"front.html": side})]).diagnostics


def test_a_field_that_cannot_be_filled_names_its_template_and_the_card(tmp_path: Path) -> None:
    notes = project(tmp_path, qa={"fields/Example.html": "\n{{ exampel }}"})
    (found,) = compile_([notes]).diagnostics
    assert (found.line, found.code) == (2, "E601")
    assert found.path.endswith("notetypes/qa/fields/Example.html")
    assert found.message.endswith(f"(for the card at {notes / 'queues.md'}:3)")


def test_templates_lists_the_files_of_a_note_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path / "sources", qa=QA)
    monkeypatch.chdir(tmp_path)
    lines = dict(line.split(maxsplit=1) for line in run("templates").stdout.splitlines())
    assert lines["notetypes/qa/fields/Example.html"] != "shipped"


def test_anki_imports_added_note_types_and_fills_them(tmp_path: Path) -> None:
    notes = project(tmp_path / "notes", qa=QA, typed={"front.html": TYPED})
    (package,) = built(notes, tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        assert len(import_(col, package.path).new) == 2
        assert not col._backend.get_empty_cards().notes  # noqa: SLF001
        queue = col.get_card(col.find_cards("-tag:typed")[0])
        assert "<aside>" in queue.answer()
        assert "color: var(--quiet)" in queue.render_output().css
        names = {kind.name for kind in col.models.all_names_and_ids() if "deckgen" in kind.name}
        assert names == {"deckgen qa", "deckgen typed"}
        assert len(import_(col, package.path).updated) == 0


def test_a_note_of_another_type_keeps_its_reviews_when_types_are_merged(tmp_path: Path) -> None:
    notes = project(tmp_path / "study")
    (package,) = built(notes, tmp_path / "out")
    with collection(tmp_path / "anki") as col:
        import_(col, package.path)
        card = answer_next(col, "study")
        assert card is not None
        reviewed = (card.reps, card.due)
        project(notes, qa=QA)
        changed = json.loads(run("diff", notes, "--out", tmp_path / "out", "--json").stdout)
        assert changed["counts"]["retyped"] == 2
        built(notes, tmp_path / "out", now=1_800_000_100)
        assert len(import_(col, package.path).conflicting) == 2
        assert len(import_(col, package.path, merge=True).updated) == 2
        card.load()
        assert card.note_type()["name"] == "deckgen qa"
        assert (card.reps, card.due) == reviewed != (0, 0)
        assert "<aside>" in card.answer()
        (notes / "templates").rename(tmp_path / "away")
        built(notes, tmp_path / "out", now=1_800_000_200)
        assert len(import_(col, package.path, merge=True).updated) == 2
        card.load()
        assert card.note_type()["name"] == "deckgen"
        assert card.reps == reviewed[0]


def test_a_build_says_what_the_import_needs_for_notes_of_another_type(tmp_path: Path) -> None:
    notes = project(tmp_path / "study")
    built(notes, tmp_path / "out")
    project(notes, qa=QA)
    said = run("build", notes, "--out", tmp_path / "out").stdout
    assert "2 of another note type" in said
    assert "'Merge note types' on" in said
    assert "another note type" not in run("build", notes, "--out", tmp_path / "out").stdout


def test_the_preview_shows_each_card_with_its_own_note_type(
    browser: Browser, tmp_path: Path
) -> None:
    notes = project(
        tmp_path / "study", qa=QA, typed={"front.html": TYPED, "style.css": ".card { color: red }"}
    )
    run("preview", notes, "--no-open", "--out", tmp_path / "out")
    with browser.tab(1280, 860) as tab:
        tab.open(tmp_path / "out" / "preview" / "index.html")
        card = tab.page.frame_locator("#frame").locator("#qa")
        seen = {}
        for _ in range(2):
            colour = card.evaluate("card => getComputedStyle(card).color")
            seen[card.locator("#typeans").count()] = colour == "rgb(255, 0, 0)"
            tab.page.keyboard.press("ArrowRight")
        assert seen == {0: False, 1: True}
        assert tab.errors == []
