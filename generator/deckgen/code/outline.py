"""The joints of code: where a reader would cut it, and what each piece is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tree_sitter import Node

from deckgen.code import plaintext
from deckgen.code.comments import comment_text, is_file_path
from deckgen.code.grammars import Grammar, grammar_of, parser_of
from deckgen.code.joint import Joint, Role
from deckgen.code.literals import Value, line_notes, unquoted, unwrapped, value_of

CONSTRUCTORS: Final = frozenset({"__init__", "constructor"})
_TRIVIAL: Final = re.compile(
    r"^(?:pass|\.\.\.|return(?:\s+(?:None|null|data|\[\]|\{\}|true|false|\"\"|''))?;?|"
    r"throw new \w*NotImplemented\w*\(.*\);?|raise NotImplementedError.*|"
    r"(?:console\.\w+|print|logger?\.\w+|System\.out\.println)\(.*\);?)?$"
)

_NAMING: Final = re.compile(r"(?:^|[_-])(?:name|id|sid|title)$|[a-z](?:Name|Id)$", re.IGNORECASE)
_LONG: Final = 20
_TALL: Final = 3
_MOST: Final = 50
_DEEPEST: Final = 40
_ARGUMENTS: Final = frozenset({"arguments", "argument_list"})
"""A call with all it is given is one thing, as long as it can be shown whole."""

_IS_COMMENT: Final = re.compile(r"^\s*(?:#|//|$)")


def outline(text: str, language: str) -> tuple[Joint, ...]:
    """Find the top-level joints of code, in order; every line of code lies in one."""
    grammar = grammar_of(language)
    if grammar is None:
        return plaintext.outline(text)
    root = parser_of(language).parse(text.encode("utf-8")).root_node
    joints = tuple(_Outliner(text, grammar, root).flow(root))
    return joints or plaintext.outline(text)


class _Outliner:
    def __init__(self, text: str, grammar: Grammar, root: Node) -> None:
        self.lines = text.split("\n")
        self.grammar = grammar
        self.notes = line_notes(root)
        self.depth = 0

    def flow(self, node: Node) -> Iterator[Joint]:
        """Group what a flow holds: a comment or a definition begins a joint."""
        waiting = self.above(node)
        joints: list[Joint] = []
        for child in self.members(node):
            if self.is_comment(child):
                if self.is_trailing(child):
                    continue
                if waiting and self.gap(waiting[-1], child):
                    joints.append(self.comment(waiting))
                    waiting = []
                waiting.append(child)
                continue
            joint = self.bare(child)
            apart = joint.role in (Role.IMPORT, Role.COMMENT)
            if waiting and (apart or self.gap(waiting[-1], child)):
                joints.append(self.comment(waiting))
                waiting = []
            joints.append(self.commented(joint, waiting) if waiting else joint)
            waiting = []
        if waiting:
            joints.append(self.comment(waiting))
        yield from self.grouped(joints)

    def above(self, body: Node) -> list[Node]:
        """Find the comments that open a body: they stand before its first statement's node."""
        comments: list[Node] = []
        node = body.prev_named_sibling if body.type in self.grammar.bodies else None
        while node is not None and self.is_comment(node) and not self.is_trailing(node):
            comments.insert(0, node)
            node = node.prev_named_sibling
        return comments

    def commented(self, joint: Joint, comments: list[Node]) -> Joint:
        """Put a joint under the comments right above it."""
        role = Role.STATEMENTS if joint.role is Role.SETUP else joint.role
        first = comments[0].start_point.row
        return replace(joint, first=first, comment=self.comment_of(comments), role=role)

    def grouped(self, joints: list[Joint]) -> Iterator[Joint]:
        """Join statements with the statements before them; a comment begins a new group."""
        group: list[Joint] = []
        for joint in joints:
            crowded = group and joint.first <= max(before.last for before in group)
            follows = group and not joint.comment and self.continues(group[-1], joint)
            if group and not crowded and not follows:
                yield _joined(group)
                group = []
            group.append(joint)
        if group:
            yield _joined(group)

    def members(self, node: Node) -> Iterator[Node]:
        for child in node.named_children:
            if (child.type in self.grammar.flows and child.type not in self.grammar.mappings) or (
                child.type in self.grammar.flows and self.grammar.pairs
            ):
                yield from self.members(child)
            else:
                yield child

    def continues(self, group: Joint, joint: Joint) -> bool:
        """Tell whether a statement belongs to the statements before it."""
        plain = {Role.STATEMENTS, Role.SETUP}
        return group.role in plain and joint.role in plain

    def is_comment(self, node: Node) -> bool:
        return "comment" in node.type

    def is_trailing(self, node: Node) -> bool:
        return node.start_point.row in self.notes

    def gap(self, before: Node, after: Node) -> bool:
        return after.start_point.row - before.end_point.row > 1

    def comment(self, nodes: list[Node]) -> Joint:
        text = self.comment_of(nodes)
        first, last = nodes[0].start_point.row, nodes[-1].end_point.row
        return Joint(Role.COMMENT, "", text, first, last, last + 1)

    def comment_of(self, nodes: list[Node]) -> str:
        texts = (comment_text((node.text or b"").decode("utf-8", "replace")) for node in nodes)
        kept = [text for text in texts if text.strip() and not is_file_path(text)]
        return "\n".join(kept)

    def bare(self, node: Node) -> Joint:
        inner = self.definition(node)
        first, last = node.start_point.row, self.last_row(node)
        if inner.type in self.grammar.imports:
            return Joint(Role.IMPORT, "", "", first, last, first)
        if inner.type in self.grammar.functions or inner.type in self.grammar.types:
            return self.define(inner, first, last)
        if inner.type in self.grammar.pairs:
            return self.entry(inner, first, last)
        doc = self.docstring_of(inner)
        if doc:
            return Joint(Role.COMMENT, "", doc, first, last, last + 1)
        return self.statement(inner, first, last)

    def last_row(self, node: Node) -> int:
        point = node.end_point
        return (
            point.row - 1 if point.column == 0 and point.row > node.start_point.row else point.row
        )

    def definition(self, node: Node) -> Node:
        if node.type in self.grammar.wrappers:
            wanted = self.grammar.functions | self.grammar.types | self.grammar.assignments
            for child in node.named_children:
                if child.type in wanted:
                    return child
        return node

    def define(self, node: Node, first: int, last: int) -> Joint:
        name = node.child_by_field_name("name")
        body = next((c for c in node.named_children if c.type in self.grammar.bodies), None)
        inner = tuple(self.flow(body)) if body is not None else ()
        role = Role.TYPE if node.type in self.grammar.types else Role.FUNCTION
        doc = ""
        if inner and inner[0].role is Role.COMMENT and self.docstring_at(body):
            doc = inner[0].comment
        if role is Role.FUNCTION and (self.is_stub(body, doc) or self.only_stores(name, inner)):
            role = Role.STUB
        words = self.block_name(node) if name is None else self.text(name)
        value = _only_returns(inner) if role is Role.FUNCTION else None
        return Joint(role, words, "", first, last, first, doc=doc, inner=inner, value=value)

    def block_name(self, node: Node) -> str:
        parts = [self.text(c).strip('"') for c in node.named_children[:3] if c.type in
                 {"identifier", "string_lit"}]  # fmt: skip
        return " ".join(parts)

    def docstring_at(self, body: Node | None) -> bool:
        if body is None or not body.named_children:
            return False
        return bool(self.docstring_of(body.named_children[0]))

    def docstring_of(self, node: Node) -> str:
        if node.type != "expression_statement" or len(node.named_children) != 1:
            return ""
        string = node.named_children[0]
        if string.type != "string":
            return ""
        return comment_text(unquoted(self.text(string)).strip())

    def is_stub(self, body: Node | None, doc: str) -> bool:
        if body is None or doc:
            return False
        lines = [line.strip() for line in self.text(body).strip("{}").split("\n")]
        code = [line for line in lines if line and not line.startswith(("//", "#"))]
        return len(code) <= 1 and bool(_TRIVIAL.match(code[0] if code else ""))

    def only_stores(self, name: Node | None, inner: tuple[Joint, ...]) -> bool:
        """Tell whether a constructor does nothing but keep what it is given or makes."""
        if name is None or self.text(name) not in CONSTRUCTORS:
            return False
        return all(joint.role is Role.SETUP for joint in inner)

    def entry(self, node: Node, first: int, last: int) -> Joint:
        children = [child for child in node.named_children if not self.is_comment(child)]
        name = self.text(children[0]).strip("\"'") if children else ""
        inner = tuple(self.flow(children[-1])) if len(children) > 1 else ()
        kept = tuple(joint for joint in inner if joint.role in {Role.ENTRY, Role.COMMENT})
        if len(children) > 1 and not kept:
            kept = self.pieces(children[-1])
        return Joint(Role.ENTRY, name, "", first, last, first, inner=kept)

    def pieces(self, node: Node) -> tuple[Joint, ...]:
        """Find the joints in a long statement: those of the literal or the blocks it is made of."""
        if node.end_point.row - node.start_point.row < _LONG:
            return ()
        return tuple(self.inmost(unwrapped(node, self.grammar)))

    def inmost(self, node: Node) -> Iterator[Joint]:
        """Look into a node, as deep as a reader would."""
        self.depth += 1
        yield from self.held(node) if self.depth <= _DEEPEST else ()
        self.depth -= 1

    def held(self, node: Node) -> Iterator[Joint]:
        if node.type in self.grammar.sequences:
            yield from self.elements(node)
        elif node.type in self.grammar.mappings or node.type in self.grammar.bodies:
            yield from self.flow(node)
        else:
            for child in node.named_children:
                rows = child.end_point.row - child.start_point.row
                is_literal = child.type in self.grammar.mappings | self.grammar.sequences
                argument = is_literal and node.type in _ARGUMENTS
                if rows >= (_MOST if argument else _TALL):
                    yield from self.inmost(child)

    def elements(self, node: Node) -> Iterator[Joint]:
        """Read a list of mappings: each is called by the comment above it or by what names it."""
        above = 0
        for child in node.named_children:
            mapping = unwrapped(child, self.grammar)
            if mapping.type not in self.grammar.mappings:
                continue
            code, last = child.start_point.row, self.last_row(child)
            while _IS_COMMENT.match(self.lines[last]):
                last -= 1
            first = code
            while first > above and _IS_COMMENT.match(self.lines[first - 1]):
                first -= 1
            comment = comment_text("\n".join(self.lines[first:code])).strip()
            inner = tuple(self.flow(mapping))
            yield Joint(Role.ENTRY, self.called(mapping), comment, first, last, code, inner=inner)
            above = last + 1

    def called(self, mapping: Node) -> str:
        """Find the name that a mapping gives itself: `{"name": "daily", ...}`."""
        value = value_of(mapping, self.grammar, {})
        names = (text.text for key, text in value.pairs if _NAMING.search(key) and text.constant)
        return next(names, "")

    def statement(self, node: Node, first: int, last: int) -> Joint:
        name, target = self.assigned(node)
        if target is None or not self.grammar.assignments:
            return Joint(Role.STATEMENTS, name, "", first, last, first, inner=self.pieces(node))
        if target.type in self.grammar.mappings or target.type in self.grammar.sequences:
            value = value_of(target, self.grammar, self.notes)
            inner = self.pieces(target)
            if value.is_table() or value.items:
                return Joint(Role.LITERAL, name, "", first, last, first, inner=inner, value=value)
            inner = tuple(self.flow(target))
            return Joint(Role.STATEMENTS, name, "", first, last, first, inner=inner)
        if target.type == "template_string" and last - first >= 10:
            return Joint(Role.TEMPLATE, name, "", first, last, first)
        if target.type in {"arrow_function", "function_expression"}:
            body = next((c for c in target.named_children if c.type in self.grammar.bodies), None)
            inner = tuple(self.flow(body)) if body is not None else ()
            role = Role.STUB if self.is_stub(body, "") else Role.FUNCTION
            return Joint(role, name, "", first, last, first, inner=inner)
        has_note = any(row in self.notes for row in range(first, last + 1))
        role = Role.SETUP if last - first <= 2 and not has_note else Role.STATEMENTS
        return Joint(role, name, "", first, last, first, inner=self.pieces(target))

    def assigned(self, node: Node) -> tuple[str, Node | None]:
        """Find the name that a statement gives and the value it gives it to."""
        name = ""
        while node.type in self.grammar.assignments:
            left = node.child_by_field_name("left") or node.child_by_field_name("name")
            right = node.child_by_field_name("right") or node.child_by_field_name("value")
            if left is not None:
                name = self.text(left)
            if right is None:
                right = next(iter(node.named_children), None)
            if right is None:
                return name, None
            node = right
        return name, node

    def text(self, node: Node) -> str:
        return (node.text or b"").decode("utf-8", "replace")


def _joined(group: list[Joint]) -> Joint:
    """Make one joint of neighbouring statements; long ones stay joints inside it."""
    first, *rest = group
    if not rest:
        return first
    last = max(joint.last for joint in group)
    setup = all(joint.role is Role.SETUP for joint in group)
    role = Role.SETUP if setup else Role.STATEMENTS
    bare = replace(first, first=first.code, comment="")
    inner = (bare, *rest) if any(joint.length > _TALL for joint in group) else ()
    return replace(first, last=last, role=role, inner=inner, value=None)


def _only_returns(inner: tuple[Joint, ...]) -> Value | None:
    """Find the literal that is all a function returns: its facts are the function's."""
    material = [joint for joint in inner if joint.role is not Role.COMMENT]
    alone = len(material) == 1 and not material[0].name
    return material[0].value if alone else None
