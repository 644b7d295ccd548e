"""Runs to HTML, such that a source's text comes out as the text it is."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final

from markupsafe import Markup

from deckgen.inline import Form, Inline, Mark, Run

_SAFE_LINK: Final = re.compile(r"^(?:https?://|mailto:)", re.IGNORECASE)
_MATHJAX: Final = re.compile(r"\\(?=[()\[\]])")
_BLOCK: Final = re.compile(
    r"<(?:/?(?:p|d[dl]|t[rdh]|text|pre|[uo]l|li|table|figure|div)|br)\b[^>]*>"
)
_SPACES: Final = re.compile(r"[ \t]*\n[ \t]*")


Picture = Callable[[Run], str]
Footnote = Callable[[Run], str]


def html_of(
    inline: Inline, picture: Picture | None = None, footnote: Footnote | None = None
) -> Markup:
    """Write a line of runs as HTML; pictures and footnotes are the caller's to place."""
    out: list[str] = []
    open_marks: list[Mark] = []
    for run in inline.runs:
        marks = tuple(mark for mark in run.marks if mark.name != "a" or _is_link(mark))
        shared = _shared(open_marks, marks)
        out.extend(f"</{mark.name}>" for mark in reversed(open_marks[shared:]))
        out.extend(_opening(mark) for mark in marks[shared:])
        open_marks = list(marks)
        if run.form is Form.IMAGE and picture is not None:
            out.append(picture(run))
        elif run.form is Form.FOOTNOTE and footnote is not None:
            out.append(footnote(run))
        else:
            out.append(_run(run))
    out.extend(f"</{mark.name}>" for mark in reversed(open_marks))
    return Markup("".join(out))  # noqa: S704  (every text in it was escaped)


def text_of(markup: str) -> str:
    """Read HTML as the plain text a person sees, on one line."""
    spaced = _BLOCK.sub(" ", markup.replace("</dt>", ": "))
    return " ".join(Markup(spaced).striptags().split())  # noqa: S704  (its tags are dropped)


def _is_link(mark: Mark) -> bool:
    return bool(_SAFE_LINK.match(mark.target))


def _shared(before: list[Mark], after: tuple[Mark, ...]) -> int:
    count = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        count += 1
    return count


def _opening(mark: Mark) -> str:
    if mark.name == "a":
        return f'<a href="{html.escape(mark.target)}">'
    return f"<{mark.name}>"


def _run(run: Run) -> str:
    match run.form:
        case Form.CODE:
            return f"<code>{html.escape(run.text, quote=False)}</code>"
        case Form.MATH:
            return rf"\({html.escape(run.text, quote=False)}\)"
        case Form.BREAK:
            return "<br>"
        case Form.IMAGE:
            return f"[{_escape(run.text or run.target)}]"
        case Form.FOOTNOTE:
            return ""
        case Form.TEXT:
            return _escape(_SPACES.sub(" ", run.text))


def _escape(text: str) -> str:
    r"""Escape text; a backslash before a bracket stands alone, or MathJax would read `\(`."""
    return _MATHJAX.sub(r"<span>\\</span>", html.escape(text, quote=False))
