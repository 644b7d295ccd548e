"""The one place that knows markdown-it: text to tokens, inline tokens to runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from deckgen.inline import Form, Inline, Mark, Run
from deckgen.parse.notation import read_notation

DEEPEST: Final = 600
"""Levels of nesting that are read; markdown-it drops what lies deeper."""

_MARKS: Final = {
    "a": "a", "abbr": "abbr", "b": "strong", "cite": "cite", "code": "code", "del": "s",
    "em": "em", "i": "em", "ins": "ins", "kbd": "kbd", "mark": "mark", "q": "q", "s": "s",
    "samp": "samp", "small": "small", "strike": "s", "strong": "strong", "sub": "sub",
    "sup": "sup", "u": "u", "var": "var",
}  # fmt: skip
"""HTML elements that emphasise words, by the mark they become."""

_SILENT: Final = frozenset(
    "br center div font h1 h2 h3 h4 h5 h6 hr img input li nobr ol p picture source span summary"
    " details table tbody td th thead tr ul video wbr".split()
)
"""HTML elements that may stand between words and say nothing there."""

_TAG: Final = re.compile(r"^<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:[\s/>]|$)")
_ATTRIBUTE: Final = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>\"']+)")
_FORMULA: Final = re.compile(
    r"[\\^_={}]|^\w$|^\w\s*[+\-*/<>]|^[A-Za-z]\(|^[(\[][\w.,\s+-]+[)\]]$|^\d*[A-Za-z]$|^\d[\d.,]*$"
)


@cache
def _parser() -> MarkdownIt:
    options = {"html": True, "maxNesting": DEEPEST}
    return (
        MarkdownIt("commonmark", options)
        .enable(["table", "strikethrough"])
        .use(admon_plugin)
        .use(deflist_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    )


def tokens_of(text: str) -> list[Token]:
    """Parse Markdown into markdown-it's flat list of tokens."""
    return _parser().parse(text)


def inline_of(token: Token) -> Inline:
    """Turn an inline token and its children into runs."""
    return read_notation(Inline(tuple(_runs(token.children or ()))))


def inline_markdown(text: str) -> Inline:
    """Read a line of Markdown that did not come from a document's flow, such as a summary."""
    tokens = _parser().parseInline(text.strip())
    return inline_of(tokens[0]) if tokens else Inline()


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    marks: list[Mark] = []
    for token in tokens:
        if token.type == "html_inline":
            yield from _html(token.content, marks)
        elif token.nesting == 1:
            marks.append(_mark(token))
        elif token.nesting == -1:
            _close(marks, _MARKS.get(token.tag, token.tag))
        else:
            yield from _run(token, tuple(marks))


def _mark(token: Token) -> Mark:
    if token.type == "link_open":
        return Mark("a", str(token.attrGet("href") or ""))
    return Mark(_MARKS.get(token.tag, token.tag))


def _close(marks: list[Mark], name: str) -> None:
    for at in reversed(range(len(marks))):
        if marks[at].name == name:
            del marks[at]
            return


def _run(token: Token, marks: tuple[Mark, ...]) -> Iterator[Run]:
    match token.type:
        case "softbreak":
            yield Run("\n", Form.TEXT, marks)
        case "hardbreak":
            yield Run("\n", Form.BREAK, marks)
        case "code_inline":
            yield Run(token.content, Form.CODE, marks)
        case "math_inline" | "math_inline_double":
            yield _formula(token, marks)
        case "image":
            yield Run(token.content, Form.IMAGE, marks, str(token.attrGet("src") or ""))
        case "footnote_ref":
            label = str((token.meta or {}).get("label", ""))
            yield Run("", Form.FOOTNOTE, marks, label)
        case _:
            if token.content:
                yield Run(token.content, Form.TEXT, marks)


def _formula(token: Token, marks: tuple[Mark, ...]) -> Run:
    if _FORMULA.search(token.content):
        return Run(token.content, Form.MATH, marks)
    return Run(f"{token.markup}{token.content}{token.markup}", Form.TEXT, marks)


def _html(source: str, marks: list[Mark]) -> Iterator[Run]:
    """Read an HTML tag as the mark it means; what is no HTML element is text (`vector<int>`)."""
    tag = _TAG.match(source)
    name = tag["name"].lower() if tag else ""
    if tag is None or (name not in _MARKS and name not in _SILENT):
        if not source.startswith(("<!--", "<?", "<!")):
            yield Run(source, Form.TEXT, tuple(marks))
    elif tag["slash"]:
        _close(marks, _MARKS.get(name, name))
    elif name == "br":
        yield Run("\n", Form.BREAK, tuple(marks))
    elif name == "img":
        attributes = _attributes(source)
        yield Run(attributes.get("alt", ""), Form.IMAGE, tuple(marks), attributes.get("src", ""))
    elif name == "a":
        marks.append(Mark("a", _attributes(source).get("href", "")))
    elif name in _MARKS:
        marks.append(Mark(_MARKS[name]))


def _attributes(tag: str) -> dict[str, str]:
    return {
        match["name"].lower(): unescape(match["value"].strip("\"'"))
        for match in _ATTRIBUTE.finditer(tag)
    }
