"""Code to HTML with Pygments' classes; the colours are the style sheet's."""

from __future__ import annotations

import html
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

_NAMES: Final = {
    "typescript": "TypeScript", "javascript": "JavaScript", "python": "Python", "yaml": "YAML",
    "json": "JSON", "bash": "Shell", "sql": "SQL", "hcl": "HCL", "go": "Go", "java": "Java",
    "docker": "Dockerfile", "csharp": "C#", "cpp": "C++", "text": "",
}  # fmt: skip


@cache
def highlight(source: str, language: str) -> str:
    """Colour a snippet; a language that Pygments does not know is plain text."""
    from pygments import highlight as pygmentize  # noqa: PLC0415  (slow to import)

    lexer = _lexer(language)
    if lexer is None:
        return html.escape(source, quote=False)
    return str(pygmentize(source, lexer, _formatter())).rstrip("\n")


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    if language in ("", "text"):
        return None
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return lexer


@cache
def _formatter() -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415

    return HtmlFormatter(nowrap=True)


def language_title(language: str) -> str:
    """Name a language as people write it."""
    return _NAMES.get(language, language)
