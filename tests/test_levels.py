"""Levels, each with the sentence that says why; topics and tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.classify import classify
from deckgen.config import LevelRule, Settings, with_known_topics
from deckgen.extract import extract
from deckgen.tags import tag_of
from tests.cases import FIXTURES, Case, all_cases, read_cases, write_cases
from tests.making import cards, compiled
from tests.test_extract import document_of

CASES = all_cases("levels")


def outcome(text: str) -> str:
    items = classify(extract(document_of(text)).items, Settings())
    return "\n".join(f"{item.ask.label.text} | {item.level} | {item.why}" for item in items)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_evidence(case: Case) -> None:
    assert outcome(case.given) == case.expected


def test_rewrite(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite"):
        return
    for path in sorted((FIXTURES / "levels").glob("*.md")):
        write_cases(path, [(case, outcome(case.given)) for case in read_cases(path)])


def test_a_projects_rule_and_default(tmp_path: Path) -> None:
    (tmp_path / "deckgen.yaml").write_text(
        "default_level: l7\nrules:\n  - {level: l6, words: [receipt], because: it is simple}\n"
    )
    items = [
        card.item for card in compiled(tmp_path, a="## Receipt\n\nx y\n\n## Other\n\nx y\n").cards
    ]
    assert [(item.level, item.why) for item in items] == [
        ("l6", "'receipt': it is simple"),
        ("l7", "nothing says otherwise; this is the project's default level"),
    ]


def test_levels_may_have_other_names(tmp_path: Path) -> None:
    (tmp_path / "deckgen.yaml").write_text("levels: {mid: Middle, top: Staff}\n")
    result = compiled(tmp_path, a="## Queues (top)\n\nx y\n\n## Cells\n\nx y\n")
    assert [(card.item.level, card.item.deck.split("::")[1]) for card in result.cards] == [
        ("top", "Staff"),
        ("mid", "Middle"),
    ]


def test_tags(tmp_path: Path) -> None:
    text = (
        "---\ntags: [aws core, X::Y]\n---\n"
        "<!-- deckgen: tags=mine -->\n## S3 limits\n\n```python\nx = 1\n```\n"
    )
    (card,) = cards(tmp_path, text)
    assert card.item.tags == (
        "aws-core",
        "kind::code",
        "lang::python",
        "level::l6",
        "mine",
        "source::notes",
        "topic::aws",
        "x::y",
    )


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Queues & Topics", "queues-topics"),
        ("a::b", "a-b"),
        ("C++ / C#", "c++-c#"),
        ("Очереди и топики", "очереди-и-топики"),
        ("  ", ""),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_a_tag_has_no_spaces_and_nests_only_where_it_may(text: str, tag: str) -> None:
    assert tag_of(text) == tag


def test_a_topic_with_one_card_gives_way_to_a_broader_one() -> None:
    text = (
        "## S3 classes\n\nx y\n\n## DynamoDB keys\n\nx y\n\n"
        "## DynamoDB streams\n\nx y\n\n## Lambda\n\nx y\n"
    )
    items = classify(extract(document_of(text)).items, with_known_topics(Settings()))
    topics = [next(tag for tag in item.tags if tag.startswith("topic::")) for item in items]
    assert topics == ["topic::aws", "topic::aws::dynamodb", "topic::aws::dynamodb", "topic::aws"]


def test_a_projects_topics_come_first() -> None:
    settings = with_known_topics(
        Settings(topics=(("storage", ("S3",)),), rules=(LevelRule("l7", ("x",), "y"),))
    )
    items = classify(extract(document_of("## S3\n\none\n\n## S3 b\n\ntwo\n")).items, settings)
    assert all("topic::storage" in item.tags for item in items)
