"""The preview in a real browser: what it shows, how it is used, and that nothing is loaded."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from anki.collection import Collection
from playwright.sync_api import expect

from deckgen import preview
from deckgen.preview.account import runs
from deckgen.preview.maths import typeset
from tests.browser import Browser, Tab
from tests.making import ROOT, compiled, run, write

PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
QUEUES: Final = """\
# Queues

## What is a queue?

A list that waits, written `{{Answer}}` and <b>not</b> run. ![line](line.png)

## What does a dead-letter queue hold? (L7)

```python
def poison(message):
    return message
```

## What is a consumer?

A reader of the queue.

---

<!-- deckgen: skip -->
Left out on purpose.
"""
CACHES: Final = "# Caches\n\n## What is a cache?\n\nA near copy.\n"


def project(folder: Path) -> Path:
    write(folder, queues=QUEUES, caches=CACHES)
    (folder / "line.png").write_bytes(PNG)
    return folder


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two documents with four cards."""
    folder = tmp_path_factory.mktemp("preview")
    result = run("preview", project(folder / "study"), "--no-open", "--out", folder / "out")
    assert result.exit_code == 0, result.output
    path = folder / "out" / "preview" / "index.html"
    assert result.stdout == f"{path}\n"
    return path


@pytest.fixture
def tab(browser: Browser, page: Path) -> Iterator[Tab]:
    """The page, open on a desktop; at the end it has logged no error and loaded nothing."""
    with browser.tab(1280, 860) as tab:
        show(tab, page)
        yield tab
        assert tab.errors == []
        assert tab.outgoing == []


def show(tab: Tab, page: Path, state: str = "") -> None:
    tab.page.goto(f"{page.resolve().as_uri()}#{state}")
    expect(tab.page.locator("#position")).not_to_be_empty()


def card(tab: Tab) -> str:
    """What is to be read on the card now."""
    return tab.page.frame_locator("#frame").locator("#qa").inner_text()


def questions(tab: Tab) -> list[str]:
    return tab.page.locator(".row .asked").all_inner_texts()


def press(tab: Tab, *keys: str) -> None:
    for key in keys:
        tab.page.keyboard.press(key)


# Cards


def test_a_card_is_flipped_by_a_button_a_click_on_it_and_a_key(tab: Tab) -> None:
    assert "What is a cache?" in card(tab)
    assert "A near copy." not in card(tab)
    tab.page.click("#flip")
    assert "A near copy." in card(tab)
    assert "What is a cache?" in card(tab), "the back begins with the front"
    tab.page.frame_locator("#frame").locator(".question").click()
    assert "A near copy." not in card(tab)
    tab.page.evaluate("document.activeElement.blur()")
    press(tab, "Space")
    assert "A near copy." in card(tab)
    assert "back: A near copy." in tab.page.locator("#spoken").inner_text()


def test_keys_walk_through_the_cards_and_stop_at_the_ends(tab: Tab) -> None:
    assert tab.page.locator("#position").inner_text() == "1 / 4"
    press(tab, "ArrowLeft")
    assert tab.page.locator("#position").inner_text() == "1 / 4"
    press(tab, "ArrowRight", "j", "j", "j", "ArrowRight")
    assert tab.page.locator("#position").inner_text() == "4 / 4"
    assert tab.page.locator("#next").is_disabled()
    press(tab, "k")
    assert "dead-letter" in card(tab)


def test_keys_reach_the_page_from_inside_the_card(tab: Tab) -> None:
    tab.page.frame_locator("#frame").locator(".question").click()
    press(tab, "ArrowRight")
    assert tab.page.locator("#position").inner_text() == "2 / 4"


def test_the_list_is_walked_by_keyboard_and_says_where_one_is(tab: Tab) -> None:
    tab.page.focus("#list")
    press(tab, "ArrowDown", "End", "ArrowUp")
    active = tab.js("document.getElementById('list').getAttribute('aria-activedescendant')")
    row = tab.page.locator(f"#{active}")
    assert row.get_attribute("aria-selected") == "true"
    assert (row.get_attribute("aria-posinset"), row.get_attribute("aria-setsize")) == ("3", "4")


