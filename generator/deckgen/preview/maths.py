"""TeX as MathML, for the preview alone: Anki typesets mathematics itself."""

from __future__ import annotations

import html
import re
from typing import Final
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert

_MATHS: Final = re.compile(
    r"<(code|pre)\b.*?</\1>|\\\((?P<inline>.+?)\\\)|\\\[(?P<block>.+?)\\\]", re.DOTALL
)
_ELEMENT: Final = re.compile(r"\{http://www\.w3\.org/1998/Math/MathML\}m\w+")
_UNSAFE: Final = re.compile(r"(?:.*\})?(?:on\w*|href|src|style)", re.IGNORECASE)


def typeset(field: str) -> str:
    """Typeset the mathematics of a field outside code; what cannot be read stays TeX."""
    return _MATHS.sub(_mathml, field) if "\\" in field else field


def _mathml(found: re.Match[str]) -> str:
    tex = found["inline"] or found["block"]
    if tex is None:
        return found[0]
    try:
        display = "block" if found["block"] else "inline"
        mathml = convert(html.unescape(tex), display=display)
        tree = ET.fromstring(mathml)  # noqa: S314  (checked)
    except Exception:  # noqa: BLE001  (the notes may hold any TeX)
        return found[0]
    return mathml if _is_harmless(tree) else found[0]


def _is_harmless(tree: ET.Element) -> bool:
    """Tell whether there is nothing but MathML, and nothing in it that links, loads or runs."""
    return all(
        _ELEMENT.fullmatch(element.tag) and not any(map(_UNSAFE.fullmatch, element.attrib))
        for element in tree.iter()
    )
