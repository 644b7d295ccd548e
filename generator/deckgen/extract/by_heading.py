"""How to ask for what stands under a heading that says of what sort it is.

Below `Requirements` one asks what is required, below `Common mistakes` what goes wrong, below
`Best practices` for the advice, below `Tools` for products.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from deckgen.extract import labels
from deckgen.extract.sentences import bids_to
from deckgen.extract.shapes import is_kind
from deckgen.extract.topic import Role, Topic, text_of
from deckgen.model import Ask, Content

_Fits = Callable[[str, str, str], bool]


def by_heading(here: Sequence[Topic], ask: Ask, contents: Sequence[Content]) -> str:
    """Choose a pattern by the heading above a label; `` where it tells nothing."""
    if len(here) == 1:
        return ""
    label, above = ask.label.text, here[-2].label.text
    if _is_told(here[-1], ask):
        text = text_of(contents)
        return next((pattern for pattern, fits in _TOLD if fits(above, label, text)), "")
    if ask.pattern != "points" or is_kind(label):
        return ""
    named = [above, label] if here[-1].role is Role.HEADING else [above]
    return "required" if any(map(labels.REQUIREMENTS.match, named)) else ""


def _is_told(topic: Topic, ask: Ask) -> bool:
    return topic.role is Role.TERM and ask.pattern in ("definition", "explain")


_TOLD: Final[tuple[tuple[str, _Fits], ...]] = (
    ("required", lambda above, *_: bool(labels.REQUIREMENTS.match(above))),
    ("argued", lambda above, _, text: bool(labels.CHOSEN.match(above)) and text.endswith(".")),
    (
        "calculation",
        lambda above, _, text: bool(
            labels.ESTIMATE.search(above) and labels.WORKED_OUT.search(text)
        ),
    ),
    ("mistaken", lambda above, _, text: bool(labels.MISTAKES.search(above)) and bids_to(text)),
    ("harmful", lambda above, *_: bool(labels.MISTAKES.search(above))),
    (
        "advice",
        lambda above, _, text: bool(labels.PRACTICES.search(above)) and text.endswith("."),
    ),
    (
        "which",
        lambda above, label, text: bool(
            labels.TOOLS.match(above)
            and labels.PRODUCTS.match(text)
            and not labels.PRODUCT.search(label)
        ),
    ),
    ("definition", lambda above, *_: bool(labels.TOOLS.match(above))),
)
"""Patterns with the heading, label and text they fit, the most telling first."""
