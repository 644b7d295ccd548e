"""Topics to items: which cards a careful author would make of labelled material.

- What is short enough to be read at a glance is one card.
- What is longer is a card for each labelled part, and one that asks for their names.
- What has no parts and is too long is asked in stretches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from deckgen.code.comments import comment_text
from deckgen.extract.fitting import CHOOSE
from deckgen.extract.item import item_of
from deckgen.extract.leadin import bold_lead_in
from deckgen.extract.of_subject import asks_of_subject
from deckgen.extract.shapes import is_key
from deckgen.extract.split import answers, as_contents, sentences_of
from deckgen.extract.stories import as_story, is_story
from deckgen.extract.surveys import SORT, are_sides
from deckgen.extract.together import (
    FEWEST_NAMES,
    MOST_NAMED,
    are_figures,
    are_siblings,
    hang_together,
    holds_code,
    is_mixed,
    is_plain_property,
    is_profile,
    is_short,
    is_thin,
    leaves,
    names_a_thing,
    names_of,
    of_one_sort,
    opened,
    shows_all,
    with_gists,
)
from deckgen.extract.topic import GLANCE, LIMIT, Part, Role, Skipped, Topic, announces, size_of
from deckgen.inline import Inline, join, plain
from deckgen.model import (
    Code,
    Content,
    Document,
    Drawing,
    Grid,
    Item,
    Markup,
    Pair,
    Passage,
    Points,
)
from deckgen.words import is_question, label_of, only_counts

_BULKY: Final = (Code, Drawing, Grid, Pair, Markup)
_REMARK_WORDS: Final = 25
_MOSTLY: Final = 0.6
_CUE_WORDS: Final = 4
_SHORT_PROSE: Final = 80
"""Words of several paragraphs that are still one answer."""

_FEWEST_BOLD: Final = 2
_MOST_BOLD: Final = 9
_WORDS: Final = re.compile(r"\S+")
_PROSE: Final = frozenset({"explain", "tell"})
_WORKED: Final = re.compile(r"^(?:worked|walk-?through|step[- ]by[- ]step)\b", re.IGNORECASE)
"""How a heading begins below which nothing stands for itself: givens and results are one."""

_REMARK: Final = re.compile(r"^\s*(?:#|//|--)\s*\w")
_WHEN: Final = re.compile(r"^(?:when|когда)\s", re.IGNORECASE)
_FEW_LINES: Final = 10
_FEWEST_TOLD: Final = 8
_MOST_ROWS: Final = 10
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
            told, code = _parted_from_code(topic, contents)
            yield from self.whole(here, told)
            if code:
                yield from self.below(here[:-1] if _is_time(topic) else here, code)
        elif is_short(topic) and (_answers(here) or not is_mixed(topic)):
            yield from self.whole(here, as_contents(topic.body))
        else:
            yield from self.parted(here, contents, topics)

    def below(self, here: tuple[Topic, ...], code: list[Content]) -> Iterator[Item]:
        """Ask for code apart from what stands above it, by its own comment where it has one."""
        first = code[0]
        assert isinstance(first, Code)
        head, _, rest = first.text.partition("\n")
        label = label_of(plain(comment_text(head))) if _REMARK.match(head) else Inline()
        if not rest.strip() or not 0 < len(label.text.split()) <= _MOST_BOLD:
            yield from self.own(here, code)
            return
        named = Topic(Role.CODE, label, label.text, tuple(code), first.span)
        yield from self.whole((*here, named), code)

    def whole(self, here: tuple[Topic, ...], contents: Sequence[Content]) -> Iterator[Item]:
        """Ask for everything a topic says."""
        if not contents and not here[-1].front and here[-1].role is not Role.QUESTION:
            return
        found = answers(contents) or ((),)
        for part, answer in enumerate(found, start=1):
            item = item_of(self.document, here, answer)
            if len(found) > 1:
                ask = replace(item.ask, part=part, parts=len(found), begins=_opening(answer))
                item = _continuing(replace(item, ask=ask), found, part - 1)
            yield item

    def parted(
        self, here: tuple[Topic, ...], contents: Sequence[Content], topics: Sequence[Topic]
    ) -> Iterator[Item]:
        """Ask for the names of a topic's parts, then for each part."""
        shown: Sequence[Part] = ()
        leads = _leading_to_bulky(here[-1].body)
        large = [c for c in contents if isinstance(c, _BULKY) or c in leads]
        if shows_all(here[-1], topics):
            together = here[-1] if here[-1].role is Role.QUESTION else of_one_sort(here[-1])
            shown = together.body
            yield item_of(
                self.document, (*here[:-1], together), as_contents(together.body), overview=True
            )
            contents = ()
        elif here[-1].role is not Role.CODE:
            yield from self.overview(here, topics)
        else:
            yield from self.own(here, [c for c in contents if c not in large])
        yield from self.own(here, [c for c in contents if c in large])
        profile = is_profile(here[-1])
        for topic in topics:
            plain = is_thin(topic) or (profile and is_plain_property(topic))
            counted = only_counts(topic.label.text)
            if not ((plain or counted) and topic in shown):
                yield from self.topic((*here, topic))

    def overview(self, here: tuple[Topic, ...], topics: Sequence[Topic]) -> Iterator[Item]:
        """Name the parts, between the sentences that introduce and conclude them."""
        topic = here[-1]
        named = [part for part in opened(topics) if part.role not in _NAMELESS]
        things = [part for part in named if names_a_thing(part) or part not in topics]
        alike = all(part.role is Role.TERM for part in named) and len({p.rule for p in named}) == 1
        named = named if alike and len(things) >= _MOSTLY * len(named) else things
        answer: list[Content] = []
        rest: list[Content] = []
        names = names_of(named)
        if topic.role is Role.QUESTION and names:
            beside = [part for part in topic.body if part not in named]
            room = LIMIT.words - size_of(beside).words
            fuller = with_gists(named, names[0], room)
            shows = sum(map(_shows_code, named)) > len(named) / 2
            answered = is_question(topic.label.text) and any(map(_answers_itself, topic.body))
            bare = fuller is names[0] and shows and answered
            names = () if bare else (fuller,)
        budget = LIMIT.words - size_of(names).words
        leads = _leading_to_bulky(topic.body)
        for part in topic.body:
            if isinstance(part, Topic):
                if names and names[0] not in answer:
                    answer.append(names[0])
            elif part not in leads and not isinstance(part, (Skipped, *_BULKY)):
                words = size_of([part]).words
                (answer if words <= budget else rest).append(part)
                budget -= words if words <= budget else 0
        asked = topic.role is Role.QUESTION and is_question(topic.label.text)
        few = 2 if asked else FEWEST_NAMES
        telling = (
            len(named) >= few
            and not all(map(is_key, named))
            and (asked or are_siblings(here, named))
        )
        code = sum(map(holds_code, named)) > len(named) / 2
        if not asked and code and not SORT.search(topic.label.text):
            telling = False
        if not telling:
            answer = [part for part in answer if part not in names]
            answer = list(_without_lead(answer))
        if answer:
            yield item_of(self.document, here, tuple(answer), overview=telling)
        yield from self.own(here, rest)

    def heading(
        self, here: tuple[Topic, ...], contents: Sequence[Content], topics: Sequence[Topic]
    ) -> Iterator[Item]:
        """Ask for what stands right below a heading, then go into its parts."""
        worked = _WORKED.match(here[-1].label.text) and not holds_code(here[-1])
        if worked and size_of(here[-1].body).fits(LIMIT):
            yield from self.whole(here, as_contents(here[-1].body))
            return
        lone = [part for part in contents if isinstance(part, Points) and len(part.entries) == 1]
        if lone and topics and size_of(here[-1].body).fits(GLANCE) and not holds_code(here[-1]):
            yield from self.whole(here, as_contents(here[-1].body))
            contents = []
        named = [topic for topic in topics if topic.role in _NAMED_ROLES]
        sides = are_sides([topic.label for topic in named]) and not holds_code(here[-1])
        if sides and len(named) == len(topics):
            yield item_of(self.document, here, as_contents(here[-1].body), overview=True)
            return
        alike = len({topic.rule for topic in topics}) == 1
        limit = LIMIT if is_story(here[-1]) else GLANCE
        flat = is_story(here[-1]) or sum(map(leaves, topics)) == len(topics)
        short = flat and size_of(topics).fits(limit) and not holds_code(here[-1])
        fewest = 2 if short and _are_worth_two(here[-1], topics, contents) else FEWEST_NAMES
        things = [part for part in topics if names_a_thing(part)]
        worth = alike and len(named) == len(topics)
        if not short and (are_figures(topics) or not are_siblings(here, things)):
            worth = False
        introduced = is_story(here[-1]) or any(map(announces, contents))
        if short and not introduced and not hang_together(here[-1]):
            worth = False
        if not short and all(map(is_key, named)):
            worth = False
        if worth and fewest <= len(named) <= MOST_NAMED:
            names: Sequence[Content] = as_contents(named) if short else names_of(named)
            remarks = [content for content in contents if _is_remark(content)]
            lead = [remark for remark in remarks if remark.span.start < topics[0].span.start]
            tail = [remark for remark in remarks if remark.span.start > topics[-1].span.start]
            yield item_of(self.document, here, (*lead, *names, *tail), overview=True)
            contents = [content for content in contents if content not in (*lead, *tail)]
        yield from self.own(here, contents)
        if worth and short and all(topic.role is Role.STEP for topic in topics):
            return
        for topic in topics:
            yield from self.topic((*here, topic))

    def own(self, here: tuple[Topic, ...], contents: Sequence[Content]) -> Iterator[Item]:
        """Ask for unlabelled material by the label above it, group by group."""
        groups = [group for group in _groups(contents) if not _is_large_grid(group)]
        groups = _gathered([told for group in groups if (told := _without_lead(group))])
        items = [item for group in groups for item in self.whole(here, group)]
        prose = [item for item in items if _is_prose(item)]
        if len(prose) > 1:
            named = {id(item): _by_bold(item) for item in prose}
            prose = [item for item in prose if named[id(item)] is item]
            items = [named.get(id(item), item) for item in items]
        numbers = {id(item): number for number, item in enumerate(prose, start=1)}
        for item in items:
            if len(prose) > 1 and id(item) in numbers:
                part = numbers[id(item)]
                begins = _opening(item.answer)
                yield replace(
                    item, ask=replace(item.ask, part=part, parts=len(prose), begins=begins)
                )
            else:
                yield item


