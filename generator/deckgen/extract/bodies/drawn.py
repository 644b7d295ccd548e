"""Fences without a language: ASCII trees, drawings, tables made of characters, code, or all of it.

A line above a tree names it; a line that names nothing of its own names all that follows. A
branch with branches is a list to name, a leaf that says something is a definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.code.grammars import language_name
from deckgen.code.segments import (
    NAMED_VALUE,
    TEXT_LANGUAGES,
    Segment,
    Shape,
    is_calculation,
    segments,
)
from deckgen.code.trees import Branch, grow, is_branch
from deckgen.extract.bodies.tables import table_parts
from deckgen.extract.flow import Match, Place
from deckgen.extract.snippets import parts_of_code
from deckgen.extract.topic import GLANCE, Part, Role, Skipped, Topic, size_of
from deckgen.inline import Inline, plain
from deckgen.model import (
    Block,
    BlockType,
    Code,
    Content,
    Drawing,
    Grid,
    Kind,
    Passage,
    Points,
    Span,
)
from deckgen.words import label_of

_MEANING: Final = re.compile(
    r"^(?P<name>[^:#]{1,80}?(?:\([^)]*\))?)\s*(?::\s+|\s+[-–—]\s+|\s+#+\s*|\s+//\s*|\s+(?:→|->|=>|<-|←)\s+)(?P<meaning>\S.*)$"
)


_FILE: Final = re.compile(r"[─━-]\s+[\w.@-]+(?:/|\.\w{1,5})(?:\s|$)")
_FILES: Final = 0.7
_BULLET: Final = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+\S")
_FEWEST_POINTS: Final = 3
_HEADS: Final = re.compile(r"^\s*[\"“']?[^\W\d_a-zа-яё].*(?:[:.!?,]|\w)[\"”']?$")
"""A line of notes: it begins like a sentence or a title."""

_SENTENCE: Final = re.compile(r"^[^\W\d_a-zа-яё][\w',-]*(?: \S+){3,}$")
_SIGNS: Final = re.compile(r"[{}\[\]<>|=;$\\]|[→←↓↑↔⇒▶►│├└─]|->|\S {3,}\S|://")
"""What stands in code, drawings and tables, and in no sentence."""


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a fence without a language by the shapes in it."""
    block = blocks[at]
    if block.type is not BlockType.FENCE or language_name(block.info) not in TEXT_LANGUAGES:
        return None
    if _is_notes(block.text) or (not place.in_question and _is_prose(block.text)):
        lines = block.text.count("\n")
        return Match(place.read_text(block.text, Span(block.number, block.number + lines)))
    whole = _whole(block)
    if whole is not None:
        return Match((whole,))
    found = segments(block.text)
    if all(segment.shape in (Shape.CODE, Shape.TEXT) for segment in found) and len(found) <= 1:
        return None
    if all(segment.shape in (Shape.TEXT, Shape.TITLE) for segment in found):
        return None
    return Match(tuple(_Drawn(block, place).parts(found)))


def _is_directory(text: str) -> bool:
    """Tell whether a tree lists folders and files, most of them without a word on what they hold."""
    lines = [line for line in text.split("\n") if line.strip()]
    branches = [line for line in lines if is_branch(line)]
    files = [line for line in branches if _FILE.search(line)]
    told = [line for line in branches if _MEANING.match(line)]
    small = len(lines) <= GLANCE.lines
    return small and len(files) >= max(2, _FILES * len(branches)) and 2 * len(told) < len(branches)


def _is_prose(text: str) -> bool:
    """Tell whether a fence holds a sentence, or one with bullets below it."""
    lines = [line for line in text.split("\n") if line.strip()]
    said = [line for line in lines if not _BULLET.match(line)]
    alone = len(said) == 1 and (len(lines) == 1 or lines[0] in said)
    return alone and bool(_SENTENCE.match(said[0])) and not any(map(_SIGNS.search, lines))


def _is_notes(text: str) -> bool:
    """Tell whether a fence holds notes: lists of several points under lines that introduce them."""
    lines = [line for line in text.split("\n") if line.strip()]
    said = [line for line in lines if not _BULLET.match(line)]
    listed = len(lines) - len(said)
    if listed < _FEWEST_POINTS or len(said) > listed:
        return False
    return all(_HEADS.match(line) and not _SIGNS.search(line) for line in said)


def _whole(block: Block) -> Code | Drawing | None:
    """Keep folders with their files together, and the steps of a calculation: one alone says nothing."""
    span = Span(block.number, block.number + block.text.count("\n"))
    if _is_directory(block.text):
        return Drawing(_dedent(block.text), "text", span)
    code = Code(_dedent(block.text), "text", span)
    return code if is_calculation(block.text) and size_of([code]).fits(GLANCE) else None


