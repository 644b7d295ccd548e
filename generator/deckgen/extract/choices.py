"""Multiple choice: options on the front, the right one with its explanation on the back.

Options are a task list (`- [x]`), a list or lines with letters (`A)`, `- B:`), letters with code
below them, or a plain list when the answer names one of them. The right one is ticked, bold, or
named by a letter or its words, in the open or in a fold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from deckgen.extract.contents import contents_of
from deckgen.inline import STRONG, Inline, plain
from deckgen.model import Block, BlockType, Content, Passage, Points, Span
from deckgen.parse import walk
from deckgen.words import FOLDED_ANSWER, label_of

_LETTER: Final = re.compile(r"^\s*(?:\((?P<a>[A-Ha-h])\)|(?P<b>[A-Ha-h])\s*[.):])\s*")
_LETTERED_LINE: Final = re.compile(r"(?:^|\n)[ \t]*(?=(?:\([A-Ha-h]\)|[A-Ha-h][.)])\s+\S)")
_NAMED: Final = re.compile(
    r"(?:correct\s+|right\s+)?(?:answers?|ans|solution|option|correct|ответ|respuesta|答案)"
    r"(?:\s+(?:is|are|option))*\s*[:：—–-]?\s*\(?(?P<letters>[A-Ha-h](?:\s*(?:,|and|&|и)\s*[A-Ha-h])*)(?![\w'’])\)?",
    re.IGNORECASE,
)
_ANNOUNCED: Final = re.compile(
    r"^\W*(?:the )?(?:correct |right )?(?:answers?|ans|solution|ответ|respuesta|答案)\b",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"^\W*\(?([A-H])\)?(?:[.):–—]\s+|,\s+|\s+[–—-]\s+|$)")
_FEWEST, _MOST = 2, 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice read from blocks: the front's contents, the right options, what explains them."""

    front: tuple[Content, ...]
    answer: tuple[Content, ...]
    explanation: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Option:
    contents: tuple[Content, ...]
    span: Span
    letter: str = ""
    ticked: bool = False
    bold: bool = False


def choice_of(blocks: Sequence[Block]) -> Choice | None:
    """Read the blocks below a question as options and their answer; None where there are none."""
    for at, block in enumerate(blocks[:4]):
        options, taken = _options(blocks, at)
        if _FEWEST <= len(options) <= _MOST:
            return _choice(blocks[:at], options, blocks[at + taken :])
        if block.type not in (BlockType.FENCE, BlockType.PARAGRAPH, BlockType.QUOTE):
            return None
    return None


def _choice(
    above: Sequence[Block], options: Sequence[_Option], below: Sequence[Block]
) -> Choice | None:
    right = _right(options, below)
    letters = [option.letter for option in options]
    lettered = letters == list("abcdefgh"[: len(letters)])
    ticks = any(option.ticked for option in options)
    if not (right or (lettered and not below)):
        return None
    if not (lettered or ticks or _announced(below)):
        return None
    span = Span(options[0].span.start, options[-1].span.end)
    entries = tuple(option.contents for option in options)
    front = (*contents_of(above), Points(entries, span, lettered=True))
    answer = tuple(_shown(options, option) for option in right)
    return Choice(front, answer, tuple(_unmarked(below)))


def _shown(options: Sequence[_Option], option: _Option) -> Content:
    """Show a right option with its letter."""
    number = options.index(option)
    return Points((option.contents,), option.span, lettered=True, start=number + 1)


def _options(blocks: Sequence[Block], at: int) -> tuple[list[_Option], int]:
    block = blocks[at]
    if block.type is BlockType.LIST:
        return [_entry(entry) for entry in block.children], 1
    if block.type is BlockType.PARAGRAPH and _LETTER.match(block.inline.text):
        return _lettered_paragraphs(blocks, at)
    return [], 0


def _entry(entry: Block) -> _Option:
    first = entry.children[0] if entry.children else None
    if first is None or first.type is not BlockType.PARAGRAPH:
        return _Option(contents_of(entry.children), entry.span, ticked=bool(entry.checked))
    words, letter = _without_letter(first.inline)
    bold = words.leading(STRONG) >= len(words.text.strip()) > 0
    blocks = (first.worded(words.unmarked(STRONG) if bold else words), *entry.children[1:])
    return _Option(contents_of(blocks), entry.span, letter, bool(entry.checked), bold)


