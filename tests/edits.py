"""Edits that people make to notes, and how many notes keep their guid through each.

    python tests/edits.py [FOLDER…]

An edit turns documents, as lists of lines that know where they come from, into edited ones. A note
is kept where the note that begins on the same line of old has its guid; a match is wrong where a
guid goes to a note that begins on another line, asks something else and answers something else.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from deckgen.identify import stamp
from deckgen.ledger import show_ledger
from deckgen.model import Card
from deckgen.pipeline import Compiled, compile_
from tests.making import ROOT, SEEDS


@dataclass(frozen=True)
class Line:
    """A line of a document; `origin` is its document and number before the edit."""

    text: str
    origin: tuple[str, int] | None = None


Documents = dict[str, list[Line]]
Edit = Callable[[Documents, set[tuple[str, int]]], Documents]
LABEL = re.compile(r"^(\s*(?:#+|[-*+]|\d+[.)]|>)?\s*)(.*)$")


def on_lines(change: Callable[[str], str], *, asked: bool | None = None) -> Edit:
    """Change the text of all lines, or of those that cards begin on, or of all others."""

    def edit(documents: Documents, starts: set[tuple[str, int]]) -> Documents:
        return {
            name: [
                replace(line, text=change(line.text))
                if line.text.strip() and not fenced and asked in (None, line.origin in starts)
                else line
                for line, fenced in zip(lines, in_fences(lines), strict=True)
            ]
            for name, lines in documents.items()
        }

    return edit


def in_fences(lines: Sequence[Line]) -> Iterator[bool]:
    """Tell of each line whether it belongs to a fence."""
    fence = ""
    for line in lines:
        found = re.match(r"\s*(`{3,}|~{3,})", line.text)
        inside = bool(fence)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        yield inside or bool(fence)


def typo(text: str) -> str:
    """Swap two letters of the longest word."""
    if text.lstrip().startswith(("|", "<", "!", "`")):
        return text
    words = re.findall(r"\b[^\W\d_]{6,}\b", text)
    if not words:
        return text
    word = max(words, key=len)
    return text.replace(word, f"{word[:2]}{word[3]}{word[2]}{word[4:]}", 1)


SYNONYMS = {
    "what is": "what do we call", "choose": "select", "difference": "distinction", "when": "in which case",
    "why": "for what reason", "how": "in what way", "use": "employ", "best": "top", "explain": "describe",
    "strategy": "approach", "types": "kinds", "cost": "expense", "limits": "quotas", "key": "main",
    "как": "каким образом", "почему": "по какой причине", "что такое": "что называют", "когда": "в каком случае",
    "какие": "что за", "разница": "отличие",
}  # fmt: skip


def synonym(text: str) -> str:
    """Say a common word in another way."""
    if text.lstrip().startswith(("|", "<", "!", "`")):
        return text
    for word, other in SYNONYMS.items():
        changed, count = re.subn(rf"\b{word}\b", other, text, count=1, flags=re.IGNORECASE)
        if count:
            return changed
    return text


def question_mark(text: str) -> str:
    """Drop a question mark at the end."""
    return re.sub(r"\?(\W*)$", r"\1", text)


def word_order(text: str) -> str:
    """Put the last word of a heading first."""
    found = re.match(r"^(#+ (?:\d+[.)] )?)(\w[\w ]*\w) (\w+)(\??)$", text)
    return f"{found[1]}{found[3]} {found[2]}{found[4]}" if found else text


def is_prose(text: str) -> bool:
    """Tell whether a line holds a sentence that is no label."""
    body = LABEL.match(text)
    return body is not None and not text.lstrip().startswith(("#", "|", "<", "!", "`", "**"))


def extend(text: str) -> str:
    """Add a sentence to an answer."""
    if not is_prose(text) or len(text.split()) < 6 or text.rstrip().endswith((":", "?", "**")):
        return text
    return f"{text.rstrip()} It was measured again last year."


def halve(text: str) -> str:
    """Leave half of an answer's line."""
    words = text.split(" ")
    if not is_prose(text) or len(words) < 12 or "`" in text or "**" in text or "](" in text:
        return text
    return " ".join(words[: len(words) // 2])


def change_code(documents: Documents, _starts: set[tuple[str, int]]) -> Documents:
    """Rename something in every third line of code."""
    out = {}
    for name, lines in documents.items():
        at, new = 0, []
        for line, fenced in zip(lines, in_fences(lines), strict=True):
            at += fenced
            words = re.findall(r"\b[a-z_]{5,}\b", line.text)
            if fenced and at % 3 == 0 and words and "```" not in line.text:
                word = max(words, key=len)
                new.append(replace(line, text=line.text.replace(word, f"{word}_two", 1)))
            else:
                new.append(line)
        out[name] = new
    return out


def sections(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut a document before its headings of the second level."""
    cut: list[list[Line]] = [[]]
    for line, fenced in zip(lines, in_fences(lines), strict=True):
        if re.match(r"## ", line.text) and not fenced:
            cut.append([])
        cut[-1].append(line)
    return cut


def reorder_sections(documents: Documents, _starts: set[tuple[str, int]]) -> Documents:
    """Turn the order of sections round."""
    out = {}
    for name, lines in documents.items():
        first, *rest = sections(lines)
        out[name] = [*first, *(line for part in reversed(rest) for line in (*part, Line("")))]
    return out


def reorder_items(documents: Documents, _starts: set[tuple[str, int]]) -> Documents:
    """Swap neighbours in bullet lists of one line each."""
    out = {}
    for name, lines in documents.items():
        new, at = list(lines), 0
        fences = list(in_fences(lines))
        while at + 1 < len(new):
            pair = (new[at].text, new[at + 1].text)
            if not fences[at] and all(re.match(r"[-*] \S", text) for text in pair):
                new[at], new[at + 1] = new[at + 1], new[at]
                at += 1
            at += 1
        out[name] = new
    return out


def move_section(documents: Documents, _starts: set[tuple[str, int]]) -> Documents:
    """Move the last section of each document to a new one."""
    out = {}
    for name, lines in documents.items():
        *kept, last = sections(lines)
        out[name] = [line for part in kept for line in part]
        out[f"moved-{name}"] = [Line("# Moved notes"), Line(""), *last]
    return out


def split_documents(documents: Documents, _starts: set[tuple[str, int]]) -> Documents:
    """Split each document in two in its middle."""
    out = {}
    for name, lines in documents.items():
        parts = sections(lines)
        half = len(parts) // 2 + 1
        out[name] = [line for part in parts[:half] for line in part]
        title = next((line.text for line in lines if line.text.startswith("# ")), "# Notes")
        rest = [line for part in parts[half:] for line in part]
        out[f"second-{name}"] = [Line(f"{title}, part two"), Line(""), *rest]
    return out


def rename_files(documents: Documents, _starts: set[tuple[str, int]]) -> Documents:
    """Give each document another name."""
    return {f"renamed-{name}": lines for name, lines in documents.items()}


def rename_sections(text: str) -> str:
    """Give each section another heading."""
    return re.sub(r"^## (?!.*\?)(.*)$", r"## Notes on \1", text)


def renumber(text: str) -> str:
    """Add three to every number that begins a line."""
    return re.sub(
        r"^(\s*(?:#+ )?(?:Q)?)(\d{1,2})([.)]\s)",
        lambda found: f"{found[1]}{int(found[2]) + 3}{found[3]}",
        text,
    )


def reformat(text: str) -> str:
    """Write bullets, emphasis and spaces in another style."""
    text = re.sub(r"^(\s*)- ", r"\1* ", text)
    text = re.sub(r"\*\*([\w ]+)\*\*", r"__\1__", text)
    return f"{text}  " if text.startswith("#") else text


def emoji(text: str) -> str:
    """Decorate every heading."""
    return re.sub(r"^(#+) ", r"\1 🚀 ", text)


EDITS: Mapping[str, Edit] = {
    "question: typo": on_lines(typo, asked=True),
    "question: synonym": on_lines(synonym, asked=True),
    "question: mark dropped": on_lines(question_mark, asked=True),
    "question: word order": on_lines(word_order, asked=True),
    "answer extended": on_lines(extend, asked=False),
    "answer halved": on_lines(halve, asked=False),
    "code changed": change_code,
    "sections reordered": reorder_sections,
    "items reordered": reorder_items,
    "section moved to another file": move_section,
    "file renamed": rename_files,
    "headings renamed": on_lines(rename_sections),
    "list renumbered": on_lines(renumber),
    "document split in two": split_documents,
    "reformatted": on_lines(reformat),
    "emoji added": on_lines(emoji),
    "questions phrased in other words": lambda documents, _starts: documents,
}

PHRASES = "questions phrased in other words"


@dataclass(frozen=True)
class Result:
    """What became of the notes under one edit."""

    notes: int
    kept: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of notes that kept their guid."""
        return self.kept / self.notes if self.notes else 1.0


@cache
def original(folder: Path) -> tuple[Documents, Compiled]:
    """Compile a folder's notes as they are, without a ledger."""
    documents = {
        path.name: [
            Line(text, (path.name, number))
            for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        ]
        for path in sorted(folder.glob("*.md"))
    }
    with tempfile.TemporaryDirectory() as place:
        return documents, compiled_from(Path(place), documents)


def replay(folder: Path, name: str) -> Result:
    """Edit a folder's notes, build them with the ledger of before, and compare."""
    documents, before = original(folder)
    old = by_origin(before, documents)
    edited = EDITS[name](documents, set(old))
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        if name == PHRASES:
            other_phrases(root)
        ledger = show_ledger(stamp(before.entries, (), 0))
        (root / "deckgen.lock").write_text(ledger, encoding="utf-8")
        return compared(old, by_origin(compiled_from(root, edited), edited))


def compiled_from(root: Path, documents: Documents) -> Compiled:
    """Write documents and compile them."""
    for name, lines in documents.items():
        (root / name).write_text("\n".join(line.text for line in lines), encoding="utf-8")
    return compile_([root])


def other_phrases(root: Path) -> None:
    """Ask in other sentences, as a new version of deckgen would."""
    folder = root / "templates" / "questions"
    folder.mkdir(parents=True)
    for path in (ROOT / "templates" / "questions").glob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace("— ", ": please tell, "), encoding="utf-8")


def by_origin(compiled: Compiled, documents: Documents) -> dict[tuple[str, int], list[Card]]:
    """Sort cards by the line they begin on, as it was numbered before the edit."""
    found = defaultdict(list)
    for card in compiled.cards:
        line = documents[card.item.document.source.name][card.item.span.start - 1]
        if line.origin is not None:
            found[line.origin].append(card)
    return found


def compared(
    old: Mapping[tuple[str, int], list[Card]], new: Mapping[tuple[str, int], list[Card]]
) -> Result:
    """Count the notes that are kept, and name the wrong matches."""
    origins = {card.item.guid: (origin, card) for origin, cards in old.items() for card in cards}
    notes = kept = 0
    wrong = []
    for origin, cards in old.items():
        there = {card.item.guid for card in new.get(origin, ())}
        possible = min(len(cards), len(there))
        notes += possible
        kept += min(possible, sum(card.item.guid in there for card in cards))
    for origin, cards in new.items():
        for card in cards:
            known = origins.get(card.item.guid)
            if known and known[0] != origin and not is_same(known[1], card):
                wrong.append(f"{known[1].question} -> {card.question}")
    return Result(notes, kept, tuple(wrong))


def is_same(one: Card, other: Card) -> bool:
    """Tell whether two cards ask or answer the same: a split note goes to one of its parts."""
    return fuzz.ratio(one.question, other.question) >= 90 or (
        fuzz.partial_token_set_ratio(one.answer, other.answer) >= 100
        and fuzz.token_set_ratio(one.answer, other.answer) >= 70
    )


def main() -> None:
    """Print a table of all edits over all folders."""
    sys.setrecursionlimit(20_000)
    folders = [Path(argument) for argument in sys.argv[1:]] or [SEEDS, ROOT / "sources"]
    print(f"{'edit':<34} {'notes':>6} {'kept':>7} {'wrong':>6}")
    for name in EDITS:
        results = [replay(folder, name) for folder in folders]
        notes, kept = sum(r.notes for r in results), sum(r.kept for r in results)
        wrong = [pair for result in results for pair in result.wrong]
        print(
            f"{name:<34} {notes:6d} {kept / notes:7.4f} {len(wrong):6d}",
            *wrong[:3],
            sep="\n    " if wrong else " ",
        )


if __name__ == "__main__":
    main()
