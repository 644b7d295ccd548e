"""Markdown to blocks: what breaks naive readers, pinned by fixtures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.diagnostics import Diagnostic
from deckgen.model import Block, BlockType, Directive, Document, Source
from deckgen.parse import parse, walk
from deckgen.parse.mend import mend
from tests.cases import FIXTURES, Case, all_cases, read_cases, write_cases

CASES = all_cases("parse")


def parsed(text: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    return parse(Source("notes.md", "notes.md", text))


def shown(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    """Write blocks down: type, lines, what they hold."""
    for block in blocks:
        words = [block.type.value, f"{block.span.start}-{block.span.end}"]
        if block.number and block.type is not BlockType.FENCE:
            words.append(f"#{block.number}")
        if block.info:
            words.append(block.info)
        if block.checked is not None:
            words.append("[x]" if block.checked else "[ ]")
        if block.inline:
            words.append(repr(block.inline.text))
        if block.cells:
            words.append(" | ".join(cell.text for cell in block.cells))
        if block.text:
            words.append(repr(block.text))
        if block.directive != Directive():
            words.append(str(block.directive))
        yield "  " * depth + " ".join(words)
        yield from shown(block.children, depth + 1)


def outcome(text: str) -> str:
    document, diagnostics = parsed(text)
    lines = [*shown(document.blocks)]
    lines += [f"{found.line}: {found.code} {found.message}" for found in diagnostics]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_blocks(case: Case) -> None:
    assert outcome(case.given) == case.expected


def test_rewrite(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite"):
        return
    for path in sorted((FIXTURES / "parse").glob("*.md")):
        write_cases(path, [(case, outcome(case.given)) for case in read_cases(path)])


def test_a_title_is_the_only_first_level_heading() -> None:
    assert parsed("# Queues\n\ntext\n")[0].title.text == "Queues"
    assert parsed("# Queues\n\n# Topics\n")[0].title.text == "notes"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A queue keeps messages until a consumer deletes them.", "en"),
        ("Очередь хранит сообщения, пока consumer их не удалит.", "ru"),
        ("Una cola guarda los mensajes de los que se ocupan los consumidores en una lista.", "es"),
        ("消息队列保存消息，直到消费者删除它们。", "zh"),
        ("", "en"),
    ],
)
def test_the_language_of_a_document(text: str, language: str) -> None:
    assert parsed(text)[0].language == language


def test_nesting_beyond_reason_is_reported_and_does_not_raise() -> None:
    _, diagnostics = parsed(">" * 2000 + " deep")
    assert [found.code for found in diagnostics] == ["W304"]


def test_two_hundred_levels_are_read() -> None:
    text = "\n".join("  " * depth + f"- level {depth}" for depth in range(200))
    document, diagnostics = parsed(text)
    assert not diagnostics
    words = [block.inline.text for block in walk(document.blocks) if block.inline]
    assert words[-1] == "level 199"


MARKDOWN = st.text(alphabet="ab #>-*`~|:!?[]()<>&\\\n 1.QA=—├└│{}$é\t", max_size=300)


@given(MARKDOWN)
def test_mending_keeps_every_line(text: str) -> None:
    assert mend(text).text.count("\n") == text.count("\n")


@given(MARKDOWN)
def test_blocks_lie_inside_the_document_and_their_parents(text: str) -> None:
    document, _ = parsed(text)
    last = text.count("\n") + 1
    for block in walk(document.blocks):
        assert 1 <= block.span.start <= block.span.end <= last
        for child in block.children:
            assert block.span.start <= child.span.start
            assert child.span.end <= block.span.end