def test_braces_and_pictures_of_a_source_are_shown_and_nothing_of_it_runs(tab: Tab) -> None:
    press(tab, "ArrowRight", "Space")
    assert "{{Answer}}" in card(tab)
    picture = tab.page.frame_locator("#frame").locator("img")
    assert (picture.get_attribute("src") or "").startswith("data:image/png;base64,")
    assert picture.evaluate("img => img.complete && img.naturalWidth === 1")


@pytest.mark.parametrize(
    ("tex", "kept"),
    [
        (r"\(\frac{w}{s}\)", False),
        (r"\[\sum_{i=1}^{n} i\]", False),
        (r"a &lt; b is \(a &lt; b\)", False),
        (r"<code>\(w\)</code>", True),
        (r"\(\frac{\)", True),
        (r"\(\href{javascript:alert(1)}{w}\)", True),
        (r"\(\text{&lt;img src=x&gt;}\)", True),
        ("no mathematics", True),
    ],
)
def test_mathematics_is_typeset_where_it_can_be_read(tex: str, *, kept: bool) -> None:
    shown = typeset(tex)
    assert (shown == tex) is kept
    assert ("MathML" in shown) is not kept


def test_mathematics_is_drawn_without_a_script(browser: Browser, tmp_path: Path) -> None:
    notes = write(tmp_path / "notes", sums="## What is it?\n\nThe sum $\\frac{w}{s}$.\n")
    run("preview", notes, "--no-open", "--out", tmp_path / "out")
    with browser.tab(1280, 860) as tab:
        show(tab, tmp_path / "out" / "preview" / "index.html")
        press(tab, "Space")
        fraction = tab.page.frame_locator("#frame").locator("mfrac").bounding_box()
        assert fraction is not None
        assert fraction["height"] > fraction["width"]
        assert (tab.errors, tab.outgoing) == ([], [])


def test_a_card_says_where_it_came_from_and_why_it_has_its_level(tab: Tab, page: Path) -> None:
    press(tab, "j", "j")
    facts = tab.page.locator("#facts").inner_text()
    assert f"{page.parents[2] / 'study' / 'queues.md'}:7" in facts
    assert "L7 because" in facts
    assert "'What does a dead-letter queue hold? (L7)' names L7" in facts
    tab.page.click("#origin summary")
    assert "10  def poison(message):" in tab.page.locator("#origin pre").inner_text()


# Filters


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("document", "caches.md", ["What is a cache?"]),
        ("level", "l7", ["What does a dead-letter queue hold?"]),
        ("kind", "qa", ["What is a cache?", "What is a queue?", "What does a dead-letter queue hold?", "What is a consumer?"]),
    ],
)  # fmt: skip
def test_cards_are_filtered(tab: Tab, name: str, value: str, found: list[str]) -> None:
    tab.page.select_option(f"#{name}", value)
    assert questions(tab) == found
    tab.page.click("#filters button")
    assert len(questions(tab)) == 4


def test_a_topic_is_filtered_with_those_below_it(tab: Tab) -> None:
    topics = tab.js("data.cards.map(card => card.topic)")
    tab.page.select_option("#topic", topics[0])
    assert len(questions(tab)) == topics.count(topics[0])


def test_search_finds_words_in_any_order_on_both_sides(tab: Tab) -> None:
    press(tab, "/")
    tab.page.keyboard.type("QUEUE reader")
    expect(tab.page.locator("#count")).to_have_text("1 of 4 cards")
    assert questions(tab) == ["What is a consumer?"]
    tab.page.fill("#search", "nothing has this")
    tab.page.wait_for_selector("#none:not([hidden])")
    press(tab, "Escape", "ArrowRight")
    tab.page.wait_for_timeout(150)
    assert tab.page.input_value("#search") == "nothing has this", "Escape only leaves the field"
    tab.page.click("#clear")
    assert len(questions(tab)) == 4


