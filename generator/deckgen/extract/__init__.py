"""Document to items: units, bodies, phrasing, and the account of every line."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.extract.account import Account, account_of
from deckgen.extract.attributes import with_attributes
from deckgen.extract.flow import Place
from deckgen.extract.items import items_of
from deckgen.extract.merge import merge
from deckgen.extract.rules import RULES
from deckgen.extract.terms import headings_of, terms_of
from deckgen.extract.topic import Role, Skipped, Topic
from deckgen.extract.unasked import with_unasked
from deckgen.model import Block, Document, Item, Span
from deckgen.parse import top_sections
from deckgen.words import title_of


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document's items and what became of each of its lines."""

    items: tuple[Item, ...]
    account: Account


def extract(document: Document) -> Extraction:
    """Make a document's items."""
    root = with_unasked(with_attributes(outline_of(document)))
    items = merge(items_of(root, document))
    return Extraction(items, account_of(document, root, items))


def outline_of(document: Document) -> Topic:
    """Read a document as one topic; its only first-level heading is its title."""
    lines = document.source.text.count("\n") + 1
    span = Span(1, lines)
    if document.source.front_matter.skip:
        skipped = (Skipped(span, "the front matter says skip"),)
        return Topic(Role.DOCUMENT, document.title, document.title.text, skipped, span, "document")
    names, headings = terms_of(document), headings_of(document)
    place = Place(document, RULES, terms=names, headings=headings).inside(title_of(document.title))
    blocks = _hoisted(document)
    body = place.read(blocks)
    return Topic(Role.DOCUMENT, document.title, document.title.text, body, span, "document")


def _hoisted(document: Document) -> tuple[Block, ...]:
    """Take the blocks out of the section whose heading is the title."""
    blocks = document.blocks
    tops = top_sections(blocks)
    if len(tops) == 1 and blocks[-1] is tops[0] and not tops[0].directive.skip:
        return (*blocks[:-1], *tops[0].children)
    return blocks
