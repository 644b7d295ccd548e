"""What of a document's code is shown: lines of it, without what only stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from deckgen.code.comments import comments_of
from deckgen.code.grammars import grammar_of
from deckgen.code.joint import Role
from deckgen.code.outline import outline
from deckgen.extract.topic import LIMIT, Skipped
from deckgen.model import Code, Span

LEFT_OUT: Final = {
    Role.IMPORT: "imports",
    Role.SETUP: "set-up code",
    Role.STUB: "stub",
}
"""Code that is no knowledge, and why."""

FILE_NAME: Final = "comment that names the file"


def snippet(code: Code, first: int, last: int) -> Code:
    """Take lines `first` to `last` (0-based) of code, without their common indentation."""
    lines = code.text.split("\n")[first : last + 1]
    margin = min((len(ln) - len(ln.lstrip()) for ln in lines if ln.strip()), default=0)
    start = code.span.start + first
    text = "\n".join(line[margin:].rstrip() for line in lines)
    return Code(text, code.language, Span(start, code.span.start + last))


def without_comments(code: Code) -> tuple[Code, tuple[str, ...]]:
    """Take the comments out of code, and tell what they say."""
    found = comments_of(code.text, code.language)
    lines = code.text.split("\n")
    bare = [
        line[: found[at].column].rstrip() if at in found else line for at, line in enumerate(lines)
    ]
    kept = [line for at, line in enumerate(bare) if line.strip() or at not in found]
    told = tuple(comment.text for comment in found.values() if comment.text)
    return replace(code, text="\n".join(kept).strip("\n")), told


def without_head(code: Code) -> tuple[tuple[Skipped, ...], Code]:
    """Take off code what stands above it: imports and a comment that names the file."""
    left_out: list[Skipped] = []
    start = code.span.start
    for joint in outline(code.text, code.language) if grammar_of(code.language) else ():
        names_file = joint.code > joint.first and not joint.comment
        if names_file:
            span = Span(start + joint.first, start + joint.code - 1)
            left_out.append(Skipped(span, FILE_NAME))
        if joint.role is Role.IMPORT and not joint.comment:
            span = Span(start + joint.code, start + joint.last)
            left_out.append(Skipped(span, LEFT_OUT[Role.IMPORT]))
        elif joint.role is not Role.COMMENT or not names_file:
            at = joint.code if names_file else joint.first
            return tuple(left_out), snippet(code, at, code.text.count("\n"))
    return (), code


def chunks(code: Code) -> Iterator[Code]:
    """Cut code that has no joints at blank lines, else anywhere, into answers that fit."""
    lines = code.text.split("\n")
    start = 0
    while start < len(lines):
        end = min(start + LIMIT.lines, len(lines))
        if end < len(lines):
            blanks = [at for at in range(start + 10, end) if not lines[at].strip()]
            end = blanks[-1] if blanks else end
        text = "\n".join(lines[start:end]).rstrip()
        if text.strip():
            first = code.span.start + start
            yield Code(text, code.language, Span(first, code.span.start + end - 1))
        start = end
