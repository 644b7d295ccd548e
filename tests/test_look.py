"""The reference cards in a real engine: nothing runs off the page, is cut, small, pale or fetched.

Pictures of every side are written to build/screenshots/ for a person to look at.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from deckgen.model import Kind
from deckgen.pipeline import Compiled, compile_
from tests.browser import Browser, Tab
from tests.cases import FIXTURES
from tests.making import ROOT, compiled
from tests.pages import ANKIDROID, APPS, DESKTOP, App, page

PICTURES: Final = ROOT / "build" / "screenshots"
MODES: Final = {"day": False, "night": True}
AUDIT: Final = (ROOT / "tests" / "audit.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reference() -> Compiled:
    """One card of each kind, easy and hard."""
    return compile_([FIXTURES / "reference"])


def audit(tab: Tab, app: App) -> list[str]:
    """Unfold what is folded on the open page and say what is wrong with it."""
    tab.js("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
    found: list[str] = tab.js(AUDIT, app.width)
    return found


def test_the_reference_cards_are_of_every_kind_and_content(reference: Compiled) -> None:
    assert {card.item.kind for card in reference.cards} == set(Kind)
    assert {card.item.document.language for card in reference.cards} >= {
        "en",
        "ru",
        "ar",
        "zh",
        "ja",
    }
    fields = "".join(field for card in reference.cards for field in card.fields)
    for mark in (
        '<figure class="code"', '<figure class="diagram"', "<svg", "<pre dir", 'class="grid"', "<dl>",
        "<ol>", "<ul>", "<blockquote>", 'class="good"', 'class="bad"', "<details>", "<img", "<mark>",
        'class="letters"', 'class="formula"', 'class="footnote"', 'class="practice"', "<a href",
    ):  # fmt: skip
        assert mark in fields, mark


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_side_of_every_card_is_fit_to_be_studied(
    browser: Browser, reference: Compiled, app: App, mode: str
) -> None:
    folder = PICTURES / f"{app.name}-{mode}"
    shutil.rmtree(folder, ignore_errors=True)
    problems = []
    with browser.tab(app.width, app.height, mobile=app.mobile) as tab:
        for number, card in enumerate(reference.cards):
            for side in ("front", "back"):
                html = page(
                    card, reference.note_types[card.note_type], reference.media, app,
                    back=side == "back", night=MODES[mode],
                )  # fmt: skip
                name = f"{number:02d}-{card.item.kind}-{side}"
                tab.open(html)
                tab.screenshot(folder / f"{name}.png", whole=True)
                problems += [f"{name}: {problem}" for problem in audit(tab, app)]
        assert not problems, "\n".join(problems)
        assert not tab.errors
        assert not tab.outgoing


def test_eighty_columns_of_code_fit_a_desktop(browser: Browser, tmp_path: Path) -> None:
    assert hidden(browser, tmp_path, DESKTOP, f"```python\n{'x' * 80}\n```") == 0


def test_a_table_of_four_columns_fits_a_phone(browser: Browser, tmp_path: Path) -> None:
    table = "| Class | Price | Stays | Found in |\n|-|-|-|-|\n| Standard | 23 | any | 10 ms |\n"
    table += "| Infrequent | 12.5 | 30 days | 10 ms |\n| Archive | 1 | 180 days | 12 hours |\n"
    assert hidden(browser, tmp_path, ANKIDROID, table) == 0


def hidden(browser: Browser, folder: Path, app: App, answer: str) -> int:
    """How many pixels of an answer's box are scrolled away."""
    notes = compiled(folder, notes=f"## What is it?\n\n{answer}\n")
    card = notes.cards[0]
    with browser.tab(app.width, app.height, mobile=app.mobile) as tab:
        tab.open(page(card, notes.note_types[card.note_type], {}, app, back=True, night=False))
        box = "document.querySelector('.answer :is(pre, .grid)')"
        pixels: int = tab.js(f"{box}.scrollWidth - {box}.clientWidth")
        return pixels


def test_the_source_line_begins_where_its_script_does(
    browser: Browser, reference: Compiled
) -> None:
    for card in reference.cards:
        with browser.tab(ANKIDROID.width, ANKIDROID.height, mobile=True) as tab:
            note_type = reference.note_types[card.note_type]
            tab.open(page(card, note_type, reference.media, ANKIDROID, back=True, night=False))
            direction = tab.js("getComputedStyle(document.querySelector('footer')).direction")
        assert direction == ("rtl" if card.item.document.language == "ar" else "ltr")


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        (".deckgen { width: 500px }", "the page scrolls sideways"),
        (".deckgen { position: relative; left: -30px }", "off the page"),
        (".answer { height: 20px; overflow: hidden }", "cut off"),
        (".deckgen pre { white-space: pre-wrap }", "code wraps"),
        (".card.card { font-size: 15px }", "text of 15px"),
        (".deckgen pre.pre, .deckgen pre { font-size: 12px }", "code of 12px"),
        (".deckgen.deckgen summary { padding: 0; min-height: 0 }", "high to tap"),
        (".answer { color: #999999 }", "contrast"),
        (".hl .k.k { color: #eeeeee }", "contrast"),
        (".diagram .words.words { fill: #eeeeee }", "contrast"),
    ],
)
def test_what_is_unfit_is_found(
    browser: Browser, reference: Compiled, style: str, problem: str
) -> None:
    found: list[str] = []
    with browser.tab(ANKIDROID.width, ANKIDROID.height, mobile=True) as tab:
        for card in reference.cards:
            html = page(
                card,
                reference.note_types[card.note_type],
                reference.media,
                ANKIDROID,
                back=True,
                night=False,
            )
            tab.open(html.replace("</head>", f"<style>{style}</style></head>"))
            found += audit(tab, ANKIDROID)
            if any(problem in one for one in found):
                return
    pytest.fail(f"{problem!r} was not found, but {sorted(set(found))}")
