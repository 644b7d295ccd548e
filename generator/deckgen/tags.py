"""Tags as Anki wants them: no spaces, NFC, `::` nests."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DASHES: Final = re.compile(r"-{2,}")
_OTHER: Final = re.compile(r"[^\w.+#-]+")


def tag_of(text: str, *, nested: bool = False) -> str:
    """Make a tag of words; `::` in them nests only where the author may nest."""
    parts = text.split("::") if nested else [text]
    kept = []
    for part in parts:
        words = unicodedata.normalize("NFC", part.strip()).lower().replace("/", "-")
        kept.append(_DASHES.sub("-", _OTHER.sub("-", words)).strip("-."))
    return "::".join(part for part in kept if part)
