"""`<details><summary>Question?</summary> answer </details>`.

A summary that only says "Answer" folds the answer of what stands above it; one that names a
table of contents or a translation is navigation; any other summary is a label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.question import answer_blocks, question_topic
from deckgen.extract.topic import Role, Skipped, Topic
from deckgen.model import Block, BlockType
from deckgen.words import FOLDED_ANSWER, is_question, label_of

_NAVIGATION: Final = re.compile(
    r"^(?:(?:table of )?contents|toc|index|translations?|languages?|other languages|содержание|оглавление|переводы?)\W*$",
    re.IGNORECASE,
)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a fold by what its summary says."""
    block = blocks[at]
    if not begins(block, place):
        return None
    label = label_of(block.inline)
    if _NAVIGATION.match(label.text):
        return Match((Skipped(block.span, f"fold '{label.text}' is navigation"),))
    if not label or FOLDED_ANSWER.match(label.text):
        return Match(place.read(answer_blocks(block.children)))
    if is_question(label.text):
        return Match((question_topic(block.inline, block.children, place, block.span),))
    body = place.inside(label).read(block.children)
    return Match((Topic(Role.TERM, label, block.inline.text, body, block.span),))


def begins(block: Block, _place: Place) -> bool:
    """Tell whether a block is a fold."""
    return block.type is BlockType.DETAILS
