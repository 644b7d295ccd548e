"""Note types: the one of every card, and those that a project adds for some by adding files.

`notetypes/<name>/` is for the cards that have this tag of the author's, or are of this kind. It
holds what differs from the note type of all others: a side (`front.html`, `back.html`), rules
that go after those of `style.css`, and what fields hold (`fields/<Field>.html`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from deckgen.diagnostics import Diagnostic
from deckgen.ids import stable_id
from deckgen.model import FIELDS, Card, Item, Kind
from deckgen.render.sides import fault_in
from deckgen.render.templates import DeckTemplateError, Templates

COMMON: Final = "deckgen"
"""The note type of cards that have no other; its folder describes it in `notetype.toml`."""

_FROZEN: Final = f"the fields must stay {', '.join(FIELDS)}; fields/<Field>.html adds one"


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """A card's front and back in Anki's own template language."""

    id: int
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: fields and templates with ids that survive a change of name.

    `written` are the fields that have a template of their own, each with that template's name;
    `key` tells it from the common note type, whose own is empty.
    """

    id: int
    name: str
    fields: tuple[tuple[int, str], ...]
    templates: tuple[CardTemplate, ...]
    style: str
    written: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    key: str = field(default="", repr=False)


def note_types(templates: Templates) -> dict[str, NoteType]:
    """Read all note types, by the names of their folders."""
    path = f"notetypes/{COMMON}/notetype.toml"
    try:
        common = tomllib.loads(templates.source(path))
        if tuple(one["name"] for one in common["fields"]) != FIELDS:
            raise ValueError(_FROZEN)  # noqa: TRY301  (said like all that is wrong with the file)
        names = {PurePosixPath(file).parts[1] for file in templates.files("notetypes/*/*")}
        return {name: _note_type(templates, name, common) for name in sorted(names)}
    except DeckTemplateError:
        raise
    except Exception as error:  # a description may be wrong in any way
        raise templates.problem(path, error) from error


def name_for(item: Item, known: Mapping[str, NoteType]) -> str:
    """Choose the note type of an item: by a tag, else by its kind."""
    return next((name for name in (*item.tags, item.kind.value) if name in known), COMMON)


def unused(
    templates: Templates, known: Iterable[str], cards: Iterable[Card]
) -> Iterator[Diagnostic]:
    """Warn of note types whose names say of no card that it is theirs."""
    kinds = [kind.value for kind in Kind]
    for name in sorted({*known} - {COMMON, *kinds, *(card.note_type for card in cards)}):
        place = templates.place_of(f"notetypes/{name}")
        message = f"no card has the tag '{name}', and the kinds are {', '.join(kinds)}"
        yield Diagnostic(place, 1, "W605", message)


def _note_type(templates: Templates, name: str, common: dict[str, Any]) -> NoteType:
    """Read a folder; what it does not have is taken from that of the common note type."""
    written = {
        PurePosixPath(file).stem: file
        for file in templates.files(f"notetypes/{name}/fields/*.html")
    }
    added = [one for one in written if one not in FIELDS]
    title = common["name"] if name == COMMON else f"{common['name']} {name}"
    fields = [(one["id"], one["name"]) for one in common["fields"]]
    fields += [(stable_id("field", title, one), one) for one in added]
    is_common = name == COMMON and not added
    number = common["id"] if is_common else stable_id("notetype", title, *added)
    style = templates.files(f"notetypes/{name}/style.css")
    return NoteType(
        id=number,
        name=title,
        fields=tuple(fields),
        templates=tuple(
            CardTemplate(card["id"], card["name"], *_sides(templates, name, card, fields))
            for card in common["templates"]
        ),
        style="\n".join(map(templates.source, ("style.css", *style))),
        written=tuple(written.items()),
        key="" if is_common else str(number),
    )


def _sides(
    templates: Templates, name: str, card: dict[str, Any], fields: Iterable[tuple[int, str]]
) -> Iterator[str]:
    for side in ("front", "back"):
        own, shared = (f"notetypes/{folder}/{card[side]}" for folder in (name, COMMON))
        path = own if templates.files(own) else shared
        text = templates.side(path, kind_class="kind-")
        names = [one for _, one in fields]
        fault = fault_in(templates.anki, templates.source(path), names, back=side == "back")
        if fault is not None:
            raise DeckTemplateError(templates.place_of(path), *fault, code="E604")
        yield text
