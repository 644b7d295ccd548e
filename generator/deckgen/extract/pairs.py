"""Tables that set two sides against each other: `| Do | Don't |`, `| Pros | Cons |`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.inline import Inline

_SIDE: Final = re.compile(
    r"^\W*(?:do(?:'?s)?|don['’]?t(?:'?s)?|pros?|cons?|good|bad|right|wrong|advantages?|disadvantages?|benefits?|"
    r"drawbacks?|плюсы|минусы|можно|нельзя|хорошо|плохо|правильно|неправильно|ventajas|desventajas)\W*$",
    re.IGNORECASE,
)


def is_pair(header: Sequence[Inline]) -> bool:
    """Tell whether a table's columns are two sides of one thing; its rows have no names then."""
    return len(header) == 2 and all(_SIDE.match(cell.text) for cell in header)
