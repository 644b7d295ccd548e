"""Tokens to blocks: what markdown-it says, as a tree with lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from deckgen.inline import STRONG, Inline, Run
from deckgen.model import Block, BlockType, Span
from deckgen.parse.markdown import inline_markdown, inline_of

_CHECKBOX: Final = re.compile(r"^\[([ xX])\]\s+")
_CALLOUT: Final = re.compile(r"^\[!(?P<kind>[\w-]+)(?:\|[^\]]*)?\][+-]?[ \t]*(?P<title>[^\n]*)\n?")
_STRUCTURE: Final = re.compile(
    r"<!--|<\?|</?(?:table|t[rdh]|thead|tbody|ul|ol|li|dl|d[td]|pre|svg|math|video|audio|iframe|object|"
    r"embed|form|button|select|script|style|template|blockquote)\b",
    re.IGNORECASE,
)
_PICTURES: Final = re.compile(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u25a0-\u25ff]+[ \t]*)+"
)
_LABEL_END: Final = re.compile(r"\w[^\n]*[:：]\s?$")
_ANNOUNCED: Final = frozenset({BlockType.FENCE, BlockType.TABLE})
_SENTENCE_END: Final = re.compile(r"(?:[.!?][\"”)]?|\|)\s+$")
_WINDOW: Final = 40
"""Characters before a label that are looked at: a sentence's end and the spaces behind it."""

_FEWEST_LABELS: Final = 2
_TITLED: Final = re.compile(r'["\u201c](?P<title>.*)["\u201d]\s*$')


def blocks_of(tokens: list[Token]) -> tuple[Block, ...]:
    """Turn a document's tokens into blocks; headings are sections that are not yet nested."""
    return tuple(_carried(_Reader(tokens).flow(0, len(tokens))))


