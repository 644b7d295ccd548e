"""Say it once: items that ask the same become one.

A short answer and a detailed one of the same question are one family: the short one stands
first, the detailed one's points follow. Items that would have the same front are told apart by
more of their path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from deckgen.extract.told_twice import AS_WRITTEN, defined_once, plain_words
from deckgen.extract.topic import LIMIT, announces, size_of, text_of
from deckgen.inline import Form, Inline, plain
from deckgen.model import Content, Facts, Item, Kind, Passage, Points
from deckgen.similar import near_pairs
from deckgen.words import is_structural, label_of, name_of

_NAMED: Final = re.compile(r"[\w.-]+(?=\s*[:=])")
_FEWEST_COMMAS: Final = 2
_SHARE: Final = 0.5
_STEM: Final = 5
_LIKE: Final = 60.0
_LEAST_REPEATED: Final = 12


def merge(items: Iterable[Item]) -> tuple[Item, ...]:
    """Merge items that ask or answer the same, and make every front unique."""
    kept: dict[tuple[str, ...], Item] = {}
    for item in items:
        key = _question_key(item)
        if key in kept and _mergeable(kept[key], item):
            kept[key] = _merged(kept[key], item)
        else:
            kept[(*key, str(len(kept))) if key in kept else key] = item
    return _unique(defined_once(_without_repeats(_similar_merged(tuple(kept.values())))))


def _similar_merged(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Merge questions that differ in a word that changes nothing."""
    out = list(items)
    asked = [at for at, item in enumerate(items) if _is_plain_question(item)]
    into: dict[int, int] = {}
    for earlier, later in near_pairs([items[at].ask.label.text for at in asked]):
        first, second = asked[earlier], asked[later]
        target = into.get(first, first)
        alike = _answers_alike(out[target], out[second])
        if second not in into and alike and _mergeable(out[target], out[second]):
            out[target] = _merged(out[target], out[second])
            into[second] = target
    return tuple(item for at, item in enumerate(out) if at not in into)


def _answers_alike(first: Item, second: Item) -> bool:
    """Tell whether two answers say much the same, or one is missing: `upload` is not `download`."""
    if _asked(first) == _asked(second) or not first.answer or not second.answer:
        return True
    told = (" ".join(_words_in(item.answer)) for item in (first, second))
    return fuzz.token_set_ratio(*told) >= _LIKE


def _asked(item: Item) -> frozenset[str]:
    """Read the words of a question, whatever their order and the marks between them."""
    return frozenset(plain_words(item.ask.label).split())


def _words_in(contents: Sequence[Content]) -> Iterator[str]:
    for content in contents:
        match content:
            case Passage():
                yield from re.findall(r"\w{4,}", content.inline.text.casefold())
            case Points():
                for entry in content.entries:
                    yield from _words_in(entry)
            case Facts():
                for name, told in content.pairs:
                    yield from re.findall(r"\w{4,}", name.text.casefold())
                    yield from _words_in(told)


def _is_plain_question(item: Item) -> bool:
    return item.ask.pattern in AS_WRITTEN and not item.front and item.kind in (Kind.QA, Kind.PROMPT)


