"""Every reading convention, pinned by Markdown fixtures: title, input, what becomes of it."""

from __future__ import annotations

from itertools import groupby

import pytest

from deckgen.config import Settings, read_front_matter
from deckgen.extract import Extraction, extract
from deckgen.extract.account import Outcome
from deckgen.extract.flow import Rule
from deckgen.extract.rules import RULES
from deckgen.model import Document, Source
from deckgen.parse import parse
from deckgen.read import split_front_matter
from deckgen.render import Renderer
from deckgen.render.words import text_of
from tests.cases import FIXTURES, Case, all_cases, read_cases, write_cases

CASES = all_cases("extract")
RENDERER = Renderer()


def document_of(text: str) -> Document:
    body, yaml, lines = split_front_matter(text)
    front_matter = read_front_matter("notes.md", yaml, Settings())[0]
    source = Source("notes.md", "notes.md", body, front_matter, lines)
    return parse(source)[0]


def shown(extraction: Extraction) -> str:
    """Write an extraction down: rule, kind and question, the answer below, then what was left out."""
    out = []
    for item in extraction.items:
        card = RENDERER.card(item)
        crumbs = text_of(card.fields[2])
        out.append(f"{item.rule} [{item.kind}] {text_of(card.fields[0])}")
        if crumbs and crumbs != "notes":
            out.append(f"    in: {crumbs}")
        out.append(f"    {card.answer}")
    skipped = [
        (line, fate.reason)
        for line, fate in sorted(extraction.account.lines.items())
        if fate.outcome is Outcome.LEFT_OUT
    ]
    for reason, lines in groupby(skipped, key=lambda pair: pair[1]):
        numbers = [line for line, _ in lines]
        span = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
        out.append(f"left out {span}: {reason}")
    return "\n".join(out)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_convention(case: Case) -> None:
    document = document_of(case.given)
    assert shown(extract(document)) == case.expected


def test_rewrite(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite"):
        return
    for path in sorted((FIXTURES / "extract").glob("*.md")):
        outputs = []
        for case in read_cases(path):
            document = document_of(case.given)
            outputs.append((case, shown(extract(document))))
        write_cases(path, outputs)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_cases_that_match_and_cases_that_do_not(rule: Rule) -> None:
    name = rule.name
    cases = [case for case in CASES if case.path.stem == name]
    negative = [case for case in cases if case.title.startswith("not: ")]
    assert negative, f"{name} needs a case whose title begins with 'not: '"
    assert len(cases) > len(negative), f"{name} needs a case that matches"
