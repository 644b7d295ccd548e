"""Nest flat blocks under their headings, and hang directives on the blocks they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.diagnostics import Diagnostic
from deckgen.model import Block, BlockType, Directive, Span

_COMMENT: Final = re.compile(r"<!--(?P<body>.*?)-->", re.DOTALL)
_DIRECTIVE: Final = re.compile(r"^\s*deckgen:(?P<words>.*)$", re.DOTALL)
_Waiting = tuple[int, Directive]
_ID: Final = re.compile(r"^[\w.:/-]+$")


def nest(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Put each block into the section of the nearest heading above it, at every depth."""
    return tuple(_level([_nested_inside(block) for block in blocks]))


def _nested_inside(block: Block) -> Block:
    if not block.children or block.type is BlockType.SECTION:
        return block
    return replace(block, children=nest(block.children))


def _level(blocks: list[Block]) -> list[Block]:
    """Gather what follows each heading until a heading as high as it."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.type is not BlockType.SECTION:
            out.append(block)
            continue
        start = at
        while at < len(blocks) and not _ends(block, blocks[at]):
            at += 1
        children = tuple(_level(blocks[start:at]))
        end = children[-1].span.end if children else block.span.end
        out.append(replace(block, children=children, span=Span(block.span.start, end)))
    return out


def _ends(section: Block, block: Block) -> bool:
    return block.type is BlockType.SECTION and block.number <= section.number


def hang_directives(
    blocks: Sequence[Block], path: str
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Give each block the directive that stands before it; drop other comments."""
    reader = _DirectiveReader(path)
    out, waiting = reader.flow(blocks)
    reader.unused(waiting)
    return out, tuple(reader.diagnostics)


class _DirectiveReader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []

    def flow(self, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], _Waiting | None]:
        """Hang directives on the blocks of a flow; return one that has no block in it."""
        out: list[Block] = []
        waiting: _Waiting | None = None
        for block in blocks:
            found = self.directive(block)
            if found is not None:
                waiting = found if waiting is None else (found[0], _both(waiting[1], found[1]))
                out.append(block)
                continue
            directive = waiting[1] if waiting is not None else block.directive
            children, waiting = self.flow(block.children)
            if block.type is not BlockType.SECTION:
                self.unused(waiting)
                waiting = None
            out.append(replace(block, children=children, directive=directive))
        return tuple(out), waiting

    def unused(self, waiting: _Waiting | None) -> None:
        """Report a directive that no block follows."""
        if waiting is not None:
            self.report(waiting[0], "W303", "no block follows this directive; move it or remove it")

    def directive(self, block: Block) -> _Waiting | None:
        if block.type is not BlockType.HTML:
            return None
        found: Directive | None = None
        for comment in _COMMENT.finditer(block.text):
            words = _DIRECTIVE.match(comment["body"])
            if words:
                read = self.read(words["words"], block.span.start)
                found = read if found is None else _both(found, read)
        return None if found is None else (block.span.start, found)

    def read(self, words: str, line: int) -> Directive:
        directive = Directive()
        for word in words.split():
            key, equals, value = word.partition("=")
            if word == "skip":
                directive = replace(directive, skip=True)
            elif key == "level" and value:
                directive = replace(directive, level=value.lower())
            elif key == "tags" and value:
                tags = tuple(tag for tag in value.split(",") if tag)
                directive = replace(directive, tags=tags)
            elif key == "id" and _ID.match(value):
                directive = replace(directive, id=value)
            else:
                known = "level=…, tags=a,b, id=… (letters, digits, . : / _ -) and skip"
                usable = key in ("level", "tags", "id") and equals
                problem = f"'{key}' has no usable value" if usable else f"'{word}' is unknown"
                self.report(line, "E301", f"{problem} in this directive; it knows {known}")
        return directive

    def report(self, line: int, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(self.path, line, code, message))


def _both(first: Directive, second: Directive) -> Directive:
    return Directive(
        level=second.level or first.level,
        tags=first.tags + second.tags,
        id=second.id or first.id,
        skip=first.skip or second.skip,
    )
