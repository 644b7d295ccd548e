"""A short example with its explanation: `Example:` over code, `Explanation:` over what it means.

The code belongs to the question, what it means or prints is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.contents import fence_content
from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import bold_lead_in
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline
from deckgen.model import Block, BlockType, Code, Kind, Span
from deckgen.words import label_of

_EXAMPLE: Final = re.compile(
    r"^(?:(?:another|one more|simple|basic|practical|for) )?examples?(?: [^:.]{1,40})?\s*[:：]?$|^пример(?:ы)?(?: [^:.]{1,40})?\s*[:：]?$",
    re.IGNORECASE,
)
_EXPLAINS: Final = re.compile(
    r"^(?:explanation|meaning|what (?:it|this) (?:means|does)|here|breakdown|объяснение|пояснение|что это значит)\s*[:：]?$",
    re.IGNORECASE,
)
_FEWEST: Final = 4
_MOST_LINES: Final = 8


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a label, code, a second label, and what stands below it."""
    if len(blocks) < at + _FEWEST:
        return None
    example, fence, explains = blocks[at : at + _FEWEST - 1]
    code = fence_content(fence) if fence.type is BlockType.FENCE else None
    if not isinstance(code, Code) or code.text.count("\n") >= _MOST_LINES:
        return None
    if not (_is_label(example, _EXAMPLE) and _is_label(explains, _EXPLAINS)):
        return None
    end = at + _FEWEST
    while end < len(blocks) and not _ends(blocks[end], place):
        end += 1
    label = label_of(example.inline)
    below = blocks[at + _FEWEST - 1 : end]
    span = Span(example.span.start, below[-1].span.end)
    body = place.inside(label).read(below)
    topic = Topic(Role.TERM, label, example.inline.text, body, span, kind=Kind.QA, front=(code,))
    return Match((topic,), taken=end - at)


def _is_label(block: Block, pattern: re.Pattern[str]) -> bool:
    return block.type is BlockType.PARAGRAPH and bool(pattern.match(_bare(block.inline).text))


def _bare(words: Inline) -> Inline:
    lead = bold_lead_in(words)
    return label_of(words) if lead is None or not lead.rest else words


def _ends(block: Block, place: Place) -> bool:
    """Tell whether something new begins: a heading, a ruler, another label, a question."""
    if block.type is BlockType.PARAGRAPH:
        lead = bold_lead_in(block.inline)
        ends = block.inline.text.rstrip().endswith((":", "："))
        return ends or (lead is not None and lead.closed) or place.begins_unit(block)
    return True
