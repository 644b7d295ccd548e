"""Topics to items: which cards a careful author would make of labelled material.

- What is short enough to be read at a glance is one card.
- What is longer is a card for each labelled part, and one that asks for their names.
- What has no parts and is too long is asked in stretches.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckgen.extract.asks import MOST_NAMES, ask_for, crumbs_for, kind_of
from deckgen.extract.attributes import is_property
from deckgen.extract.phrasing import is_key, is_name
from deckgen.extract.split import MOST_POINTS, answers, as_contents
from deckgen.extract.stories import as_story, is_story
from deckgen.extract.topic import GLANCE, LIMIT, Part, Role, Skipped, Topic, announces, size_of
from deckgen.inline import Inline, join
from deckgen.model import (
    Code,
    Content,
    Directive,
    Document,
    Drawing,
    Facts,
    Grid,
    Item,
    Markup,
    Pair,
    Passage,
    Points,
    Quote,
    Span,
)
from deckgen.words import bids, is_generic, is_plural, is_question, is_structural, name_of

_CONTENT_RULES: Final = {
    Code: "code", Drawing: "diagrams", Grid: "tables", Pair: "good_bad", Points: "lists",
    Quote: "boxes", Facts: "definition_bullets",
}  # fmt: skip
_BULKY: Final = (Code, Drawing, Grid, Pair, Markup)
_MOST_NAMED: Final = 14
_FEWEST_NAMES: Final = 3
_FEW_WORDS: Final = 8
_REMARK_WORDS: Final = 25
_PROSE: Final = frozenset({"explain", "tell"})
_MOST_ROWS: Final = 10
_SHARE: Final = 0.6
_APART: Final = frozenset({Role.QUESTION, Role.FACET})
_NAMELESS: Final = frozenset({Role.ROW, Role.CRITERION, Role.PIECE})
_NAMED_ROLES: Final = frozenset({Role.TERM, Role.STEP, Role.STORY})


def items_of(root: Topic, document: Document) -> Iterator[Item]:
    """Make the items of a document, in its order."""
    yield from _Asker(document).topic((root,))


class _Asker:
    def __init__(self, document: Document) -> None:
        self.document = document

    def topic(self, here: tuple[Topic, ...]) -> Iterator[Item]:
        """Ask for a topic; questions and facets inside it are asked for themselves."""
        if here[-1].unasked:
            return
        topic = as_story(_unwrapped(here[-1]))
        apart = [part for part in topic.body if _is_apart(part)]
        rest = tuple(part for part in topic.body if not _is_apart(part))
        yield from self.material((*here[:-1], replace(topic, body=rest)))
        for part in apart:
            assert isinstance(part, Topic)
            yield from self.topic((*here, part))

    def material(self, here: tuple[Topic, ...]) -> Iterator[Item]:
        topic = here[-1]
        contents = [part for part in topic.body if not isinstance(part, (Topic, Skipped))]
        topics = [part for part in topic.body if isinstance(part, Topic)]
        if topic.role in (Role.HEADING, Role.DOCUMENT):
            yield from self.heading(here, contents, topics)
        elif not topics:
            yield from self.whole(here, contents)
        elif self.is_short(topic) and (_answers(here) or not _is_mixed(topic)):
            yield from self.whole(here, as_contents(topic.body))
        else:
            yield from self.parted(here, contents, topics)

    def is_short(self, topic: Topic) -> bool:
        """Tell whether all of a topic is one answer. Code has to be asked for by itself."""
        if topic.spread or any(isinstance(p, Topic) and p.directive.id for p in topic.body):
            return False
        most = MOST_POINTS if is_plural(topic.label.text) else MOST_NAMES
        if (_leaves(topic) > most and topic.role is not Role.QUESTION) or _fences(topic) > 1:
            return False
        return size_of(topic.body).fits(GLANCE) and not _holds_code(topic)

    def whole(self, here: tuple[Topic, ...], contents: Sequence[Content]) -> Iterator[Item]:
        """Ask for everything a topic says."""
        if not contents and not here[-1].front and here[-1].role is not Role.QUESTION:
            return
        found = answers(contents) or ((),)
        for part, answer in enumerate(found, start=1):
            item = self.item(here, answer)
            if len(found) > 1:
                ask = replace(item.ask, part=part, parts=len(found))
                item = _continuing(replace(item, ask=ask), found, part - 1)
            yield item

    def parted(
        self, here: tuple[Topic, ...], contents: Sequence[Content], topics: Sequence[Topic]
    ) -> Iterator[Item]:
        """Ask for the names of a topic's parts, then for each part."""
        if self.shows_all(here[-1], topics):
            together = here[-1] if here[-1].role is Role.QUESTION else _of_one_sort(here[-1])
            yield self.item((*here[:-1], together), as_contents(together.body), overview=True)
            contents = ()
        elif here[-1].role is not Role.CODE:
            yield from self.overview(here, topics)
        else:
            yield from self.own(here, [c for c in contents if not isinstance(c, _BULKY)])
        yield from self.own(here, [c for c in contents if isinstance(c, _BULKY)])
        told = self.shows_all(here[-1], topics) and _is_profile(here[-1])
        for topic in topics:
            if not (told and _is_plain_property(topic)):
                yield from self.topic((*here, topic))

    def shows_all(self, topic: Topic, topics: Sequence[Topic]) -> bool:
        """Tell whether to ask for parts together as well: names alone say nothing of figures."""
        if _holds_code(topic):
            return False
        asked = topic.role is Role.QUESTION or is_story(topic)
        if not asked and not _is_survey(_of_one_sort(topic)):
            return False
        size = size_of(topic.body)
        told = is_story(topic) or _are_figures(topics)
        return (topic.spread and size.fits(GLANCE)) or (told and size.fits(LIMIT))

    def overview(self, here: tuple[Topic, ...], topics: Sequence[Topic]) -> Iterator[Item]:
        """Name the parts, between the sentences that introduce and conclude them."""
        topic = here[-1]
        named = [part for part in _opened(topics) if part.role not in _NAMELESS]
        named = [part for part in named if _names_a_thing(part)]
        answer: list[Content] = []
        rest: list[Content] = []
        names = _names_of(named)
        budget = LIMIT.words - size_of(names).words
        for part in topic.body:
            if isinstance(part, Topic):
                if names and names[0] not in answer:
                    answer.append(names[0])
            elif not isinstance(part, (Skipped, *_BULKY)):
                words = size_of([part]).words
                (answer if words <= budget else rest).append(part)
                budget -= words if words <= budget else 0
        asked = topic.role is Role.QUESTION and is_question(topic.label.text)
        few = 2 if asked else _FEWEST_NAMES
        telling = len(named) >= few and (asked or _are_siblings(here, named))
        if not telling:
            answer = [part for part in answer if part not in names]
            answer = [] if all(map(announces, answer)) else answer
        if answer:
            yield self.item(here, tuple(answer), overview=telling)
        yield from self.own(here, rest)

    def heading(
        self, here: tuple[Topic, ...], contents: Sequence[Content], topics: Sequence[Topic]
    ) -> Iterator[Item]:
        """Ask for what stands right below a heading, then go into its parts."""
        named = [topic for topic in topics if topic.role in _NAMED_ROLES]
        alike = len({topic.rule for topic in topics}) == 1
        limit = LIMIT if is_story(here[-1]) else GLANCE
        flat = is_story(here[-1]) or sum(map(_leaves, topics)) == len(topics)
        short = flat and size_of(topics).fits(limit) and not _holds_code(here[-1])
        fewest = 2 if short else _FEWEST_NAMES
        things = [part for part in topics if _names_a_thing(part)]
        worth = alike and len(named) == len(topics)
        if not short and (_are_figures(topics) or not _are_siblings(here, things)):
            worth = False
        introduced = is_story(here[-1]) or any(map(announces, contents))
        if short and not introduced and not _hang_together(here[-1]):
            worth = False
        if worth and fewest <= len(named) <= _MOST_NAMED:
            names: Sequence[Content] = as_contents(named) if short else _names_of(named)
            remarks = [content for content in contents if _is_remark(content)]
            lead = [remark for remark in remarks if remark.span.start < topics[0].span.start]
            tail = [remark for remark in remarks if remark.span.start > topics[-1].span.start]
            yield self.item(here, (*lead, *names, *tail), overview=True)
            contents = [content for content in contents if content not in (*lead, *tail)]
        yield from self.own(here, contents)
        if worth and short and all(topic.role is Role.STEP for topic in topics):
            return
        for topic in topics:
            yield from self.topic((*here, topic))

    def own(self, here: tuple[Topic, ...], contents: Sequence[Content]) -> Iterator[Item]:
        """Ask for unlabelled material by the label above it, group by group."""
        groups = [group for group in _groups(contents) if not _is_large_grid(group)]
        groups = [group for group in groups if not all(map(announces, group))]
        items = [item for group in groups for item in self.whole(here, group)]
        prose = [item for item in items if item.ask.pattern in _PROSE and not item.ask.parts]
        numbers = {id(item): number for number, item in enumerate(prose, start=1)}
        for item in items:
            if len(prose) > 1 and id(item) in numbers:
                part = numbers[id(item)]
                yield replace(item, ask=replace(item.ask, part=part, parts=len(prose)))
            else:
                yield item

    def item(
        self, here: tuple[Topic, ...], answer: tuple[Content, ...], *, overview: bool = False
    ) -> Item:
        topic = here[-1]
        ask = ask_for(here, answer, overview=overview)
        spans = tuple(_spans((*topic.front, *answer)))
        start = min((span.start for span in spans), default=topic.span.start)
        end = max((span.end for span in spans), default=topic.span.end)
        front = topic.front
        if ask.pattern == "pitfall":
            front = tuple(pair.bad for pair in answer if isinstance(pair, Pair))
        return Item(
            document=self.document,
            kind=kind_of(ask, topic, answer),
            ask=ask,
            answer=answer,
            crumbs=crumbs_for(here, ask),
            sections=_sections(here),
            path=tuple(above.raw for above in here if above.raw),
            span=Span(min(start, topic.span.start), end),
            used=spans,
            rule=_rule_of(topic, answer),
            front=front,
            directive=_directive(here),
        )


