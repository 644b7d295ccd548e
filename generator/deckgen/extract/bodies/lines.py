"""Lines of a paragraph that each name what they say: `string - up to 512 MB`, `AOF = append only`.

Notes taken in a hurry have no bullets; Markdown makes one paragraph of them. Each line is a term
with its meaning, under the paragraph's first line where that only announces them. Lines that work
something out, `QPS = 10M × 20 / 86,400 ≈ 2,300`, are a calculation and stay together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.code.segments import is_calculation
from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import LeadIn, plain_lead_in
from deckgen.extract.split import sentences_of
from deckgen.extract.topic import Part, Role, Topic
from deckgen.inline import Inline, join
from deckgen.model import Block, BlockType, Code, Passage, Span
from deckgen.words import label_of

_FEWEST: Final = 3
_SHARE: Final = 0.65
_MOST_WORDS: Final = 4
_EQUALS: Final = re.compile(
    r"^(?P<term>[^\s=|][^=|\n]{0,30}?)\s+=\s+(?=\S)|^(?P<cell>\w[\w ./+-]{0,30}?)\s+\|\s+(?=\S)"
)
_SENTENCE: Final = re.compile(r"^(?P<term>[A-ZА-ЯЁ][\w/-]{2,}(?: [\w/-]+){0,2}):\s+(?=\S+\s)")
_FEWEST_SENTENCES: Final = 2
_NEWLINE: Final = re.compile(r"\n")


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Read a paragraph whose lines have labels."""
    block = blocks[at]
    if block.type is not BlockType.PARAGRAPH:
        return None
    if block.inline.text.count("\n") < _FEWEST - 1:
        return _sentences(block)
    if is_calculation(block.inline.text):
        return Match((Code(block.inline.text, "text", block.span),))
    lines = [line.strip() for line in block.inline.split(_NEWLINE)]
    leads = [_lead_in(line) for line in lines]
    heads = leads[0] is None and lines[0].text.endswith((":", "："))
    labelled = leads[1:] if heads else leads
    found = [lead for lead in labelled if lead is not None]
    if len(found) < max(_FEWEST, _SHARE * len(labelled)) or labelled[0] is None:
        return None
    topics = tuple(_topics(lines, leads, block.span.start))
    if not heads:
        return Match(topics)
    label = label_of(lines[0])
    return Match((Topic(Role.TERM, label, lines[0].text, topics, block.span),))


def _sentences(block: Block) -> Match | None:
    """Read a paragraph whose sentences have labels: `Histogram: in a server. Summary: in a client.`."""
    said = sentences_of(Passage(block.inline, block.span))
    starts = [at for at, sentence in enumerate(said) if _SENTENCE.match(sentence.inline.text)]
    if len(starts) < _FEWEST_SENTENCES or starts[0] != 0:
        return None
    topics = []
    for start, end in zip(starts, [*starts[1:], len(said)], strict=True):
        words = join((sentence.inline for sentence in said[start:end]), " ")
        match = _SENTENCE.match(words.text)
        assert match is not None
        label = label_of(words.cut(*match.span("term")))
        body = (Passage(words.cut(match.end()), block.span),)
        topics.append(Topic(Role.TERM, label, match["term"], body, block.span))
    return Match(tuple(topics))


def _lead_in(line: Inline) -> LeadIn | None:
    match = line.search(_EQUALS)
    if match is not None:
        group = "term" if match["term"] else "cell"
        label = line.cut(match.start(group), match.end(group))
        lead: LeadIn | None = LeadIn(label.strip(), line.cut(match.end()).strip(), closed=True)
    else:
        lead = plain_lead_in(line)
    return lead if lead is not None and len(lead.label.text.split()) <= _MOST_WORDS else None


def _topics(lines: Sequence[Inline], leads: Sequence[LeadIn | None], first: int) -> Iterator[Part]:
    for at, (line, lead) in enumerate(zip(lines, leads, strict=True)):
        span = Span(first + at, first + at)
        if lead is None:
            heads = at == 0 and line.text.endswith((":", "："))
            if not heads:
                yield Passage(line, span)
            continue
        label = label_of(lead.label)
        body = (Passage(lead.rest, span),)
        yield Topic(Role.TERM, label, lead.label.text, body, span)