def test_a_reload_shows_the_same_card_again(tab: Tab) -> None:
    tab.page.select_option("#document", "queues.md")
    press(tab, "n", "Tab", "j")
    tab.page.focus("#flip")
    press(tab, "j")
    before = (card(tab), questions(tab))
    tab.page.reload()
    expect(tab.page.locator("#position")).not_to_be_empty()
    assert (card(tab), questions(tab)) == before
    assert tab.js("document.documentElement.classList.contains('night')")


# Day and night, phone and desktop


def test_night_is_the_apps_own_on_the_page_and_on_the_card(tab: Tab) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    day = (
        tab.js(ground),
        tab.js(f"frame.contentWindow.{ground.replace('document', 'frame.contentDocument')}"),
    )
    press(tab, "n")
    night = (
        tab.js(ground),
        tab.js(f"frame.contentWindow.{ground.replace('document', 'frame.contentDocument')}"),
    )
    assert day[0] != night[0]
    assert day[1] != night[1]
    assert tab.page.locator("#night").get_attribute("aria-pressed") == "true"
    assert tab.js("frame.contentDocument.body.className") == "card card1 nightMode night_mode"
    assert tab.js("frame.contentDocument.documentElement.dataset.bsTheme") == "dark"


def test_the_phone_is_360_pixels_wide_with_ankidroids_classes(tab: Tab) -> None:
    press(tab, "p", "n")
    assert tab.js("[frame.clientWidth, frame.clientHeight]") == [360, 640]
    assert tab.js("frame.contentDocument.documentElement.className").split()[:2] == [
        "mobile",
        "android",
    ]
    assert "ankidroid_dark_mode" in tab.js("frame.contentDocument.body.className")
    tab.page.click("#phone")
    assert tab.js("frame.clientWidth") > 700


def test_the_styles_of_page_and_card_do_not_meet(tab: Tab) -> None:
    assert tab.js("getComputedStyle(document.body).fontSize") == "15px"
    inner = "frame.contentWindow.getComputedStyle(frame.contentDocument.body)"
    assert tab.js(f"{inner}.fontSize") == "20px"
    assert tab.js(f"{inner}.getPropertyValue('--tint')") == ""


@pytest.mark.parametrize("view", ["cards", "account", "composition"])
@pytest.mark.parametrize("state", ["", "night=1&phone=1"])
def test_the_page_itself_fits_a_phone(browser: Browser, page: Path, view: str, state: str) -> None:
    with browser.tab(360, 640, mobile=True) as tab:
        show(tab, page, f"view={view}&{state}")
        assert tab.js("document.documentElement.scrollWidth") == 360
        small = tab.js(
            """[...document.querySelectorAll('button:not(.plain), select, input')]
            .filter(one => one.offsetWidth && one.offsetHeight < 40).map(one => one.id)"""
        )
        assert small == []
        assert (tab.errors, tab.outgoing) == ([], [])
        tab.screenshot(ROOT / "build" / "screenshots" / f"preview-phone-{view}{'-night' if state else ''}.png")  # fmt: skip


@pytest.mark.parametrize("view", ["cards", "account", "composition"])
@pytest.mark.parametrize("night", ["", "1"])
def test_all_words_can_be_read(browser: Browser, page: Path, view: str, night: str) -> None:
    """WCAG AA: 4.5 to 1 between every word of the page and its ground."""
    with browser.tab(1280, 860) as tab:
        show(tab, page, f"view={view}&night={night}")
        tab.page.wait_for_timeout(200)
        assert tab.js(FAINT) == []
        tab.screenshot(ROOT / "build" / "screenshots" / f"preview-{view}{'-night' if night else ''}.png")  # fmt: skip