def _continuing(item: Item, stretches: Sequence[tuple[Content, ...]], at: int) -> Item:
    """Say which entries of a list a stretch asks for, and show those before them."""
    lists = [part for stretch in stretches for part in stretch if isinstance(part, Points)]
    if len(lists) != len(stretches) or len({points.span for points in lists}) > 1:
        return item
    before = sum(len(points.entries) for points in lists[:at])
    total = sum(len(points.entries) for points in lists)
    entries = (before + 1, before + len(lists[at].entries))
    ask = replace(item.ask, count=total, entries=entries)
    return replace(item, ask=ask, front=(*item.front, *lists[:at]))


def _unwrapped(topic: Topic) -> Topic:
    """Open a part that only says its topic's name again, such as the root of a tree.

    The only part of a term is named with it: `storage: S3`.
    """
    match [part for part in topic.body if not isinstance(part, Skipped)]:
        case [Topic(role=Role.TERM) as part] if topic.role is Role.TERM and _is_flat(part):
            label = join((topic.label, part.label), ": ")
            merged = replace(part, label=label, directive=part.directive.over(topic.directive))
            return _unwrapped(replace(merged, span=topic.span))
        case [Topic(role=Role.TERM | Role.HEADING) as part] if part.label.text == topic.label.text:
            asks = topic.role is Role.QUESTION
            return replace(topic, body=part.body, spread=part.spread and not asks)
    return topic


