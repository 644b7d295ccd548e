"""Bullets that name what they say: `- **Modularity**: each stack …`, `- SSE: notifications`.

Each entry is a term with its meaning; further paragraphs, lists and code of the entry belong to
it. Entries that are bold only for emphasis stay a plain list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.leadin import LeadIn, bold_lead_in, plain_lead_in
from deckgen.extract.shapes import spells_out
from deckgen.extract.topic import Part, Role, Topic
from deckgen.inline import Form, Inline, join
from deckgen.model import Block, BlockType, Passage, Points
from deckgen.words import STEP, label_of

_GLOSS: Final = re.compile(r"^(?P<name>\S+)\s+\((?P<gloss>[^()]+)\)$")
_SHARE: Final = 0.65
"""The share of entries that must have a label for the list to be one of definitions."""


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Read a list of labelled entries."""
    block = blocks[at]
    if block.type is not BlockType.LIST or any(e.checked is not None for e in block.children):
        return None
    leads = [_lead_in(entry) for entry in block.children]
    labelled = [lead for lead in leads if lead is not None]
    if len(labelled) < 2 and len(block.children) > 1:
        return None
    marked = sum(map(_is_marked, block.children))
    enough = max(len(labelled), marked) >= _SHARE * len(leads)
    if not labelled or not enough or (block.ordered and len(labelled) < _SHARE * len(leads)):
        return None
    parts: list[Part] = []
    for lead, entry in zip(leads, block.children, strict=True):
        parts.extend(_entry(entry, place) if lead is None else (_topic(lead, entry, place),))
    return Match(tuple(parts))


def _entry(entry: Block, place: Place) -> tuple[Part, ...]:
    """Read an entry without a label; a sentence stays a point among its neighbours."""
    parts = place.read(entry.children)
    match parts:
        case (Passage() as said,):
            return (Points(((said,),), entry.span),)
    return parts


def _lead_in(entry: Block) -> LeadIn | None:
    if not entry.children or entry.children[0].type is not BlockType.PARAGRAPH:
        return None
    words = entry.children[0].inline
    lead = bold_lead_in(words)
    if lead is None:
        lead = plain_lead_in(words) or _headed(entry)
    if lead is None or not lead.closed:
        return None
    has_material = bool(lead.rest) or len(entry.children) > 1
    return lead if has_material else None


def _without_gloss(label: Inline, told: Inline) -> tuple[Inline, Inline]:
    """Tell what a name in code stands for in its answer: "`iat` (issued at)" would tell too much."""
    match = _GLOSS.match(label.text)
    coded = [run.form is Form.CODE for run in label.runs] == [True, False]
    if match is None or not told:
        return label, told
    named = coded and label.runs[0].text.strip() == match["name"]
    if not named and not spells_out(match["gloss"], match["name"]):
        return label, told
    return label.cut(*match.span("name")), join((label.cut(*match.span("gloss")), told), ": ")


def _is_marked(entry: Block) -> bool:
    """Tell whether an entry begins in bold, as its labelled neighbours do."""
    return bool(entry.children) and bold_lead_in(entry.children[0].inline) is not None


def _headed(entry: Block) -> LeadIn | None:
    """Read `- Documents:` over a list or code of its own."""
    words = entry.children[0].inline
    text = words.text.rstrip()
    if len(entry.children) < 2 or not text.endswith(":") or len(text.split()) > 8:
        return None
    return LeadIn(words.cut(0, len(text) - 1).strip(), words.cut(0, 0), closed=True)


def _topic(lead: LeadIn, entry: Block, place: Place) -> Topic:
    label, told = _without_gloss(label_of(lead.label), lead.rest)
    first = entry.children[0]
    rest = (first.worded(told),) if told else ()
    body = place.inside(label).read((*rest, *entry.children[1:]))
    role = Role.STEP if STEP.match(label.text) else Role.TERM
    raw = lead.label.text
    return Topic(role, label, raw, body, entry.span, directive=entry.directive)
