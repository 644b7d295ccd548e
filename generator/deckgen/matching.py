"""Old notes to new ones: a global assignment, from what is certain to what is likely.

Explicit ids come first, then equal fingerprints, then similarity of question, answer, labels and
neighbours, assigned so that the sum over all notes is greatest. A wrong match is worse than a
lost one: what names another thing (`gp2`, `gp3`) never matches by the sentence around it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from deckgen.ledger import Entry
from deckgen.sketch import hashes_of, shared, words_of

_QUESTION, _ANSWER, _LABELS, _NEIGHBOURS = 0.40, 0.35, 0.10, 0.15
_LEAST: Final = 0.55
_STRONG: Final = 0.75
_SOME: Final = 0.5
_TELLING_WORDS: Final = 6
"""An answer of fewer words may be another question's as well."""

_TYPO: Final = 80.0
_TYPO_LENGTH: Final = 5
_LIVE: Final = 0.02
_MOST_CANDIDATES: Final = 12
_MOST_COMMON: Final = 60
"""A word that more notes than this share finds no candidates."""


def match(new: Sequence[Entry], old: Sequence[Entry]) -> dict[int, int]:
    """Assign old notes to new ones, both in the order of their documents, by position."""
    matching = _Matching(new, old)
    matching.by(lambda entry: entry.id or None)
    new_ids = {entry.id for entry in new if entry.id}
    matching.exclude(lambda entry: bool(entry.id) and entry.id in new_ids)
    matching.by(lambda entry: (entry.document, entry.key, entry.answer))
    matching.by(lambda entry: (entry.key, entry.answer))
    matching.by(lambda entry: (tuple(words_of(entry.question)), entry.answer))
    matching.by_similarity()
    return matching.found


class _Matching:
    def __init__(self, new: Sequence[Entry], old: Sequence[Entry]) -> None:
        self.new, self.old = new, old
        self.found: dict[int, int] = {}
        self.free_new = dict.fromkeys(range(len(new)))
        self.free_old = dict.fromkeys(sorted(range(len(old)), key=lambda at: old[at].is_retired))

    def by(self, name: Callable[[Entry], Hashable | None]) -> None:
        """Pair the free notes of one name; equals in their order."""
        named = defaultdict(list)
        for at in self.free_old:
            named[name(self.old[at])].append(at)
        for at in tuple(self.free_new):
            called = name(self.new[at])
            if called is not None and named[called] and self._may(at, named[called][0]):
                self._pair(at, named[called].pop(0))

    def exclude(self, owned: Callable[[Entry], bool]) -> None:
        """Take old notes out that are another's by their id."""
        self.free_old = dict.fromkeys(at for at in self.free_old if not owned(self.old[at]))

    def _may(self, new: int, old: int) -> bool:
        """Two explicit ids that differ are two notes, whatever they say."""
        one, other = self.new[new].id, self.old[old].id
        return not one or not other or one == other

    def _pair(self, new: int, old: int) -> None:
        self.found[new] = old
        del self.free_new[new], self.free_old[old]

    def by_similarity(self) -> None:
        """Assign what is left by likeness, the greatest sum over all."""
        if not self.free_new or not self.free_old:
            return
        likeness = _Likeness(self.new, self.old, self.found)
        weights = {
            (new, old): weight
            for new, old in likeness.candidates(tuple(self.free_new), tuple(self.free_old))
            if self._may(new, old) and (weight := likeness.weight(new, old))
        }
        for new, old in _assigned(weights):
            self._pair(new, old)


