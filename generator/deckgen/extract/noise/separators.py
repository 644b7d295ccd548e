"""Rulers, comments and empty frames: `---`, `<!-- … -->`. They order a page and say nothing."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.flow import Match, Place
from deckgen.extract.silent import why_silent
from deckgen.extract.topic import Skipped
from deckgen.model import Block


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Leave out thematic breaks, HTML comments and HTML without words."""
    why = why_silent(blocks[at])
    return Match((Skipped(blocks[at].span, why),)) if why else None