FAINT: Final = """() => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
      .map(part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!colour.startsWith('rgba(0, 0, 0, 0')) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')]
    .filter(one => one.checkVisibility() && !one.closest(':disabled') && one.closest('main, header'))
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => {
      const pair = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => b - a);
      return [one.outerHTML.slice(0, 80), (pair[0] + 0.05) / (pair[1] + 0.05)];
    })
    .filter(([, contrast]) => contrast < 4.5);
}"""


def test_every_control_has_a_name_and_a_place_in_the_order(tab: Tab) -> None:
    tree = tab.page.locator("body").aria_snapshot()
    for control in ('tab "Cards" [selected]', 'searchbox "Search"', 'combobox "Document"',
                    'listbox "Cards"', 'button "Previous card"', 'button "Show answer"',
                    'button "Night"', "iframe"):  # fmt: skip
        assert control in tree
    tab.page.focus("#tab-cards")
    order = []
    for _ in range(10):
        press(tab, "Tab")
        order.append(tab.js("document.activeElement.id || document.activeElement.textContent"))
    assert order == [
        "phone", "night", "search", "Clear", "document", "level", "topic", "kind", "list", "flip",
    ]  # fmt: skip


# Account and composition


def test_the_account_draws_every_line_and_says_why_it_was_left_out(tab: Tab) -> None:
    press(tab, "/")
    tab.page.click("#tab-account")
    section = tab.page.locator(".document", has_text="queues.md")
    assert "became 3 cards" in section.locator(".sum").inner_text()
    drawn = section.locator("svg path").evaluate_all(
        "paths => Object.fromEntries(paths.map(p => [p.getAttribute('class'), (p.getAttribute('d').match(/M/g) ?? []).length]))"
    )
    lines = len([line for line in QUEUES.split("\n") if line.strip()])
    assert sum(drawn.values()) == lines
    assert drawn["out"] == 3
    section.locator(".reasons > summary").click()
    for reason in section.locator("tr details summary").all():
        reason.click()
    expect(section.locator("tr pre", has_text="21  Left out on purpose.")).to_have_count(1)


def test_the_account_is_walked_by_keyboard_and_opens_cards(tab: Tab) -> None:
    tab.page.click("#tab-account")
    strip = tab.page.locator(".strip").nth(1)
    strip.focus()
    press(tab, "Home", *["ArrowRight"] * 15)
    assert strip.get_attribute("aria-valuenow") == "16"
    assert "A reader of the queue." in (strip.get_attribute("aria-valuetext") or "")
    press(tab, "Enter")
    assert "What is a consumer?" in card(tab)
    assert tab.js("document.activeElement.id") == "flip"


def test_a_click_on_the_picture_opens_the_card_of_that_line(tab: Tab) -> None:
    tab.page.click("#tab-account")
    picture = tab.page.locator(".strip svg").nth(1)
    picture.click(position={"x": 5, "y": 4 * 3 + 1})
    assert "What is a queue?" in card(tab)


def test_the_composition_counts_cards_and_leads_to_them(tab: Tab) -> None:
    tab.page.focus("#tab-cards")
    press(tab, "ArrowLeft")
    tables = {
        table.locator("th").first.inner_text(): table.locator("tbody tr").all_inner_texts()
        for table in tab.page.locator(".bars").all()
    }
    assert list(tables) == ["Topic", "Level", "Kind", "Document"]
    assert [row.split() for row in tables["Level"]] == [
        ["L6", "3", "·", "3"],
        ["L7", "·", "1", "1"],
    ]
    tab.page.click(".bars button:text-is('L7')")
    assert questions(tab) == ["What does a dead-letter queue hold?"]


# Size


