"""The last gate before a field: only harmless HTML passes, and Anki interprets none of it."""

from __future__ import annotations

import re
from typing import Final

import nh3

_TAGS: Final = frozenset(
    "a abbr b blockquote br cite code dd del details div dl dt em figcaption figure hr i img ins kbd"
    " li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th"
    " thead tr u ul var".split()
)
_ATTRIBUTES: Final = {
    "*": {"class", "lang", "dir"},
    "a": {"href"},
    "figure": {"data-language"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "data-label"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
}
_DROPPED_WITH_CONTENT: Final = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "noscript",
    "template",
}
_INTERPRETED: Final = re.compile(
    r"\[(?=sound:|anki:|/anki:|latex\]|/latex\]|\$|/\$|type:)", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def sanitise(markup: str) -> str:
    """Let pass what only shows something; take the power from `[sound:…]` and its like."""
    clean = nh3.clean(
        _CONTROL.sub("", markup),
        tags=set(_TAGS),
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return _INTERPRETED.sub("&#91;", clean)