def _assigned(weights: Mapping[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Choose pairs so that none is used twice and their weights' sum is greatest."""
    import networkx as nx  # noqa: PLC0415  (slow to import, and most builds change nothing)

    graph = nx.Graph()
    for (new, old), weight in sorted(weights.items()):
        graph.add_edge(("new", new), ("old", old), weight=round(weight * 10_000))
    for part in nx.connected_components(graph):
        for pair in nx.max_weight_matching(graph.subgraph(sorted(part))):
            (_, new), (_, old) = sorted(pair)
            yield new, old


@dataclass(frozen=True, slots=True)
class _Words:
    question: tuple[str, ...]
    answer: frozenset[str]


class _Likeness:
    """How likely a new note is an old one."""

    def __init__(
        self, new: Sequence[Entry], old: Sequence[Entry], found: Mapping[int, int]
    ) -> None:
        self.new, self.old = new, old
        self.new_words = [_words(entry) for entry in new]
        self.old_words = [_words(entry) for entry in old]
        self.slots = _Slots(new, old, found)
        both = (*self.new_words, *self.old_words)
        self.common = Counter(word for words in both for word in set(words.question))
        self.total = len(both)

    def candidates(self, new: Sequence[int], old: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Find the old notes that share most words with each new one, and those of its place."""
        free = frozenset(old)
        holding: dict[str, list[int]] = defaultdict(list)
        for at in old:
            words = self.old_words[at]
            for word in {*words.question, *words.answer}:
                holding[word].append(at)
        for at in new:
            words = self.new_words[at]
            shares: Counter[int] = Counter()
            for word in {*words.question, *words.answer}:
                if len(holding.get(word, ())) <= _MOST_COMMON:
                    shares.update(holding.get(word, ()))
            best = sorted(shares, key=lambda other: (-shares[other], other))[:_MOST_CANDIDATES]
            slots = [other for other in self.slots.of(at) if other in free]
            yield from ((at, other) for other in dict.fromkeys((*best, *slots)))

    def weight(self, new: int, old: int) -> float:
        """Weigh a pair; 0 where it is none."""
        one, other = self.new_words[new], self.old_words[old]
        question = self._question(one.question, other.question)
        answer = shared(one.answer, other.answer)
        telling = min(1.0, min(len(one.answer), len(other.answer)) / _TELLING_WORDS)
        neighbours = self.slots.likeness(new, old)
        labels = fuzz.ratio(self.new[new].labels, self.old[old].labels) / 100
        in_place = answer == 1 and neighbours == 1 and question >= _SOME
        if max(question, answer * telling) < _STRONG and not in_place:
            return 0.0
        weight = (
            _QUESTION * question
            + _ANSWER * answer * (1.0 if in_place else telling)
            + _LABELS * labels
            + _NEIGHBOURS * neighbours
        )
        if weight < _LEAST:
            return 0.0
        return weight if self.old[old].is_retired else weight + _LIVE

    def _question(self, one: Sequence[str], other: Sequence[str]) -> float:
        """Compare questions by their words, the rare ones first; a typo is no other word."""
        if not one or not other:
            return 0.0
        left, right = set(one), set(other)
        weights = {word: self._rarity(word) for word in left | right}
        same = left & right
        typos = {
            word
            for rest, others in ((left - right, right - left), (right - left, left - right))
            for word in rest
            if any(_is_typo(word, written) for written in others)
        }
        known = 2 * sum(weights[w] for w in same) + sum(weights[w] for w in typos)
        return known / (sum(weights[w] for w in left) + sum(weights[w] for w in right))

    def _rarity(self, word: str) -> float:
        return math.log(1 + self.total / self.common[word])


class _Slots:
    """Which old note stood where a new one stands now."""

    def __init__(
        self, new: Sequence[Entry], old: Sequence[Entry], found: Mapping[int, int]
    ) -> None:
        self.new, self.old, self.found = new, old, found

    def of(self, new: int) -> tuple[int, ...]:
        """Name the old notes after the note before, and before the note after."""
        before, after = self.found.get(new - 1), self.found.get(new + 1)
        slots = ((before, 1), (after, -1))
        found = (at + step for at, step in slots if at is not None)
        return tuple(at for at in found if 0 <= at < len(self.old))

    def likeness(self, new: int, old: int) -> float:
        """Tell how much of the neighbourhood is the same: 0, 0.5 or 1."""
        return (self._next_to(new, old, -1) + self._next_to(new, old, 1)) / 2

    def _next_to(self, new: int, old: int, step: int) -> bool:
        inside_new = _same_document(self.new, new, new + step)
        inside_old = _same_document(self.old, old, old + step)
        if not inside_new or not inside_old:
            return inside_new == inside_old
        return self.found.get(new + step) == old + step


def _same_document(entries: Sequence[Entry], at: int, other: int) -> bool:
    return 0 <= other < len(entries) and entries[at].document == entries[other].document


@lru_cache(maxsize=100_000)
def _is_typo(word: str, other: str) -> bool:
    """Tell whether two words are one with a slip or another ending; names have no typos."""
    if min(len(word), len(other)) < _TYPO_LENGTH or not (word + other).isalpha():
        return False
    return fuzz.ratio(word, other, score_cutoff=_TYPO) >= _TYPO


def _words(entry: Entry) -> _Words:
    return _Words(tuple(words_of(entry.question)), hashes_of(entry.answer))
