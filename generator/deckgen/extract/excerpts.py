"""What of a document's code is shown: lines of it, without what only stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from deckgen.code.comments import Comment, comment_text, comments_of, is_file_path
from deckgen.code.grammars import grammar_of
from deckgen.code.hollow import EMPTY, why_hollow
from deckgen.code.joint import Joint, Role
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
    return replace(code, text="\n".join(kept).strip("\n")), tuple(_told(found, lines))


def _told(found: Mapping[int, Comment], lines: Sequence[str]) -> Iterator[str]:
    """Join the lines of one comment: those that fill neighbouring lines."""
    words = ""
    for at, comment in found.items():
        fills = not lines[at][: comment.column].strip()
        follows = at - 1 in found and not lines[at - 1][: found[at - 1].column].strip()
        begins = comment.text[:1].isupper() and words[-1:] not in ",:–—-("
        if words and not (fills and follows and not begins):
            yield words
            words = ""
        words = f"{words} {comment.text}".strip()
    if words:
        yield words


def without_frame(code: Code) -> tuple[tuple[Skipped, ...], Code]:
    """Take off code what only stands around it: imports, the file's name, stubs of what it calls."""
    joints = outline(code.text, code.language) if grammar_of(code.language) else ()
    head, first = _head(code, joints)
    tail, last = _tail(code, joints)
    if not first <= last:
        return (), code
    return (*head, *tail), snippet(code, first, last)


def _head(code: Code, joints: Sequence[Joint]) -> tuple[list[Skipped], int]:
    """Find where code begins below its imports and the comment that names the file."""
    left_out: list[Skipped] = []
    lines = code.text.split("\n")
    for joint in joints:
        at = joint.first
        while at < joint.code and is_file_path(comment_text(lines[at])):
            left_out.append(_skipped(code, at, at, FILE_NAME))
            at += 1
        if joint.role is Role.IMPORT and at == joint.code:
            left_out.append(_skipped(code, at, joint.last, LEFT_OUT[Role.IMPORT]))
        elif at <= joint.last:
            return left_out, at if left_out else 0
    return [], len(lines) if joints else 0


def _tail(code: Code, joints: Sequence[Joint]) -> tuple[list[Skipped], int]:
    """Find where code ends above the stubs and empty values that only make it complete."""
    lines = code.text.split("\n")
    left_out: list[Skipped] = []
    end = len(lines) - 1
    for joint in reversed(_ending(joints)):
        above = "\n".join(lines[: joint.first])
        used = joint.name and re.search(rf"\b{re.escape(joint.name)}\b", above)
        text = "\n".join(lines[joint.first : joint.last + 1])
        says_nothing = joint.role is Role.STUB and "..." not in text
        if not used or not (says_nothing or why_hollow(text) == EMPTY):
            break
        left_out.append(_skipped(code, joint.first, joint.last, LEFT_OUT[Role.STUB]))
        end = joint.first - 1
    while end and not lines[end].strip():
        end -= 1
    return left_out, end


def _ending(joints: Sequence[Joint]) -> Sequence[Joint]:
    """Open the last joint where a comment heads several statements."""
    if joints and joints[-1].role is Role.STATEMENTS and joints[-1].inner:
        return (*joints[:-1], *joints[-1].inner)
    return joints


def _skipped(code: Code, first: int, last: int, why: str) -> Skipped:
    return Skipped(Span(code.span.start + first, code.span.start + last), why)


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
