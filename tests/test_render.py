"""Fields: the source's text comes out as the text it is, and nothing in it runs."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from deckgen.extract.kinds import KINDS
from deckgen.inline import Form, Inline, Mark, Run, plain
from deckgen.render.diagrams import draw
from deckgen.render.highlight import highlight
from deckgen.render.notetypes import note_types
from deckgen.render.sanitise import sanitise
from deckgen.render.templates import Templates, lower_first, own_folder, plural
from deckgen.render.words import html_of, text_of
from tests.making import ROOT, cards, compiled, write

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")))


def shown(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@given(TEXT)
def test_text_comes_out_as_the_text_it_is(text: str) -> None:
    assert shown(sanitise(str(html_of(plain(text))))) == text.replace("\xa0", "\xa0")


@given(TEXT, st.sampled_from(["python", "yaml", "typescript", "sql", "nonsense", "text"]))
def test_code_comes_out_as_the_code_it_is(text: str, language: str) -> None:
    assert shown(highlight(text, language)) == text


@pytest.mark.parametrize(
    "text",
    [
        "{{Front}} {{c1::x}} }} :: <% x %>",
        r"a\\( x \\) \\[ y \\]",
        "[sound:a.mp3] [latex]x[/latex] [$]x[/$] [anki:tts lang=en]x[/anki:tts]",
        "<script>alert(1)</script> vector<int> a < b & c",
        "{% raw %} {{ 7*7 }} {# x #}",
    ],
)
def test_what_anki_or_jinja_would_interpret_is_shown(tmp_path: Path, text: str) -> None:
    (card,) = cards(
        tmp_path, f"## What is it?\n\n`code` {text.replace('<script>', '&lt;script>')}\n"
    )
    assert card.answer == f"code {text}".replace("\\\\", "\\")
    answer = card.fields[1]
    assert "<script" not in answer
    assert not re.search(r"\[(?:sound:|latex\]|\$\]|anki:)", answer)
    assert not re.search(r"\\[()\[\]]", answer)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "<svg onload=alert(1)></svg>",
        "<style>.card{display:none}</style>",
        '<iframe src="https://example.com"></iframe>',
        '<p style="position:fixed" onclick="x()">x</p>',
        '<a href="../../etc/passwd">x</a>',
    ],
)
def test_nothing_active_reaches_a_field(tmp_path: Path, markup: str) -> None:
    for text in (
        f"Text {markup} more.",
        f"<div>\n<table><tr><td>{markup}</td></tr></table>\n</div>",
    ):
        result = cards(tmp_path, f"## What is it?\n\n{text}\n\nA queue.\n")
        fields = "".join(field for card in result for field in card.fields)
        assert not re.search(
            r"<script|<style|<iframe|<[^>]*(?:javascript:|\son\w+=|style=|passwd)",
            fields,
            re.IGNORECASE,
        )


def test_marks_open_and_close_in_order() -> None:
    bold, link = Mark("strong"), Mark("a", "https://example.com?a=1&b=2")
    runs = (Run("a", marks=(bold,)), Run("b", Form.CODE, (bold, link)), Run("c", marks=(link,)))
    assert html_of(Inline(runs)) == (
        '<strong>a<a href="https://example.com?a=1&amp;b=2"><code>b</code></a></strong>'
        '<a href="https://example.com?a=1&amp;b=2">c</a>'
    )


@given(st.lists(st.tuples(TEXT, st.lists(st.sampled_from(["strong", "em", "s"]), max_size=3))))
def test_marks_are_always_balanced(parts: list[tuple[str, list[str]]]) -> None:
    runs = tuple(Run(text, marks=tuple(Mark(name) for name in marks)) for text, marks in parts)
    markup = str(html_of(Inline(runs)))
    for name in ("strong", "em", "s"):
        assert markup.count(f"<{name}>") == markup.count(f"</{name}>")
    assert shown(markup) == "".join(text for text, _ in parts)


@given(TEXT, st.integers(0, 30), st.integers(0, 30))
def test_cutting_words_cuts_their_text(text: str, start: int, end: int) -> None:
    start, end = min(start, end), max(start, end)
    runs = (Run(text[:7], marks=(Mark("strong"),)), Run(text[7:]))
    assert Inline(runs).cut(start, end).text == text[start:end]


def test_the_plain_text_of_a_field_is_on_one_line() -> None:
    assert (
        text_of("<dl><dt>a</dt><dd><p>b &amp;\n c</p></dd></dl><pre>x\ny</pre>") == "a: b & c x y"
    )


@pytest.mark.parametrize(
    ("words", "small"),
    [("Launch it", "launch it"), ("S3 Standard", "S3 Standard"), ("<code>X</code> is", "<code>X</code> is"),
     ("API Gateway", "API Gateway"), ("A queue", "a queue"), ("Что это", "что это"), ("", "")],
)  # fmt: skip
def test_first_words_are_written_small_unless_they_are_names(words: str, small: str) -> None:
    assert lower_first(Markup(words)) == small  # noqa: S704


@pytest.mark.parametrize(
    ("count", "word"), [(1, "пункт"), (2, "пункта"), (5, "пунктов"), (11, "пунктов"), (21, "пункт"), (112, "пунктов")]
)  # fmt: skip
def test_russian_plurals(count: int, word: str) -> None:
    assert plural(count, "пункт", "пункта", "пунктов") == word


def test_every_pattern_is_phrased_in_every_language() -> None:
    templates = Templates(None)
    words = {
        "label": "L", "subject": "S", "question": "Q?", "names": ["a", "b"], "things": ["c", "d"], "count": 3, "measure": "time", "unit": "", "entries": (), "part": 1,
        "parts": 2, "begins": "It begins", "plural": False, "generic": False,
        "are_several": False, "several": True, "ends_asking": False,
    }  # fmt: skip
    for path in sorted((ROOT / "templates" / "questions").glob("*.jinja")):
        for pattern in (*(k for k in KINDS if k != "points"), "points_", "stretch"):
            assert templates.phrase(path.stem, pattern, words), (path, pattern)
        for pattern in ("more", "practice", "wrong", "right"):
            assert templates.phrase(path.stem, pattern), (path, pattern)


def test_the_language_of_the_notes_phrases_the_questions(tmp_path: Path) -> None:
    (russian,) = cards(tmp_path / "ru", "## Очередь\n\n- ждёт\n- хранит сообщения\n")
    assert russian.question == "Очередь — назовите 2 пункта."
    (other,) = cards(
        tmp_path / "es", "## Colas\n\n- guardan los mensajes de la lista\n- que esperan\n"
    )
    assert other.question == "Colas (2)?"


def test_the_fields_are_frozen() -> None:
    """Adding, removing or moving a field would stop every update of every user's notes."""
    note_type = note_types(Templates(None))["deckgen"]
    assert note_type.id == 1717171717001
    assert note_type.fields == (
        (4242420001001, "Question"),
        (4242420001002, "Answer"),
        (4242420001003, "Context"),
        (4242420001004, "Details"),
        (4242420001005, "Source"),
        (4242420001006, "Level"),
        (4242420001007, "Kind"),
        (4242420001008, "Language"),
        (4242420001009, "Id"),
        (4242420001010, "Spare 1"),
        (4242420001011, "Spare 2"),
    )
    assert [(card.id, card.name) for card in note_type.templates] == [(4242420002001, "Card")]
    assert "{{Question}}" in note_type.templates[0].front