def _is_time(topic: Topic) -> bool:
    """Tell whether a label asks when to use a thing: `When to use`, `Choose Kafka when`."""
    label = topic.label.text
    above = any(asks_of_subject(pattern, label) for pattern in ("chosen", "avoided"))
    return above or bool(CHOOSE.match(label) or _WHEN.match(label))


def _parted_from_code(topic: Topic, contents: list[Content]) -> tuple[list[Content], list[Content]]:
    """Cut off code below a drawing, or below a list that tells when to use a thing: it answers no more."""
    first = next((at for at, part in enumerate(contents) if isinstance(part, Code)), 0)
    above, code = contents[:first], contents[first:]
    drawn = any(isinstance(part, Drawing) for part in above)
    listed = _is_time(topic) and any(isinstance(part, Points) for part in above)
    if topic.role in (Role.TERM, Role.QUESTION) and (drawn or listed) and not announces(above[-1]):
        return above, code
    return contents, []


def _leading_to_bulky(parts: Sequence[Part]) -> list[Content]:
    """Find the sentences that announce the code, table or drawing right below them."""
    told = [part for part in parts if not isinstance(part, Skipped)]
    return [
        lead
        for lead, below in pairwise(told)
        if not isinstance(lead, Topic) and announces(lead) and isinstance(below, _BULKY)
    ]


