"""Items to cards: the document's words in the sentences and boxes of the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from deckgen.model import FIELDS, Ask, Card, Content, Item, Kind
from deckgen.render.fold import fold
from deckgen.render.media import Media
from deckgen.render.notetypes import NoteType, name_for, note_types
from deckgen.render.templates import DeckTemplateError, Templates
from deckgen.render.words import html_of, text_of
from deckgen.render.writer import Writer
from deckgen.words import is_generic, is_plural, title_of


class Renderer:
    """Renders the items of a build with one set of templates."""

    def __init__(self, own_templates: Path | None = None, root: Path = Path()) -> None:
        self.templates = Templates(own_templates)
        self.note_types = note_types(self.templates)
        self.media = Media(root)

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
        fields = {
            **dict.fromkeys(FIELDS, ""),
            "Question": question,
            "Answer": answer,
            "Context": writer.field(context),
            "Details": details,
            "Source": writer.field(self._source(item)),
            "Level": item.level.upper(),
            "Kind": item.kind.value,
            "Language": language,
        }
        name = name_for(item, self.note_types)
        fields |= self.written(item, self.note_types[name], fields, writer)
        return Card(
            item, name, tuple(fields.values()), text_of(asked), text_of(f"{answer} {folded}")
        )

    def written(
        self, item: Item, note_type: NoteType, fields: Mapping[str, str], writer: Writer
    ) -> dict[str, str]:
        """Fill the fields that have templates of their own, from the fields of every card.

        `only` and `without` choose from the answer's contents by the names of their templates
        in `answers/`.
        """

        def chosen(names: Sequence[str], *, wanted: bool) -> Markup:
            contents = (c for c in item.answer if (type(c).__name__.lower() in names) is wanted)
            return writer.contents(tuple(contents))

        values = {name.lower(): Markup(value) for name, value in fields.items()}  # noqa: S704
        return {
            name: writer.field(
                Markup(  # noqa: S704  (sanitised as a field)
                    self.templates.page(
                        file,
                        only=lambda *names: chosen(names, wanted=True),
                        without=lambda *names: chosen(names, wanted=False),
                        tags=item.tags,
                        **values,
                    ).strip()
                )
            )
            for name, file in note_type.written
        }

    def phrase(self, ask: Ask, language: str, writer: Writer) -> Markup:
        """Put a question's words into the sentence of its pattern."""
        words = {
            "label": writer.words(ask.label),
            "subject": writer.words(ask.subject),
            "names": [writer.words(name) for name in ask.names],
            "things": [writer.words(name) for name in ask.things],
            "count": ask.count,
            "measure": ask.measure,
            "unit": ask.unit,
            "part": ask.part,
            "parts": ask.parts,
            "begins": writer.words(ask.begins),
            "entries": ask.entries,
            "plural": is_plural(ask.label.text),
            "generic": is_generic(ask.label.text),
            "are_several": is_plural(ask.subject.text),
            "several": len(ask.names) > 1 or any(is_plural(name.text) for name in ask.names),
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
            what = "ask_them" if item.ask.pattern == "to_them" else "practice"
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
