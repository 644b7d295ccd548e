"""Rulers and comments: `---`, `<!-- … -->`. They order a page and say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Skipped
from deckgen.model import Block, BlockType

_COMMENTS: Final = re.compile(r"\A(?:\s*<!--.*?-->)+\s*\Z", re.DOTALL)
_DIRECTIVE: Final = re.compile(r"\A\s*<!--\s*deckgen:")
_SILENT: Final = re.compile(
    r"<(script|style|template|iframe)\b.*?(?:</\1>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_EMPTY_TAGS: Final = re.compile(
    r"\A(?:\s*</?(?:br|hr|div|p|center|a|span|details|summary)\b[^>]*>)+\s*\Z", re.IGNORECASE
)


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Leave out thematic breaks, HTML comments and HTML without words."""
    block = blocks[at]
    if block.type is BlockType.RULE:
        return Match((Skipped(block.span, "horizontal rule"),))
    if block.type is not BlockType.HTML:
        return None
    if _DIRECTIVE.match(block.text):
        return Match((Skipped(block.span, "author's directive"),))
    if _COMMENTS.match(block.text):
        return Match((Skipped(block.span, "HTML comment"),))
    if _EMPTY_TAGS.match(block.text) or not _SILENT.sub("", block.text).strip():
        return Match((Skipped(block.span, "HTML without words"),))
    return None
