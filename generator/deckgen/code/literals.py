"""Dict and object literals: tables of facts that happen to be written as code."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from tree_sitter import Node

from deckgen.code.comments import comment_text
from deckgen.code.grammars import Grammar

_NUMBER: Final = re.compile(r"^[-+]?[\d_.]+(?:e[-+]?\d+)?$", re.IGNORECASE)
_ARITHMETIC: Final = re.compile(r"^[\d_.\s+\-*/()%]+$")
_CONSTANTS: Final = frozenset("true false none null undefined True False None nil".split())
_STRINGS: Final = frozenset(
    "string string_literal interpreted_string_literal raw_string double_quote_scalar"
    " single_quote_scalar plain_scalar block_scalar string_scalar concatenated_string"
    " template_string string_lit".split()
)


@dataclass(frozen=True, slots=True)
class Value:
    """A literal's value: a constant, a list, names with values, or an expression.

    `note` is the comment at the end of its line; `first` and `last` are lines, 0-based.
    """

    text: str
    first: int
    last: int
    constant: bool = True
    items: tuple[Value, ...] = ()
    pairs: tuple[tuple[str, Value], ...] = ()
    note: str = ""

    def leaves(self) -> tuple[Value, ...]:
        """All values that hold no others."""
        inner = (*self.items, *(value for _, value in self.pairs))
        if not inner:
            return (self,)
        return tuple(leaf for value in inner for leaf in value.leaves())

    def is_table(self) -> bool:
        """Tell whether this is knowledge: names with values that are nearly all constants."""
        leaves = self.leaves()
        constant = sum(leaf.constant for leaf in leaves)
        names = [name for name, _ in self.pairs]
        return bool(self.pairs) and len(set(names)) == len(names) and constant >= 0.8 * len(leaves)


def value_of(node: Node, grammar: Grammar, notes: dict[int, str]) -> Value:
    """Read a node as a value. `notes` holds the comments that end a line, by line."""
    node = unwrapped(node, grammar)
    first, last = node.start_point.row, node.end_point.row
    if node.type in grammar.mappings:
        pairs = tuple(
            pair
            for child in node.named_children
            if child.type in grammar.pairs
            for pair in _pair(child, grammar, notes)
        )
        spread = any(
            child.type not in grammar.pairs and "comment" not in child.type
            for child in node.named_children
        )
        note = notes.get(last, "")
        pairs = _noted_once(pairs) if first == last and note else pairs
        return Value("", first, last, constant=not spread, pairs=pairs, note=note)
    if node.type in grammar.sequences:
        items = tuple(
            value_of(child, grammar, notes)
            for child in node.named_children
            if "comment" not in child.type
        )
        note = notes.get(last, "")
        if first == last and note:
            items = tuple(replace(item, note="") for item in items)
        return Value(_text(node), first, last, items=items, note=note)
    text, constant = _scalar(node)
    return Value(text, first, last, constant=constant, note=notes.get(last, ""))


def _noted_once(pairs: tuple[tuple[str, Value], ...]) -> tuple[tuple[str, Value], ...]:
    """Hang the comment of a line on one of the line's values: the first figure, else the last."""
    figures = [at for at, (_, value) in enumerate(pairs) if _NUMBER.match(value.text)]
    noted = figures[0] if figures else len(pairs) - 1
    return tuple(
        (name, value if at == noted else replace(value, note=""))
        for at, (name, value) in enumerate(pairs)
    )


def unwrapped(node: Node, grammar: Grammar) -> Node:
    """Take off what only wraps a node: brackets, casts, a YAML item's dash."""
    wrappers = {"flow_node", "block_node", "block_sequence_item", "parenthesized_expression",
                "as_expression", "satisfies_expression", "expression"}  # fmt: skip
    while node.type in wrappers and node.type not in grammar.mappings and node.named_children:
        children = [child for child in node.named_children if "comment" not in child.type]
        if not children:
            break
        node = children[0] if node.type != "flow_node" else children[-1]
    return node


def _pair(node: Node, grammar: Grammar, notes: dict[int, str]) -> list[tuple[str, Value]]:
    children = [child for child in node.named_children if "comment" not in child.type]
    if len(children) < 2:
        return []
    key, _ = _scalar(unwrapped(children[0], grammar))
    return [(key, value_of(children[-1], grammar, notes))]


def _scalar(node: Node) -> tuple[str, bool]:
    """Return what a node says and whether it says it without being run."""
    text = _text(node)
    if node.type in _STRINGS:
        interpolated = any(
            "interpolation" in child.type or "substitution" in child.type
            for child in node.named_children
        )
        return unquoted(text), not interpolated
    constant = bool(_NUMBER.match(text) or _ARITHMETIC.match(text)) or text in _CONSTANTS
    return text, constant or node.type in {"block_scalar", "plain_scalar", "property_identifier"}


def unquoted(text: str) -> str:
    """Take the quotes and the prefix off a string."""
    text = re.sub(r"^[rbfuRBFU]{0,2}(?=[\"'])", "", text)
    for quote in ('"""', "'''", '"', "'", "`"):
        if text.startswith(quote) and text.endswith(quote) and len(text) >= 2 * len(quote):
            return text[len(quote) : -len(quote)]
    return text


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def line_notes(root: Node) -> dict[int, str]:
    """Find the comments that stand at the end of a line of code, by line."""
    notes: dict[int, str] = {}
    coded: set[int] = set()
    stack = [root]
    comments: list[Node] = []
    while stack:
        node = stack.pop()
        if "comment" in node.type:
            comments.append(node)
        elif node.child_count == 0:
            coded.update((node.start_point.row, node.end_point.row))
        stack.extend(node.children)
    for comment in comments:
        row = comment.start_point.row
        if row in coded and row == comment.end_point.row:
            notes[row] = comment_text(_text(comment)).strip()
    return notes
