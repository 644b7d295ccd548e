"""Blocks without words: rulers, comments, empty fences, tags that only space or anchor."""

from __future__ import annotations

import re
from typing import Final

from deckgen.model import Block, BlockType

_WORD: Final = re.compile(r"\w")
_COMMENTS: Final = re.compile(r"\A(?:\s*<!--.*?-->)+\s*\Z", re.DOTALL)
_DIRECTIVE: Final = re.compile(r"\A\s*<!--\s*deckgen:")
_SILENT: Final = re.compile(
    r"<(script|style|template|iframe)\b.*?(?:</\1>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_EMPTY_TAGS: Final = re.compile(
    r"\A(?:\s*</?(?:br|hr|div|p|center|a|span|details|summary)\b[^>]*>)+\s*\Z", re.IGNORECASE
)


def why_silent(block: Block) -> str:
    """Say what a block without words is; empty where it has some."""
    match block.type:
        case BlockType.RULE:
            return "horizontal rule"
        case BlockType.FENCE:
            return "" if _WORD.search(block.text) else "fence without words"
        case BlockType.HTML:
            return _why_silent_html(block.text)
        case _:
            return ""


def _why_silent_html(text: str) -> str:
    if _DIRECTIVE.match(text):
        return "author's directive"
    if _COMMENTS.match(text):
        return "HTML comment"
    wordless = _EMPTY_TAGS.match(text) or not _SILENT.sub("", text).strip()
    return "HTML without words" if wordless else ""
