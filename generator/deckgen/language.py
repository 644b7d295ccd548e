"""Which language a text is written in, as far as the phrasing of questions needs to know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_SCRIPTS: Final = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_FUNCTION_WORDS: Final = {
    "en": frozenset("the of and to is are in for with a an on you how what do".split()),
    "es": frozenset("el la los las de que y en un una para con es se por".split()),
    "pt": frozenset("o os as de que e em um uma para com é se por não".split()),
    "fr": frozenset("le la les de des et en un une pour avec est que qui".split()),
    "de": frozenset("der die das und ist ein eine zu mit für von nicht wie".split()),
}
_LEAST_SHARE: Final = 0.2
"""A script is a document's language from a fifth of its letters: terms stay in English."""


def language_of(texts: Iterable[str]) -> str:
    """Name the language of a text's prose by its script, then by its function words."""
    text = "\n".join(texts)
    words = [word.lower() for word in _LATIN.findall(text)]
    letters = sum(map(len, words))
    scripts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    total = letters + sum(scripts.values())
    if not total:
        return "en"
    if scripts["ja"] >= _LEAST_SHARE * (scripts["ja"] + scripts["zh"]) > 0:
        return "ja"
    name, count = max(scripts.items(), key=lambda item: item[1])
    if count >= _LEAST_SHARE * total:
        return name
    return _latin_language(words)


def _latin_language(words: list[str]) -> str:
    counts = Counter(words)
    score = {
        name: sum(counts[word] for word in function_words)
        for name, function_words in _FUNCTION_WORDS.items()
    }
    best = max(score, key=lambda name: score[name])
    if best == "en" or score[best] < 2 * score["en"] or score[best] < 0.1 * len(words):
        return "en"
    return best
