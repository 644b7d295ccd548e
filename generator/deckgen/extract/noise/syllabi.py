"""Lists of topics to study: `L6 minimum requirements: queues, caches, indexes`.

They say what to know for which level, not what there is to know: evidence for levels, no cards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.naming import begins_with_verb
from deckgen.extract.topic import Skipped
from deckgen.model import Block, BlockType
from deckgen.words import bids

_HEADING: Final = re.compile(
    r"\bL\d\b.*\b(?:requirements?|checklist|expectations?|topics?|must[- ]knows?)\b|"
    r"\b(?:topics|things|areas) to (?:know|cover|study|review|prepare|learn)\b|"
    r"\b(?:study (?:plan|list)|syllabus|knowledge checklist|темы для (?:подготовки|изучения))\b",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 7
_TELLS: Final = re.compile(r"[:;=.]\s|[?!]|\s[–—]\s|\d{2}")


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Leave out a list of bare names under a heading that says they are to be studied."""
    block = blocks[at]
    if block.type is not BlockType.LIST or not place.labels:
        return None
    if not _HEADING.search(place.labels[-1]) or not all(map(_is_bare, block.children)):
        return None
    return Match((Skipped(block.span, "topics to study: they tell levels"),))


def _is_bare(entry: Block) -> bool:
    """Tell whether an entry is a name: short, no task, nothing said of it."""
    if len(entry.children) != 1 or entry.children[0].type is not BlockType.PARAGRAPH:
        return False
    text = entry.children[0].inline.text.strip()
    bidden = bids(text) or begins_with_verb(text)
    return len(text.split()) <= _MOST_WORDS and not bidden and not _TELLS.search(text)
