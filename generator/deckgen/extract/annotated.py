"""Annotated values in code: `WaitTimeSeconds: 20, // Long polling`, `monthly = a * b  # ~$475K`.

A constant with a comment at the end of its line is a fact: the comment says what it is for, the
setting is the answer. Where the comment is a unit, the value is asked; where it holds another number
than the value, what the setting means. A comment that is an amount is the result of the expression
before it, or only the value in another unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from textwrap import dedent
from typing import Final

from deckgen.code.grammars import DATA_LANGUAGES
from deckgen.extract.measures import is_amount
from deckgen.extract.naming import humanise
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline, plain
from deckgen.inline import code as code_words
from deckgen.model import Code, Kind, Passage, Span

_LINE: Final = re.compile(
    r"^\s*(?:(?:const|let|var|final|static|public|private|readonly|export)\s+)*"
    r"[\"']?(?P<name>[A-Za-z_$][\w$.-]*)[\"']?\s*(?P<sign>:=|[:=])\s*(?P<value>[^#]*?\S)\s*[,;]?"
    r"\s+(?:#|//|--)\s*(?P<note>\S.*)$"
)
_CONSTANT: Final = re.compile(
    r"^(?:[-+]?\d[\d_.,\s*/+x()^-]*[a-zA-Z%]{0,3}|[A-Z][A-Z0-9_]{2,}|"
    r"\"[^\"{}$]*\"|'[^'{}$]*'|\[(?:[\"'][^\"'{}$]*[\"'],?\s*)+\])$"
)
_SCALAR: Final = re.compile(r"^[\w./:%-]+$")
_RESULT: Final = re.compile(r"^(?:=\s*)?[~≈]?\s*[$€£]?\d[\d,._]*\s*[%\w/]*(?:\s+\S+){0,3}$")
_CALCULATION: Final = re.compile(r"[*/+-]|\d")
_UNWORKED: Final = re.compile(r"[\"'`]|\|\||\?\?|[{\[(]$")
_PLACEHOLDER: Final = re.compile(r"x{3,}|<[^>]*>|\.\.\.|\byour[-_]", re.IGNORECASE)
_STEM: Final = 5
_CLAUSE: Final = re.compile(
    r"\b(?:is|are|was|does(?:n't)?|do(?:n't)?|can(?:not|'t)?|won't|must|needs?|requires?|has|have|нужн\w+|нельзя|не)\b",
    re.IGNORECASE,
)
"""What makes a comment a sentence: it gives a reason, and is no name."""

_REMARK: Final = re.compile(r"^(?:same|must|only|optional|matches|see|as in|like)\b", re.IGNORECASE)
"""How a comment begins that remarks on a value: it names nothing."""

_FIGURE: Final = re.compile(r"\d+")
_KEY: Final = re.compile(r"^(?P<lead>\s*)(?P<name>[A-Za-z][\w.-]*):\s*(?:#.*)?$")
_FRAME: Final = re.compile(r"^(?:resources|properties|spec|metadata|type)$", re.IGNORECASE)
"""Keys that only hold a resource, or what it has."""

_ITEM: Final = re.compile(r"^\s*- ")
_DEMANDS: Final = frozenset({"requi", "needs", "must", "uses", "using", "enabl", "set", "for"})
"""Stems of words that only say that a setting is wanted."""

_HOLDER: Final = re.compile(r"^\s+[\"']?(?P<name>[A-Za-z_][\w-]*)[\"']?\s*:\s*[{\[]?\s*$")
"""A key within a literal that holds others."""

_SAID: Final = re.compile(r"^(?P<line>[^\s#/-].*?\S)\s{2,}(?:#|//|--)\s*(?P<note>[^\W\d].{2,60})$")
"""A statement at the margin with a comment behind a gap."""

_OUTCOME: Final = re.compile(
    r"^(?:true|false|none|null|nil|prints?|returns?|outputs?|error|raises?|throws?|ok)\b",
    re.IGNORECASE,
)
"""A comment that tells what comes of a line, not what the line is for."""

_LONGEST: Final = 80
_FEWEST: Final = 3
_NAMES: Final = re.compile(r"^[A-Z][\w-]*(?:, [A-Z][\w-]*)+$")
"""A comment that lists what a value stands for."""

_UNIT: Final = re.compile(
    r"^(?:[nuµm]?s|sec(?:onds?)?|min(?:utes?)?|h(?:ours?)?|days?|weeks?|months?|years?|[KMGTP]i?B|bytes?|bits?|%|percent|"
    r"[\w ]{0,12}/\s?\w+|(?:\w+ )?per \w+(?: \w+)?|requests?|USD|EUR|[$€£].*|[KMG]bps|QPS|RPS|IOPS)$",
    re.IGNORECASE,
)


_RATE: Final = re.compile(
    r"^[\w ]{0,12}/\s?(?:s|sec|second|min|minute|h|hour|day|month)\b", re.IGNORECASE
)
"""A unit of how often: it names no setting."""


def facets_of(code: Code) -> Iterator[Topic]:
    """Find the annotated values of a snippet."""
    lines = code.text.split("\n")
    found = [(at, _LINE.match(line)) for at, line in enumerate(lines)]
    names = Counter(match["name"] for _, match in found if match)
    for at, match in found:
        if match is None or len(match["note"]) > _LONGEST:
            continue
        span = Span(code.span.start + at, code.span.start + at)
        of_item = code.language == "yaml" and not _UNIT.match(match["note"].strip())
        item = _item_ending(lines, at) if of_item else ""
        if item:
            owner = _owner(lines, span.start - code.span.start - item.count("\n"))
            yield _item_topic(plain(f"{match['note'].strip()}{owner}"), item, span)
        elif names[match["name"]] == 1:
            parent = "" if code.language in DATA_LANGUAGES else _parent(lines, at)
            yield from _facet(match, code.language, span, parent)


def _item_ending(lines: Sequence[str], at: int) -> str:
    """Take the item of a list that ends with a comment: it is about all keys of the item."""
    depths = [len(line) - len(line.removeprefix("- ").lstrip(" -")) for line in lines]
    above = takewhile(lambda row: depths[row] >= depths[at], range(at, -1, -1))
    opens = (row for row in above if depths[row] == depths[at] and _ITEM.match(lines[row]))
    start = next(opens, at)
    below = lines[at + 1] if at + 1 < len(lines) else ""
    ends = not below.strip() or len(below) - len(below.lstrip()) < depths[at]
    item = lines[start : at + 1]
    lone = not any("#" in line for line in item[:-1])
    return dedent("\n".join(item)) if start < at and ends and lone else ""


def _owner(lines: Sequence[str], at: int) -> str:
    """Name in brackets the resource and the key whose list holds an item: ` (WebSG, Ingress)`."""
    keys: list[str] = []
    depth = len(lines[at]) - len(lines[at].lstrip())
    for line in reversed(lines[:at]):
        match = _KEY.match(line)
        if match and len(match["lead"]) < depth:
            depth = len(match["lead"])
            keys.append(match["name"])
    names = [key for key in keys if not _FRAME.match(key)]
    return f" ({names[-1]}, {names[0]})" if len(names) > 1 else ""


def _item_topic(label: Inline, text: str, span: Span) -> Topic:
    first = span.start - text.count("\n")
    code = Code(text, "yaml", Span(first, span.end))
    return Topic(Role.FACET, label, label.text, (code,), code.span, rule="annotated")


def lines_of(code: Code) -> tuple[Topic, ...]:
    """Read a sheet of commands or queries: each line ends in a comment that says what it is for."""
    lines = code.text.split("\n")
    said = [(at, _SAID.match(line)) for at, line in enumerate(lines) if line.strip()]
    if len(said) < _FEWEST or not all(match for _, match in said):
        return ()
    notes = [match["note"] for _, match in said if match]
    telling = sum(" " in note and not _OUTCOME.match(note) for note in notes)
    if 2 * telling < len(notes) or len(set(notes)) < len(notes):
        return ()
    return tuple(_line_topic(match, code, at) for at, match in said if match)


def _line_topic(match: re.Match[str], code: Code, at: int) -> Topic:
    span = Span(code.span.start + at, code.span.start + at)
    label = plain(match["note"].strip())
    line = Code(match["line"], code.language, span)
    return Topic(Role.CODE, label, label.text, (line,), span, rule="annotated", kind=Kind.CODE)


def sheet_of(code: Code) -> tuple[Topic, ...]:
    """Read code that is nothing but constants with units, such as latencies, as facts."""
    lines = [line for line in code.text.split("\n") if line.strip()]
    found = [_LINE.match(line) for line in lines]
    if len(lines) < _FEWEST or not all(match and _UNIT.match(match["note"]) for match in found):
        return ()
    facets = tuple(facets_of(code))
    return tuple(replace(f, role=Role.TERM) for f in facets) if len(facets) == len(lines) else ()


def _parent(lines: Sequence[str], at: int) -> str:
    """Name the key that holds the one on a line; `` at the margin or in the first literal."""
    depth = len(lines[at]) - len(lines[at].lstrip())
    above = (line for line in reversed(lines[:at]) if line.strip())
    holder = next((line for line in above if len(line) - len(line.lstrip()) < depth), "")
    match = _HOLDER.match(holder)
    return match["name"] if match else ""


def _facet(match: re.Match[str], language: str, span: Span, parent: str) -> Iterator[Topic]:
    name, value, note = match["name"], match["value"].rstrip(",;"), match["note"].strip()
    if _PLACEHOLDER.search(value):
        return
    if _is_constant(value, language):
        setting = code_words(f"{name}{_sign(match['sign'])} {value}")
        if _stems(note) and _stems(setting.text) >= _stems(note) - _DEMANDS:
            return
        if _UNIT.match(note) and language not in DATA_LANGUAGES:
            answer = plain(f"{value} {note}")
            label = plain(humanise(name)) if "_" in name else code_words(name)
            yield _topic(label, answer, f"{name} {note}", span, Kind.FACT)
        elif is_amount(note) or _RATE.match(note):
            return
        elif (
            _NAMES.match(note)
            or _CLAUSE.search(note)
            or _REMARK.match(note)
            or (
                any(map(str.isdigit, note))
                and not set(_FIGURE.findall(note)) <= set(_FIGURE.findall(value))
            )
        ):
            owned = code_words(f"{parent}.") + setting if parent else setting
            yield _topic(owned, plain(note), f"{name} {note}", span, Kind.DEFINITION)
        elif value.startswith("["):
            label = plain(f"{humanise(name)} ({note})")
            listed = re.sub(r"[\[\]\"']", "", value)
            yield _topic(label, plain(listed), f"{name} {note}", span, Kind.FACT)
        else:
            yield _topic(plain(note), setting, f"{name} {note}", span, Kind.CODE)
    elif _RESULT.match(note) and _CALCULATION.search(value) and not _UNWORKED.search(value):
        answer = code_words(value) + plain(f" = {note.removeprefix('=').strip()}")
        yield _topic(plain(humanise(name)), answer, name, span, Kind.QA)


def _stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in re.findall(r"[^\W\d_]{3,}", humanise(text))}


def _is_constant(value: str, language: str) -> bool:
    return bool(_CONSTANT.match(value)) or (language == "yaml" and bool(_SCALAR.match(value)))


def _sign(sign: str) -> str:
    return ":" if sign == ":" else f" {sign}"


def _topic(label: Inline, answer: Inline, raw: str, span: Span, kind: Kind) -> Topic:
    return Topic(
        Role.FACET, label, raw, (Passage(answer, span),), span, rule="annotated", kind=kind
    )
