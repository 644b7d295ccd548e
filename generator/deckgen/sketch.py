"""Sketches: the words of a text in a few characters, to tell how much two texts share.

A sketch holds the smallest hashes of a text's words ("bottom-k", Broder 1997). A text of fewer
words than that is sketched in full.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Final

_MOST: Final = 40
_WIDTH: Final = 3
_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_WORD: Final = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Take the words of a text as they are compared."""
    return _WORD.findall(text.casefold())


def sketch(text: str) -> str:
    """Sketch a text: three characters a word, in ascending order."""
    hashes = sorted(set(map(_hash, words_of(text))))
    return "".join(hashes[:_MOST])


@lru_cache(maxsize=100_000)
def _hash(word: str) -> str:
    number = zlib.crc32(word.encode("utf-8"))
    return "".join(_DIGITS[(number >> shift) & 63] for shift in (12, 6, 0))


def hashes_of(sketched: str) -> frozenset[str]:
    """Take a sketch apart."""
    return frozenset(sketched[at : at + _WIDTH] for at in range(0, len(sketched), _WIDTH))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Estimate how much two texts share, from 0 to 1.

    It is the mean of the share of all their words (Dice) and of the shorter one's: an answer
    that was cut in half is still most of itself.
    """
    ends = [max(hashes) for hashes in (one, other) if len(hashes) == _MOST]
    end = min(ends, default="\U0010ffff")
    left, right = ({h for h in hashes if h <= end} for hashes in (one, other))
    if not left or not right:
        return 0.0
    common = len(left & right)
    return (2 * common / (len(left) + len(right)) + common / min(len(left), len(right))) / 2
