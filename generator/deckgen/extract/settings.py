"""The constants in a piece of configuration: what is decided in it.

Most of a configuration hands values on. `'strategy': 'diversified'` among them is a decision: a few
of them are the answer, the names of many say what to recall of the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from deckgen.code.hollow import is_frame, is_plumbing
from deckgen.extract.naming import humanise
from deckgen.inline import Inline, plain
from deckgen.model import Code, Facts, Passage, Points, Span

_SETTING: Final = re.compile(
    r"^(?P<lead>\s*(?:- )?)(?:(?:const|let|var) )?[\"']?(?P<name>[A-Za-z_][\w-]*)[\"']?\s*(?P<sign>:|=(?!=))(?:\s+|$|(?=[\"'\[{]))"
    r"(?P<value>.*?),?(?:\s+(?:#|//)\s*(?P<note>\S.*))?$"
)
_TEXT: Final = r"(?:\"(?:[^\"{}$]|\$\d)*\"|'(?:[^'{}$]|\$\d)*')"
_CONSTANT: Final = re.compile(
    rf"^(?:-?\d[\d_.]*|-?\d[\d_.\s*/+-]*|{_TEXT}|\[(?:\s*{_TEXT}\s*,?)+\]|(?:\w+\.)?Duration\.\w+\(\d+\)|"
    rf"(?:\w+\.)+[A-Z][A-Z0-9_]+)$"
)
_LISTED: Final = re.compile(rf"^\s*{_TEXT},?$")
_SCALAR: Final = re.compile(r"^[\w./:%*+-]+(?: [\w./:%*+-]+)*$")
_PLACED: Final = re.compile(r"\$\{|[<>]|\byour[-_]|xxx", re.IGNORECASE)
_FIGURE: Final = re.compile(r"^[\"']?-?\d|^(?:\w+\.)?Duration\.")
_BARE: Final = re.compile(r"^(?:true|false|null|none)$", re.IGNORECASE)
_SWITCH: Final = re.compile(r"^(?:true|false)$", re.IGNORECASE)
_WORKED: Final = re.compile(r"^\d[\d_.]*\s*[*/+-]")
_CALL: Final = re.compile(r"^(?!\s*[\"']?[\w-]+[\"']?:)(?!.*\.(?:append|update)\().*\w\([\[{]*$")
_NAMELESS: Final = re.compile(
    r"(?:^|[_-]|(?<=[a-z]))(?:names?|identifier|id|arns?|description)$|^(?:name|id|status|description|priority|version|effect|sid|comment|else|try|key|value)$",
    re.IGNORECASE,
)
"""Names of settings that only name or describe a thing."""

_OF_ANOTHER: Final = re.compile(
    r"^(?:counts?|enabled?|minutes|days|hours|seconds|size|max|min|interval|times?|timeout|mode|types?|frequency|retention|"
    r"namespace|limit|path|port)$"
)
"""Words that are a name together with what they belong to."""

_SWITCHES: Final = frozenset({"enable", "enabled"})
"""Names that only turn on what they belong to."""

_TELLING: Final = frozenset({"actions", "permissions", "scopes"})
"""Names that are a cue by themselves."""

_VAGUE: Final = frozenset(
    {
        "type",
        "resource",
        "next",
        "title",
        "start at",
        "pk",
        "sk",
        "k",
        "API version",
        "kind",
        "model",
        "text",
        "namespace",
        "image",
        "runs-on",
        "issue number",
        "family",
        "bucket",
        "region",
        "schedule",
    }
)
"""Names that are no cue to what is decided."""

_LABELLED: Final = re.compile(
    r"^(?:tags?\w*|labels|metadata|annotations|environment|details?|items?|payload|body|data|messages?|examples?|headers?)$",
    re.IGNORECASE,
)
"""What holds a user's own words, or those of an example."""

_SHARE: Final = 0.7
_FEWEST: Final = 2
_MOST: Final = 6
_MOST_CUES: Final = 4
_LONG: Final = 12
"""Lines of a configuration of which a few values are the answer."""

_LONGEST_VALUE: Final = 60
_LONGEST_ROW: Final = 90
_MOST_WORDS: Final = 4
_FRAME: Final = re.compile(
    r"^(?:properties|spec|settings|config|configuration|resources)$", re.IGNORECASE
)
"""Keys that only hold what is set."""