def _without_letter(words: Inline) -> tuple[Inline, str]:
    match = _LETTER.match(words.text)
    if match is None:
        return words, ""
    return words.cut(match.end()).strip(), (match["a"] or match["b"]).lower()


def _lettered_paragraphs(blocks: Sequence[Block], at: int) -> tuple[list[_Option], int]:
    """Read `A) …` lines of a paragraph, or paragraphs of their own with code below each."""
    options: list[_Option] = []
    end = at
    while end < len(blocks):
        block = blocks[end]
        if block.type is BlockType.PARAGRAPH and _LETTER.match(block.inline.text):
            options.extend(_lines(block))
        elif block.type is BlockType.FENCE and options:
            last = options[-1]
            span = Span(last.span.start, block.span.end)
            options[-1] = replace(
                last, contents=(*last.contents, *contents_of((block,))), span=span
            )
        else:
            break
        end += 1
    return options, end - at


def _lines(block: Block) -> Iterator[_Option]:
    for line in block.inline.split(_LETTERED_LINE):
        if not line:
            continue
        words, letter = _without_letter(line.strip())
        bold = words.leading(STRONG) >= len(words.text.strip()) > 0
        shown = words.unmarked(STRONG) if bold else words
        yield _Option((Passage(shown, block.span),), block.span, letter, bold=bold)


def _right(options: Sequence[_Option], below: Sequence[Block]) -> list[_Option]:
    """Find the right options: ticked, named below, or the only bold ones."""
    ticked = [option for option in options if option.ticked]
    if ticked:
        return ticked
    named = _named(options, below)
    if named:
        return named
    bold = [option for option in options if option.bold]
    return bold if len(bold) < len(options) else []


def _named(options: Sequence[_Option], below: Sequence[Block]) -> list[_Option]:
    for block in walk(below[:2]):
        if block.type not in (BlockType.PARAGRAPH, BlockType.SECTION, BlockType.DETAILS):
            continue
        match = _NAMED.search(block.inline.text)
        if match:
            letters = set(re.findall(r"[a-h]", match["letters"].lower()))
            return [o for n, o in enumerate(options) if (o.letter or "abcdefgh"[n]) in letters]
        alone = _ALONE.match(block.inline.text) if block.type is BlockType.PARAGRAPH else None
        if alone:
            return [
                o for n, o in enumerate(options) if (o.letter or "abcdefgh"[n]) == alone[1].lower()
            ]
        if _ANNOUNCED.match(block.inline.text):
            said = _plain(block.inline.text)
            found = [option for option in options if _text(option) and _text(option) in said]
            if found:
                return found
    return []


def _announced(below: Sequence[Block]) -> bool:
    return any(
        bool(
            _ANNOUNCED.match(block.inline.text) or FOLDED_ANSWER.match(label_of(block.inline).text)
        )
        for block in walk(below[:2])
        if block.inline
    )


def _unmarked(below: Sequence[Block]) -> Iterator[Block]:
    """Drop `Answer: B` from the explanation: the back shows the option itself."""
    for block in below:
        if block.type is BlockType.DETAILS:
            yield replace(block, children=tuple(_unmarked(block.children)))
        elif block.type is BlockType.SECTION and _ANNOUNCED.match(block.inline.text):
            yield from _unmarked(block.children)
        elif block.type is BlockType.PARAGRAPH and _ANNOUNCED.match(block.inline.text):
            rest = _rest(block.inline)
            if rest:
                yield block.worded(rest)
        elif block.type is BlockType.PARAGRAPH and (alone := _ALONE.match(block.inline.text)):
            yield block.worded(block.inline.cut(alone.end()).strip())
        else:
            yield block


def _rest(words: Inline) -> Inline:
    match = _NAMED.search(words.text)
    return words.cut(match.end()).strip(" \n.,:-–—)*") if match else plain("")


def _text(option: _Option) -> str:
    words = (c.inline.text for c in option.contents if isinstance(c, Passage))
    return _plain(" ".join(words))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
