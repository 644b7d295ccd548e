"""Comments: what they say without their markers, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from deckgen.code.grammars import grammar_of, parser_of

_BLOCK: Final = re.compile(r"^\s*/\*+|\*+/\s*$")
_STAR: Final = re.compile(r"^\s*\*+ ?", re.MULTILINE)
_LINE: Final = re.compile(r"^\s*(?:#+!?|//+!?|--+|;+|%+|'+)\s?", re.MULTILINE)
_RULER: Final = re.compile(r"^[\s=\-#*~_/─═]*$")
_FILE_PATH: Final = re.compile(r"^[\w.@{}\[\]-]+(?:/[\w.@{}\[\]-]+)*\.\w{1,12}$")


def comment_text(source: str) -> str:
    """Take the markers off a comment, line by line; indentation inside it stays."""
    if source.lstrip().startswith("/*"):
        body = _STAR.sub("", _BLOCK.sub("", source))
    else:
        body = _LINE.sub("", source)
    lines = [line.rstrip() for line in body.split("\n")]
    kept = ["" if _RULER.match(line) else line for line in lines]
    text = "\n".join(kept).strip("\n")
    return text if "\n" in text else text.strip()


def is_file_path(comment: str) -> bool:
    """Tell whether a comment only names the file: `// aws/ec2.ts`."""
    words = comment.strip()
    return bool(_FILE_PATH.match(words)) and ("/" in words or words.count(".") == 1)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment says, and the column where it begins."""

    text: str
    column: int


def comments_of(text: str, language: str) -> dict[int, Comment]:
    """Find the comments that end a line or fill it, by line (0-based)."""
    lines = text.split("\n")
    if grammar_of(language) is None:
        return {
            at: Comment(comment_text(line).strip(), 0)
            for at, line in enumerate(lines)
            if _LINE.match(line)
        }
    root = parser_of(language).parse(text.encode("utf-8")).root_node
    found: dict[int, Comment] = {}
    for node in _comments(root):
        words = comment_text((node.text or b"").decode("utf-8", "replace"))
        first, last = node.start_point.row, node.end_point.row
        if lines[last].encode("utf-8")[node.end_point.column :].strip():
            continue
        for row in range(first, last + 1):
            column = _column(lines[row], node.start_point.column) if row == first else 0
            found[row] = Comment(words.strip() if row == first else "", column)
    return found


def _column(line: str, offset: int) -> int:
    return len(line.encode("utf-8")[:offset].decode("utf-8", "replace"))


def _comments(root: Node) -> Iterator[Node]:
    """Find the comments below a node, in the order of the text."""
    stack = [root]
    while stack:
        node = stack.pop()
        if "comment" in node.type:
            yield node
        stack.extend(reversed(node.children))
