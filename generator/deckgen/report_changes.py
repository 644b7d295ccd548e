"""What commands say of changes: counts, what changed word by word, searches for Anki."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from deckgen.changes import Changes, Kept, search_of, word_diff
from deckgen.render.words import text_of
from deckgen.report import console

if TYPE_CHECKING:
    from rich.text import Text

_SAYS: Final = {
    "added": "added",
    "changed": "changed",
    "moved": "moved in the notes",
    "redecked": "level or deck changed",
    "retyped": "of another note type",
    "retired": "retired",
    "unchanged": "unchanged",
}
_SHOWN_FIELDS: Final = {"question": 0, "answer": 1}
_CONTEXT: Final = 40
_STYLES: Final = {" ": "", "-": "red strike", "+": "green"}
_MARKS: Final = {" ": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}


def counts_line(changes: Changes) -> str:
    """Say in one line what the next import does."""
    counts = [f"{count} {_SAYS[name]}" for name, count in changes.counts().items() if count]
    style = ["the look of all cards changed"] if changes.note_type else []
    return "notes: " + ", ".join((*counts, *style))


def advice(changes: Changes) -> Iterator[str]:
    """Say what the import cannot do, with searches that find exactly these notes in Anki."""
    if changes.retired:
        yield "Notes that are gone stay in Anki. To delete them, search there for:"
        yield f"  {search_of([entry.guid for entry in changes.retired])}"
    if changes.retyped:
        yield "Notes of another note type are updated only by an import with 'Merge note types' on."
    decks: dict[str, list[str]] = {}
    for kept in changes.redecked:
        decks.setdefault(kept.now.deck, []).append(kept.now.guid)
    for deck, guids in decks.items():
        yield f"Cards that Anki has stay in their deck. To move them to {deck}, search there for:"
        yield f"  {search_of(guids)}"


def changes_json(changes: Changes, old: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Give changes as plain values."""
    return {
        "counts": changes.counts(),
        "note_type": changes.note_type,
        "added": [_note(card.item.guid, card.question) for card in changes.added],
        "changed": [
            _note(kept.now.guid, kept.now.question) | {"fields": _field_diffs(kept, old)}
            for kept in changes.changed
        ],
        "moved": [_was(kept, "document", "labels") for kept in changes.moved],
        "redecked": [_was(kept, "deck") for kept in changes.redecked],
        "retyped": [_note(kept.now.guid, kept.now.question) for kept in changes.retyped],
        "retired": [_note(entry.guid, entry.question) for entry in changes.retired],
        "search": {
            "retired": search_of([e.guid for e in changes.retired]) if changes.retired else "",
            "redecked": search_of([k.now.guid for k in changes.redecked])
            if changes.redecked
            else "",
        },
    }


def _note(guid: str, question: str) -> dict[str, Any]:
    return {"guid": guid, "question": question}


def _was(kept: Kept, *names: str) -> dict[str, Any]:
    before = {name: getattr(kept.before, name) for name in names}
    now = {name: getattr(kept.now, name) for name in names}
    return _note(kept.now.guid, kept.now.question) | {"before": before, "now": now}


def _field_diffs(kept: Kept, old: Mapping[str, Sequence[str]]) -> dict[str, list[list[str]]]:
    """Compare what can be compared: without the old package, the question as the ledger has it."""
    now = {name: text_of(Markup(kept.card.fields[at])) for name, at in _SHOWN_FIELDS.items()}  # noqa: S704
    if kept.now.guid in old:
        fields = old[kept.now.guid]
        before = {name: text_of(Markup(fields[at])) for name, at in _SHOWN_FIELDS.items()}  # noqa: S704
    else:
        before = {"question": kept.before.question}
        now["question"] = kept.now.question
    return {
        name: [[mark, text] for mark, text in word_diff(text, now[name])]
        for name, text in before.items()
        if text != now[name]
    }


def print_changes(changes: Changes, old: Mapping[str, Sequence[str]]) -> None:
    """Print what the next import will do, note by note."""
    out = console()
    for card in changes.added:
        out.print(f"+ {card.question}", style="green", markup=False)
    for kept in changes.changed:
        out.print(f"~ {kept.now.question}", markup=False)
        diffs = _field_diffs(kept, old)
        for name, diff in diffs.items():
            out.print(f"    {name}: ", _shown(diff, plain=not out.is_terminal), sep="")
        if not diffs:
            out.print("    context, tags or markup", markup=False)
    for kept in changes.moved:
        before, now = (f"{e.document} › {e.labels}" for e in (kept.before, kept.now))
        out.print(f"> {kept.now.question}\n    from {before}\n    to   {now}", markup=False)
    for kept in changes.redecked:
        question, was, now = kept.now.question, kept.before.deck, kept.now.deck
        out.print(f"^ {question}\n    from {was}\n    to   {now}", markup=False)
    for entry in changes.retired:
        out.print(f"- {entry.question}", style="red", markup=False)
    print_summary(changes)


def print_summary(changes: Changes) -> None:
    """Print the counts and what is left for the user to do."""
    out = console()
    out.print(counts_line(changes), markup=False)
    for line in advice(changes):
        out.print(line, markup=False)


def _shown(diff: Iterable[Sequence[str]], *, plain: bool) -> Text:
    """Set a diff as text; unchanged stretches are cut to what is near a change."""
    from rich.text import Text  # noqa: PLC0415  (slow to import)

    shown = Text()
    for mark, text in diff:
        flat = " ".join(text.split(" ")).replace("\n", " ")
        if mark == " " and len(flat) > 2 * _CONTEXT:
            flat = f"{flat[:_CONTEXT]} … {flat[-_CONTEXT:]}"
        opening, closing = _MARKS[mark] if plain else ("", "")
        shown.append(f"{opening}{flat}{closing}", style="" if plain else _STYLES[mark])
    return shown
