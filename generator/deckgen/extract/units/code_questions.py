'''Questions inside code: `"""Interview Question: …"""` or a comment that says so.

The rest of the fence is the answer.
'''

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.code.joint import Joint
from deckgen.code.joint import Role as JointRole
from deckgen.code.outline import outline
from deckgen.extract.bodies.code import code_of
from deckgen.extract.contents import fence_content
from deckgen.extract.flow import Match, Place
from deckgen.extract.snippets import parts_of_code
from deckgen.extract.topic import Role, Skipped, Topic
from deckgen.inline import plain
from deckgen.model import Block, BlockType, Code, Span
from deckgen.words import label_of

_MARKER: Final = re.compile(
    r"^\s*(?:interview\s+)?(?:question|вопрос|q)\s*\d*\s*[:：]\s*(?P<question>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HINT: Final = re.compile(
    r"^\W*(?:interview\s+)?(?:question|вопрос|q)\s*\d*\s*[:：]", re.IGNORECASE | re.MULTILINE
)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a fence that holds a question in a docstring or comment."""
    block = blocks[at]
    if block.type is not BlockType.FENCE:
        return None
    content = fence_content(block)
    if not isinstance(content, Code) or not begins(block, place):
        return None
    code = code_of(block, content.language)
    joints = outline(code.text, code.language)
    for number, joint in enumerate(joints):
        if _question(joint):
            return Match((_topic(block, code, joints, number, place),))
    return None


def begins(block: Block, _place: Place) -> bool:
    """Tell whether a fence may hold a question in a comment or docstring."""
    return block.type is BlockType.FENCE and bool(_HINT.search(block.text))


def _question(joint: Joint) -> str:
    found = _MARKER.match(joint.comment)
    return " ".join(found["question"].split()) if found else ""


def _topic(block: Block, code: Code, joints: Sequence[Joint], number: int, place: Place) -> Topic:
    """Blank the question out of the code, so that lines keep their numbers."""
    question = _question(joints[number])
    lines = code.text.split("\n")
    heads = [joint for joint in joints[:number] if joint.role is JointRole.COMMENT]
    for joint in (*heads, joints[number]):
        lines[joint.first : joint.code] = [""] * (joint.code - joint.first)
    rest = "\n".join(lines)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    answer = replace(
        code,
        text=rest[len("\n".join(lines[:first])) + (1 if first else 0) :],
        span=Span(code.span.start + first, code.span.end),
    )
    label = label_of(plain(question))
    inside = place.inside(label, question=True)
    body = parts_of_code(answer, inside) if rest.strip() else ()
    skipped = tuple(
        Skipped(
            Span(code.span.start + joint.first, code.span.start + joint.last), "title of the code"
        )
        for joint in heads
    )
    return Topic(Role.QUESTION, label, question, (*skipped, *body), block.span)
