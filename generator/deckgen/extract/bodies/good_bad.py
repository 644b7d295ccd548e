"""Good and bad side by side: `// ❌ BAD: …` and `// ✅ GOOD: …` above the halves of a fence or two fences.

The card asks what is wrong with the bad half, shown without the comments that would tell, and
answers with them and the good half. A fence may hold several such pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from deckgen.code.comments import comment_text
from deckgen.extract.bodies.code import code_of
from deckgen.extract.contents import fence_content
from deckgen.extract.excerpts import snippet, without_comments, without_frame
from deckgen.extract.flow import Match, Place
from deckgen.inline import STRONG, Inline, join, plain
from deckgen.model import Block, BlockType, Code, Pair, Span

_BAD_WORDS: Final = (
    r"(?:❌|✗|✘|🚫|👎|bad\b|wrong\b|don'?t\b|avoid\b|incorrect\b|anti-?pattern\b|"
    r"плохо\b|неправильно\b|нельзя\b|mal\b)"
)
_GOOD_WORDS: Final = (
    r"(?:✅|✓|✔|👍|good\b|right\b|do\b|correct\b|better\b|preferred\b|fixed\b|"
    r"хорошо\b|правильно\b|лучше\b|bien\b)"
)
_COMMENT: Final = r"^\s*(?:#|//|--|/\*)\W*"
_BAD: Final = re.compile(_COMMENT + _BAD_WORDS, re.IGNORECASE)
_GOOD: Final = re.compile(_COMMENT + _GOOD_WORDS, re.IGNORECASE)
_BAD_LABEL: Final = re.compile(r"^\W*" + _BAD_WORDS, re.IGNORECASE)
_GOOD_LABEL: Final = re.compile(r"^\W*" + _GOOD_WORDS, re.IGNORECASE)
_IMPORT: Final = re.compile(r"^(?:import|from)\s+[\w.{\"'*]")
_LABELLED: Final = 4
_HEADED: Final = 2
_MOST_LINES: Final = 20
_WITHOUT: Final = re.compile(r"^\W*(?:without|no) (?P<thing>\S.*?)\W*$", re.IGNORECASE)
_WITH: Final = re.compile(r"^\W*(?:with|using) (?P<thing>\S.*?)\W*$", re.IGNORECASE)
_MOST_WORDS: Final = 14
_MARK: Final = re.compile(
    r"^\W*(?:(?:bad|wrong|don'?t|avoid|incorrect|anti-?pattern|before|good|right|do|correct|better|"
    r"preferred|after|fixed|плохо|неправильно|нельзя|хорошо|правильно|лучше|mal|bien)\b)?\s*(?:practice|example|way)?\s*[:.—–-]*\s*",
    re.IGNORECASE,
)


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Read a fence with bad halves, each with the good one below it, or two fences with labels."""
    if blocks[at].type is BlockType.PARAGRAPH:
        return _labelled(blocks[at : at + _LABELLED])
    if blocks[at].type is BlockType.SECTION:
        return _headed(blocks[at : at + _HEADED])
    code = _code_of(blocks[at])
    if code is None:
        return None
    left_out, code = without_frame(code)
    lines = code.text.split("\n")
    bads = [number for number, line in enumerate(lines) if _BAD.match(line)]
    if not bads:
        return None
    starts = [0, *bads[1:], len(lines)]
    pairs = [_pair(snippet(code, first, end - 1)) for first, end in pairwise(starts)]
    found = tuple(pair for pair in pairs if pair is not None)
    return Match((*left_out, *found)) if len(found) == len(bads) else None


def _code_of(block: Block) -> Code | None:
    if block.type is not BlockType.FENCE:
        return None
    content = fence_content(block)
    return code_of(block, content.language) if isinstance(content, Code) else None


def _labelled(blocks: Sequence[Block]) -> Match | None:
    """Read two fences, each below a label: `**❌ Bad: no expiry**`, `**✅ Good**`."""
    if len(blocks) < _LABELLED:
        return None
    bad_label, bad_block, good_label, good_block = blocks
    bad, good = _code_of(bad_block), _code_of(good_block)
    labels = _is_label(bad_label, _BAD_LABEL) and _is_label(good_label, _GOOD_LABEL)
    if bad is None or good is None or not labels:
        return None
    bad_out, bad = without_frame(bad)
    good_out, good = without_frame(good)
    shown, told = without_comments(bad)
    if not shown.text.strip():
        return None
    fault = _joined(_reason(bad_label.inline.text), told)
    span = Span(bad.span.start, good.span.end)
    pair = Pair(shown, good, fault, _reason(good_label.inline.text), span)
    return Match((*bad_out, *good_out, pair), _LABELLED)


def _headed(blocks: Sequence[Block]) -> Match | None:
    """Read two sections of code that set a thing against its lack: `Without locks`, `With locks`."""
    if len(blocks) < _HEADED or not _are_sides(*(block.inline.text for block in blocks)):
        return None
    bad, good = map(_shown, blocks)
    if bad is None or good is None:
        return None
    span = Span(blocks[0].span.start, blocks[1].span.end)
    return Match((Pair(bad[0], good[0], bad[1], good[1], span),), _HEADED)


def _are_sides(first: str, second: str) -> bool:
    lack, have = _WITHOUT.match(first), _WITH.match(second)
    if lack and have:
        return lack["thing"].casefold() == have["thing"].casefold()
    return bool(_BAD_LABEL.match(first) and _GOOD_LABEL.match(second))


def _shown(section: Block) -> tuple[Code, Inline] | None:
    """Take the one piece of code of a section, and the sentence below it."""
    codes = [block for block in section.children if block.type is BlockType.FENCE]
    said = [block for block in section.children if block.type is BlockType.PARAGRAPH]
    code = _code_of(codes[0]) if len(codes) == 1 else None
    others = len(section.children) - len(codes) - len(said)
    rules = sum(block.type is BlockType.RULE for block in section.children)
    if code is None or others > rules or len(said) > 1 or code.text.count("\n") >= _MOST_LINES:
        return None
    return code, join([block.inline for block in said], " ")


def _is_label(block: Block, pattern: re.Pattern[str]) -> bool:
    words = block.inline
    short = block.type is BlockType.PARAGRAPH and len(words.text.split()) <= _MOST_WORDS
    bold = words.leading(STRONG) >= len(words.text.rstrip(" :："))
    return short and bool(pattern.match(words.text)) and (bold or words.text.endswith((":", "：")))


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
    needed = _without_imports("\n".join(lines[:bad_at]).rstrip())
    shown = replace(shown, text=_without_imports(shown.text) or shown.text)
    text = f"{needed}\n\n{shown.text}" if needed else shown.text
    fault = _joined(_reason(comment_text(lines[bad_at])), told)
    bad = Code(text, code.language, Span(code.span.start, code.span.start + good_at - 1))
    return Pair(bad, good, fault, _reason(comment_text(lines[good_at])), code.span)


def _without_imports(text: str) -> str:
    """Leave out imports at the margin: those of the other half would give the correction away."""
    return "\n".join(line for line in text.split("\n") if not _IMPORT.match(line)).strip("\n")


def _joined(fault: Inline, told: Sequence[str]) -> Inline:
    return join([words for words in (fault, *map(plain, told)) if words], "; ")


def _reason(words: str) -> Inline:
    return plain(_MARK.sub("", words.strip(), count=1).strip().rstrip(":："))
