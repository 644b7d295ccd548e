"""The names a document is about: its headings, its labels, what it explains in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckgen.extract.leadin import bold_lead_in
from deckgen.model import Block, BlockType, Document
from deckgen.parse import walk
from deckgen.words import is_generic, is_structural, label_of, name_of

_GLOSSED: Final = re.compile(r"\b(?P<term>[A-Z][\w.-]*(?: [A-Z][\w.-]*)?) \((?=[a-z][^()]{3,60}\))")
_JOINED: Final = re.compile(r"\s*(?:/|&|,|\bvs\.?|\band\b|\bи\b)\s*", re.IGNORECASE)
_MOST_WORDS: Final = 3


def terms_of(document: Document) -> frozenset[str]:
    """Collect the names, as they are written."""
    return frozenset(
        term
        for block in walk(document.blocks)
        for name in _names(block)
        for term in (name, *_JOINED.split(name))
        if term and len(term.split()) <= _MOST_WORDS and not is_generic(term)
    )


def headings_of(document: Document) -> frozenset[str]:
    """Collect the labels of all headings, in lower case."""
    return frozenset(
        label_of(block.inline).text.casefold()
        for block in walk(document.blocks)
        if block.type is BlockType.SECTION
    )


def _names(block: Block) -> Iterator[str]:
    if block.type is BlockType.SECTION and not is_structural(block.inline.text):
        yield name_of(label_of(block.inline)).text
    elif block.type is BlockType.PARAGRAPH:
        lead = bold_lead_in(block.inline)
        if lead is not None and lead.closed:
            yield label_of(lead.label).text
        yield from (found["term"] for found in _GLOSSED.finditer(block.inline.text))
