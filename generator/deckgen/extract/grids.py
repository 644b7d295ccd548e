"""What to ask of tables: to compare columns, to list things with what is said of each, or rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.attributes import are_properties
from deckgen.extract.pairs import is_pair
from deckgen.extract.shapes import is_key, is_name
from deckgen.extract.topic import Role, Topic
from deckgen.inline import Inline, join
from deckgen.model import Ask, Content, Grid
from deckgen.words import name_of

_VERSUS: Final = re.compile(r"\b(?:vs\.?|versus|или|против)\s")
_NOUN: Final = re.compile(
    r"(?!(?:feature|name|item)$)(?:[a-z]{3,}|[A-Z]{2,5})(?: [a-z]{3,})?(?<!s)"
)
"""A noun in the singular, as columns are named by."""

_IRREGULAR: Final = {"criterion": "criteria", "index": "indexes"}
_COLUMN: Final = re.compile(
    r"\b(?:for|when|to|by|case|cases|feature|differentiator|type|time|cost|model|level|size|limit|use|choice|reason|example|"
    r"strength|weakness|behaviou?r|benefit|impact|scope|created|it|why|how|what|role|need|pattern|key|main|default)\b",
    re.IGNORECASE,
)
"""Words of a column that says something of each row."""

_CASE: Final = re.compile(
    r"^(?:(?:your |the )?(?:scenario|situation|use[- ]?case|case|need|requirement|problem|symptom|question|task|goal|workload|"
    r"you need|if you|when)\b.*|сценарий|ситуация|задача|случай|проблема|потребность|симптом|если)$",
    re.IGNORECASE,
)
"""How a first column is called that holds what is given: what to do about it is asked."""

_PAIR: Final = 2
_MOST_LETTERS: Final = 240
_FEW: Final = 3
_MOST_ROWS: Final = 6
_FEW_LETTERS: Final = 60
_STEM: Final = 5


def repeats(contents: Sequence[Content]) -> bool:
    """Tell whether the first column of a table repeats itself: its rows are records, no criteria."""
    firsts = [row[0].text for c in contents if isinstance(c, Grid) for row in c.rows if row]
    return len(set(firsts)) < len(firsts)


def sets_against(ask: Ask) -> bool:
    """Tell whether a label sets two things against each other, and one column tells of both."""
    return bool(_VERSUS.search(ask.label.text)) and len(ask.names) == 1


def sort_of(ask: Ask, contents: Sequence[Content]) -> str:
    """Name in the plural what the rows of a table are, where the question does not say it."""
    heads = [content.header[0].text for content in contents if isinstance(content, Grid)]
    noun = _uncapitalised(heads[0].strip()) if heads else ""
    if not _NOUN.fullmatch(noun) or noun[:_STEM].lower() in ask.label.text.lower():
        return ""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def _uncapitalised(noun: str) -> str:
    return noun if noun.isupper() else noun.lower()


def _is_thing(column: Inline) -> bool:
    """Tell whether a column is named for a thing, and not by capitals alone: `SQS`, no `Best For`."""
    words = column.text.split()
    titled = len(words) > 1 and all(word[1:].islower() or len(word) == 1 for word in words)
    said = len(words) > 1 and words[-1].islower() and words[-1].isalpha()
    return is_name(column.text) and not said and not (titled and _COLUMN.search(column.text))


def _names_a_sort(topic: Topic, columns: Sequence[Inline]) -> bool:
    """Tell whether a table's rows are things of a sort, and none of its columns is a thing or a side."""
    rows = [part.role for part in topic.body if isinstance(part, Topic)]
    things = any(map(_is_thing, columns)) or is_pair(columns)
    return Role.ROW in rows and Role.CRITERION not in rows and not things


def lists_things(topic: Topic, ask: Ask) -> bool:
    """Tell whether a table lists things with what is to be known of each, and compares no columns."""
    rows = [part for part in topic.body if isinstance(part, Topic) and part.role is Role.ROW]
    listed = len(ask.names) == 1 or is_key(topic) or _names_a_sort(topic, ask.names)
    return listed or (bool(rows) and are_properties(ask.names))


def by_rows(ask: Ask, contents: Sequence[Content]) -> Ask:
    """Name the rows of a table in the question: cases that are given, and a few of no sort.

    Things of a sort are themselves what is to be known: `the 3 signals`.
    """
    grid = next((content for content in contents if isinstance(content, Grid)), None)
    if grid is None or ask.pattern not in ("listed", "table"):
        return ask
    rows = tuple(row[0] for row in grid.rows)
    letters = sum(len(row.text) for row in rows)
    given = _CASE.match(grid.header[0].text) and len(grid.header) == _PAIR
    if not all(row.text for row in rows):
        return ask
    if ask.pattern == "table":
        known = (
            not grid.header[0] and _FEW <= len(rows) <= _MOST_ROWS and letters <= _MOST_LETTERS // 3
        )
        return replace(ask, things=rows) if known else ask
    if given and letters <= _MOST_LETTERS:
        return replace(ask, pattern="assigned", things=rows)
    nameless = not grid.header[0] and len(ask.names) > 1
    few = len(rows) <= _FEW and letters <= _FEW_LETTERS
    return replace(ask, things=rows) if nameless and few else ask


def asked_table(ask: Ask) -> Ask:
    """Ask a table below a heading for its one column, or for the comparison that the heading names."""
    if len(ask.names) == 1:
        return replace(ask, pattern="listed")
    if not only_names(ask.label.text, ask.names):
        rest = ask.label.text.casefold().partition(":")[2]
        named = all(name.text.casefold().split()[0] in rest for name in ask.names)
        return replace(ask, label=name_of(ask.label)) if named else ask
    sides = join(ask.names, " vs ")
    name = name_of(ask.label)
    label = name if _VERSUS.search(name.text) else join((name, sides), ": ")
    return replace(ask, pattern="compared", label=label, names=())


def only_names(subject: str, names: Sequence[Inline]) -> bool:
    """Tell whether a heading says nothing but the names of the columns: `Lambda vs Fargate`."""
    rest = subject.casefold()
    if _VERSUS.search(rest) and all(name.text.casefold() in rest for name in names):
        return True
    for name in sorted((name.text.casefold() for name in names), key=len, reverse=True):
        rest = rest.replace(name, " ")
    return not set(re.findall(r"\w+", rest)) - {"vs", "and", "or", "и", "или", "aws", "amazon"}
