"""Highlights as blanks: `A queue keeps messages for ==14 days== at most`.

A document uses highlights as blanks when they are few words each and stand in sentences: each
sentence with one is asked with a blank in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.split import sentences_of
from deckgen.extract.topic import Part, Role, Topic
from deckgen.inline import Form, Inline, Mark, Run
from deckgen.model import Block, BlockType, Document, Kind, Passage
from deckgen.parse import walk
from deckgen.parse.notation import HIGHLIGHT

_FEWEST: Final = 3
_MOST_WORDS: Final = 6
_BLANK: Final = Run("[…]", Form.TEXT, (Mark(HIGHLIGHT),))


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a paragraph with blanks."""
    block = blocks[at]
    if not begins(block, place):
        return None
    parts: list[Part] = []
    for sentence in sentences_of(Passage(block.inline, block.span)):
        blanks = list(_blanks(sentence))
        parts.extend(blanks or (sentence,))
    return Match(tuple(parts))


def begins(block: Block, place: Place) -> bool:
    """Tell whether a paragraph has blanks in a document that uses them."""
    if block.type is not BlockType.PARAGRAPH or not any(map(_is_hidden, block.inline.runs)):
        return False
    return _uses_blanks(place.document)


def _blanks(sentence: Passage) -> Iterator[Topic]:
    """Ask for each highlight of a sentence; the others stand open."""
    for hidden in _highlights(sentence.inline):
        label = _with_blank(sentence.inline, hidden).strip()
        yield Topic(Role.QUESTION, label, label.text, (sentence,), sentence.span, kind=Kind.CLOZE)


def _highlights(words: Inline) -> list[range]:
    """Find the stretches of runs that are highlighted together."""
    found: list[range] = []
    for at, run in enumerate(words.runs):
        if not _is_hidden(run):
            continue
        if found and found[-1].stop == at and words.runs[at - 1].marks[-1] == run.marks[-1]:
            found[-1] = range(found[-1].start, at + 1)
        else:
            found.append(range(at, at + 1))
    return found


def _with_blank(words: Inline, hidden: range) -> Inline:
    runs = [
        replace(run, marks=tuple(m for m in run.marks if m.name != HIGHLIGHT)) for run in words.runs
    ]
    runs[hidden.start : hidden.stop] = [_BLANK]
    return Inline(tuple(runs))


def _is_hidden(run: Run) -> bool:
    return any(mark.name == HIGHLIGHT for mark in run.marks)


def _uses_blanks(document: Document) -> bool:
    tags = document.source.front_matter.tags
    if any(tag.lower().strip("#") in {"cloze", "flashcards", "flashcard"} for tag in tags):
        return True
    words = [
        len("".join(block.inline.runs[at].text for at in stretch).split())
        for block in walk(document.blocks)
        if block.type is BlockType.PARAGRAPH
        for stretch in _highlights(block.inline)
    ]
    return len(words) >= _FEWEST and max(words) <= _MOST_WORDS