def _is_flat(topic: Topic) -> bool:
    """Tell whether a topic says something, and its parts have no parts."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return bool(topic.body) and not any(isinstance(p, Topic) for part in parts for p in part.body)


def _sections(here: Sequence[Topic]) -> tuple[Inline, ...]:
    """Name the nearest headings above, for the source line of a card."""
    headings = [topic.label for topic in here[1:] if topic.role is Role.HEADING]
    return tuple(name_of(label) for label in headings if not is_structural(label.text))[-2:]


def _is_apart(part: Part) -> bool:
    return isinstance(part, Topic) and part.role in _APART


def _rule_of(topic: Topic, answer: Sequence[Content]) -> str:
    """Name the convention behind a card: that of its label, else that of its material."""
    if topic.role not in (Role.HEADING, Role.DOCUMENT, Role.PIECE) or not answer:
        return topic.rule
    return _CONTENT_RULES.get(type(answer[-1]), "plain")


def _names_of(topics: Sequence[Topic]) -> tuple[Points, ...]:
    """List the names of parts, with those of their own parts where that is still a short list."""
    if not topics:
        return ()
    below = {id(topic): _named_inside(topic) for topic in topics}
    deep = len(topics) + sum(map(len, below.values())) <= _MOST_NAMED
    entries: list[tuple[Content, ...]] = [
        (_name(topic), *(_names_of(below[id(topic)]) if deep else ())) for topic in topics
    ]
    ordered = all(topic.role is Role.STEP for topic in topics)
    return (
        Points(tuple(entries), Span(topics[0].span.start, topics[-1].span.start), ordered=ordered),
    )


def _name(topic: Topic) -> Passage:
    return Passage(topic.label, Span(topic.span.start, topic.span.start))


def _named_inside(topic: Topic) -> tuple[Topic, ...]:
    """Find the named parts of a part; a short part is asked whole, so its names stay inside."""
    inner = tuple(part for part in topic.body if isinstance(part, Topic) and part.role is Role.TERM)
    asked = len(inner) > 1 and not size_of(topic.body).fits(GLANCE)
    return inner if asked else ()


def _opened(topics: Sequence[Topic]) -> Iterator[Topic]:
    """Put the parts of a part whose name says nothing in its place."""
    for topic in topics:
        parts = [part for part in topic.body if isinstance(part, Topic) and part.role is Role.TERM]
        if parts and is_generic(topic.label.text):
            yield from parts
        else:
            yield topic


def _names_a_thing(topic: Topic) -> bool:
    """Tell whether a part's label is worth naming: no comment over code, no `When to use`."""
    label = topic.label.text
    generic = is_generic(label) or is_generic(label.split(" of ")[0])
    return topic.role is not Role.CODE and not generic and not bids(label)


