"""A page to look at cards before they are imported: all of it in one file."""

from __future__ import annotations

import base64
import json
import mimetypes
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from deckgen import output
from deckgen.diagnostics import Diagnostic, show
from deckgen.preview.account import document_json
from deckgen.preview.maths import typeset
from deckgen.render.notetypes import NoteType
from deckgen.render.templates import DeckTemplateError, Templates, own_folder

if TYPE_CHECKING:
    from deckgen.model import Card
    from deckgen.pipeline import Compiled

PAGE: Final = Path("preview", "index.html")


def write(
    compiled: Compiled, levels: Collection[str], out: Path, version: int = 0
) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """Write the page of a build and say where; None where it cannot be made, with the reason.

    A `version` other than 0 is that of a page which asks its server for a newer one.
    """
    if not compiled.note_types:
        return None, ()
    path = out / PAGE
    try:
        page = _page(compiled, levels, version)
        output.write_all({path: page.encode("utf-8")})
    except DeckTemplateError as problem:
        return None, (problem.diagnostic(),)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        return None, (Diagnostic(str(path), 1, "E501", message),)
    return path, ()


def _page(compiled: Compiled, levels: Collection[str], version: int) -> str:
    templates = Templates(own_folder(compiled.project.root))
    title = compiled.settings.deck or compiled.project.title
    values = page_json(compiled, levels) | {"version": version}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return templates.page(
        "preview/page.html",
        title=title,
        watched=bool(version),
        data=Markup(text.replace("<", "\\u003c")),  # noqa: S704  (no tag is left in it)
        source=lambda name: Markup(templates.source(name)),  # noqa: S704  (a template's own text)
    )


def page_json(compiled: Compiled, levels: Collection[str]) -> dict[str, Any]:
    """Give what the page shows as plain values."""
    documents = {document.source.name: n for n, document in enumerate(compiled.documents)}
    cards = [card for card in compiled.cards if card.item.level in levels]
    return {
        "levels": [
            {"key": level.key, "title": level.title}
            for level in compiled.settings.levels
            if level.key in levels
        ],
        "noteTypes": {
            name: _note_type_json(note_type) for name, note_type in compiled.note_types.items()
        },
        "media": {name: _data_uri(name, data) for name, data in compiled.media.items()},
        "documents": [
            document_json(document, extraction.account, cards)
            for document, extraction in zip(compiled.documents, compiled.extractions, strict=True)
        ],
        "cards": [_card_json(card, documents) for card in cards],
        "findings": [show(found) for found in sorted(set(compiled.diagnostics))],
    }


def _note_type_json(note_type: NoteType) -> dict[str, Any]:
    return {
        "name": note_type.name,
        "fields": [name for _, name in note_type.fields],
        "templates": [
            {"name": card.name, "front": card.front, "back": card.back}
            for card in note_type.templates
        ],
        "css": note_type.style,
    }


def _card_json(card: Card, documents: Mapping[str, int]) -> dict[str, Any]:
    item = card.item
    return {
        "guid": item.guid,
        "question": card.question,
        "noteType": card.note_type,
        "fields": [typeset(field) for field in card.fields],
        "document": documents[item.document.source.name],
        "line": item.span.start,
        "end": item.span.end,
        "lines": [(span.start, span.end) for span in item.used],
        "level": item.level,
        "why": item.why,
        "kind": item.kind.value,
        "rule": item.rule,
        "topic": next((tag[7:] for tag in item.tags if tag.startswith("topic::")), ""),
        "tags": item.tags,
        "deck": item.deck,
    }


def _data_uri(name: str, data: bytes) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
