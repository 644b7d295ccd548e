"""What the author left out: a block after `<!-- deckgen: skip -->`."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.extract.flow import Match, Place
from deckgen.extract.topic import Skipped
from deckgen.model import Block


def match(blocks: Sequence[Block], at: int, _place: Place) -> Match | None:
    """Leave out a block whose directive says `skip`."""
    if not blocks[at].directive.skip:
        return None
    return Match((Skipped(blocks[at].span, "the author's directive says skip"),))
