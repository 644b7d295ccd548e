"""Remarks to the reader of the page: "Last updated", "Next: …", "(Continuing with …)".

They are about the document, not about its subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Skipped
from deckgen.inline import Form
from deckgen.model import Block, BlockType

_OF_QUESTION: Final = "about a question, not about its subject"
_SOURCE: Final = "where the facts come from"
_REMARKS: Final = (
    (
        "when the page was changed",
        re.compile(r"^(?:last (?:updated|modified|reviewed)|updated|обновлено|дата обновления|version)\b.{0,60}$", re.IGNORECASE),
    ),
    (
        "when the page was changed",
        re.compile(r"^last (?:updated|modified|reviewed)\W{1,4}(?:\w+ )?\d", re.IGNORECASE),
    ),
    (
        _SOURCE,
        re.compile(
            r"^(?:as of|sources?:|per|according to|from|по состоянию на|источники?:)\s(?!.*\b(?:is|are|was|were|has|have|"
            r"can|may|must|will|does|no longer|not|есть|был\w*|может|не)\b)(?:\S+\s+){0,11}?\W?(?:page|docs?|documentation|reference|"
            r"guide|whitepaper|announcement|faq|blog|quotas|страниц\w+|документаци\w+|справочник\w*)\W*(?:\w+ \d{4}\W*)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "navigation",
        re.compile(
            r"^(?:[←→⬅⬆➡↑▲\s]*)(?:next|previous|prev|back to (?:top|contents|index|main)|see also|"
            r"return to|home|go to|далее|назад|наверх|вверх)\b.{0,120}$",
            re.IGNORECASE,
        ),
    ),
    (
        "editor's remark",
        re.compile(r"^[(\[]\s*(?:continu\w+|to be continued|rest of|remaining|продолжени\w+|more to come|todo)\b.*[)\]]$", re.IGNORECASE),
    ),
    (
        "something left to do",
        re.compile(r"^(?:todo|tbd|fixme|to do|note to self)\b.{0,160}$", re.IGNORECASE | re.DOTALL),
    ),
    (
        _OF_QUESTION,
        re.compile(r"^(?:level|difficulty|asked (?:at|by|in)|compan(?:y|ies)|frequency|seniority|category|tags?|keywords?)\s*:\s(?!.*[.;]\s).{0,160}$", re.IGNORECASE),
    ),
    (
        "where the notes come from",
        re.compile(r"^(?:source|author|interviewe[er]|video|channel|playlist|speaker|credits?|duration|recorded)\s*:\s.{0,120}$", re.IGNORECASE),
    ),
    (
        "what the questions are for",
        re.compile(
            r"^\W*(?:these (?:questions )?(?:check|test|probe|assess)\b|what (?:they|this|it|the interviewers?|interviewers?)(?:['’]re| are| is|['’]s)? "
            r"(?:testing|tests?|checking|checks|looking for)\s*:).{0,160}$",
            re.IGNORECASE,
        ),
    ),
    (
        "good wishes",
        re.compile(r"^\W*(?:good luck|happy (?:coding|learning|studying|interviewing)|all the best|best of luck|удачи)\b.{0,60}$", re.IGNORECASE),
    ),
    (
        "plea for stars or support",
        re.compile(r"\b(?:star (?:this|the) repo|give (?:it|us) a star|buy me a coffee|sponsor this|pull requests? (?:are )?welcome)\b", re.IGNORECASE),
    ),
)  # fmt: skip
_LONGEST: Final = 200


def match(blocks: Sequence[Block], at: int, place: Place) -> Match | None:
    """Leave out a short paragraph that talks about the page."""
    block = blocks[at]
    if block.type is not BlockType.PARAGRAPH:
        return None
    text = block.inline.text.strip()
    if not text:
        return _wordless(block)
    if len(text) > _LONGEST:
        return None
    for why, pattern in _REMARKS:
        if pattern.search(text) and _is_remark(why, block, place):
            return Match((Skipped(block.span, why),))
    return _links_only(block)


def tells_of_question(block: Block) -> bool:
    """Tell whether a line is about a question: its category, its level, who asked it."""
    if block.type is not BlockType.PARAGRAPH:
        return False
    text = block.inline.text.strip()
    return any(why == _OF_QUESTION and pattern.search(text) for why, pattern in _REMARKS)


def _is_remark(why: str, block: Block, place: Place) -> bool:
    """Navigation has links; in the answer to a question its source and date are worth keeping."""
    if why == "navigation":
        return _linked(block)
    return why != _SOURCE or not place.in_question


def _linked(block: Block) -> bool:
    return any(mark.name == "a" for run in block.inline.runs for mark in run.marks)


def _wordless(block: Block) -> Match | None:
    if block.inline:
        return None
    return Match((Skipped(block.span, "empty paragraph"),))


def _links_only(block: Block) -> Match | None:
    """A paragraph of nothing but links or linked pictures is navigation or a row of badges."""
    linked = [run for run in block.inline.runs if any(mark.name == "a" for mark in run.marks)]
    words = "".join(run.text for run in block.inline.runs if run not in linked)
    if not linked or re.sub(r"[\W_]", "", words):
        return None
    pictures = any(run.form is Form.IMAGE for run in linked)
    return Match((Skipped(block.span, "badges" if pictures else "links only"),))
