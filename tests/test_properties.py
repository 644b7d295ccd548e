"""The invariants, over whatever people may write."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckgen.extract import extract, outline_of
from deckgen.extract.account import Outcome
from deckgen.extract.split import MOST_POINTS
from deckgen.extract.topic import LIMIT, size_of
from deckgen.model import Code, Drawing, Grid, Markup, Points
from deckgen.pipeline import compile_
from tests.test_extract import RENDERER, document_of

LINES = st.sampled_from(
    [
        "# Title", "## What is a queue?", "## Queues (L7)", "### 1. Why?", "Setext", "===", "---",
        "**Label**: meaning of it", "**Question 1: Platform**", '> "Design it."', "**Answer:** yes",
        "Q: What is it?", "A: A list.", "- **Term** — what it is", "- plain point", "  - nested",
        "1. first", "2. **Second?**", "   - Expected: a, b", "- [ ] task", "- [x] done",
        "| a | L6 | L7 |", "|---|---|---|", "| x | High | Low |", "| Question | Answer |",
        "```python", "def f():", "    return 1  # one", "# BAD: slow", "# GOOD: fast", "```",
        "```mermaid", "graph LR", "A --> B", "```", "├── gp3: 3,000 IOPS", "└── io2", "EC2 Types:",
        "<details><summary>Why?</summary>", "</details>", '!!! question "Why?"', "    Because.",
        "> [!note] Box", "Term", ": Definition", "one::two", "?", "==14 days==", "[^1]", "[^1]: note",
        "$x^2$", "text `code` **bold** [link](https://example.com)", "![pic](x.png)", "<br>", "",
        "", "", "<!-- deckgen: level=l7 id=a -->", "<!-- deckgen: skip -->", "Last updated: 2026",
        "You are an expert architect.", "    indented code", "\tTabbed", "a. letter", "A) option",
    ]
)  # fmt: skip
DOCUMENTS = st.lists(LINES, max_size=25).map("\n".join)
SLOW = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(DOCUMENTS)
def test_every_line_has_one_fate_and_every_block_is_in_the_account(text: str) -> None:
    document = document_of(text)
    account = extract(document).account
    body = document.source.text.split("\n")
    expected = {at for at, line in enumerate(body, start=1) if line.strip()}
    expected |= set(range(1, document.source.front_matter_lines + 1))
    assert set(account.lines) == expected
    assert sum(account.by_reason().values()) == len(account.blocks)
    assert not any(
        fate.outcome is Outcome.LEFT_OUT and fate.reason.startswith("no question")
        for fate in account.lines.values()
    ), text


@SLOW
@given(DOCUMENTS)
def test_no_answer_is_too_long_and_no_front_stands_twice(text: str) -> None:
    items = extract(document_of(text)).items
    for item in items:
        assert size_of(item.answer).words <= LIMIT.words
        whole = all(isinstance(content, (Code, Drawing, Grid, Markup)) for content in item.answer)
        assert whole or size_of(item.answer).lines <= LIMIT.lines
    fronts = Counter((card.fields[0], card.fields[2]) for card in map(RENDERER.card, items))
    assert all(count == 1 for count in fronts.values()), text


@SLOW
@given(DOCUMENTS)
def test_nothing_raises_and_the_same_input_gives_the_same_cards(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "notes.md").write_text(text, encoding="utf-8")
        first, second = (compile_([Path(folder)]) for _ in range(2))
    assert first.cards == second.cards
    guids = [card.item.guid for card in first.cards]
    assert len(guids) == len(set(guids))
    for card in first.cards:
        assert card.question.strip()
        assert card.fields[1].strip()
        assert card.item.level in ("l6", "l7")
        assert card.item.why


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    document = document_of(text.replace("\r", ""))
    outline_of(document)
    for item in extract(document).items:
        RENDERER.card(item)


@given(st.integers(MOST_POINTS + 1, 60))
def test_a_long_list_is_asked_in_stretches_that_add_up(count: int) -> None:
    text = "## Parts of a message system\n\n" + "\n".join(f"- point {n}" for n in range(count))
    stretches = [item.answer[0] for item in extract(document_of(text)).items]
    assert all(isinstance(points, Points) for points in stretches)
    sizes = [len(points.entries) for points in stretches if isinstance(points, Points)]
    assert sum(sizes) == count
    assert max(sizes) <= MOST_POINTS
    assert max(sizes) - min(sizes) <= 1
