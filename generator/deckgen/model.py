"""What flows along the road: sources, blocks, contents, items, cards.

Everything is frozen, carries its lines, and is made by exactly one stage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from deckgen.inline import Inline

FIELDS: Final = (
    "Question", "Answer", "Context", "Details", "Source", "Level", "Kind", "Language", "Id",
    "Spare 1", "Spare 2",
)  # fmt: skip
"""The first fields of every note type. They and their order are frozen."""

_GUID_FIELD: Final = FIELDS.index("Id")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Lines `start` to `end` of a source, 1-based, both included."""

    start: int
    end: int

    def __contains__(self, line: int) -> bool:
        """Whether the line lies in the span."""
        return self.start <= line <= self.end


@dataclass(frozen=True, slots=True)
class Directive:
    """What an author's comment `<!-- deckgen: … -->` asks for the block after it."""

    level: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""
    skip: bool = False

    def over(self, inner: Directive) -> Directive:
        """Join with the directive of a part: what stands here goes first."""
        tags = tuple(dict.fromkeys((*self.tags, *inner.tags)))
        return Directive(self.level or inner.level, tags, self.id or inner.id, self.skip)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a document says about itself before its first line."""

    deck: str = ""
    title: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    level: str = ""
    language: str = ""
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown document, decoded.

    `path` is what a person types to open it, `name` its place in the project (POSIX, the
    identity of the document). In `text` the lines of the front matter are blank, so every
    other line keeps its number.
    """

    path: str
    name: str
    text: str
    front_matter: FrontMatter = FrontMatter()
    front_matter_lines: int = 0


class BlockType(StrEnum):
    """The kinds of block a document is made of."""

    SECTION = "section"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ENTRY = "entry"
    TABLE = "table"
    ROW = "row"
    FENCE = "fence"
    QUOTE = "quote"
    RULE = "rule"
    HTML = "html"
    DETAILS = "details"
    ADMONITION = "admonition"
    DEFINITION = "definition"
    MATH = "math"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document with its lines.

    `inline` holds the words of a paragraph, or the title of a section, definition, details or
    admonition; `cells` those of a table row; `text` is the content of a fence or of raw HTML.
    `info` is a fence's language, a list's marker, an admonition's kind or a footnote's label;
    `number` is a section's level, the number an ordered entry or list shows, or the line on
    which a fence's text begins.
    """

    type: BlockType
    span: Span
    inline: Inline = Inline()
    children: tuple[Block, ...] = ()
    cells: tuple[Inline, ...] = ()
    text: str = ""
    info: str = ""
    number: int = 0
    ordered: bool = False
    checked: bool | None = None
    directive: Directive = Directive()

    def worded(self, words: Inline) -> Block:
        """Make the same block with other words."""
        return replace(self, inline=words)


@dataclass(frozen=True, slots=True)
class Document:
    """A source, parsed: its title and its blocks, sections nested by their headings."""

    source: Source
    title: Inline
    language: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an answer, or some sentences of one."""

    inline: Inline
    span: Span


@dataclass(frozen=True, slots=True)
class Points:
    """A list: each entry is contents of its own. `start` is the first number of an ordered one."""

    entries: tuple[tuple[Content, ...], ...]
    span: Span
    ordered: bool = False
    start: int = 1
    lettered: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code in a language Pygments knows, or `text`."""

    text: str
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values: a dict literal, the leaves of a tree, a row of a table."""

    pairs: tuple[tuple[Inline, tuple[Content, ...]], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture made of characters (`text`) or described in a language such as `mermaid`."""

    text: str
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """The wrong way and the right way of one thing, each with the words that head it."""

    bad: Code
    good: Code
    fault: Inline
    remedy: Inline
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted or boxed contents, with the box's title where it has one."""

    contents: tuple[Content, ...]
    span: Span
    title: Inline = Inline()


@dataclass(frozen=True, slots=True)
class Formula:
    """A displayed formula in TeX."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Markup:
    """Raw HTML of the source; sanitised when rendered."""

    text: str
    span: Span


Content = Passage | Points | Code | Facts | Grid | Drawing | Pair | Quote | Formula | Markup


class Kind(StrEnum):
    """The kinds of card. Each has a tag of its own."""

    QA = "qa"
    DEFINITION = "definition"
    FACT = "fact"
    LIST = "list"
    STEPS = "steps"
    TABLE = "table"
    CODE = "code"
    PITFALL = "pitfall"
    DIAGRAM = "diagram"
    SCENARIO = "scenario"
    CHOICE = "choice"
    CLOZE = "cloze"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a card asks: a pattern of the phrasing templates and the words it is filled with.

    `label` is what is asked for, `subject` whose it is, `names` the columns or facts asked for,
    `count` how many points the answer has, `measure` what kind of amount it is, `unit` what it
    counts. `part` of `parts` says which stretch of a long
    answer is meant, `begins` how it begins, `entries` are the first and last of a stretch of a list.
    `things` are the rows of a table that the question names.
    """

    pattern: str
    label: Inline
    subject: Inline = Inline()
    names: tuple[Inline, ...] = ()
    things: tuple[Inline, ...] = ()
    count: int = 0
    measure: str = ""
    unit: str = ""
    part: int = 0
    parts: int = 0
    begins: Inline = Inline()
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One structured question and answer, with everything later stages decide about it.

    `path` holds the labels from the document down to what is asked, as they were written;
    `crumbs` those a reader needs beside the question, `sections` the headings it came from. `used` are the lines the answer was made
    of. `classify` sets level, why, topic, tags and deck; `identify` sets the guid, on the card.
    """

    document: Document
    kind: Kind
    ask: Ask
    answer: tuple[Content, ...]
    crumbs: tuple[Inline, ...]
    sections: tuple[Inline, ...]
    path: tuple[str, ...]
    span: Span
    used: tuple[Span, ...]
    rule: str
    front: tuple[Content, ...] = ()
    directive: Directive = Directive()
    level: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    deck: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An item rendered: the fields of its note, in the order of the note type of that name."""

    item: Item
    note_type: str
    fields: tuple[str, ...]
    question: str
    answer: str

    def identified(self, guid: str) -> Card:
        """Give the card its guid, on its item and in its field."""
        fields = (*self.fields[:_GUID_FIELD], guid, *self.fields[_GUID_FIELD + 1 :])
        return replace(self, item=replace(self.item, guid=guid), fields=fields)
