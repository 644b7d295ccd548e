"""Items to cards: the document's words in the sentences and boxes of the templates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from deckgen.model import Ask, Card, Content, Item, Kind
from deckgen.render.fold import fold
from deckgen.render.media import Media
from deckgen.render.templates import DeckTemplateError, NoteType, Templates
from deckgen.render.words import html_of, text_of
from deckgen.render.writer import Writer
from deckgen.words import is_for_interviewer, is_plural, title_of


class Renderer:
    """Renders the items of a build with one set of templates."""

    def __init__(self, own_templates: Path | None = None, root: Path = Path()) -> None:
        self.templates = Templates(own_templates)
        self.media = Media(root)

    def note_type(self) -> NoteType:
        """The note type of every card."""
        return self.templates.note_type("deckgen", kind_class="kind-")

    def card(self, item: Item) -> Card:
        """Render an item; a template that cannot be used says for which card."""
        try:
            return self._card(item)
        except DeckTemplateError as problem:
            place = f"{item.document.source.path}:{item.span.start}"
            raise problem.on_card(place) from problem

    def _card(self, item: Item) -> Card:
        """Fill the fields in the note type's order, and the card's plain texts."""
        language = item.document.language
        writer = Writer(item.document, self.templates, self.media, language, item.span.start)
        asked = self.phrase(item.ask, language, writer)
        question = writer.field(asked + writer.contents(item.front))
        known, rest = fold(item)
        answer = writer.field(self.answer(item, known, writer))
        folded = writer.contents(rest)
        details = writer.field(self.more(folded, writer)) if rest else ""
        context = Markup(" › ").join(html_of(crumb) for crumb in item.crumbs)
        fields = (
            question,
            answer,
            writer.field(context),
            details,
            writer.field(self._source(item)),
            item.level.upper(),
            item.kind.value,
            language,
            "",
            "",
            "",
        )
        return Card(item, fields, text_of(asked), text_of(f"{answer} {folded}"))

    def phrase(self, ask: Ask, language: str, writer: Writer) -> Markup:
        """Put a question's words into the sentence of its pattern."""
        words = {
            "label": writer.words(ask.label),
            "subject": writer.words(ask.subject),
            "question": writer.words(ask.question),
            "names": [writer.words(name) for name in ask.names],
            "count": ask.count,
            "measure": ask.measure,
            "part": ask.part,
            "parts": ask.parts,
            "plural": is_plural(ask.label.text),
            "ends_asking": ask.label.text.rstrip().endswith(("?", ".", "!", "？", "؟", "。")),
        }
        pattern = "points_" if ask.pattern == "points" else ask.pattern
        sentence = self.templates.phrase(language, pattern, words)
        if ask.parts:
            sentence += Markup(" ") + self.templates.phrase(language, "stretch", words)
        return sentence

    def answer(self, item: Item, known: Sequence[Content], writer: Writer) -> Markup:
        """Render what must be known; a prompt to practise with has a hint for an answer."""
        if item.kind is Kind.PROMPT and not item.answer:
            asks_them = any(is_for_interviewer(label) for label in item.path)
            what = "ask_them" if asks_them else "practice"
            practice = self.templates.phrase(writer.language, what)
            return self.templates.answer("prompt", practice=practice)
        return writer.contents(known)

    def more(self, folded: Markup, writer: Writer) -> Markup:
        """Fold the rest of a long answer."""
        more = self.templates.phrase(writer.language, "more")
        return self.templates.answer("more", more=more, body=folded)

    def _source(self, item: Item) -> Markup:
        """Say which document and section a card came from; no line, which would change daily."""
        title = html_of(title_of(item.document.title))
        section = Markup(" › ").join(map(html_of, item.sections))
        return title + Markup(" › ") + section if section else title
