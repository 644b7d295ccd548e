"""Every text colour can be read by day and by night, measured from the style sheet itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from pygments.token import STANDARD_TYPES

from tests.making import ROOT

READABLE: Final = 4.5
"""WCAG 2, level AA, for text of any size."""

STYLE: Final = (ROOT / "templates" / "style.css").read_text(encoding="utf-8")
TOKENS: Final = sorted(filter(None, STANDARD_TYPES.values()))
PALETTES: Final = {"day": ".card", "night": ".card.nightMode"}
Rules = list[tuple[list[str], dict[str, str]]]


def rules_of(sheet: str) -> Rules:
    """Read selectors and declarations; the rules of a condition count as rules."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    return [(_split(selectors), dict(_declarations(body))) for selectors, body in found]


def _split(selectors: str) -> list[str]:
    return [part.strip() for part in re.split(r",(?![^()]*\))", selectors)]


def _declarations(body: str) -> list[tuple[str, str]]:
    pairs = (line.split(":", maxsplit=1) for line in body.split(";") if ":" in line)
    return [(name.strip(), value.strip()) for name, value in pairs]


def palette(rules: Rules, mode: str) -> dict[str, str]:
    """Collect the colours of day or night: custom properties with their values."""
    return {
        name: value
        for selectors, declared in rules
        if PALETTES[mode] in selectors
        for name, value in declared.items()
        if name.startswith("--")
    }


def inks(rules: Rules) -> dict[str, str]:
    """Find the palette's name of each colour that text is written in, by selector."""
    return {
        selector: found[1]
        for selectors, declared in rules
        for selector in selectors
        for found in [_NAME.fullmatch(_ink(selector, declared))]
        if found
    }


def papers(rules: Rules) -> set[str]:
    """Find the palette's names of the grounds that text may stand on."""
    grounds = (
        name
        for selectors, declared in rules
        if not any("img" in selector for selector in selectors)
        for key in ("background", "--behind", "fill")
        if key != "fill" or ".words" not in selectors[0]
        for name in _NAME.findall(declared.get(key, ""))
    )
    return set(grounds) - {"--behind", "--shade", "--quiet", "--ink"}


def token_inks(rules: Rules) -> dict[str, str]:
    """Find the palette's name of each token class that has a colour of its own."""
    return {
        token: name
        for selector, name in inks(rules).items()
        if selector.startswith(".hl ")
        for token in re.findall(r"\.(\w+)", selector.removeprefix(".hl"))
    }


def contrast(first: str, second: str) -> float:
    """Compute the contrast ratio of two colours such as `#1f2328`, by WCAG 2."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _ink(selector: str, declared: dict[str, str]) -> str:
    return declared.get("color", declared.get("fill", "") if ".words" in selector else "")


_NAME: Final = re.compile(r"var\((--[\w-]+)\)")
_RULES: Final = rules_of(STYLE)


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("token", TOKENS)
def test_code_of_every_class_can_be_read(token: str, mode: str) -> None:
    colours = palette(_RULES, mode)
    ink = colours[token_inks(_RULES).get(token, "--ink")]
    assert contrast(ink, colours["--box"]) >= READABLE


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("selector", inks(_RULES))
def test_text_can_be_read_on_every_ground(selector: str, mode: str) -> None:
    colours = palette(_RULES, mode)
    ink = colours[inks(_RULES)[selector]]
    for paper in papers(_RULES):
        assert contrast(ink, colours[paper]) >= READABLE, paper


def test_text_stands_on_paper_and_boxes() -> None:
    assert papers(_RULES) == {"--paper", "--box"}


def test_classes_that_are_coloured_are_classes_of_pygments() -> None:
    assert set(token_inks(_RULES)) <= set(TOKENS)
    assert len(token_inks(_RULES)) > 50


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#1f2328", "#1f2328", 1.0)],
)
def test_contrast_is_measured_as_wcag_does(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


def test_a_new_class_is_measured_and_a_pale_one_is_found() -> None:
    rules = rules_of(
        ".card { --box: #ffffff; --pale: #999999; } .hl :is(.k, .zz) { color: var(--pale); }"
    )
    assert token_inks(rules) == {"k": "--pale", "zz": "--pale"}
    colours = palette(rules, "day")
    assert contrast(colours[token_inks(rules)["zz"]], colours["--box"]) < READABLE


def test_both_palettes_name_the_same_colours() -> None:
    assert palette(_RULES, "day").keys() == palette(_RULES, "night").keys()


def test_colours_stand_in_the_palettes_only() -> None:
    for selectors, declared in _RULES:
        for name, value in declared.items():
            if not name.startswith("--"):
                assert not re.search(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", value), selectors
            if name in ("color", "fill", "stroke"):
                assert value in ("inherit", "none") or _NAME.fullmatch(value), selectors


def test_night_is_the_apps_and_nothing_is_loaded() -> None:
    assert "prefers-color-scheme" not in STYLE
    assert not re.search(r"@import|@font-face|url\(", STYLE)


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in ("answers", "notetypes")
        for path in sorted((ROOT / "templates" / folder).rglob("*.html"))
    ],
    ids=lambda path: path.name,
)
def test_templates_have_no_colours_and_no_scripts(path: Path) -> None:
    assert not re.search(r"style=|<style|<script|\bon\w+=|color=", path.read_text("utf-8"))