def _are_worth_two(topic: Topic, topics: Sequence[Topic], contents: Sequence[Content]) -> bool:
    """Tell whether two parts are worth a card together: each is asked by itself as well."""
    if SORT.search(topic.label.text) or is_story(topic):
        return True
    if all(part.role is Role.STEP for part in topics) or any(map(is_thin, topics)):
        return True
    remarks = (content for content in contents if _is_remark(content))
    return any(part.unasked for part in topics) or not all(map(announces, remarks))


def _gathered(groups: list[tuple[Content, ...]]) -> list[tuple[Content, ...]]:
    """Keep short prose together: paragraphs that are read at a glance are one answer."""
    prose = all(isinstance(content, Passage) for group in groups for content in group)
    together = tuple(content for group in groups for content in group)
    short = size_of(together).words <= _SHORT_PROSE
    return [together] if len(groups) > 1 and prose and short else groups


def _without_lead(group: Sequence[Content]) -> tuple[Content, ...]:
    """Leave out sentences that only lead to what is asked elsewhere, not those before them."""
    if not all(map(announces, group)):
        return tuple(group)
    told = []
    for content in group:
        assert isinstance(content, Passage)
        words = [sentence.inline for sentence in sentences_of(content)[:-1]]
        told += [replace(content, inline=join(words, " "))] if words else []
    return tuple(told)