def _without_repeats(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Drop an item that asks like an earlier one for what stands there: the same words, or setting."""
    seen: dict[str, int] = {}
    out: list[Item] = []
    for item in items:
        answer = _setting(item) or _texts(item.answer)
        at = seen.setdefault(answer, len(out))
        if at < len(out) and _is_repeat(out[at], item):
            out[at] = replace(out[at], used=(*out[at].used, *item.used))
        else:
            out.append(item)
    return tuple(out)


def _is_repeat(known: Item, item: Item) -> bool:
    size = size_of(item.answer)
    short = size.words + 5 * size.lines < _LEAST_REPEATED and not _setting(item)
    if short or item.front or known.front:
        return False
    if item.kind is Kind.CLOZE:  # the blanks of one sentence have one answer
        return False
    return fuzz.token_set_ratio(plain_words(known.ask.label), plain_words(item.ask.label)) >= _LIKE


def _setting(item: Item) -> str:
    """Name the parameter that is asked for; its value is an example's."""
    named = _NAMED.match(text_of(item.answer)) if item.ask.pattern == "setting" else None
    return named[0] if named else ""


def _question_key(item: Item) -> tuple[str, ...]:
    """Name what is asked: explicit questions by their words, others also by where they stand."""
    words = plain_words(item.ask.label)
    front = _front_texts(item)
    if item.ask.pattern in AS_WRITTEN:
        return ("as written", words, *front)
    crumbs = tuple(map(plain_words, item.crumbs))
    ask = item.ask
    names = tuple(map(plain_words, ask.names))
    stretch = f"{ask.part}/{ask.parts}"
    return (ask.pattern, words, plain_words(ask.subject), stretch, *names, *crumbs, *front)


def _mergeable(first: Item, second: Item) -> bool:
    if first.answer == second.answer or _texts(first.answer) == _texts(second.answer):
        return True
    if first.ask.pattern not in AS_WRITTEN or second.ask.pattern not in AS_WRITTEN:
        return False
    return size_of((*first.answer, *second.answer)).fits(LIMIT)


def _texts(contents: Sequence[Content]) -> str:
    return re.sub(r"lines?=\d+|Span\(.*?\)", "", repr(contents))


def _merged(first: Item, second: Item) -> Item:
    if not first.answer:
        return replace(second, used=(*first.used, *second.used))
    same = _texts(first.answer) == _texts(second.answer)
    told = same or _says_it_all(first.answer, second.answer)
    answer = first.answer if told else (*first.answer, *second.answer)
    used = (*first.used, *second.used)
    return replace(first, answer=answer, used=used, kind=first.kind)


def _says_it_all(short: Sequence[Content], detailed: Sequence[Content]) -> bool:
    """Tell whether a line of key points already names most entries of the list of names below it."""
    match short, [content for content in detailed if not announces(content)]:
        case (Passage(inline=line),), [Points() as names] if line.text.count(",") >= _FEWEST_COMMAS:
            known = _stems(line.text)
            entries = [_stems(text_of(entry)) for entry in names.entries]
            told = sum(bool(entry & known) for entry in entries)
            return told >= _SHARE * len(entries)
    return False


def _stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in re.findall(r"\w{3,}", text)}


def _unique(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Tell equal fronts apart by labels of the path that they do not show yet."""
    out = []
    seen: dict[tuple[str, ...], int] = {}
    for item in items:
        named = item
        for label in reversed(item.path[1:-1]):
            if _front(named) not in seen:
                break
            named = _with_crumb(named, label)
        front = _front(named)
        if front in seen:
            seen[front] += 1
            number = plain(f" ({seen[front]})")
            named = replace(named, ask=replace(named.ask, label=named.ask.label + number))
        seen.setdefault(_front(named), 1)
        out.append(named)
    return tuple(out)


def _with_crumb(item: Item, label: str) -> Item:
    crumb = name_of(label_of(plain(label)))
    shown = {plain_words(words) for words in (*item.crumbs, item.ask.subject)}
    if plain_words(crumb) in shown or not crumb or is_structural(label_of(plain(label)).text):
        return item
    return replace(item, crumbs=(*item.crumbs, crumb))


def _front(item: Item) -> tuple[str, ...]:
    ask = item.ask
    words = (ask.label, ask.subject, *ask.names, *item.crumbs)
    pattern = "" if ask.pattern in {*AS_WRITTEN, "asked"} else ask.pattern
    return (pattern, f"{ask.part}/{ask.parts}", *map(_signs_and_words, words), *_front_texts(item))


def _signs_and_words(inline: Inline) -> str:
    """Read code by its signs, `s[:i]` is not `s[i:]`; anything else by its words."""
    if any(run.form is Form.CODE for run in inline.runs):
        return " ".join(inline.text.split())
    return plain_words(inline)


def _front_texts(item: Item) -> tuple[str, ...]:
    """Read what a front shows below its question: code, options, a quote."""
    return tuple(_texts((content,)) for content in item.front)