def test_a_users_template_goes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "templates" / "answers").mkdir(parents=True)
    (tmp_path / "templates" / "answers" / "passage.html").write_text("<p>mine: {{ words }}</p>")
    assert own_folder(tmp_path) == tmp_path / "templates"
    (card,) = cards(tmp_path, "## What is it?\n\nA queue.\n")
    assert card.answer == "mine: A queue."


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("answers/passage.html", "<p>\n{{ words }", 2),
        ("answers/passage.html", "<p>\n\n{{ nothing }}", 3),
        ("questions/en.jinja", "{% macro explicit(ask) %}{{ ask.label }}", 1),
        ("questions/en.jinja", "", 1),
    ],
)
def test_a_broken_template_is_a_diagnostic_with_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    path = tmp_path / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    result = compiled(write(tmp_path, notes="## What is it?\n\nA queue.\n"))
    (found,) = result.diagnostics
    assert (found.path, found.line, found.code) == (str(path), line, "E601")


def test_a_picture_is_bundled_under_the_name_of_its_content(tmp_path: Path) -> None:
    write(tmp_path, notes="## What is it?\n\n![a queue](pics/q%201.png) ![[q.svg]]\n")
    (tmp_path / "pics").mkdir()
    (tmp_path / "pics" / "q 1.png").write_bytes(b"PNG")
    (tmp_path / "q.svg").write_bytes(b"<svg/>")
    result = compiled(tmp_path)
    assert not result.diagnostics
    assert sorted(result.media.values()) == [b"<svg/>", b"PNG"]
    for name in result.media:
        assert re.fullmatch(r"deckgen-[0-9a-f]{16}\.(png|svg)", name)
        assert f'<img src="{name}"' in result.cards[0].fields[1]


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("gone.png", "is missing"),
        ("../secret.png", "lies outside"),
        ("https://example.com/x.png", "is on a network"),
        ("notes.md", "of a kind that Anki does not show"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_reported(
    tmp_path: Path, target: str, complaint: str
) -> None:
    (tmp_path / "secret.png").write_bytes(b"PNG")
    result = compiled(tmp_path / "notes", notes=f"## What is it?\n\n![alt]({target})\n")
    assert [found.code for found in result.diagnostics] == ["W602"]
    assert complaint in result.diagnostics[0].message
    assert result.cards[0].answer == "[alt]"
    assert not result.media


def test_a_footnote_stands_on_the_card_that_refers_to_it(tmp_path: Path) -> None:
    (card,) = cards(tmp_path, "## What is it?\n\nA queue[^n].\n\n[^n]: A **list**.\n")
    assert card.answer == "A queue1. 1 A list."
    assert "<strong>list</strong>" in card.fields[1]


FLOW = "graph LR\n  A[Order] --> B{ok?}\n  B -.-> C[(Table)]\n  subgraph G\n  C\n  end\n"


@pytest.mark.parametrize(
    "source",
    [
        FLOW,
        "sequenceDiagram\n  Alice->>Bob: Hello\n  Bob-->>Alice: Hi\n",
        "stateDiagram-v2\n  [*] --> Open\n  Open --> Closed: fail\n",
    ],
    ids=["flowchart", "sequence", "states"],
)
def test_a_diagram_is_drawn_in_the_colours_of_the_style_sheet(source: str) -> None:
    drawn = draw(source, "mermaid")
    assert not drawn.problem
    assert drawn.svg == draw.__wrapped__(source, "mermaid").svg
    assert not re.search(r"\bfill=|\bstroke=|<style|style=|<script|href|data-", drawn.svg)
    assert 'class="words"' in drawn.svg
    assert 'class="line' in drawn.svg


def test_the_title_of_a_frame_is_marked() -> None:
    assert re.findall(r'class="words title"[^>]*>([^<]+)', draw(FLOW, "mermaid").svg) == ["G"]


def test_a_wide_flowchart_is_drawn_downwards() -> None:
    source = "graph LR\n" + "\n".join(
        f"  N{n}[Number {n}] --> N{n + 1}[Number {n + 1}]" for n in range(9)
    )
    width = float(re.search(r'width="(\d+)"', draw(source, "mermaid").svg)[1])  # type: ignore[index]
    assert width < 640


def test_a_broken_diagram_stays_text_with_a_diagnostic(tmp_path: Path) -> None:
    result = compiled(tmp_path, notes="## Flow\n\n```mermaid\ngraph LR\n  A -->\n```\n")
    (found,) = result.diagnostics
    assert (found.code, found.line) == ("W603", 3)
    assert "A -->" in result.cards[0].answer


LONG = "Because " + "a queue keeps each message until it is deleted, " * 8 + "so nothing is lost."
REST = "Whoever reads a message twice must notice it by its number and leave it alone the second time, which costs little.\n"


def test_a_long_answer_is_folded_after_what_must_be_known(tmp_path: Path) -> None:
    (card,) = cards(tmp_path, f"## Why a queue?\n\n{LONG}\n\n{REST}")
    assert "second time" not in card.fields[1]
    assert card.fields[3].startswith("<details><summary>More</summary><p>Whoever")
    assert card.answer.startswith("Because a queue")
    assert card.answer.endswith("costs little.")


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n\nBarely more.\n",
        f"{LONG} This is how:\n\n- {REST}",
        f"Short.\n\n{REST}",
        LONG,
    ],
    ids=["little is left", "announced by a colon", "read at a glance", "one paragraph"],
)
def test_an_answer_is_not_folded_without_need(tmp_path: Path, text: str) -> None:
    assert all(not card.fields[3] for card in cards(tmp_path, f"## Why a queue?\n\n{text}"))


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Questions to ask the interviewer", "A question to ask them."),
        ("Вопросы к интервьюеру", "Этот вопрос задаёте вы."),
        ("Questions the interviewer asks", "Answer aloud in two minutes."),
    ],
)
def test_a_prompt_says_who_asks(tmp_path: Path, heading: str, said: str) -> None:
    language = "ru" if "В" in heading else "en"
    questions = "- How often do you deploy?\n- Who is on call at night?\n- What failed last year?\n"
    notes = f"---\nlanguage: {language}\n---\n## {heading}\n\n{questions}"
    assert {card.answer.startswith(said) for card in cards(tmp_path, notes)} == {True}


@pytest.mark.parametrize("label", ["99.99 %", "2.5 GB limit", "1.5 seconds"])
def test_a_figure_is_no_numbering(tmp_path: Path, label: str) -> None:
    (card,) = cards(tmp_path, f"## {label}\n\nText that tells of it.\n")
    assert label in card.question