def _are_siblings(here: Sequence[Topic], parts: Sequence[Topic]) -> bool:
    """Tell whether to know the names of parts is something: they are several of one kind, or steps.

    What the headings above already list is no answer.
    """
    label = name_of(here[-1].label).text
    above = " ".join(topic.label.text for topic in here).casefold()
    told = sum(part.label.text.casefold() in above for part in parts)
    counted = is_plural(label) or all(part.role is Role.STEP for part in parts) or _are_alike(parts)
    return counted and len(parts) >= _FEWEST_NAMES and told < _SHARE * len(parts)


def _is_survey(topic: Topic) -> bool:
    """Tell whether parts are asked well together: a plural counts them, or they make a profile."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    if any(isinstance(inner, Topic) for part in parts for inner in part.body):
        return False
    if is_plural(topic.label.text):
        return len(parts) <= MOST_POINTS
    return _is_profile(topic) and len(parts) <= MOST_NAMES


def _is_profile(topic: Topic) -> bool:
    """Tell whether most parts are properties of the thing above them."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return sum(map(is_property, parts)) >= _SHARE * len(parts)


def _is_plain_property(topic: Topic) -> bool:
    """Tell whether a property says little by itself: a few words without a figure."""
    match topic.body:
        case (Passage(inline=words),):
            few = len(words.text.split()) <= _FEW_WORDS
            return is_property(topic) and few and not any(map(str.isdigit, words.text))
    return False


def _answers(here: Sequence[Topic]) -> bool:
    """Tell whether a topic is part of the answer to a question."""
    return any(topic.role is Role.QUESTION for topic in here)