class _Drawn:
    def __init__(self, block: Block, place: Place) -> None:
        self.block = block
        self.place = place

    def span(self, first: int, last: int) -> Span:
        return Span(self.block.number + first, self.block.number + last)

    def parts(self, found: Sequence[Segment]) -> Iterator[Part]:
        """Hang segments under their titles; a title above a title heads a group."""
        at = 0
        while at < len(found):
            end = at + 1
            if found[at].shape is Shape.TITLE:
                is_group = at + 1 < len(found) and found[at + 1].shape is Shape.TITLE
                end = self.group_end(found, at) if is_group else self.title_end(found, at)
                yield self.titled(found[at], found[at + 1 : end])
            else:
                yield from self.segment(found[at])
            at = end

    def title_end(self, found: Sequence[Segment], at: int) -> int:
        end = at + 1
        while end < len(found) and found[end].shape is not Shape.TITLE:
            if found[end].shape is Shape.CODE and end > at + 1:
                break
            end += 1
        return end

    def group_end(self, found: Sequence[Segment], at: int) -> int:
        end = at + 2
        while end < len(found) and not self.begins_group(found, end):
            end += 1
        return end

    def begins_group(self, found: Sequence[Segment], at: int) -> bool:
        return found[at].shape is Shape.TITLE and (
            at + 1 < len(found) and found[at + 1].shape is Shape.TITLE
        )

    def titled(self, title: Segment, below: Sequence[Segment]) -> Part:
        label = label_of(plain(title.text.strip()))
        span = self.span(title.first, below[-1].last if below else title.last)
        body = tuple(self.parts(below))
        if not body:
            return Skipped(span, "title without material")
        only_branches = all(isinstance(part, Topic) and part.spread for part in body)
        role = Role.TERM if only_branches else Role.HEADING
        return Topic(role, label, title.text, body, span, spread=only_branches)

    def segment(self, segment: Segment) -> Iterator[Part]:
        span = self.span(segment.first, segment.last)
        match segment.shape:
            case Shape.TREE:
                yield from self.tree(segment)
            case Shape.DRAWING:
                yield Drawing(_dedent(segment.text), "text", span)
            case Shape.TABLE:
                yield from self.table(segment)
            case Shape.COLUMNS if is_calculation(segment.text):
                yield Code(_dedent(segment.text), "text", span)
            case Shape.COLUMNS:
                yield from self.columns(segment)
            case _:
                code = Code(segment.text, segment.language or "text", span)
                yield from parts_of_code(code, self.place)

    def tree(self, segment: Segment) -> Iterator[Part]:
        numbered = enumerate(segment.text.split("\n"), start=segment.first)
        yield from self.branches(grow(numbered))

    def branch(self, branch: Branch) -> Topic:
        span = self.span(branch.line, branch.last)
        words = _bare(branch.text)
        match = _MEANING.match(words)
        name = match["name"] if match else words
        body: list[Part] = []
        if match:
            line = self.span(branch.line, branch.line)
            body.append(Passage(plain(match["meaning"].strip()), line))
        body.extend(self.branches(branch.branches))
        label = label_of(plain(name))
        return Topic(Role.TERM, label, branch.text, tuple(body), span, spread=True)

    def branches(self, branches: Sequence[Branch]) -> Iterator[Part]:
        """Read what grows from a branch: names that say more are terms.

        Names alone are points, and with them those of their neighbours that say more: steps of a flow.
        """
        leaves = [branch for branch in branches if not branch.branches or self.is_twig(branch)]
        silent = any(not leaf.branches and self.is_silent(leaf) for leaf in leaves)
        if silent and (len(leaves) > 1 or leaves == branches):
            entries = tuple(map(self.entry, leaves))
            yield Points(entries, self.span(leaves[0].line, leaves[-1].last))
            branches = [branch for branch in branches if branch not in leaves]
        yield from (self.branch(branch) for branch in branches)

    def entry(self, branch: Branch) -> tuple[Content, ...]:
        """Show a name as a point, with the names on it."""
        name = Passage(plain(_bare(branch.text)), self.span(branch.line, branch.line))
        inner = tuple(map(self.entry, branch.branches))
        below = self.span(branch.line, branch.last)
        return (name, Points(inner, below)) if inner else (name,)

    def is_twig(self, branch: Branch) -> bool:
        """Tell whether a branch is a name with one name on it, and no more."""
        lone = len(branch.branches) == 1 and self.is_silent(branch.branches[0])
        return lone and not _MEANING.match(_bare(branch.text))

    def is_silent(self, branch: Branch) -> bool:
        return not branch.branches and not _MEANING.match(_bare(branch.text))

    def columns(self, segment: Segment) -> Iterator[Part]:
        """Read lines of names and figures; a line without a figure heads or explains."""
        for number, line in enumerate(segment.text.split("\n"), start=segment.first):
            span = self.span(number, number)
            match = NAMED_VALUE.match(line)
            if match:
                label = label_of(plain(match["name"].strip()))
                body = (Passage(plain(match["value"].strip()), span),)
                yield Topic(Role.TERM, label, match["name"], body, span, kind=Kind.FACT)
            elif line.strip():
                yield Passage(plain(line.strip()), span)

    def table(self, segment: Segment) -> Iterator[Part]:
        """Read a table drawn with pipes and dashes."""
        lines = segment.text.split("\n")
        rows = []
        spans = []
        for number, line in enumerate(lines):
            if not line.strip() or not line.strip(" \t|+-:="):
                continue
            cells = tuple(plain(cell.strip()) for cell in line.strip().strip("|").split("|"))
            rows.append(cells)
            spans.append(self.span(segment.first + number, segment.first + number))
        if not rows:
            yield Skipped(self.span(segment.first, segment.last), "frame of a table without words")
            return
        width = len(rows[0])
        fitted = [_fit(row, width) for row in rows]
        grid = Grid(fitted[0], tuple(fitted[1:]), self.span(segment.first, segment.last))
        yield from table_parts(grid, spans[1:])


def _fit(row: tuple[Inline, ...], width: int) -> tuple[Inline, ...]:
    return (*row, *(Inline() for _ in range(width - len(row))))[:width]


def _bare(text: str) -> str:
    return text.strip().rstrip(":").strip()


def _dedent(text: str) -> str:
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:].rstrip() for line in lines)
