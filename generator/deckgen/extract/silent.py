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
    if block.type is BlockType.RULE:
        return "horizontal rule"
    if block.type is BlockType.FENCE and not _WORD.search(block.text):
        return "fence without words"
    if block.type is not BlockType.HTML:
        return ""
    if _DIRECTIVE.match(block.text):
        return "author's directive"
    if _COMMENTS.match(block.text):
        return "HTML comment"
    if _EMPTY_TAGS.match(block.text) or not _SILENT.sub("", block.text).strip():
        return "HTML without words"
    return ""
