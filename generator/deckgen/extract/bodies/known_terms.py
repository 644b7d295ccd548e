"""Prose that tells what several known names are: `EC2 gives you …. S3 is …`.

The paragraph is material as a whole; besides, each sentence whose subject is one of the names
that the document is about is asked for by that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.split import sentences_of
from deckgen.extract.topic import Role, Topic
from deckgen.inline import join
from deckgen.model import Block, BlockType, Passage
from deckgen.words import label_of

_FEWEST: Final = 3
_SUBJECT: Final = re.compile(
    r"^[\"'“«(]*(?P<term>[\w./+-]+(?: [\w./+-]+){0,2}?)(?= (?:is|are|was|can|will|lets?|has|have|"
    r"\w{2,}(?:[^su]s|ss|us)|это|является|даёт|хранит|запускает|управляет|позволяет)\b| (?:—|–) )"
)

_SECOND: Final = re.compile(r";\s+(?P<term>[\w./+-]+)\s")
"""A second thing that the same sentence tells of."""


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a paragraph of definitions."""
    block = blocks[at]
    if block.type is not BlockType.PARAGRAPH:
        return None
    facets = tuple(_facets(block, place))
    if len({facet.label.text for facet in facets}) < _FEWEST:
        return None
    return Match((Passage(block.inline, block.span), *facets))


def _facets(block: Block, place: Place) -> Iterator[Topic]:
    for sentence in sentences_of(Passage(block.inline, block.span)):
        words = sentence.inline
        subject = _SUBJECT.match(words.text)
        if subject and subject["term"] in place.terms:
            label = label_of(words.cut(subject.start("term"), subject.end("term")))
            other = _SECOND.search(words.text)
            if other and other["term"] in place.terms:
                label = join((label, words.cut(*other.span("term"))), ", ")
            yield Topic(Role.FACET, label, label.text, (sentence,), block.span)
