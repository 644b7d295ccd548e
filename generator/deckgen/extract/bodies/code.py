"""Fences with code: see `deckgen.extract.snippets` for how code falls apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.code.comments import comment_text
from deckgen.extract.contents import fence_content
from deckgen.extract.flow import Match, Place
from deckgen.extract.snippets import parts_of_code
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline, plain
from deckgen.model import Block, BlockType, Code, Drawing, Kind, Passage, Span

_COMMENT: Final = re.compile(r"^\s*(?:#|//|--)")
_RESULT: Final = re.compile(
    r"^(?:result|output|prints?|outcome|результат|вывод)\s*[:：]\s*", re.IGNORECASE
)
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
    at = next((at for at, line in enumerate(lines) if _tells_result(line)), 0)
    below = [line for line in lines[at:] if line.strip()]
    if not 0 < at <= _MOST_LINES or not all(map(_COMMENT.match, below)):
        return None
    told = [comment_text(line) for line in below]
    told[0] = _RESULT.sub("", told[0])
    span = Span(code.span.start + at, code.span.end)
    said = tuple(Passage(plain(words), span) for words in told if words)
    shown = "\n".join(lines[:at]).rstrip()
    front = Code(shown, code.language, Span(code.span.start, span.start - 1))
    if not said:
        return None
    return Topic(Role.TERM, Inline(), "", said, code.span, kind=Kind.QA, front=(front,))


def _tells_result(line: str) -> bool:
    return bool(_COMMENT.match(line) and _RESULT.match(comment_text(line)))


def code_of(block: Block, language: str) -> Code:
    """Take a fence's text as code whose span is that of the text."""
    lines = block.text.count("\n")
    return Code(block.text, language, Span(block.number, block.number + lines))
