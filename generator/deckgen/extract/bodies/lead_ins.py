"""A paragraph that begins with a bold label: `**Depends** — a system for …`, `**Trade-offs:**`.

The label's material is the rest of the paragraph and the blocks after it, up to the next such
paragraph. Where the last label of several is followed by a plain paragraph that the others do
not have, that paragraph sums up the whole and is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import LeadIn, bold_lead_in, is_answer_marker, is_graded, plain_lead_in
from deckgen.extract.naming import begins_with_verb
from deckgen.extract.of_subject import asks_of_subject
from deckgen.extract.topic import Role, Skipped, Topic
from deckgen.inline import STRONG, Inline
from deckgen.model import Block, BlockType, Span
from deckgen.words import STEP, is_generic, is_structural, label_of

_MOST_WORDS_ABOVE_CODE: Final = 4
_MOST_WORDS_OF_TASK: Final = 16
_MOST_WORDS_DOTTED: Final = 8
_MOST_WORDS_ABOVE_LIST: Final = 5
_ABOVE_LIST: Final = 4
"""The rank of a name above a list: it names the list and nothing more."""

_LONGEST_ABOVE_LIST: Final = 120
_FOLLOWING: Final = re.compile(
    r"\s+(?:(?:also |additionally )?(?:support|have|offer|provide|include|are|is|has|allow|поддержива\w+|име\w+|предоставля\w+|включа\w+)\s+)"
    r"(?:(?:the |these )?(?:following|additional|more)|следующ\w+|такие|ещё|еще)\b[^:：]*[:：]$",
    re.IGNORECASE,
)
"""How a sentence ends that leads to what its subject has."""

_NOUNS: Final = re.compile(
    r"^(?!(?i:use|this|that|these|it|you|we|they|for|in|on|with|when|if|here|there|to|and|or|the following)\b)"
    r"[^\W\d_a-zа-яё][^.!?:;]*[^\s.!?:;,]:?$",
)
"""A name above a list, no sentence that leads to it."""

_SENTENCE_END: Final = re.compile(r"[.!?][\"'”»)]?\s+$")
_SAID: Final = re.compile(r"^(?:interview|sample|example|model|short) answer$", re.IGNORECASE)
"""What a text on a thing calls the words to say of it."""

_SEEN_THROUGH: Final = re.compile(
    r"^(?:in (?:more )?detail|more details?|details|подробн(?:о|ее|ости))$", re.IGNORECASE
)
_EXPANDS: Final = re.compile(
    r"^(?:elaboration|expansion|(?:detailed |full |in-?depth )explanation|why this is (?:the|a good) answer)(?: ?/ ?.*)?$",
    re.IGNORECASE,
)
"""A label that says nothing of what follows it."""

_ELSEWHERE: Final = re.compile(
    r"^(?:references|further reading|read more|see also|links?|источники|ссылки|литература)$",
    re.IGNORECASE,
)
"""A label above what stands on other pages."""

_CONNECTING: Final = re.compile(
    r"^(?:it|they|this|these|but|and|or|so|also|then|because|instead(?: of)?|otherwise|however|therefore|thus|hence|"
    r"но|и|или|потому что|иначе|вместо(?: этого)?|зато|поэтому)(?:\s\S+){0,2}$",
    re.IGNORECASE,
)
_ENDS: Final = frozenset({BlockType.SECTION, BlockType.RULE})


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a labelled paragraph with the blocks that belong to it."""
    found = _lead_in(blocks, at, place)
    if found is None or _names_another(found[0]) or _connects(found[0]):
        return None
    if _says_nothing(found[0], place):
        return _unlabelled(blocks, at, found, place)
    return _labelled(blocks, at, found, place)


def _connects(lead: LeadIn) -> bool:
    """Tell whether words only join what stands below them to what stands above: `But also:`."""
    return not lead.rest and bool(_CONNECTING.match(label_of(lead.label).text))


def _says_nothing(lead: LeadIn, place: Place) -> bool:
    """Tell whether a label only says that more follows, here or on other pages."""
    name = label_of(lead.label).text.rstrip(".")
    through = _SEEN_THROUGH.match(name) and not place.in_question
    return bool(_ELSEWHERE.match(name) or _EXPANDS.match(name) or through)


