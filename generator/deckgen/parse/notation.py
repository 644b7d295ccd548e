"""What note-taking tools write in plain text: highlights, links, pictures, emoji by name.

`==words==` is marked, `[[Page|words]]` is a link's words, `![[image.png]]` a picture and
`:rocket:` an emoji.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from deckgen.inline import Form, Inline, Mark, Run, plain

HIGHLIGHT: Final = "mark"
"""The name of the mark that highlighted words stand under."""

_HIGHLIGHT: Final = re.compile(r"(?<![=!<>])==(?P<words>[^=\s](?:[^=\n]{0,118}[^=\s])?)==(?!=)")
_WIKI_LINK: Final = re.compile(
    r"(?P<embed>!?)\[\[(?P<page>[^\[\]|\n]+?)(?:\|(?P<words>[^\[\]\n]+))?\]\]"
)
_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$", re.IGNORECASE)
_SHORTCODE: Final = re.compile(r"(?<![\w:]):(?P<name>[a-z][a-z0-9_+-]{1,40}):(?![\w:])")


def read_notation(words: Inline) -> Inline:
    """Read the notations in a line of words; code and mathematics stay as they are."""
    text = words.text
    if "[[" in text:
        words = _rewritten(words, _WIKI_LINK, _link)
    if "==" in text:
        words = _rewritten(words, _HIGHLIGHT, _highlight)
    if _SHORTCODE.search(text):
        words = _rewritten(words, _SHORTCODE, _emoji)
    return words


def _rewritten(
    words: Inline,
    pattern: re.Pattern[str],
    rewrite: Callable[[Inline, re.Match[str]], Inline],
) -> Inline:
    out, at = Inline(), 0
    for match in pattern.finditer(words.masked()):
        out = out + words.cut(at, match.start()) + rewrite(words, match)
        at = match.end()
    return out + words.cut(at) if at else words


def _highlight(words: Inline, match: re.Match[str]) -> Inline:
    inside = words.cut(match.start("words"), match.end("words"))
    mark = Mark(HIGHLIGHT)
    return Inline(tuple(replace(run, marks=(*run.marks, mark)) for run in inside.runs))


def _link(words: Inline, match: re.Match[str]) -> Inline:
    if match["embed"] and _PICTURE.search(match["page"]):
        return Inline((Run(match["words"] or "", Form.IMAGE, (), match["page"]),))
    group = "words" if match["words"] else "page"
    shown = words.cut(match.start(group), match.end(group))
    if "#" not in match["page"]:
        return shown
    mark = Mark("a")
    return Inline(tuple(replace(run, marks=(*run.marks, mark)) for run in shown.runs))


def _emoji(words: Inline, match: re.Match[str]) -> Inline:
    from rich.emoji import Emoji  # noqa: PLC0415  (its table is large)

    found = Emoji.replace(match[0])
    return words.cut(match.start(), match.end()) if found == match[0] else plain(found)
