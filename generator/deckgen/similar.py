"""Texts that ask the same in almost the same words, found without comparing all with all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

_LEAST_RATIO: Final = 92.0
_WORD: Final = re.compile(r"\w+")
_CONTENT_WORD: Final = 5
_MOST_ALIKE: Final = 20
"""Where more texts than this share all words but one, that one word is what they are about."""


def near_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (earlier, later) of texts that differ in at most one word.

    A number or a short word that differs makes another question: `gp2` is not `gp3`.
    """
    seen: dict[frozenset[str], list[int]] = {}
    for at, text in enumerate(texts):
        words = frozenset(_WORD.findall(text.casefold()))
        removable = (word for word in words if len(word) >= _CONTENT_WORD and word.isalpha())
        keys = [words, *(words - {word} for word in removable)] if words else []
        found = {earlier for key in keys for earlier in seen.get(key, ())}
        yield from ((earlier, at) for earlier in sorted(found) if _near(texts[earlier], text))
        for key in keys:
            known = seen.setdefault(key, [])
            if len(known) < _MOST_ALIKE:
                known.append(at)


def _near(first: str, second: str) -> bool:
    ratio = fuzz.ratio(first.casefold(), second.casefold(), score_cutoff=_LEAST_RATIO)
    return ratio >= _LEAST_RATIO