_FEWEST_AROUND: Final = 4
"""Lines of settings that a single decision stands out from."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A line of a configuration: what it sets, inside what, to which value."""

    name: str
    owners: tuple[str, ...]
    value: str
    note: str
    yaml: bool
    line: int
    is_joined: bool = False

    @property
    def is_constant(self) -> bool:
        """Tell whether the value is decided here, by more than yes or no."""
        scalar = self.yaml and bool(_SCALAR.match(self.value)) and not _BARE.match(self.value)
        decided = scalar or self.is_joined or bool(_CONSTANT.match(self.value))
        return decided and not _PLACED.search(self.value)

    @property
    def is_figure(self) -> bool:
        """Tell whether the value is a number or begins with one."""
        return bool(_FIGURE.match(self.value))

    @property
    def tells(self) -> bool:
        """Tell whether the setting is more than a name or a mark."""
        return not (_NAMELESS.search(self.name) or any(map(_LABELLED.match, self.owners)))

    @property
    def words(self) -> str:
        """Write the name in words."""
        return _words(self.name).removeprefix("enable ")

    def words_with_owner(self) -> str:
        """Put the owner before the name, a word that both have once: `health check interval`."""
        owner = _words(self.owners[-1]).split() if self.owners else []
        if owner and self.words in _SWITCHES:
            return " ".join(owner)
        shared = owner[-1:] == self.words.split()[:1]
        owner = owner[:-1] if shared or owner[-1:] in (["config"], ["configuration"]) else owner
        words = self.words.split()
        words = words[1:] if len(words) > 1 and words[0] in owner[:1] else words
        return " ".join([*owner, *words])

    def told(self) -> str:
        """Write the value as a reader wants it; an expression is told by its comment."""
        if self.note and _WORKED.match(self.value):
            return self.note
        value = re.sub(r"[\"'\[\]]", "", self.value).strip()
        echo = self.words.split()[-1] in self.note.lower()
        return f"{value} ({self.note})" if self.note and not echo else value


def lines_of(code: Code) -> list[str]:
    """Take the lines of code that hold something."""
    return [line for line in code.text.split("\n") if line.strip()]


def settings_of(code: Code) -> Facts | None:
    """Find the constants of a configuration; None where they are none, too many, or of one name."""
    lines = lines_of(code)
    opens = any(line.rstrip().endswith(("{", "[")) for line in lines)
    if not opens or any(map(_CALL.search, lines)):
        return None
    said = [line for line in lines if not is_frame(line) and not is_plumbing(line)]
    settings = tuple(_with_units(_settings(lines)))
    if len(settings) < _SHARE * len(said):
        return None
    decided = _named((setting for setting in settings if _decides(setting)), fully=True)
    return facts_of(decided, code.span)


def summary_of(code: Code) -> Facts | None:
    """Tell the values of what is set to constants in long code; None where they are no short list."""
    decided = _decided(code, fully=True)
    cues = _cues(decided)
    if not cues:
        decided = _switches(code)
        cues = _short_list(name for name, _ in decided)
    found = {cue: [s for name, s in decided if name == cue] for cue in cues}
    if len(lines_of(code)) < _LONG or len(found) < _FEWEST:
        return None
    columns = [settings for settings in found.values() if _is_column(settings)]
    if columns:
        return _records(found, code.span)
    told = {cue: "; ".join(_rows(settings)) for cue, settings in found.items()}
    if any(len(value) > _LONGEST_VALUE for value in told.values()):
        return None
    span = code.span
    facts = ((plain(cue), (Passage(plain(value), span),)) for cue, value in told.items())
    return Facts(tuple(facts), span)


def _switches(code: Code) -> list[tuple[str, Setting]]:
    """Find what is only turned on or off, and lists of words, each with its name."""
    found = [s for s in _settings(lines_of(code)) if s.tells and s.words not in _VAGUE]
    return _named([s for s in found if s.is_constant or _SWITCH.match(s.value)], fully=True)


def _short_list(names: Iterable[str]) -> tuple[str, ...]:
    """Give each name once; none where they are no short list."""
    once = tuple(dict.fromkeys(names))
    return once if len(once) <= _MOST else ()


def _records(found: Mapping[str, Sequence[Setting]], span: Span) -> Facts | None:
    """Tell what the records of a list hold, each in a line; None where that is long."""
    settings = sorted({s for column in found.values() for s in column}, key=lambda s: s.line)
    rows = tuple(_rows(settings, named=len({len(column) for column in found.values()}) > 1))
    if not _FEWEST <= len(rows) <= _MOST or any(len(row) > _LONGEST_ROW for row in rows):
        return None
    points = Points(tuple((Passage(plain(row), span),) for row in rows), span)
    *names, last = found
    return Facts(((plain(f"{', '.join(names)} and {last}"), (points,)),), span)


def _is_column(settings: Sequence[Setting]) -> bool:
    """Tell whether settings are what the records of a list have in common, and not the list."""
    return len(settings) > 1 and len({setting.name for setting in settings}) == 1


def _rows(settings: Sequence[Setting], *, named: bool = False) -> Iterator[str]:
    """Put the values of each record together: a record ends where a name comes again."""
    row: dict[str, str] = {}
    for setting in settings:
        if setting.name in row:
            yield (", " if named else " ").join(row.values())
            row = {}
        row[setting.name] = f"{setting.words} {setting.told()}" if named else setting.told()
    yield (", " if named else " ").join(row.values())


def _decided(code: Code, *, fully: bool = False) -> list[tuple[str, Setting]]:
    found = _settings(lines_of(code), yaml=code.language == "yaml")
    decided = (s for s in _with_units(found) if _decides(s) and s.words not in _VAGUE)
    return _gathered(decided, fully=fully)


