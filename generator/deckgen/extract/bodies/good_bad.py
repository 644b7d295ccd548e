"""Good and bad side by side in one fence: `// ❌ BAD: …` above one half, `// ✅ GOOD: …` above the other.

The card asks what is wrong with the bad half and shows the good one with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.code.comments import comment_text
from deckgen.extract.bodies.code import code_of
from deckgen.extract.contents import fence_content
from deckgen.extract.flow import Match, Place
from deckgen.extract.snippets import snippet
from deckgen.inline import Inline, plain
from deckgen.model import Block, BlockType, Code, Pair

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
    """Read a fence with one bad and one good half."""
    block = blocks[at]
    if block.type is not BlockType.FENCE:
        return None
    content = fence_content(block)
    if not isinstance(content, Code):
        return None
    code = code_of(block, content.language)
    lines = block.text.split("\n")
    bads = [number for number, line in enumerate(lines) if _BAD.match(line)]
    goods = [number for number, line in enumerate(lines) if _GOOD.match(line)]
    if len(bads) != 1 or not goods or goods[0] < bads[0]:
        return None
    bad_at, good_at = bads[0], goods[0]
    bad, good = snippet(code, bad_at + 1, good_at - 1), snippet(code, good_at + 1, len(lines) - 1)
    if not bad.text.strip() or not good.text.strip():
        return None
    return Match((Pair(bad, good, _reason(lines[bad_at]), _reason(lines[good_at]), code.span),))


def _reason(line: str) -> Inline:
    words = comment_text(line).strip()
    return plain(_MARK.sub("", words, count=1).strip())