def _unlabelled(blocks: Sequence[Block], at: int, found: tuple[LeadIn, int], place: Place) -> Match:
    """Leave out what stands elsewhere; read what a label without words heads as if it had none."""
    lead, rank = found
    if _ELSEWHERE.match(label_of(lead.label).text.rstrip(".")):
        end = _end(blocks, at, rank, place)
        span = Span(blocks[at].span.start, blocks[end - 1].span.end)
        return Match((Skipped(span, "points elsewhere"),), taken=end - at)
    below = (blocks[at].worded(lead.rest),) if lead.rest else ()
    return Match(place.read(below) or (Skipped(blocks[at].span, "says that more follows"),))


def _labelled(
    blocks: Sequence[Block], at: int, found: tuple[LeadIn, int], place: Place
) -> Match | None:
    lead, rank = found
    sums_up = lead.rest and asks_of_subject("defined", label_of(lead.label).text)
    end = at + 1 if sums_up else _end(blocks, at, rank, place)
    block = blocks[at]
    rest = (block.worded(lead.rest),) if lead.rest else ()
    if not rest and end == at + 1:
        return None
    below = (*rest, *blocks[at + 1 : end])
    label = label_of(lead.label)
    if label.text.endswith(".") and len(label.text.split()) <= _MOST_WORDS_DOTTED:
        label = label.cut(0, len(label.text) - 1)
    if not lead.rest and is_structural(label.text) and not place.in_question:
        return Match(place.inside(label).read(below), taken=end - at)
    answers = place.in_question or not _SAID.match(label.text)
    if answers and is_answer_marker(lead.label.text) and not is_graded(blocks):
        return Match(place.read(below), taken=end - at)
    role = Role.STEP if STEP.match(label.text) else Role.TERM
    span = Span(block.span.start, blocks[end - 1].span.end)
    body = place.inside(label).read(below)
    return Match((Topic(role, label, lead.label.text, body, span),), taken=end - at)


def _names_another(lead: LeadIn) -> bool:
    """Tell whether a sentence of the same paragraph begins with another bold name: `… **EC2** for …`."""
    before = ""
    for run in lead.rest.runs:
        if STRONG in run.marks and _SENTENCE_END.search(before):
            return True
        before += run.text
    return False


def _lead_in(blocks: Sequence[Block], at: int, place: Place) -> tuple[LeadIn, int] | None:
    """Read the label of a block and its rank: what ranks lower belongs to what ranks higher.

    A bold label ranks first, a numbered entry without anything below it second, a few words
    with a colon right above code third, a name above a list last.
    """
    block = blocks[at]
    if block.type is BlockType.PARAGRAPH:
        lead = bold_lead_in(block.inline)
        if lead is None:
            lead = _step(block)
        if lead is not None and lead.closed:
            return lead, 1
        if lead is not None and _is_dotted(block) and sum(map(_is_dotted, blocks)) > 1:
            return LeadIn(lead.label.cut(0, len(lead.label.text) - 1), lead.rest, closed=True), 1
        return _above_code(blocks, at, place)
    if block.type is BlockType.LIST and len(block.children) == 1:
        entry = block.children[0].children
        if len(entry) == 1 and entry[0].type is BlockType.PARAGRAPH and at + 1 < len(blocks):
            lead = bold_lead_in(entry[0].inline)
            if lead is not None and not lead.rest and blocks[at + 1].type is BlockType.FENCE:
                return lead, 2
    return None


def _is_dotted(block: Block) -> bool:
    """Tell whether a paragraph begins with a few words in bold and a full stop: `**Why trees.** …`."""
    lead = bold_lead_in(block.inline) if block.type is BlockType.PARAGRAPH else None
    few = lead is not None and len(lead.label.text.split()) <= _MOST_WORDS_DOTTED
    return lead is not None and few and lead.label.text.endswith(".") and bool(lead.rest)


def _step(block: Block) -> LeadIn | None:
    """Read `Step 1: Freeze deployments.` without emphasis."""
    lead = plain_lead_in(block.inline)
    return lead if lead is not None and STEP.fullmatch(lead.label.text) else None


def _above_code(blocks: Sequence[Block], at: int, place: Place) -> tuple[LeadIn, int] | None:
    """Read `Lambda:` above a fence, or `Index types` above a list.

    A sibling must do the same, or other material stand above: a lone one leads in what all is about,
    unless the heading above it says nothing.
    """
    if _heads_another_list(blocks, at):
        return LeadIn(
            _shortened(blocks[at].inline), blocks[at].inline.cut(0, 0), closed=True
        ), _ABOVE_LIST
    for rank, heads in enumerate((_heads_code, _heads_list), start=3):
        if not heads(blocks, at):
            continue
        alike = sum(heads(blocks, other) for other in range(len(blocks))) > 1
        if alike or _stands_below(blocks, at, place):
            words = blocks[at].inline
            label = words.cut(0, len(words.text.rstrip(" :："))).strip()
            return LeadIn(label, words.cut(0, 0), closed=True), rank
    return None