def cues_of(code: Code) -> tuple[Inline, ...]:
    """Name what is set to a constant in code: what to recall of it. Not more than a few names."""
    return tuple(map(plain, _cues(_decided(code))))


def _cues(decided: Sequence[tuple[str, Setting]]) -> tuple[str, ...]:
    names = list(dict.fromkeys(name for name, _ in decided))
    figures = {name for name, s in decided if s.note or s.is_figure}
    wanted = [name for name in names if name in figures]
    cues = (wanted if len(wanted) > 1 else names)[:_MOST_CUES]
    lone = len(cues) == 1 and not figures and cues[0] not in _TELLING
    telling = len(cues) > 1 or any(" " in cue or cue in _TELLING for cue in cues)
    return tuple(cues) if telling and not lone else ()


def _gathered(settings: Iterable[Setting], *, fully: bool = False) -> list[tuple[str, Setting]]:
    """Name settings; those of a list's records, which share their names, by the list."""
    found = list(settings)
    times = Counter((setting.owners, setting.name) for setting in found)
    records = {owners for (owners, _), count in times.items() if owners and count > 1}
    lists = {
        s: next((s.owners[:n] for n in range(1, 9) if s.owners[:n] in records), ()) for s in found
    }
    named = [
        (name, s)
        for name, s in _named(found, fully=fully)
        if lists[s] or not (s.owners and _OF_ANOTHER.match(name))
    ]
    if len(set(lists.values())) == 1:
        return [(s.words if s.owners in records else name, s) for name, s in named]
    return [(_words(lists[s][-1]) if lists[s] else name, s) for name, s in named]


def _listed(below: Sequence[str]) -> str:
    """Put a list of texts that stands on lines of its own into one line."""
    texts = list(takewhile(_LISTED.match, below))
    return f"[{' '.join(text.strip() for text in texts)}]" if texts else "["


def _words(name: str) -> str:
    """Write a setting's name in words, however its letters are set: `MaxCount`, `WS_PORT`."""
    if "-" in name:
        return name
    if name.isupper() or not name[1:2].islower():
        return humanise(name.lower())
    return humanise(name[0].lower() + name[1:])


def _with_units(settings: Iterable[Setting]) -> Iterator[Setting]:
    """Join a figure with the unit that is set beside it: `interval: 24`, `interval_unit: HOURS`."""
    found = list(settings)
    units = {(s.owners, s.name.removesuffix("_unit")): s for s in found if s.name.endswith("_unit")}
    for setting in found:
        unit = units.get((setting.owners, setting.name))
        if unit is not None:
            yield replace(setting, value=f"{setting.value} {unit.told()}", is_joined=True)
        elif not (setting.name.endswith("_unit") and setting in units.values()):
            yield setting


def _decides(setting: Setting) -> bool:
    return setting.is_constant and setting.tells


def _settings(lines: Sequence[str], *, yaml: bool = False) -> Iterator[Setting]:
    """Read the settings of lines, each with what it stands in."""
    above: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        match = _SETTING.match(line)
        if match is None:
            continue
        depth = len(match["lead"])
        above = [(level, name) for level, name in above if level < depth]
        owners = tuple(name for _, name in above)
        value = _listed(lines[at + 1 :]) if match["value"] == "[" else match["value"]
        yield Setting(match["name"], owners, value, match["note"] or "", yaml, at)
        if match["sign"] == ":" and (depth or not yaml) and not _FRAME.match(match["name"]):
            above.append((depth, match["name"]))


def _named(settings: Iterable[Setting], *, fully: bool = False) -> list[tuple[str, Setting]]:
    """Name settings as shortly as they can be told apart; the same in two places is one.

    `fully` names those of several groups with their group.
    """
    found = list({(s.name, s.told()): s for s in settings}.values())
    times = Counter(setting.words for setting in found)
    grouped = fully and len({s.owners[0] for s in found if s.owners}) > 1

    def is_owned(setting: Setting) -> bool:
        return grouped or times[setting.words] > 1 or bool(_OF_ANOTHER.match(setting.words))

    owned = [(s.words_with_owner() if is_owned(s) else s.words, s) for s in found]
    most = _MOST_WORDS + fully
    return [(name if len(name.split()) <= most else s.words, s) for name, s in owned]


def facts_of(found: Sequence[tuple[str, Setting]], span: Span) -> Facts | None:
    """Put named settings into facts; None where they are too few, too many, or share a name."""
    names = {name for name, _ in found}
    lone = (
        len(found) == 1
        and " " in found[0][0]
        and found[0][1].is_figure
        and span.end - span.start >= _FEWEST_AROUND
    )
    if not (lone or _FEWEST <= len(found) == len(names) <= _MOST):
        return None
    pairs = tuple((plain(name), (Passage(plain(s.told()), span),)) for name, s in found)
    return Facts(pairs, span)
