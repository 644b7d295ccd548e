"""Tables of contents, reading lists and the sections that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Skipped
from deckgen.inline import plain
from deckgen.model import Block, BlockType
from deckgen.parse import walk
from deckgen.words import label_of

_SECTIONS: Final = re.compile(
    r"^(?:table of contents|contents|toc|index|(?:study |learning |useful |additional |further |"
    r"recommended |other )*(?:resources?|reading|links?|references)|see also|contributors?|contributing|"
    r"authors?|licen[cs]e|acknowledge?ments?|changelog|sponsors?|support(?: us)?|stargazers?|"
    r"содержание|оглавление|ссылки|полезные ссылки|литература|ресурсы|авторы|лицензия|índice|recursos)$",
    re.IGNORECASE,
)


_ADDRESS: Final = re.compile(
    r"^\W*(?:(?:(?:please )?(?:see|read)|references?|sources?|refs?|links?|docs?|more|подробнее|источник|см\.?)\b[^.:]{0,60}[:：]?\s*)?"
    r"https?://\S+\W*$",
    re.IGNORECASE,
)
"""An address, with at most a word that says what it is."""

_SEE: Final = re.compile(
    r"^\W*(?:(?:please )?(?:see|read|refer to)|см\.?|подробнее)\b[^.:]{0,80}$", re.IGNORECASE
)
_FEWEST: Final = 3
_MOSTLY: Final = 0.7


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Leave out a section of resources, and a list whose entries are only links."""
    block = blocks[at]
    if block.type in (BlockType.SECTION, BlockType.DETAILS):
        name = label_of(block.inline).text
        if _SECTIONS.match(name):
            return Match((Skipped(block.span, f"section '{name}' points elsewhere"),))
    if block.type is BlockType.LIST and all(map(_is_link, block.children)):
        return Match((Skipped(block.span, "list of links"),))
    if block.type is BlockType.LIST and any(map(_points_elsewhere, block.children)):
        return _without_references(block, place)
    if block.type is BlockType.LIST and len(place.labels) <= 1 and _lists_headings(block, place):
        return Match((Skipped(block.span, "table of contents"),))
    return None


def _without_references(block: Block, place: Place) -> Match:
    """Read a list without the entries that only say where more is told."""
    kept = tuple(entry for entry in block.children if not _points_elsewhere(entry))
    left_out = [entry for entry in block.children if entry not in kept]
    read = place.read((replace(block, children=kept),)) if kept else ()
    return Match((*read, *(Skipped(entry.span, "points elsewhere") for entry in left_out)))


def _points_elsewhere(entry: Block) -> bool:
    """Tell whether an entry is an address, or `See …` and a link."""
    match entry.children:
        case (Block(type=BlockType.PARAGRAPH, inline=words),):
            linked = any(mark.name == "a" for run in words.runs for mark in run.marks)
            bare = bool(_ADDRESS.match(words.text))
            return bare or (linked and bool(_SEE.match(words.text)))
    return False


def _lists_headings(block: Block, place: Place) -> bool:
    """Tell whether a list at the top only names the headings below it."""
    entries = [
        part.inline.text for part in walk(block.children) if part.type is BlockType.PARAGRAPH
    ]
    named = sum(label_of(plain(entry)).text.casefold() in place.headings for entry in entries)
    return len(entries) >= _FEWEST and named >= _MOSTLY * len(entries)


def _is_link(entry: Block) -> bool:
    runs = [
        run
        for block in walk(entry.children)
        if block.type is BlockType.PARAGRAPH
        for run in block.inline.runs
        if run.text.strip(" \n.-–—:|•·#")
    ]
    linked = [run for run in runs if any(mark.name == "a" for mark in run.marks)]
    return bool(linked) and linked == runs
