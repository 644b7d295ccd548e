"""What no other rule reads: paragraphs, formulas, raw HTML, footnotes, stray entries.

The last rule. It takes every block, so that nothing is lost without a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.contents import contents_of
from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import bold_lead_in
from deckgen.extract.topic import Skipped
from deckgen.model import Block, BlockType


def match(blocks: Sequence[Block], at: int, place: Place) -> Match:
    """Take a block as it is."""
    block = blocks[at]
    if block.type is BlockType.FOOTNOTE:
        return Match((Skipped(block.span, "footnote; it stands on the cards that refer to it"),))
    if _announces_questions(blocks, at, place):
        return Match((Skipped(block.span, "introduces the questions below it"),))
    contents = contents_of((block,))
    if not contents:
        return Match((Skipped(block.span, "no words"),))
    return Match(contents)


def _announces_questions(blocks: Sequence[Block], at: int, place: Place) -> bool:
    if blocks[at].type is not BlockType.PARAGRAPH:
        return False
    lead = bold_lead_in(blocks[at].inline)
    named = lead is not None and not lead.rest
    ends = named or blocks[at].inline.text.rstrip().endswith((":", "："))
    return ends and at + 1 < len(blocks) and place.begins_unit(blocks[at + 1])