def _is_prose(item: Item) -> bool:
    """Tell whether a stretch of prose is asked by the label above it, as its neighbours are."""
    return item.ask.pattern in _PROSE and not item.ask.parts


def _by_bold(item: Item) -> Item:
    """Ask for a stretch of prose by the words in bold that it begins with, where it does."""
    match item.answer:
        case (Passage(inline=words), *_):
            lead = bold_lead_in(words)
            label = label_of(lead.label) if lead is not None and lead.rest else Inline()
            if _FEWEST_BOLD <= len(label.text.split()) <= _MOST_BOLD:
                label = label.cut(0, len(label.text.rstrip(".")))
                return replace(item, ask=replace(item.ask, label=label, subject=item.ask.label))
    return item


def _opening(answer: Sequence[Content]) -> Inline:
    """Take the first words of a stretch of prose: they say which one is meant."""
    match answer:
        case (Passage(inline=words), *_):
            starts = [match.end() for match in _WORDS.finditer(words.text)]
            short = len(starts) <= 2 * _CUE_WORDS
            return Inline() if short else _unquoted(words.cut(0, starts[_CUE_WORDS - 1]))
    return Inline()


def _unquoted(words: Inline) -> Inline:
    """Leave out a quotation mark before words that are quoted themselves."""
    return words.cut(len(words.text) - len(words.text.lstrip("\"'“„«")))


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
            label = join([words for words in (topic.label, part.label) if words], ": ")
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


def _is_apart(part: Part) -> bool:
    return isinstance(part, Topic) and part.role in _APART


def _answers(here: Sequence[Topic]) -> bool:
    """Tell whether a topic is part of the answer to a question."""
    return any(topic.role is Role.QUESTION for topic in here)


def _is_remark(content: Content) -> bool:
    """Tell whether a sentence only introduces or sums up what stands around it."""
    return isinstance(content, Passage) and (
        announces(content) or size_of([content]).words <= _REMARK_WORDS
    )


def _groups(contents: Sequence[Content]) -> Iterator[tuple[Content, ...]]:
    """Keep what belongs together: a sentence with what it announces, prose with its code."""
    group: list[Content] = []
    for at, content in enumerate(contents):
        last = at == len(contents) - 1
        if group and not _joins(group, content) and not (last and _sums_up(group, content)):
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
    if isinstance(content, Code) and _tells_figure(last) and size_of([content]).lines > _FEW_LINES:
        return False
    return size_of([*group, content]).fits(GLANCE)


def _sums_up(group: Sequence[Content], content: Content) -> bool:
    """Tell whether a last sentence belongs to the code, table or drawing above it."""
    alone = isinstance(group[-1], (Code, Drawing, Grid)) and all(map(announces, group[:-1]))
    short = isinstance(content, Passage) and size_of([content]).words <= _REMARK_WORDS
    return alone and short and not announces(content) and size_of([*group, content]).fits(LIMIT)


def _tells_figure(content: Content) -> bool:
    """Tell whether a sentence is a fact by itself: it ends, and holds a figure."""
    text = content.inline.text if isinstance(content, Passage) else ""
    return text.endswith(".") and any(map(str.isdigit, text))


def _shows_code(topic: Topic) -> bool:
    """Tell whether a part shows code: its name alone says nothing."""
    return holds_code(topic) or any(isinstance(part, (Code, Pair)) for part in topic.body)


def _answers_itself(part: Part) -> bool:
    """Tell whether something right below a question answers it: a sentence, a table."""
    told = isinstance(part, Passage) and not announces(part)
    return isinstance(part, Grid) or (told and size_of([part]).words >= _FEWEST_TOLD)


def _is_large_grid(group: Sequence[Content]) -> bool:
    """Tell whether a group is a table too large to be seen at a glance: its rows are asked."""
    match group:
        case (Grid() as grid,):
            return len(grid.rows) > _MOST_ROWS or not size_of([grid]).fits(LIMIT)
    return False