def _is_mixed(topic: Topic) -> bool:
    """Tell whether nothing holds the parts of a term together but that they stand under it."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    if topic.role is not Role.TERM or len(parts) != len(topic.body) or is_story(topic):
        return False
    return not _hang_together(topic)


def _hang_together(topic: Topic) -> bool:
    """Tell whether parts are of one kind: counted by a plural, properties, figures, keys, names or steps."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    if is_plural(topic.label.text) or _is_profile(topic) or _are_figures(parts):
        return True
    named = all(is_name(part.label.text) or part.role is Role.STEP for part in parts)
    return named or all(map(is_key, parts))


def _of_one_sort(topic: Topic) -> Topic:
    """Leave the few properties of a thing out, where its other parts are things by themselves."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    few = [part for part in parts if is_property(part)]
    if not few or len(few) >= _SHARE * len(parts) or len(parts) - len(few) < _FEWEST_NAMES:
        return topic
    return replace(topic, body=tuple(part for part in topic.body if part not in few))


def _are_alike(parts: Sequence[Topic]) -> bool:
    """Tell whether most names end in the same word: `Media bucket`, `Logs bucket`."""
    names = (re.sub(r"\s*\(.*", "", part.label.text).split() for part in parts)
    last = Counter(words[-1].casefold() for words in names if len(words) > 1)
    return any(count >= _SHARE * len(parts) for count in last.values())


def _leaves(topic: Topic) -> int:
    """Count the labelled pieces at the ends of a topic."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return sum(map(_leaves, parts)) if parts else 1


def _fences(topic: Topic) -> int:
    """Count the pieces of code in a topic's parts."""
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return sum(_fences(part) for part in parts) + sum(isinstance(c, Code) for c in topic.body)


def _are_figures(topics: Sequence[Topic]) -> bool:
    """Tell whether parts are names with figures, such as limits: to know their names is nothing."""
    told = sum(any(map(_has_figure, topic.body)) for topic in topics)
    return told >= _SHARE * len(topics)


def _has_figure(part: Part) -> bool:
    return isinstance(part, Passage) and any(map(str.isdigit, part.inline.text))


def _is_remark(content: Content) -> bool:
    """Tell whether a sentence only introduces or sums up what stands around it."""
    return isinstance(content, Passage) and (
        announces(content) or size_of([content]).words <= _REMARK_WORDS
    )


def _groups(contents: Sequence[Content]) -> Iterator[tuple[Content, ...]]:
    """Keep what belongs together: a sentence with what it announces, prose with its code."""
    group: list[Content] = []
    for content in contents:
        if group and not _joins(group, content):
            yield tuple(group)
            group = []
        group.append(content)
    if group:
        yield tuple(group)


def _joins(group: Sequence[Content], content: Content) -> bool:
    if not size_of([*group, content]).fits(LIMIT):
        return False
    last = group[-1]
    if announces(last):
        return True
    if isinstance(last, _BULKY) or isinstance(content, (Grid, Drawing, Pair)):
        return False
    return size_of([*group, content]).fits(GLANCE)


def _is_large_grid(group: Sequence[Content]) -> bool:
    """Tell whether a group is a table too large to be seen at a glance: its rows are asked."""
    match group:
        case (Grid() as grid,):
            return len(grid.rows) > _MOST_ROWS or not size_of([grid]).fits(LIMIT)
    return False


def _holds_code(topic: Topic) -> bool:
    parts = [part for part in topic.body if isinstance(part, Topic)]
    return any(part.role is Role.CODE for part in parts)


def _spans(contents: Sequence[Content]) -> Iterator[Span]:
    for content in contents:
        match content:
            case Points():
                for entry in content.entries:
                    yield from _spans(entry)
            case Facts():
                for _, value in content.pairs:
                    yield from _spans(value)
            case _:
                yield content.span


def _directive(here: Sequence[Topic]) -> Directive:
    """Merge the directives above: the nearest level, every tag, the topic's own id."""
    level = next((t.directive.level for t in reversed(here) if t.directive.level), "")
    tags = tuple(dict.fromkeys(tag for topic in here for tag in topic.directive.tags))
    return Directive(level=level, tags=tags, id=here[-1].directive.id)