def test_five_thousand_cards_are_a_list_of_a_few_elements(browser: Browser, tmp_path: Path) -> None:
    one = compiled(project(tmp_path / "study"))
    many = tuple(
        replace(
            one.cards[n % 4],
            item=replace(one.cards[n % 4].item, guid=f"card{n}"),
            question=f"Question {n}?",
        )
        for n in range(5000)
    )
    path, problems = preview.write(replace(one, cards=many), ("l6", "l7"), tmp_path / "out")
    assert path is not None
    assert problems == ()
    with browser.tab(1280, 860) as tab:
        show(tab, path)
        assert tab.js("document.querySelectorAll('*').length") < 400
        tab.page.focus("#list")
        press(tab, "End")
        assert questions(tab)[-1] == "Question 4999?"
        tab.page.fill("#search", "4321")
        expect(tab.page.locator("#count")).to_have_text("1 of 5,000 cards")
        assert questions(tab) == ["Question 4321?"]
        tab.page.click("#filters button")
        tab.page.click("#tab-account")
        tab.page.click("#tab-composition")
        assert tab.js("document.querySelectorAll('*').length") < 900
        assert (tab.errors, tab.outgoing) == ([], [])


# Anki's template language


TEMPLATES: Final = [
    ("{{Question}}", "{{FrontSide}}<hr id=answer>{{Answer}}"),
    ("{{#Hint}}<i>{{Hint}}</i>{{/Hint}}{{^Hint}}none{{/Hint}} {{Question}}", "{{Answer}}"),
    ("{{ Question }}{{#Answer}}{{#Hint}}both{{/Hint}}{{^Hint}}one{{/Hint}}{{/Answer}}", "{{text:Answer}}"),
    ("{{Deck}}|{{Subdeck}}|{{Card}}|{{Type}}|{{Tags}}|{{Question}}", "{{Answer}}"),
]  # fmt: skip
VALUES: Final = [
    {"Question": "a <b>bold</b> question", "Answer": "$& {{Hint}} }}", "Hint": ""},
    {"Question": "{{#Hint}}", "Answer": "<p>x</p>", "Hint": "<br> "},
    {"Question": "q", "Answer": "a::b {{c1::x}}", "Hint": "think"},
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_are_filled_as_anki_fills_them(
    tab: Tab, tmp_path: Path, template: tuple[str, str]
) -> None:
    col = Collection(str(tmp_path / "collection.anki2"))
    try:
        for values in VALUES:
            front, back = by_anki(col, template, values)
            own = {
                "Deck": "Top::Below",
                "Subdeck": "Below",
                "Card": "Card 1",
                "Type": "Basic",
                "Tags": "x",
            }
            filled = tab.js(
                "([template, values]) => Anki.fill(template, values)",
                [{"front": template[0], "back": template[1]}, {**own, **values}],
            )
            assert filled == {"front": front, "back": back}
    finally:
        col.close()


def by_anki(col: Collection, template: tuple[str, str], values: dict[str, str]) -> tuple[str, str]:
    """Let the real Anki fill a card, in a note type of its own."""
    kind: dict[str, Any] = col.models.new("Basic")
    for name in values:
        col.models.add_field(kind, col.models.new_field(name))
    made = col.models.new_template("Card 1")
    made["qfmt"], made["afmt"] = template
    col.models.add_template(kind, made)
    kind["name"] = f"Basic {time.monotonic_ns()}"
    col.models.add(kind)
    note = col.new_note(kind)
    note.tags = ["x"]
    for name, value in values.items():
        note[name] = value
    deck = col.decks.id("Top::Below")
    assert deck is not None
    col.add_note(note, deck)
    output = note.cards()[0].render_output()
    return tuple(  # type: ignore[return-value]  # the two sides
        side.replace(kind["name"], "Basic") for side in (output.question_text, output.answer_text)
    )


def test_clozes_are_hidden_and_shown(tab: Tab) -> None:
    filled = tab.js(
        "Anki.fill({front: '{{cloze:T}}', back: '{{cloze:T}}'}, {T: '{{c1::a::hint}} {{c2::b}} {{c1::c}}'})"
    )
    plain = {side: re.sub("<[^>]+>", "", html) for side, html in filled.items()}
    assert plain == {"front": "[hint] b [...]", "back": "a b c"}


# The command


def test_a_level_is_shown_alone(tmp_path: Path) -> None:
    run("preview", project(tmp_path / "study"), "--no-open", "--out", tmp_path, "--level", "l7")
    assert [card["question"] for card in page_data(tmp_path)["cards"]] == [
        "What does a dead-letter queue hold?"
    ]
    assert run("preview", tmp_path / "study", "--no-open", "--level", "l9").exit_code == 2


def page_data(out: Path) -> dict[str, Any]:
    text = (out / "preview" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_errors_are_printed_shown_and_end_with_1(tmp_path: Path) -> None:
    notes = write(tmp_path / "study", good=CACHES, bad="---\nlevel: l9\n---\n# Bad\n\ntext\n")
    result = run("preview", notes, "--no-open", "--out", tmp_path)
    assert result.exit_code == 1
    assert "bad.md:2: E202" in result.stderr
    assert any("E202" in finding for finding in page_data(tmp_path)["findings"])


def test_a_script_in_a_source_cannot_end_the_data(tmp_path: Path) -> None:
    notes = write(tmp_path / "study", notes="## What?\n\n`</script><script>alert(1)</script>`\n")
    assert run("preview", notes, "--no-open", "--out", tmp_path).exit_code == 0
    assert "</script><script>alert" in page_data(tmp_path)["documents"][0]["lines"][2]


def test_the_page_is_opened_unless_it_is_said_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    run("preview", project(tmp_path / "study"), "--no-open", "--out", tmp_path)
    assert opened == []
    run("preview", tmp_path / "study", "--out", tmp_path)
    assert opened == [str(tmp_path / "preview" / "index.html")]


def test_a_projects_own_page_goes_before_the_shipped_one(tmp_path: Path) -> None:
    notes = project(tmp_path / "study")
    (notes / "templates" / "preview").mkdir(parents=True)
    own = notes / "templates" / "preview" / "page.html"
    own.write_text("<title>{{ title }}</title>")
    assert run("preview", notes, "--no-open", "--out", tmp_path).exit_code == 0
    assert (tmp_path / "preview" / "index.html").read_text() == "<title>study</title>"
    own.write_text("\n{{ nothing }}")
    result = run("preview", notes, "--no-open", "--out", tmp_path)
    assert result.exit_code == 1
    assert f"{own}:2: E601 'nothing' is undefined" in result.stderr


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "preview").write_text("a file where the folder should be")
    result = run("preview", project(tmp_path / "study"), "--no-open", "--out", tmp_path)
    assert result.exit_code == 1
    assert "E501" in result.stderr


def test_runs_of_lines_add_up_to_the_account(tmp_path: Path) -> None:
    result = compiled(project(tmp_path))
    account = result.extractions[1].account
    fates = sorted(set(account.lines.values()), key=str)
    told = {
        line: fates[fate]
        for start, end, fate in runs(account, fates)
        for line in range(start, end + 1)
    }
    assert told == dict(account.lines)


@contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Run a command that Ctrl-C stops, also where this process was started to ignore it."""
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a child then has the default
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator"), "PYTHONUNBUFFERED": "1"},
    )
    signal.signal(signal.SIGINT, before)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_watching_rebuilds_and_reloads_the_page(browser: Browser, tmp_path: Path) -> None:
    notes = project(tmp_path / "study")
    command = [sys.executable, "-m", "deckgen", "preview", str(notes), "--watch", "--no-open"]
    with running([*command, "--out", str(tmp_path)]) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with browser.tab() as tab:
            tab.open(address)
            write(notes, caches=CACHES.replace("What is a cache?", "What is a hash?"))
            tab.page.wait_for_selector("text=What is a hash?")
            write(notes, caches="---\nlevel: l9\n---\n" + CACHES)
            tab.page.wait_for_selector("#problems:not([hidden])")
            assert "E202" in tab.page.locator("#problems").inner_text()
            assert tab.errors == []
            assert all(url.startswith((address, "data:")) for url in tab.requests)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
