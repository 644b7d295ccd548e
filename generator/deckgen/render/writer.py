"""One card's words and contents as HTML, with its pictures, drawings and footnotes."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from deckgen.diagnostics import Diagnostic
from deckgen.model import (
    Code,
    Content,
    Document,
    Drawing,
    Facts,
    Formula,
    Grid,
    Pair,
    Passage,
    Points,
    Quote,
)
from deckgen.model import Markup as RawMarkup
from deckgen.render.diagrams import draw
from deckgen.render.highlight import highlight, language_title
from deckgen.render.sanitise import sanitise
from deckgen.render.words import html_of

if TYPE_CHECKING:
    from deckgen.inline import Inline, Run
    from deckgen.render.media import Media
    from deckgen.render.templates import Templates


class Writer:
    """Writes the fields of one card."""

    def __init__(
        self, document: Document, templates: Templates, media: Media, language: str, line: int
    ) -> None:
        self.document = document
        self.templates = templates
        self.media = media
        self.language = language
        self.line = line
        self.footnotes: list[str] = []
        self.drawings: dict[str, str] = {}

    def words(self, inline: Inline) -> Markup:
        """Write a line of words."""
        return html_of(inline, self._picture, self._footnote)

    def field(self, markup: Markup) -> str:
        """Finish a field: footnotes below, harmless HTML only, drawings in their places."""
        clean = sanitise(markup + self._footnotes())
        for name, svg in self.drawings.items():
            clean = clean.replace(f'<figure class="{name}"></figure>', svg)
        return clean

    def contents(self, contents: Sequence[Content]) -> Markup:
        """Write contents one after the other."""
        return Markup("\n").join(map(self.content, contents))

    def content(self, content: Content) -> Markup:  # noqa: C901, PLR0911  (one case a kind)
        """Write one content by the template of its kind."""
        answer = self.templates.answer
        match content:
            case Passage():
                return answer("passage", words=self.words(content.inline))
            case Points():
                return answer(
                    "points",
                    entries=[self.contents(entry) for entry in content.entries],
                    ordered=content.ordered,
                    start=content.start,
                    lettered=content.lettered,
                )
            case Code():
                return self._code(content)
            case Facts():
                pairs = [(self.words(name), self.contents(value)) for name, value in content.pairs]
                return answer("facts", pairs=pairs)
            case Grid():
                header = [self.words(cell) for cell in content.header]
                rows = [[self.words(cell) for cell in row] for row in content.rows]
                return answer("grid", header=header, rows=rows)
            case Drawing():
                return self._drawing(content)
            case Pair():
                return self._pair(content)
            case Quote():
                body = self.contents(content.contents)
                return answer("quote", body=body, title=self.words(content.title))
            case Formula():
                return answer("formula", tex=content.text)
            case RawMarkup():
                return answer("markup", html=Markup(sanitise(content.text)))  # noqa: S704

    def _code(self, code: Code) -> Markup:
        source = Markup(highlight(code.text, code.language))  # noqa: S704  (Pygments escapes)
        return self.templates.answer("code", source=source, language=language_title(code.language))

    def _pair(self, pair: Pair) -> Markup:
        return self.templates.answer(
            "pair",
            bad=self._code(pair.bad),
            good=self._code(pair.good),
            fault=self.words(pair.fault),
            remedy=self.words(pair.remedy),
            wrong=self.templates.phrase(self.language, "wrong"),
            right=self.templates.phrase(self.language, "right"),
        )

    def _drawing(self, drawing: Drawing) -> Markup:
        picture = Markup()
        if drawing.language != "text":
            drawn = draw(drawing.text, drawing.language)
            if drawn.problem:
                message = f"diagram kept as text: {drawn.problem}"
                source = self.document.source
                found = Diagnostic(source.path, drawing.span.start, "W603", message)
                self.media.diagnostics.append(found)
            else:
                name = "drawn-" + hashlib.sha256(drawn.svg.encode()).hexdigest()[:12]
                self.drawings[name] = drawn.svg
                picture = Markup(f'<figure class="{name}"></figure>')  # noqa: S704
        return self.templates.answer("drawing", source=drawing.text, picture=picture)

    def _picture(self, run: Run) -> str:
        name = self.media.name_of(run.target, self.document.source, self.line)
        alt = html.escape(run.text)
        if name:
            return f'<img src="{name}" alt="{alt}">'
        return f"[{alt}]" if alt else ""

    def _footnote(self, run: Run) -> str:
        if run.target not in self.footnotes:
            self.footnotes.append(run.target)
        return f"<sup>{self.footnotes.index(run.target) + 1}</sup>"

    def _footnotes(self) -> Markup:
        """Write the footnotes that a field refers to, and begin to count anew."""
        out = Markup()
        for number, label in enumerate(self.footnotes, start=1):
            blocks = [block for block in self.document.footnotes if block.info == label]
            words = [html_of(child.inline) for block in blocks for child in block.children]
            text = Markup(" ").join(words)
            out += self.templates.answer("footnote", number=number, text=text)
        self.footnotes = []
        return out
