"""The kind of card that a question with its material makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.extract.topic import Role, Topic, text_of
from deckgen.model import Ask, Content, Kind

KINDS: Final = {
    "explicit": Kind.QA, "asked": Kind.QA, "task": Kind.SCENARIO, "prompt": Kind.PROMPT, "to_them": Kind.PROMPT,
    "definition": Kind.DEFINITION, "attribute": Kind.FACT, "points": Kind.LIST, "named": Kind.LIST, "steps": Kind.STEPS,
    "overview": Kind.LIST, "facts": Kind.LIST, "explain": Kind.QA,
    "text": Kind.QA, "calculation": Kind.QA, "code": Kind.CODE, "how": Kind.CODE, "table": Kind.TABLE, "row": Kind.TABLE,
    "criterion": Kind.TABLE, "diagram": Kind.DIAGRAM, "pitfall": Kind.PITFALL,
    "value": Kind.FACT, "step": Kind.STEPS,
    "properties": Kind.LIST, "listed": Kind.TABLE, "several": Kind.LIST, "compared": Kind.TABLE, "figures": Kind.LIST, "parts": Kind.LIST,
     "which": Kind.LIST, "serving": Kind.LIST, "gives": Kind.DEFINITION, "gist": Kind.DEFINITION, "with": Kind.DEFINITION, "configured": Kind.CODE, "advice": Kind.QA, "permitted": Kind.CODE, "called": Kind.CODE, "applied": Kind.QA, "means": Kind.QA,
    "when": Kind.QA, "choice": Kind.QA, "problem": Kind.QA, "tell": Kind.QA, "setting": Kind.CODE, "settings": Kind.LIST, "fields": Kind.LIST, "meaning": Kind.DEFINITION, "stands_for": Kind.DEFINITION,
    "used": Kind.QA, "works": Kind.DEFINITION, "difference": Kind.QA, "recall": Kind.QA, "story": Kind.LIST, "told": Kind.QA, "does": Kind.DEFINITION,
    "done": Kind.QA, "chosen": Kind.QA, "avoided": Kind.QA, "working": Kind.DEFINITION, "reason": Kind.QA,
    "helps": Kind.QA, "doing": Kind.LIST, "duties": Kind.LIST, "set_up": Kind.LIST, "outlined": Kind.LIST, "handled": Kind.LIST, "ways": Kind.LIST, "implemented": Kind.CODE, "employed": Kind.QA,
    "read": Kind.QA, "resulting": Kind.QA, "required": Kind.QA, "mistaken": Kind.QA, "harmful": Kind.QA, "fixed": Kind.QA, "reacted": Kind.QA, "completed": Kind.LIST, "body": Kind.CODE, "written": Kind.CODE,
    "example": Kind.QA, "said": Kind.QA, "commands": Kind.CODE, "corrected": Kind.PITFALL, "worked": Kind.QA, "showing": Kind.LIST, "argued": Kind.QA, "involving": Kind.QA, "fielded": Kind.CODE, "grounds": Kind.QA, "coded": Kind.CODE, "granted": Kind.CODE, "assigned": Kind.TABLE, "layout": Kind.DIAGRAM,
}  # fmt: skip
"""The kind of card each pattern of question makes, where the material does not say better."""
PROMPTS: Final = frozenset({"prompt", "to_them"})
"""Patterns of questions without an answer: to be asked of the reader, or by the reader."""


def kind_of(ask: Ask, topic: Topic, contents: Sequence[Content]) -> Kind:
    """Name the kind of card that a question with its material makes."""
    if ask.pattern in PROMPTS:
        return Kind.PROMPT
    if topic.kind is not None:
        return topic.kind
    if topic.role is Role.ROW and ask.pattern == "properties":
        return Kind.TABLE
    if ask.pattern == "definition" and _is_figure(contents):
        return Kind.FACT
    return KINDS[ask.pattern]


def _is_figure(contents: Sequence[Content]) -> bool:
    text = text_of(contents)
    return any(character.isdigit() for character in text) and len(text.split()) <= 15
