"""All reading conventions, in the order in which they are tried."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from deckgen.extract.bodies import (
    boxes,
    code,
    definition_bullets,
    definitions,
    diagrams,
    drawn,
    examples,
    good_bad,
    known_terms,
    lead_ins,
    lines,
    lists,
    plain,
    sections,
    tables,
)
from deckgen.extract.flow import Rule
from deckgen.extract.noise import (
    link_lists,
    metadata,
    model_prompts,
    mottos,
    remarks,
    separators,
    skipped,
    syllabi,
    testimonials,
)
from deckgen.extract.units import (
    bold_questions,
    boxed_questions,
    clozes,
    code_questions,
    details_questions,
    heading_questions,
    inline_cards,
    list_questions,
    question_lines,
    question_tables,
)

_NOISE: Final = (
    skipped,
    separators,
    remarks,
    metadata,
    mottos,
    link_lists,
    model_prompts,
    testimonials,
    syllabi,
)
_UNITS: Final = (
    heading_questions,
    inline_cards,
    list_questions,
    bold_questions,
    question_lines,
    question_tables,
    details_questions,
    boxed_questions,
    code_questions,
    clozes,
)
_BODIES: Final = (
    good_bad,
    sections,
    examples,
    lead_ins,
    lines,
    known_terms,
    definition_bullets,
    definitions,
    boxes,
    tables,
    lists,
    diagrams,
    drawn,
    code,
    plain,
)


def _rule(module: ModuleType) -> Rule:
    begins = getattr(module, "begins", None)
    return Rule(module.__name__.rsplit(".", 1)[1], module.match, begins)


RULES: Final = tuple(map(_rule, (*_NOISE, *_UNITS, *_BODIES)))
