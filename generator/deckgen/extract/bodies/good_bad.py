"""Good and bad side by side in one fence: `// ❌ BAD: …` above one half, `// ✅ GOOD: …` above the other.

The card asks what is wrong with the bad half, shown without the comments that would tell, and
answers with them and the good half. A fence may hold several such pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from deckgen.code.comments import comment_text
from deckgen.extract.bodies.code import code_of
from deckgen.extract.contents import fence_content
from deckgen.extract.excerpts import snippet, without_comments, without_frame
from deckgen.extract.flow import Match, Place
from deckgen.inline import Inline, join, plain
from deckgen.model import Block, BlockType, Code, Pair, Span

_BAD: Final = re.compile(
    r"^\s*(?:#|//|--|/\*)\W*(?:❌|✗|✘|🚫|👎|bad\b|wrong\b|don'?t\b|avoid\b|incorrect\b|anti-?pattern\b|before\b|"
    r"плохо\b|неправильно\b|нельзя\b|mal\b)",
    re.IGNORECASE,
)
_GOOD: Final = re.compile(
    r"^\s*(?:#|//|--|/\*)\W*(?:✅|✓|✔|👍|good\b|right\b|do\b|correct\b|better\b|preferred\b|after\b|fixed\b|"
    r"хорошо\b|правильно\b|лучше\b|bien\b)",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"^\W*(?:(?:bad|wrong|don'?t|avoid|incorrect|anti-?pattern|before|good|right|do|correct|better|"
    r"preferred|after|fixed|плохо|неправильно|нельзя|хорошо|правильно|лучше|mal|bien)\b)?\s*(?:practice|example|way)?\s*[:.—–-]*\s*",
    re.IGNORECASE,
)


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Read a fence with bad halves, each with the good one below it."""
    block = blocks[at]
    if block.type is not BlockType.FENCE:
        return None
    content = fence_content(block)
    if not isinstance(content, Code):
        return None
    left_out, code = without_frame(code_of(block, content.language))
    lines = code.text.split("\n")
    bads = [number for number, line in enumerate(lines) if _BAD.match(line)]
    if not bads:
        return None
    starts = [0, *bads[1:], len(lines)]
    pairs = [_pair(snippet(code, first, end - 1)) for first, end in pairwise(starts)]
    found = tuple(pair for pair in pairs if pair is not None)
    return Match((*left_out, *found)) if len(found) == len(bads) else None


def _pair(code: Code) -> Pair | None:
    """Read code with one bad half, which may follow what both halves need, and a good one."""
    lines = code.text.split("\n")
    bad_at = next(number for number, line in enumerate(lines) if _BAD.match(line))
    good_at = next((number for number, line in enumerate(lines) if _GOOD.match(line)), bad_at)
    if good_at <= bad_at:
        return None
    shown, told = without_comments(snippet(code, bad_at + 1, good_at - 1))
    good = snippet(code, good_at + 1, len(lines) - 1)
    if not shown.text.strip() or not good.text.strip():
        return None
    needed = "\n".join(lines[:bad_at]).rstrip()
    text = f"{needed}\n\n{shown.text}" if needed else shown.text
    faults = (_reason(lines[bad_at]), *map(plain, told))
    fault = join([words for words in faults if words], "; ")
    bad = Code(text, code.language, Span(code.span.start, code.span.start + good_at - 1))
    return Pair(bad, good, fault, _reason(lines[good_at]), code.span)


def _reason(line: str) -> Inline:
    words = comment_text(line).strip()
    return plain(_MARK.sub("", words, count=1).strip())