def _stands_below(blocks: Sequence[Block], at: int, place: Place) -> bool:
    """Tell whether a name with a colon stands below other material of its section."""
    colon = blocks[at].inline.text.rstrip().endswith((":", "："))
    if at == 0:
        return colon and bool(place.labels) and is_generic(place.labels[-1])
    return colon and blocks[at - 1].type not in _ENDS


def _heads_code(blocks: Sequence[Block], at: int) -> bool:
    text = blocks[at].inline.text.rstrip()
    words = len(text.split())
    task = words <= _MOST_WORDS_OF_TASK and begins_with_verb(text)
    short = text.endswith(":") and (words <= _MOST_WORDS_ABOVE_CODE or task)
    return short and (_stands_above(blocks, at, BlockType.FENCE) or _heads_words(blocks, at))


def _heads_words(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a name with a colon stands alone above a sentence: `Setuid:`."""
    named = bool(_NOUNS.match(blocks[at].inline.text.rstrip()))
    said = _stands_above(blocks, at, BlockType.PARAGRAPH)
    return named and said and not blocks[at + 1].inline.text.rstrip().endswith(":")


def _heads_list(blocks: Sequence[Block], at: int) -> bool:
    text = blocks[at].inline.text.rstrip()
    named = bool(_NOUNS.match(text)) and len(text.split()) <= _MOST_WORDS_ABOVE_LIST
    return named and (
        _stands_above(blocks, at, BlockType.LIST) or _stands_above(blocks, at, BlockType.TABLE)
    )


def _heads_another_list(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a sentence leads to a second list of named entries, which has another subject."""
    words = blocks[at].inline.text.rstrip()
    if not words.endswith((":", "：")) or len(words) > _LONGEST_ABOVE_LIST:
        return False
    if not _stands_above(blocks, at, BlockType.LIST) or not _names_entries(blocks[at + 1]):
        return False
    return bool(_FOLLOWING.search(words)) and any(map(_names_entries, blocks[:at]))


def _names_entries(block: Block) -> bool:
    entries = [entry.children[0] for entry in block.children if entry.children]
    leads = (plain_lead_in(entry.inline) or bold_lead_in(entry.inline) for entry in entries)
    named = sum(lead is not None and lead.closed for lead in leads)
    return block.type is BlockType.LIST and named > len(entries) / 2


def _shortened(words: Inline) -> Inline:
    """Take the subject of a sentence that leads to a list: `Most of them support the following:`."""
    match = _FOLLOWING.search(words.text)
    return words.cut(0, match.start() if match else len(words.text)).strip()


def _stands_above(blocks: Sequence[Block], at: int, kind: BlockType) -> bool:
    block = blocks[at]
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    return block.type is BlockType.PARAGRAPH and below is not None and below.type is kind


def _end(blocks: Sequence[Block], at: int, rank: int, place: Place) -> int:
    if rank == _ABOVE_LIST:
        return at + 2
    end = at + 1
    while end < len(blocks) and not _stops(blocks, end, rank, place):
        end += 1
    found = _lead_in(blocks, end, place) if end < len(blocks) else None
    if (found is not None and found[1] <= rank) or not _has_predecessor(blocks, at, rank, place):
        return end
    return _without_summary(blocks, at, end, place)


def _stops(blocks: Sequence[Block], at: int, rank: int, place: Place) -> bool:
    block = blocks[at]
    if block.type in _ENDS:
        return True
    found = _lead_in(blocks, at, place)
    return (found is not None and found[1] <= rank) or place.begins_unit(block)


def _has_predecessor(blocks: Sequence[Block], at: int, rank: int, place: Place) -> bool:
    found = (_lead_in(blocks, other, place) for other in range(at))
    return any(lead is not None and lead[1] == rank for lead in found)


def _without_summary(blocks: Sequence[Block], at: int, end: int, place: Place) -> int:
    """Cut plain paragraphs off the end of the last label's material."""
    found = _lead_in(blocks, at, place)
    last = end
    while last > at + 1 and _is_plain(blocks[last - 1]):
        last -= 1
    has_own = last > at + 1 or (found is not None and bool(found[0].rest))
    return last if has_own else end


def _is_plain(block: Block) -> bool:
    return block.type is BlockType.PARAGRAPH and not block.inline.text.rstrip().endswith(":")
