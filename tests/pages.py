"""Cards as the apps show them: their page around the filled templates, by day and by night.

The rules of the apps' own style sheets that touch cards are repeated here, so that a clash of
names or of colours is seen.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from deckgen.model import Card
from deckgen.render.notetypes import NoteType

_SECTION: Final = re.compile(r"\{\{#([^}]+)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_FIELD: Final = re.compile(r"\{\{([^}#/]+)\}\}")
_PICTURE: Final = re.compile(r'src="(deckgen-[0-9a-f]{16}\.(\w+))"')
_TYPES: Final = {"svg": "svg+xml", "jpg": "jpeg"}


@dataclass(frozen=True, slots=True)
class App:
    """An app that shows cards: its page and the size of its window in CSS pixels."""

    name: str
    page: str
    night: str
    width: int
    height: int
    mobile: bool = False


ANKIDROID: Final = App(
    "ankidroid",
    '<!doctype html><html class="mobile android linux js"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><style>'
    "body { margin: 0 0 30px; padding: 0 } body.night_mode { color: white; background: black }"
    " body.ankidroid_dark_mode { background: #303030 } #content { margin: .5em }"
    " img { max-width: 100%; max-height: 90% }"
    "</style><style>@style</style></head>"
    '<body class="card card1 @night"><div id="content"><div id="qa">@card</div></div></body></html>',
    "night_mode nightMode ankidroid_dark_mode",
    360,
    640,
    mobile=True,
)
DESKTOP: Final = App(
    "desktop",
    '<!doctype html><html class="linux @night"><head><meta charset="utf-8"><style>'
    "body { margin: 20px; overflow-wrap: break-word } hr { background-color: darkgray }"
    " body.nightMode { background-color: #2c2c2c; color: #fcfcfc } li { text-align: start }"
    " img { max-width: 100%; max-height: 95vh } pre { text-align: left } .drawing { zoom: 50% }"
    " button { margin: 1em .5em } .nightMode .latex { filter: invert(100%) }"
    '</style></head><body class="card card1 @night"><div id="qa"><style>@style</style>@card</div>'
    "</body></html>",
    "night-mode nightMode night_mode",
    1200,
    800,
)
ANKIMOBILE: Final = App(
    "ankimobile",
    '<!doctype html><html class="mobile iphone ios"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><style>'
    "body { margin: 20px } .nightMode { background-color: black; color: white }"
    "</style><style>@style</style></head>"
    '<body class="card card1 @night"><div id="qa">@card</div></body></html>',
    "nightMode",
    390,
    844,
    mobile=True,
)
APPS: Final = (ANKIDROID, DESKTOP, ANKIMOBILE)


def page(  # noqa: PLR0913  (what decides how a card looks)
    card: Card,
    note_type: NoteType,
    media: Mapping[str, bytes],
    app: App,
    *,
    back: bool,
    night: bool,
) -> str:
    """Write the page on which an app shows a side of a card."""
    names = [name for _, name in note_type.fields]
    fields = dict(zip(names, card.fields, strict=True))
    template = note_type.templates[0]
    shown = filled(template.front, fields)
    if back:
        shown = filled(template.back, {**fields, "FrontSide": shown})
    shown = _PICTURE.sub(lambda found: f'src="{_inlined(media, found)}"', shown)
    html = app.page.replace("@night", app.night if night else "")
    return html.replace("@style", note_type.style).replace("@card", shown)


def filled(template: str, fields: Mapping[str, str]) -> str:
    """Fill a template as Anki does: sections with something in them, then fields."""
    kept = _SECTION.sub(lambda found: found[2] if fields[found[1]] else "", template)
    return _FIELD.sub(lambda found: fields[found[1]], kept)


def _inlined(media: Mapping[str, bytes], found: re.Match[str]) -> str:
    kind = _TYPES.get(found[2], found[2])
    return f"data:image/{kind};base64,{base64.b64encode(media[found[1]]).decode()}"
