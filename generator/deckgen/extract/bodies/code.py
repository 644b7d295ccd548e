"""Fences with code: see `deckgen.extract.snippets` for how code falls apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.contents import fence_content
from deckgen.extract.flow import Match, Place
from deckgen.extract.snippets import parts_of_code
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline, plain
from deckgen.model import Block, BlockType, Code, Drawing, Kind, Passage, Span

_COMMENT: Final = re.compile(r"^\s*(?:#|//|--)\s?")
_RESULT: Final = re.compile(
    r"^\s*(?:#|//|--)\s?(?:result|output|prints?|outcome|результат|вывод)\s*[:：]", re.IGNORECASE
)
_NAME: Final = re.compile(r"^[^:：]*[:：]\s*")
_MOST_LINES: Final = 20


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a fence with code."""
    block = blocks[at]
    if block.type is not BlockType.FENCE:
        return None
    content = fence_content(block)
    if isinstance(content, Drawing):
        return None
    code = code_of(block, content.language)
    shown = _with_result(code)
    return Match((shown,) if shown else parts_of_code(code, place))


def _with_result(code: Code) -> Topic | None:
    """Read short code that ends in comments on what comes of it: `// Result: the state is lost`."""
    lines = code.text.rstrip("\n").split("\n")
    at = next((at for at, line in enumerate(lines) if _RESULT.match(line)), None)
    if at is None or not 0 < at <= _MOST_LINES:
        return None
    told = [_COMMENT.sub("", line).strip() for line in lines[at:] if line.strip()]
    if not all(_COMMENT.match(line) for line in lines[at:] if line.strip()):
        return None
    first = _NAME.sub("", told[0])
    said = tuple(
        Passage(plain(words), Span(code.span.start + at, code.span.end))
        for words in (first, *told[1:])
        if words
    )
    shown = Code(
        "\n".join(lines[:at]).rstrip(),
        code.language,
        Span(code.span.start, code.span.start + at - 1),
    )
    if not said:
        return None
    return Topic(Role.TERM, Inline(), "", said, code.span, kind=Kind.QA, front=(shown,))


def code_of(block: Block, language: str) -> Code:
    """Take a fence's text as code whose span is that of the text."""
    lines = block.text.count("\n")
    return Code(block.text, language, Span(block.number, block.number + lines))
