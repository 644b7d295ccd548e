"""One question as a topic: what belongs to its front, what is its answer.

Everything above an explicit answer belongs to the question: the code whose output is asked, the
options to choose from, a quote that puts it at length. The marker of the answer is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from deckgen.extract.choices import Choice, choice_of
from deckgen.extract.contents import contents_of
from deckgen.extract.leadin import bold_lead_in, is_answer_marker, is_graded, without_answer_marker
from deckgen.extract.noise.remarks import tells_of_question
from deckgen.extract.topic import LIMIT, Part, Role, Skipped, Topic, size_of
from deckgen.model import Block, BlockType, Directive, Kind, Span
from deckgen.words import ANSWER, FOLDED_ANSWER, label_of

if TYPE_CHECKING:
    from deckgen.extract.flow import Place
    from deckgen.inline import Inline


_ABOUT_ANSWER: Final = re.compile(
    r"\b(?:answers?|structure|framework|approach|key points|looking for|hints?|tips?)\b",
    re.IGNORECASE,
)
_ANSWERS: Final = re.compile(r"^\W*(?:\w+ )?answer\b", re.IGNORECASE)


def question_topic(
    words: Inline, blocks: Sequence[Block], place: Place, span: Span, kind: Kind | None = None
) -> Topic:
    """Make the topic of a question from its words and the blocks below them."""
    label = label_of(words)
    inside = place.inside(label, question=True)
    choice = choice_of(blocks)
    if choice is not None:
        return _choice_topic(words, label, choice, inside, span)
    graded = is_graded(blocks)
    about = tuple(takewhile(tells_of_question, blocks))
    blocks = blocks[len(about) :]
    at = 0 if graded else _answer_at(blocks, label)
    front = contents_of(blocks[:at])
    if not size_of(front).fits(LIMIT) or any(map(_tells_of_answer, blocks[:at])):
        front, at = (), 0
    directive, body = _with_its_directive(
        inside.read(blocks if graded else answer_blocks(blocks[at:]))
    )
    body = (*inside.read(about), *body)
    return Topic(
        Role.QUESTION, label, words.text, body, span, kind=kind, front=front, directive=directive
    )


def _with_its_directive(body: tuple[Part, ...]) -> tuple[Directive, tuple[Part, ...]]:
    """Take the directive off an answer that is one block: it means the card."""
    said = [part for part in body if not isinstance(part, Skipped)]
    match [part for part in said if not isinstance(part, Topic) or part.body]:
        case [Topic(role=Role.PIECE) as piece]:
            return piece.directive, tuple(
                inner for part in body for inner in (piece.body if part is piece else (part,))
            )
    return Directive(), body


def _choice_topic(words: Inline, label: Inline, choice: Choice, inside: Place, span: Span) -> Topic:
    body = (*choice.answer, *inside.read(answer_blocks(choice.explanation)))
    return Topic(Role.QUESTION, label, words.text, body, span, kind=Kind.CHOICE, front=choice.front)


def _answer_at(blocks: Sequence[Block], label: Inline) -> int:
    """Find where an explicit answer begins; a quote at the top puts the question at length.

    Below a whole question a quote that asks nothing is its answer.
    """
    for at, block in enumerate(blocks):
        if at and announces_answer(block):
            return at
    quoted = len(blocks) > 1 and blocks[0].type is BlockType.QUOTE
    if quoted and label.text.endswith(("?", "？")) and not _asks(blocks[0]):
        return 0
    return 1 if quoted and not _ANSWERS.search(blocks[0].children[0].inline.text) else 0


def _asks(quote: Block) -> bool:
    """Tell whether a quote asks something, or is what somebody says."""
    text = " ".join(block.inline.text for block in quote.children)
    return "?" in text or "？" in text or text.lstrip()[:1] in '"“„«'


def _tells_of_answer(block: Block) -> bool:
    """Tell whether a label above an answer says how to give it: `Answer structure`, `Hints`."""
    lead = bold_lead_in(block.inline) if block.type is BlockType.PARAGRAPH else None
    return lead is not None and bool(_ABOUT_ANSWER.search(lead.label.text))


def announces_answer(block: Block) -> bool:
    """Tell whether a block begins the answer: `**Answer:** …`, a fold, a heading that says so."""
    match block.type:
        case BlockType.DETAILS:
            return bool(FOLDED_ANSWER.match(label_of(block.inline).text))
        case BlockType.SECTION:
            return is_answer_marker(label_of(block.inline).text)
        case BlockType.ADMONITION:
            return block.info in {"answer", "success", "solution", "check", "done"}
        case BlockType.PARAGRAPH:
            lead = bold_lead_in(block.inline)
            return (lead is not None and is_answer_marker(lead.label.text)) or bool(
                ANSWER.match(block.inline.text)
            )
        case _:
            return False


def answer_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Take the answer's marker off: `**Answer:** …`, or `- Expected: …` as a list of one."""
    if not blocks:
        return ()
    first, rest = blocks[0], tuple(blocks[1:])
    if first.type is BlockType.LIST:
        return (*_unlisted(first), *rest)
    if first.type in (BlockType.SECTION, BlockType.ADMONITION) and announces_answer(first):
        return (*first.children, *rest)
    if first.type is BlockType.PARAGRAPH:
        words = without_answer_marker(first.inline)
        return (first.worded(words), *rest) if words else rest
    return tuple(blocks)


def _unlisted(block: Block) -> tuple[Block, ...]:
    """Free the answer from a list whose entries are all `Answer:` or `Expected:`."""
    heads = [entry.children[0] for entry in block.children if entry.children]
    marked = all(ANSWER.match(head.inline.text) for head in heads)
    if not heads or not marked or len(heads) != len(block.children):
        return (block,)
    return tuple(child for entry in block.children for child in answer_blocks(entry.children))
