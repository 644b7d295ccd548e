"""What the page says of itself above its first chapter: `Audience: engineers`, `Tags: cloud`.

A quote or paragraph of such lines tells for whom and how the notes were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Skipped
from deckgen.model import Block, BlockType
from deckgen.words import label_of

_WHY: Final = "about the page, not about its subject"
_ABOUT: Final = re.compile(
    r"^\W*(?:(?:target |intended )?audience|prerequisites?|(?:estimated |reading |study )?time(?: to (?:read|complete))?|"
    r"last (?:reviewed|updated|verified)|updated|created|date|tags?|keywords?|authors?|version|status|difficulty|format|"
    r"(?:target )?(?:role|level)|category|series|language|license|legend|how to use(?: (?:this|these).*)?|purpose of (?:this|these).*|"
    r"аудитория|автор|дата|теги|уровень|версия|время чтения)\W*[:：]\s?\S|"
    r"^\W*(?:entries|each (?:entry|question|topic|section|answer)s?)\s+(?:follows?|has|have|contains?|is|are|comes?)\b.*|"
    r"^\W*(?:an? |the |my |this is an? )?(?:[\w-]+ ){0,3}(?:guide|collection|cheat ?sheet|notes|handbook) (?:to|for|on|of|about|covering|with|in)\b.*"
    r"\b(?:guide|interviews?|learning|revision|preparation|beginners?|questions|explanations|engineers|candidates)\b",
    re.IGNORECASE,
)
_HOW_TO: Final = re.compile(
    r"^(?:how to (?:use|read|study|navigate|work with) (?:this|these|the) (?:\w+ )?(?:guide|notes?|document|deck|questions|page|book|repo\w*|section|file|handbook|material)s?|"
    r"how to use(?: this| it)?|readme|about (?:this|these) (?:guide|notes?|document|deck|page|repo\w*)|who (?:this|these) (?:\w+ )?(?:is|are) for|"
    r"who should (?:read|use) this|what you(?:'ll|’ll| will) learn|как (?:пользоваться|читать|использовать) .*|для кого .*)\W*$",
    re.IGNORECASE,
)
_TITLES: Final = 1
_SHARE: Final = 0.6


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Leave out lines about the page at its top, and the section that says how to read it."""
    block = blocks[at]
    if block.type is BlockType.SECTION:
        return _left_out(block) if _HOW_TO.match(label_of(block.inline).text) else None
    if len(place.labels) > _TITLES or place.in_question:
        return None
    lines = list(_lines(block))
    about = sum(bool(_ABOUT.match(line)) for line in lines)
    return _left_out(block) if about and about >= _SHARE * len(lines) else None


def _left_out(block: Block) -> Match:
    return Match((Skipped(block.span, _WHY),))


def _lines(block: Block) -> Iterator[str]:
    if block.type is BlockType.PARAGRAPH:
        yield from (line for line in block.inline.text.split("\n") if line.strip())
    elif block.type is BlockType.QUOTE:
        for child in block.children:
            yield from _lines(child)
