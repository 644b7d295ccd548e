"""Mermaid to SVG at build time, offline, in the colours of the style sheet.

merman (in mmdr's wheel) lays out with metrics of its own, so the picture is the same on every
machine. What it paints is reduced to shapes with a role each; day and night colour the roles.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

_SVG: Final = "{http://www.w3.org/2000/svg}"
_SHAPES: Final = frozenset(
    "g path rect circle ellipse polygon polyline line text tspan marker defs".split()
)
_GEOMETRY: Final = frozenset(
    "d x y x1 y1 x2 y2 cx cy r rx ry dx dy width height points transform viewBox refX refY"
    " markerWidth markerHeight markerUnits orient text-anchor dominant-baseline".split()
)
_MARKERS: Final = ("marker-start", "marker-end", "marker-mid")
_REFERENCE: Final = re.compile(r"url\(#([\w-]+)\)")
_SIDEWAYS: Final = re.compile(r"^(\s*(?:%%.*\n\s*)*(?:graph|flowchart)\s+)(?:LR|RL)\b")
_ROLES: Final = (
    ("ground", re.compile(r"fallback|labelBkg|\bedgeLabel\b")),
    (
        "line",
        re.compile(r"flowchart-link|transition|messageLine\d|\brelation\b|actor-line|\bedge\b"),
    ),
    ("tip", re.compile(r"state-start|state-end")),
    ("frame", re.compile(r"\bcluster\b")),
    ("node", re.compile(r"\bnodes?\b")),
)
"""The roles of shapes, by the classes that merman gives them."""

_FONT_SIZE: Final = re.compile(r"font-size:\s*(\d+(?:\.\d+)?)px")
_PHONE: Final = 320
"""A picture wider than this, in pixels, is drawn downwards if that makes it narrower."""

_FITS: Final = 420
"""A picture up to this width is shrunk to a phone's; in a wider one words would be too small."""

_TITLE: Final = 20
"""How far below the top of a frame the middle of its title lies, at most."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as SVG, or why there is none."""

    svg: str = ""
    problem: str = ""


@cache
def draw(source: str, language: str) -> Drawn:
    """Draw a diagram; languages other than mermaid, and broken diagrams, stay text."""
    if language != "mermaid":
        return Drawn(problem=f"{language} is not drawn, only mermaid is")
    try:
        from mmdr import render  # noqa: PLC0415  (a native library, needed for few documents)
    except ImportError:
        return Drawn(problem="the package mmdr is missing on this platform")
    try:
        tree = ET.fromstring(render(source, backend="merman").svg())  # noqa: S314  (merman's own)
        down = _SIDEWAYS.sub(r"\1TD", source)
        if _width(tree) > _PHONE and down != source:
            other = ET.fromstring(render(down, backend="merman").svg())  # noqa: S314
            tree = min(tree, other, key=_width)
    except (ValueError, ET.ParseError) as error:
        return Drawn(problem=" ".join(str(error).split()))
    return Drawn(svg=_Painter(tree, source).svg())


def _width(tree: ET.Element) -> float:
    return float(tree.get("viewBox", "0 0 0 0").split()[2])


class _Painter:
    """Keeps the geometry of a picture and gives each shape a role instead of a colour."""

    def __init__(self, tree: ET.Element, source: str) -> None:
        self.tree = tree
        self.prefix = "d" + hashlib.sha256(source.encode()).hexdigest()[:8]
        self.used = {
            found
            for element in tree.iter()
            for name in _MARKERS
            for found in _REFERENCE.findall(element.get(name, ""))
        }

    def svg(self) -> str:
        box = self.tree.get("viewBox", "0 0 0 0")
        _, _, width, height = (float(number) for number in box.split())
        root = ET.Element(
            "svg",
            {"viewBox": box, "width": f"{width:.0f}", "height": f"{height:.0f}"},
        )
        if width <= _FITS:
            root.set("class", "fits")
        for child in self.tree:
            self.copy(child, root, "node")
        _mark_titles(root)
        return ET.tostring(root, encoding="unicode", short_empty_elements=True)

    def copy(self, element: ET.Element, parent: ET.Element, role: str) -> None:
        name = element.tag.removeprefix(_SVG)
        if name not in _SHAPES or (name == "marker" and element.get("id") not in self.used):
            return
        role = self.role(element, name, role)
        made = ET.SubElement(parent, name, self.attributes(element, name, role))
        if name in ("text", "tspan"):
            made.text = element.text
        for child in element:
            self.copy(child, made, role)
            if name in ("text", "tspan") and len(made):
                made[-1].tail = child.tail
        if name in ("g", "defs") and not len(made):
            parent.remove(made)

    def role(self, element: ET.Element, name: str, role: str) -> str:
        """Tell what a shape is by merman's classes and by what it lies in."""
        if name in ("marker", "text"):
            return "tip" if name == "marker" else "words"
        if role in ("tip", "words"):
            return role
        classes = element.get("class", "")
        found = (named for named, pattern in _ROLES if pattern.search(classes))
        return next(found, role)

    def attributes(self, element: ET.Element, name: str, role: str) -> dict[str, str]:
        kept = {key: value for key, value in element.attrib.items() if key in _GEOMETRY}
        for key in _MARKERS:
            for found in _REFERENCE.findall(element.get(key, "")):
                kept[key] = f"url(#{self.prefix}{found})"
        if name == "marker":
            kept["id"] = f"{self.prefix}{element.get('id')}"
        elif name not in ("g", "defs", "tspan"):
            dashed = re.search(r"\b(?:dashed|dotted)\b|messageLine1", element.get("class", ""))
            kept["class"] = f"{role} dashed" if dashed else role
        if name == "text":
            kept.update(_text_style(element))
        return kept


def _mark_titles(root: ET.Element) -> None:
    """Mark the words at the top of a frame: a line may run through them."""
    frames = [
        (float(box.get("x", "0")) + float(box.get("width", "0")) / 2, float(box.get("y", "0")))
        for box in root.iter("rect")
        if box.get("class") == "frame"
    ]
    for words in root.iter("text"):
        x, y = float(words.get("x", "0")), float(words.get("y", "0"))
        if any(abs(x - middle) < 1 and 0 < y - top < _TITLE for middle, top in frames):
            words.set("class", "words title")


def _text_style(element: ET.Element) -> dict[str, str]:
    style = element.get("style", "")
    out = {}
    if "text-anchor:middle" in style.replace(" ", ""):
        out["text-anchor"] = "middle"
    size = _FONT_SIZE.search(style)
    if size:
        out["font-size"] = size[1]
    return out
