"""Tables that set two sides against each other: `| Do | Don't |`, `| Pros | Cons |`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.inline import Inline

_SIDE: Final = re.compile(
    r"^\W*(?:do(?:'?s)?|don['’]?t(?:'?s)?|pros?|cons?|good|bad|right|wrong|advantages?|disadvantages?|benefits?|strengths?|weaknesses|weakness|limitations?|"
    r"drawbacks?|what to (?:say|avoid|do)|what not to (?:say|do)|плюсы|минусы|можно|нельзя|хорошо|плохо|правильно|неправильно|ventajas|desventajas)\W*$",
    re.IGNORECASE,
)
CHOSEN: Final = re.compile(
    r"^(?:choose|use|pick|prefer|avoid|выбирайте|используйте) \S", re.IGNORECASE
)
"""How the name of a column begins that lists when to choose something: `Choose CP`, `Avoid it`."""


def is_pair(header: Sequence[Inline]) -> bool:
    """Tell whether a table's columns are two sides of one thing; its rows have no names then."""
    texts = [cell.text for cell in header]
    return len(texts) == 2 and any(all(map(side.match, texts)) for side in (_SIDE, CHOSEN))