class _Reader:
    """Reads blocks from a flat token list whose openings know their closings."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.closing: dict[int, int] = {}
        stack: list[int] = []
        for at, token in enumerate(tokens):
            if token.nesting == 1:
                stack.append(at)
            elif token.nesting == -1:
                self.closing[stack.pop()] = at

    def flow(self, start: int, end: int) -> Iterator[Block]:
        at = start
        while at < end:
            after = self.closing.get(at, at) + 1
            yield from self.block(at, after - 1)
            at = after

    def children(self, at: int, end: int) -> tuple[Block, ...]:
        return tuple(_carried(self.flow(at + 1, end)))

    def span(self, at: int) -> Span:
        first, last = self.tokens[at].map or (0, 1)
        return Span(first + 1, max(first + 1, last))

    def block(self, at: int, end: int) -> Iterator[Block]:
        match self.tokens[at].type:
            case "heading_open":
                yield self.heading(at)
            case "paragraph_open":
                yield from _by_label(self.worded(BlockType.PARAGRAPH, at))
            case "bullet_list_open" | "ordered_list_open":
                yield self.list_(at, end)
            case "blockquote_open":
                yield _callout(
                    Block(BlockType.QUOTE, self.span(at), children=self.children(at, end))
                )
            case "table_open":
                yield self.table(at, end)
            case "dl_open":
                yield from self.definitions(at, end)
            case "admonition_open":
                yield self.admonition(at, end)
            case "footnote_reference_open" | "footnote_open":
                yield self.footnote(at, end)
            case _:
                yield from self.leaf(at, end)

    def leaf(self, at: int, end: int) -> Iterator[Block]:
        token, span = self.tokens[at], self.span(at)
        match token.type:
            case "fence" | "code_block":
                first = span.start + (token.type == "fence")
                text = token.content.rstrip("\n")
                yield Block(BlockType.FENCE, span, text=text, info=token.info.strip(), number=first)
            case "hr":
                yield Block(BlockType.RULE, span)
            case "html_block":
                yield _html(token.content.rstrip("\n"), span)
            case "math_block" | "math_block_label":
                yield Block(BlockType.MATH, span, text=token.content.strip())
            case _ if end > at:
                yield from self.flow(at + 1, end)

    def heading(self, at: int) -> Block:
        return replace(self.worded(BlockType.SECTION, at), number=int(self.tokens[at].tag[1:]))

    def worded(self, kind: BlockType, at: int) -> Block:
        return Block(kind, self.span(at), inline=inline_of(self.tokens[at + 1]))

    def list_(self, at: int, end: int) -> Block:
        token = self.tokens[at]
        ordered = token.type == "ordered_list_open"
        entries = tuple(
            self.entry(child, ordered=ordered)
            for child in range(at + 1, end)
            if self.tokens[child].type == "list_item_open"
            and self.tokens[child].level == token.level + 1
        )
        return Block(
            BlockType.LIST,
            Span(entries[0].span.start, entries[-1].span.end),
            children=entries,
            info=token.markup,
            number=entries[0].number,
            ordered=ordered,
        )

    def entry(self, at: int, *, ordered: bool) -> Block:
        children = self.children(at, self.closing[at])
        number = int(self.tokens[at].info) if ordered and self.tokens[at].info else 0
        span = self.span(at)
        end = children[-1].span.end if children else span.start
        block = Block(
            BlockType.ENTRY,
            Span(span.start, max(span.start, end)),
            children=children,
            number=number,
        )
        return _checkbox(block)

    def table(self, at: int, end: int) -> Block:
        rows = tuple(
            self.row(child) for child in range(at + 1, end) if self.tokens[child].type == "tr_open"
        )
        return Block(BlockType.TABLE, self.span(at), children=rows)

    def row(self, at: int) -> Block:
        cells = tuple(
            inline_of(token)
            for token in self.tokens[at : self.closing[at]]
            if token.type == "inline"
        )
        return Block(BlockType.ROW, self.span(at), cells=cells)

    def definitions(self, at: int, end: int) -> Iterator[Block]:
        terms: list[int] = []
        child = at + 1
        while child < end:
            if self.tokens[child].type == "dt_open":
                terms = [child]
            elif terms:
                yield self.definition(terms[0], child)
            child = self.closing[child] + 1

    def definition(self, term: int, meaning: int) -> Block:
        children = self.children(meaning, self.closing[meaning])
        start = self.span(term).start
        end = children[-1].span.end if children else self.span(meaning).end
        words = inline_of(self.tokens[term + 1])
        return Block(BlockType.DEFINITION, Span(start, end), inline=words, children=children)

    def admonition(self, at: int, end: int) -> Block:
        token = self.tokens[at]
        first = at + 1
        title = Inline()
        if self.tokens[first].type == "admonition_title_open":
            title = inline_of(self.tokens[first + 1])
            first = self.closing[first] + 1
        if not _TITLED.search(token.info):
            title = Inline()
        kind = str((token.meta or {}).get("tag", "")) or token.info.split(" ")[0]
        children = tuple(self.flow(first, end))
        return Block(
            BlockType.ADMONITION, self.span(at), inline=title, children=children, info=kind.lower()
        )

    def footnote(self, at: int, end: int) -> Block:
        children = self.children(at, end)
        label = str((self.tokens[at].meta or {}).get("label", ""))
        span = self.span(at)
        if self.tokens[at].map is None and children:
            span = Span(children[0].span.start, children[-1].span.end)
        return Block(BlockType.FOOTNOTE, span, children=children, info=label)


def _carried(blocks: Iterable[Block]) -> Iterator[Block]:
    """Hang what the last point of a list announces on it; points that go on behind it are the list's.

    `- Key metrics:` above a table, with more points below the table, is one list.
    """
    whole: Block | None = None
    for block in blocks:
        if whole is not None and block.type in _ANNOUNCED and _announces(whole):
            last = whole.children[-1]
            last = replace(last, children=(*last.children, block), span=_joined(last, block))
            whole = replace(
                whole, children=(*whole.children[:-1], last), span=_joined(whole, block)
            )
        elif whole is not None and _goes_on(whole, block):
            span = _joined(whole, block)
            whole = replace(whole, children=(*whole.children, *block.children), span=span)
        else:
            if whole is not None:
                yield whole
            whole = block if block.type is BlockType.LIST else None
            if whole is None:
                yield block
    if whole is not None:
        yield whole


def _announces(points: Block) -> bool:
    """Tell whether the last of several points ends in a colon."""
    last = points.children[-1].children[-1:]
    paragraph = bool(last) and last[0].type is BlockType.PARAGRAPH
    return len(points.children) > 1 and paragraph and last[0].inline.text.rstrip().endswith(":")


def _goes_on(points: Block, block: Block) -> bool:
    """Tell whether a list goes on behind what its last point carries."""
    carries = points.children[-1].children[-1:]
    carried = bool(carries) and carries[0].type in _ANNOUNCED
    alike = block.type is BlockType.LIST and block.info == points.info and not block.ordered
    outside = carried and carries[0].span.end == points.span.end
    return alike and outside and len(points.children) > 1


def _joined(first: Block, last: Block) -> Span:
    return Span(first.span.start, last.span.end)


def _by_label(block: Block) -> Iterator[Block]:
    """Part a paragraph whose lines have bold labels: `**Pros:** …` with `**Cons:** …` below it.

    A first line that is bold as a whole heads the lines below it.
    """
    text = block.inline.text
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    labelled = [
        at for at in starts if _LABEL_END.search(_bold_start(_unpictured(block.inline, at)))
    ]
    inside = list(_labels_inside(block.inline))
    labelled = sorted({*labelled, *inside})
    if len(starts) > 1 and block.inline.leading(STRONG) == starts[1] - 1 and text[:1] not in "*_":
        labelled = [*labelled, 0, starts[1]]
    telling = any(" " in _bold_start(block.inline.cut(at)).strip() for at in inside)
    if len(labelled) < _FEWEST_LABELS and not telling:
        yield block
        return
    cuts = sorted({0, *labelled})
    for start, end in zip(cuts, (*cuts[1:], len(text)), strict=True):
        first = block.span.start + text.count("\n", 0, start)
        last = first + text.rstrip("\n").count("\n", start, end - (end < len(text)))
        words = block.inline.cut(start, start + len(text[start:end].rstrip(" |\n"))).strip()
        yield replace(block, inline=words, span=Span(first, max(first, last)))


def _labels_inside(words: Inline) -> Iterator[int]:
    """Find bold labels behind the end of a sentence: `… is lost. **Isolation:** one sees …`."""
    text = words.text
    at = 0
    before: Run | None = None
    for run in words.runs:
        begins = STRONG in run.marks and (before is None or STRONG not in before.marks)
        if begins and _SENTENCE_END.search(text[max(0, at - _WINDOW) : at]):
            label = _bold_start(words.cut(at))
            if _LABEL_END.search(label):
                yield at
        at += len(run.text)
        before = run


def _unpictured(words: Inline, at: int) -> Inline:
    """Take a line without the pictures before its words."""
    match = _PICTURES.match(words.text, at)
    return words.cut(match.end() if match else at)


def _bold_start(words: Inline) -> str:
    """Take the bold words that a line begins with, and the sign behind them."""
    return words.text[: words.leading(STRONG) + 1]


def _html(text: str, span: Span) -> Block:
    """Read HTML that only formats words or shows pictures as a paragraph of them."""
    if not _STRUCTURE.search(text):
        words = inline_markdown(" ".join(text.split()))
        if words:
            return Block(BlockType.PARAGRAPH, span, inline=words)
    return Block(BlockType.HTML, span, text=text)


def _checkbox(entry: Block) -> Block:
    """Take a task list's `[ ]` off the words; it is a property of the entry."""
    if not entry.children or entry.children[0].type is not BlockType.PARAGRAPH:
        return entry
    first = entry.children[0]
    match = _CHECKBOX.match(first.inline.text)
    if match is None:
        return entry
    words = replace(first, inline=first.inline.cut(match.end()))
    checked = match[1] != " "
    return replace(entry, children=(words, *entry.children[1:]), checked=checked)


def _callout(quote: Block) -> Block:
    """Read `> [!question] Title` as the admonition it is in Obsidian and on GitHub."""
    if not quote.children or quote.children[0].type is not BlockType.PARAGRAPH:
        return quote
    first = quote.children[0]
    match = _CALLOUT.match(first.inline.text)
    if match is None:
        return quote
    title = first.inline.cut(match.start("title"), match.end("title")).strip()
    rest = replace(first, inline=first.inline.cut(match.end()))
    children = (rest, *quote.children[1:]) if rest.inline else quote.children[1:]
    return replace(
        quote,
        type=BlockType.ADMONITION,
        inline=title,
        children=children,
        info=match["kind"].lower(),
    )
