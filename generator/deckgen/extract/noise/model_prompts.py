"""Prompts to a language model: "You are an expert …", and the frame of a prompt file.

A file that holds such a prompt often describes itself to the model ("Description", "When to
Use", "Outputs"); that frame is no knowledge either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Skipped
from deckgen.model import Block, BlockType, Document
from deckgen.parse import walk
from deckgen.words import label_of

_PROMPT: Final = re.compile(
    r"^(?:you are|you're|act as|your (?:role|task) is|ты|вы)[ ,–—-]+(?:an?|the|my|to|—|эксперт|опытный)?\s*"
    r".{0,80}?\b(?:expert|assistant|architect|engineer|specialist|consultant|professional|agent|ai|model|"
    r"эксперт|ассистент|архитектор|инженер)\b",
    re.IGNORECASE,
)
_FRAME: Final = re.compile(
    r"^(?:description|when to use(?: this skill)?|outputs?|inputs?|role|persona|system prompt|"
    r"capabilit(?:y|ies)|purpose|usage|trigger(?:s|ing)?|invocation)$",
    re.IGNORECASE,
)


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Leave out a prompt, a self-advertising paragraph, and the sections around a prompt."""
    why = _why(blocks[at], place)
    return Match((Skipped(blocks[at].span, why),)) if why else None


def _why(block: Block, place: Place) -> str:
    text = block.inline.text.strip()
    if block.type is BlockType.PARAGRAPH and _PROMPT.match(text):
        return "prompt to a language model"
    frame = block.type is BlockType.SECTION and _FRAME.match(label_of(block.inline).text)
    if frame and _is_prompt_file(place.document):
        return "frame of a prompt to a language model"
    boasts = block.type is BlockType.PARAGRAPH and _advertises(text)
    if boasts and _is_prompt_file(place.document):
        return "what a prompt file says of itself"
    return ""


def _advertises(text: str) -> bool:
    return bool(re.match(r"^This (?:\w+ ){1,6}(?:provides|enables|gives|equips)\b", text))


def _is_prompt_file(document: Document) -> bool:
    return any(
        block.type is BlockType.PARAGRAPH and _PROMPT.match(block.inline.text.strip())
        for block in walk(document.blocks)
    )
