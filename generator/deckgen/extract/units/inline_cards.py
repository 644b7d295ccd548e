"""Flashcard lines of other tools, where a document uses them: `Question::Answer`, and a `?` line.

    What does SQS do?::It queues messages.

    What does SNS do?
    ?
    It pushes notifications.

Two colons also stand in code and paths, so a document must use them at least three times, or say
`flashcards` in its tags, and what stands before them must read like words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.question import question_topic
from deckgen.extract.topic import Topic
from deckgen.inline import Inline
from deckgen.model import Block, BlockType, Document, Kind
from deckgen.parse import walk

_SIDES: Final = re.compile(r"\s*(?<!:):::?(?!:)\s*")
_PATH: Final = re.compile(r"\b[a-z_][\w<>]*::[a-z_]\w*")
_LINE: Final = re.compile(r"\n")
_MARKER: Final = re.compile(r"\n\?\??[ \t]*(?:\n|$)")
_FEWEST: Final = 3


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a paragraph or list of flashcard lines."""
    block = blocks[at]
    if not begins(block, place):
        return None
    if block.type is BlockType.LIST:
        paragraphs = [entry.children[0] for entry in block.children]
        topics = tuple(topic for line in paragraphs for topic in _lines(line, place))
        return Match(topics)
    marker = block.inline.search(_MARKER)
    if marker is None:
        return Match(tuple(_lines(block, place)))
    question, answer = block.inline.cut(0, marker.start()), block.inline.cut(marker.end())
    below = (block.worded(answer),) if answer else ()
    taken = 1
    if not below and at + 1 < len(blocks) and blocks[at + 1].type is not BlockType.SECTION:
        below, taken = (blocks[at + 1],), 2
    return Match((question_topic(question.strip(), below, place, block.span, Kind.QA),), taken)


def begins(block: Block, place: Place) -> bool:
    """Tell whether a block holds flashcard lines in a document that uses them."""
    if block.type is BlockType.PARAGRAPH:
        if block.inline.search(_MARKER):
            return True
        return _is_card(block) and _uses_cards(place.document)
    if block.type is BlockType.LIST:
        heads = [entry.children[0] for entry in block.children if len(entry.children) == 1]
        all_cards = len(heads) == len(block.children) and all(map(_is_card, heads))
        return all_cards and _uses_cards(place.document)
    return False


def _is_card(block: Block) -> bool:
    if block.type is not BlockType.PARAGRAPH:
        return False
    lines = block.inline.split(_LINE)
    return bool(lines) and all(_pair(line) is not None for line in lines)


def _pair(line: Inline) -> tuple[Inline, Inline] | None:
    sides = line.split(_SIDES)
    if len(sides) != 2 or not (sides[0] and sides[1]):
        return None
    asked = sides[0].text.strip()
    if _PATH.search(line.text):
        return None
    reads = " " in asked or asked.endswith("?")
    return (sides[0].strip(), sides[1].strip()) if reads else None


def _lines(block: Block, place: Place) -> Iterator[Topic]:
    for line in block.inline.split(_LINE):
        pair = _pair(line)
        if pair is not None:
            yield question_topic(pair[0], (block.worded(pair[1]),), place, block.span, Kind.QA)


def _uses_cards(document: Document) -> bool:
    if any("flashcard" in tag.lower() for tag in document.source.front_matter.tags):
        return True
    count = 0
    for block in walk(document.blocks):
        if block.type is BlockType.PARAGRAPH:
            count += sum(_pair(line) is not None for line in block.inline.split(_LINE))
        if count >= _FEWEST:
            return True
    return False
