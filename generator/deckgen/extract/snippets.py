"""Code as topics: read it, do not dump it.

Short code stays whole. Longer code falls apart at its own joints, each asked by its comment, its
docstring or its name; imports, stubs and set-up lines are left out. A literal of constants is a
table of facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from deckgen.code.comments import comment_text
from deckgen.code.grammars import DATA_LANGUAGES
from deckgen.code.hollow import COPIED, is_frame, only_hands_on, why_hollow
from deckgen.code.joint import Joint
from deckgen.code.joint import Role as JointRole
from deckgen.code.outline import CONSTRUCTORS, outline
from deckgen.code.segments import Shape, segments
from deckgen.extract import annotated, jobs
from deckgen.extract.decisions import decisions_of
from deckgen.extract.excerpts import FILE_NAME, LEFT_OUT, chunks, snippet, without_frame
from deckgen.extract.facts import is_facts, parts_of
from deckgen.extract.fields import fields_of
from deckgen.extract.flow import Place
from deckgen.extract.joint_names import name_of_joint, said, without_leak, without_reason
from deckgen.extract.measures import is_amount
from deckgen.extract.naming import begins_with_verb, humanise
from deckgen.extract.pieces import (
    COUNTED,
    LEAST_ENTRY,
    all_of,
    are_groups,
    are_pieces,
    functions,
    grouped,
    is_asked,
    is_fact_sheet,
    is_stub,
)
from deckgen.extract.settings import settings_of, summary_of
from deckgen.extract.shapes import configures, works_out
from deckgen.extract.topic import GLANCE, LIMIT, Part, Role, Skipped, Topic, size_of, text_of
from deckgen.inline import Inline, join, plain
from deckgen.model import Code, Drawing, Facts, Kind, Passage, Points, Span
from deckgen.words import STEP, is_generic, is_question, label_of

_GLUE: Final = re.compile(r"^\s*(?:return\b|}|\)|];?$)")
_CONFIGURING: Final = frozenset({JointRole.STATEMENTS, JointRole.ENTRY, JointRole.LITERAL})
_MACHINE: Final = re.compile(r"^\s*[\"']?StartAt[\"']?:", re.MULTILINE)
"""What a state machine begins with: its states say nothing one by one."""

_GLUED: Final = "code that only hands values on"
_DATA_LINES: Final = 20
_MOST_LINES: Final = 33
"""Code a line or two longer than a glance is better whole than cut."""

_GROUPS_LINES: Final = 24
"""A literal of groups that is longer is several answers."""

_LEAST_RESOURCE: Final = 5
_LONG_REMARK: Final = 3
_NAMED_LINE: Final = re.compile(r"^\s*[\w(][^:\n]{0,40}:\s+\S")
_FEW_LINES: Final = 15
_STEM: Final = 5
_HOLDS: Final = frozenset(
    "config configuration data dict info map options patterns settings strategy table".split()
)
"""Words of a variable's name that only say that it holds something."""

_FEWEST_STEPS: Final = 3
_FEWEST_BIDS: Final = 2
_STEP_WORDS: Final = 3
_PIECES_LINES: Final = 10
_REMARK: Final = re.compile(r"^\s*(?:#|//)\s*\w")
_ENTERED: Final = re.compile(r"^\s*(?:try\b|(?:async )?(?:with|for)\b)")
"""What holds steps of a function a level deeper."""


def parts_of_code(code: Code, place: Place) -> tuple[Part, ...]:
    """Read code; under a question or its points short code is one answer."""
    sheet = annotated.lines_of(code) or annotated.sheet_of(code)
    if sheet:
        return sheet
    hollow = "" if place.in_question else why_hollow(code.text)
    if hollow:
        return (Skipped(code.span, hollow),)
    job = jobs.steps_of(code)
    if job and size_of([code]).fits(LIMIT):
        return (job, code)
    left_out, code = without_frame(code)
    joints = outline(code.text, code.language)
    cutter = _Cutter(code, place, joints)
    if joints and cutter.is_headed(joints):
        return (*left_out, cutter.headed(joints[0]))
    if not cutter.should_cut(joints):
        alone = [joint for joint in joints if joint.role not in LEFT_OUT]
        steps = cutter.steps(alone[0]) if len(alone) == 1 else cutter.numbered(alone)
        return (*steps, *left_out, code, *cutter.values(code))
    return (*left_out, *cutter.parts(joints, top=True))


class _Cutter:
    def __init__(self, code: Code, place: Place, joints: Sequence[Joint]) -> None:
        self.code = code
        self.place = place
        self.sheets = sum(map(is_fact_sheet, all_of(joints)))

    def lines(self, first: int, last: int) -> Span:
        return Span(self.code.span.start + first, self.code.span.start + last)

    def values(self, code: Code) -> Iterator[Topic]:
        """Ask for annotated values; right below a question they belong to its answer.

        The steps of one calculation are asked as a whole.
        """
        if self.place.in_question and is_question(self.place.labels[-1]):
            return
        worked = works_out([code])
        for facet in annotated.facets_of(code):
            if not (worked and facet.kind is Kind.QA):
                yield facet

    def is_headed(self, joints: Sequence[Joint]) -> bool:
        """Tell whether the one comment above short settings says what all of them are for."""
        first, *rest = joints
        lone_comment = len(said(first)) == 1 and first.role is not JointRole.COMMENT
        lone = not any(joint.comment for joint in rest) and not self.place.in_question
        short = bool(rest) and size_of([self.code]).fits(GLANCE)
        return lone_comment and lone and short and self.code.language in DATA_LANGUAGES

    def headed(self, first: Joint) -> Topic:
        whole = snippet(self.code, first.code, self.code.text.count("\n"))
        label, note = without_reason(label_of(plain(first.comment.strip())))
        body: tuple[Part, ...] = (*self.note(note, first), whole, *self.values(whole))
        span = self.lines(first.first, self.code.text.count("\n"))
        return Topic(Role.CODE, label, first.comment, body, span)

    def note(self, words: Inline, joint: Joint) -> tuple[Passage, ...]:
        """Show in the answer what was cut off a comment that asks."""
        return (Passage(words, self.lines(joint.first, joint.first)),) if words else ()

    def should_cut(self, joints: Sequence[Joint]) -> bool:
        if self.place.in_question and self.tells_steps(joints):
            return not size_of([self.code]).fits(LIMIT)
        if any(is_fact_sheet(joint) or self.holds_facts(joint) for joint in joints):
            return True
        material = [joint for joint in joints if joint.role not in LEFT_OUT]
        named = [joint for joint in material if joint.comment or joint.doc]
        asks = not self.place.in_question and any(map(is_asked, material))
        if asks or any(len(said(joint)) > _LONG_REMARK for joint in joints):
            return True
        if size_of([self.code]).fits(GLANCE):
            return self.falls_short(material, named)
        size = size_of([self.code]).lines
        whole = bool(_MACHINE.search(self.code.text)) and size <= LIMIT.lines
        several = len(named) > 1 and self.code.language not in DATA_LANGUAGES
        falls = size > LIMIT.lines or self.fall_apart(joints, size)
        return not whole and (falls or several)

    def falls_short(self, material: Sequence[Joint], named: Sequence[Joint]) -> bool:
        """Tell whether code that is read at a glance still is several answers."""
        under = self.place.in_question and is_question(self.place.labels[-1])
        lines = size_of([self.code]).lines
        if not under and lines >= _PIECES_LINES and are_pieces(material):
            return True
        if not under and len(material) == 1 and are_groups(material[0].inner):
            return lines > _GROUPS_LINES
        if under or (self.place.in_question and lines <= _FEW_LINES):
            return False
        alone = len(material) == 1 and bool(material[0].comment)
        several = len(named) > 1 or (bool(named) and len(functions(material)) > 1)
        several = several or self.tells_by_methods(material)
        return alone or (several and self.code.language not in DATA_LANGUAGES)

    def tells_steps(self, joints: Sequence[Joint]) -> bool:
        """Tell whether code is a course of steps that its comments number: `# Step 1: …`."""
        steps = [joint for joint in joints if STEP.match(joint.comment.strip())]
        return len(steps) >= _FEWEST_STEPS and 2 * len(steps) > len(joints)

    def tells_by_methods(self, material: Sequence[Joint]) -> bool:
        """Tell whether code is one class, several of whose methods have comments of their own."""
        if len(material) != 1 or material[0].role is not JointRole.TYPE:
            return False
        methods = [
            method for method in functions(material[0].inner) if method.comment or method.doc
        ]
        return len(methods) > 1 and size_of([self.code]).lines > _FEW_LINES

    def parts(self, joints: Iterable[Joint], *, top: bool = False) -> Iterator[Part]:
        """Read joints; `top` are those of the whole code."""
        joints = tuple(joints)
        at, pattern = self.after_imports(joints) if top else (0, None)
        if pattern:
            imports = joints[at + 1]
            yield from self.parts(joints[:at])
            yield Skipped(self.lines(imports.first, imports.last), LEFT_OUT[imports.role])
            yield self.topic(pattern, self.lines(pattern.first, pattern.last))
            return
        material = [joint for joint in joints if joint.role not in (*LEFT_OUT, JointRole.COMMENT)]
        heading = ""
        for joint in joints:
            if joint.role is JointRole.COMMENT:
                heading = self.heading(joint)
                yield from self.remark(joint)
                continue
            lone = top and (self.sheets == 1 or len(material) == 1)
            for part in self.joint(joint, alone=lone):
                yield _headed(part, heading) if heading else part
            heading = ""

    def after_imports(self, joints: Sequence[Joint]) -> tuple[int, Joint | None]:
        """Put short code under the comment above its imports, which tells what all of it does."""
        for at, (head, imports) in enumerate(pairwise(joints)):
            rest = joints[at + 2 :]
            if not rest or imports.role is not JointRole.IMPORT:
                continue
            comments = any(joint.role is JointRole.COMMENT for joint in rest)
            short = rest[-1].last - rest[0].first < _FEW_LINES and len(functions(rest)) < 2
            if head.role is JointRole.COMMENT and self.heading(head) and short and not comments:
                first, last = rest[0].first, rest[-1].last
                return at, Joint(JointRole.STATEMENTS, "", head.comment, head.first, last, first)
        return 0, None

    def heading(self, joint: Joint) -> str:
        """Take a comment of one line as the heading of the code below it."""
        lines = said(joint)
        return lines[0].strip() if len(lines) == 1 else ""

    def remark(self, joint: Joint) -> Iterator[Part]:
        """Read a comment that stands by itself."""
        span = self.lines(joint.first, joint.last)
        match len(said(joint)):
            case 0:
                yield Skipped(span, FILE_NAME)
            case 1:
                yield Skipped(span, "comment that heads the code below it")
            case _:
                yield from self.long_remark(joint, span)

    def long_remark(self, joint: Joint, span: Span) -> Iterator[Part]:
        head, _, rest = joint.comment.strip("\n").partition("\n")
        if _NAMED_LINE.match(head):
            yield from self.remark_body(joint.comment, replace(joint, first=joint.first - 1))
            return
        label = label_of(plain(head.strip()))
        body = tuple(self.remark_body(rest, joint))
        yield Topic(Role.TERM, label, head, body, span)

    def remark_body(self, text: str, joint: Joint) -> Iterator[Part]:
        """Read the text of a long comment: a drawing, or Markdown with lines that count."""
        first = joint.first + 1
        skipped = len(text) - len(text.lstrip("\n"))
        for segment in segments(text.strip("\n")):
            if segment.shape is Shape.DRAWING:
                lines = self.lines(first + skipped + segment.first, first + skipped + segment.last)
                yield Drawing(segment.text, "text", lines)
            else:
                yield from self.place.read_text(
                    _itemised(segment.text), self.lines(first + skipped + segment.first, joint.last)
                )

    def joint(self, joint: Joint, *, alone: bool) -> Iterator[Part]:
        span = self.lines(joint.first, joint.last)
        if joint.role in LEFT_OUT and not joint.comment:
            yield Skipped(span, LEFT_OUT[joint.role])
        elif joint.value is not None and is_facts(joint.value) and joint.name:
            yield from self.facts(joint, span, alone=alone)
        elif not joint.comment and not joint.doc and self.is_glue(joint):
            yield Skipped(span, _GLUED)
        elif self.is_small(joint):
            yield Skipped(span, "settings without a word of explanation")
        elif hollow := self.why_hollow(joint):
            yield Skipped(span, hollow)
        elif not name_of_joint(joint, self.code) and any(self.named(joint.inner)):
            yield from self.inside(joint)
        elif is_stub(joint):
            yield Skipped(span, LEFT_OUT[JointRole.STUB])
        elif joint.name in CONSTRUCTORS and self.only_prepares(joint):
            yield Skipped(span, LEFT_OUT[JointRole.SETUP])
        elif joint.name in CONSTRUCTORS or (alone and self.is_shell(joint)):
            yield from self.inside(joint)
        else:
            yield self.topic(joint, span)

    def why_hollow(self, joint: Joint) -> str:
        """Say why a piece teaches nothing; constants among copied settings may teach."""
        piece = snippet(self.code, joint.code, joint.last)
        why = why_hollow(piece.text)
        decided = settings_of(piece) if why == COPIED else None
        return "" if decided and len(decided.pairs) > 1 else why

    def is_shell(self, joint: Joint) -> bool:
        """Tell whether a class is only there to hold facts."""
        return joint.role is JointRole.TYPE and self.holds_facts(joint)

    def is_small(self, joint: Joint) -> bool:
        """Tell whether settings are too few to say anything without words."""
        settings = joint.role is JointRole.ENTRY or self.code.language in DATA_LANGUAGES
        least = _LEAST_RESOURCE if self.code.language in DATA_LANGUAGES else LEAST_ENTRY
        return settings and not joint.comment and joint.length < least

    def only_prepares(self, joint: Joint) -> bool:
        """Tell whether a constructor says nothing but what it keeps."""
        whole = snippet(self.code, joint.code, joint.last)
        told = any(inner.comment or inner.value is not None for inner in joint.inner)
        return not (told or joint.comment or any(annotated.facets_of(whole)))

    def hands_on(self, joint: Joint) -> bool:
        return only_hands_on(snippet(self.code, joint.first, joint.last).text)

    def is_glue(self, joint: Joint) -> bool:
        first = self.code.text.split("\n")[joint.code]
        return joint.role is JointRole.STATEMENTS and bool(_GLUE.match(first))

    def facts(self, joint: Joint, span: Span, *, alone: bool) -> Iterator[Part]:
        """Read a literal; where it is the only one, the heading above names it better."""
        assert joint.value is not None
        name = label_of(plain(joint.comment.split("\n")[0]))
        parts = parts_of(joint.value, self.lines)
        if alone and self.place.labels and (not name or is_generic(name.text)):
            yield from parts
        else:
            words = name_of_joint(joint, self.code)
            kept = humanise(joint.name)
            if any(inner.pairs for _, inner in joint.value.pairs) and _adds(kept, words.text):
                words = join((words, plain(f"({kept})")), " ")
            yield Topic(Role.TERM, words, joint.comment or words.text, parts, span)

    def topic(self, joint: Joint, span: Span) -> Topic:
        words = name_of_joint(joint, self.code)
        label, hidden = without_leak(words)
        label, reason = without_reason(label)
        body = (*self.note(hidden, joint), *self.note(reason, joint), *self.body(joint))
        if is_amount(hidden.text):
            body = (*body, self.limit(label, hidden, joint))
        if len(said(joint)) > _LONG_REMARK and joint.comment:
            _, _, rest = joint.comment.strip("\n").partition("\n")
            body = (*self.remark_body(rest, joint), *body)
        return Topic(Role.CODE, label, joint.comment or joint.name, body, span)

    def limit(self, label: Inline, told: Inline, joint: Joint) -> Topic:
        """Ask for the number in a comment's brackets: `Batch write (up to 25 items)`."""
        line = self.lines(joint.first, joint.first)
        return Topic(
            Role.FACET, label, joint.comment, (Passage(told, line),), line,
            rule="annotated", kind=Kind.FACT,
        )  # fmt: skip

    def body(self, joint: Joint) -> Iterator[Part]:
        """Show a joint's code, cut further where it is too long to be one answer."""
        steps = joint.inner if joint.role is JointRole.STATEMENTS else ()
        if len(steps) > 1 and self.hands_on(steps[-1]):
            yield Skipped(self.lines(steps[-1].first, steps[-1].last), _GLUED)
            joint = replace(joint, last=joint.inner[-2].last, inner=joint.inner[:-1])
        whole = snippet(self.code, joint.code, joint.last)
        if joint.role is JointRole.ENTRY:
            whole = replace(whole, text=whole.text.rstrip(", \n"))
        limit = LIMIT.lines if self.code.language not in DATA_LANGUAGES else _DATA_LINES
        size = size_of([whole]).lines
        if joint.role is JointRole.TEMPLATE and size > GLANCE.lines:
            yield from self.template(joint)
        elif self.fall_apart(joint.inner, size):
            yield from self.inside(joint)
        elif size <= limit and not self.holds_facts(joint):
            yield from self.steps(joint)
            settings = self.settings(joint, whole) or decisions_of(whole)
            if joint.role is JointRole.TYPE:
                settings = fields_of(whole)
            if settings and self.code.language not in DATA_LANGUAGES:
                yield settings
            yield whole
            shown = repr(settings)
            yield from (v for v in self.values(whole) if text_of(v.body) not in shown)
        elif self.cuttable(joint):
            yield from self.inside(joint)
        else:
            for chunk in chunks(whole):
                yield chunk
                yield from self.values(chunk)

    def settings(self, joint: Joint, whole: Code) -> Facts | None:
        """Read what a piece of configuration decides."""
        if joint.role not in _CONFIGURING:
            return None
        return settings_of(whole) or (summary_of(whole) if configures([whole]) else None)

    def steps(self, joint: Joint) -> Iterator[Points]:
        """Put the comments within a function above it, where they tell its steps."""
        told = list(self.remarks(joint))
        enough = len(told) >= _FEWEST_STEPS or (
            len(told) == _FEWEST_BIDS and all(_tells_step(remark) for _, remark in told)
        )
        if joint.role is JointRole.FUNCTION and enough:
            yield self.points(told, ordered=True)

    def numbered(self, joints: Sequence[Joint]) -> Iterator[Points]:
        """Put the numbered comments of pieces above them: `// 1. Blocked send`, `// 2. …`."""
        if len(joints) >= _FEWEST_STEPS and all(COUNTED.match(joint.comment) for joint in joints):
            yield self.points([(joint.first, said(joint)[0]) for joint in joints], ordered=False)

    def points(self, told: Sequence[tuple[int, str]], *, ordered: bool) -> Points:
        """List comments, each with the line it stands on."""
        entries = tuple(
            (Passage(label_of(plain(remark)), self.lines(at, at)),) for at, remark in told
        )
        return Points(entries, self.lines(told[0][0], told[-1][0]), ordered=ordered)

    def remarks(self, joint: Joint) -> Iterator[tuple[int, str]]:
        """Find the comments of one line in a body, those in its `try` and `with` included."""
        lines = self.code.text.split("\n")[: joint.last + 1]
        depths = [_indent(line) for line in lines[joint.code + 1 :] if line.strip()]
        deeper = [depth for depth in depths if depth > _indent(lines[joint.code])]
        levels = set(deeper[:1])
        for at, line in enumerate(lines[joint.code + 1 :], joint.code + 1):
            if _ENTERED.match(line) and _indent(line) in levels:
                levels.update(_indent(below) for below in lines[at + 1 : at + 2])
            alone = not any(map(_REMARK.match, (lines[at - 1], *lines[at + 1 : at + 2])))
            if _REMARK.match(line) and alone and _indent(line) in levels:
                yield at, comment_text(line)

    def holds_facts(self, joint: Joint) -> bool:
        inside = [inner for inner in all_of(joint.inner) if is_fact_sheet(inner)]
        covered = sum(inner.length for inner in inside)
        return joint.length > 12 and covered >= 0.6 * joint.length

    def fall_apart(self, joints: Iterable[Joint], lines: int) -> bool:
        """Tell whether to ask for the pieces of so many lines one by one: several have names."""
        joints = tuple(joints)
        if are_groups(joints):
            return lines > _GROUPS_LINES
        named = tuple(self.named(joints))
        if len(named) == 1:
            return self.fall_apart(named[0].inner, lines)
        if len(functions(named)) > 1:
            return lines > _FEW_LINES
        defined = [joint for joint in named if joint.role in (JointRole.FUNCTION, JointRole.TYPE)]
        plain_joints = len(defined) > 1 or self.code.language in DATA_LANGUAGES
        return len(named) > 1 and lines > (GLANCE.lines if plain_joints else _MOST_LINES)

    def named(self, joints: Iterable[Joint]) -> Iterator[Joint]:
        """Find the pieces worth asking for; one without a name may hold some."""
        left_out = (*LEFT_OUT, JointRole.COMMENT)
        for joint in joints:
            if joint.role in left_out or joint.length < LEAST_ENTRY or self.hands_on(joint):
                continue
            if joint.comment or joint.doc or joint.name:
                yield joint
            else:
                yield from self.named(joint.inner)

    def cuttable(self, joint: Joint) -> bool:
        return (
            sum(inner.length >= 3 for inner in joint.inner) > 1
            or self.holds_facts(joint)
            or (len(joint.inner) == 1 and self.cuttable(joint.inner[0]))
        )

    def inside(self, joint: Joint) -> Iterator[Part]:
        inner = joint.inner
        if joint.doc and inner and inner[0].role is JointRole.COMMENT:
            inner = inner[1:]
        if len(inner) == 1 and not is_fact_sheet(inner[0]) and inner[0].inner:
            inner = _with_comment(inner[0], inner[0].inner)
        yield from self.parts(grouped(inner))
        yield from self.around(joint, inner)

    def around(self, joint: Joint, inner: Sequence[Joint]) -> Iterator[Skipped]:
        """Account for the lines of code that lie in none of its pieces: `else: wait()`."""
        lines = self.code.text.split("\n")
        asked = {line for piece in inner for line in range(piece.first, piece.last + 1)}
        first = joint.inner[0].last if joint.doc else joint.code
        for at in range(first + 1, joint.last + 1):
            if at not in asked and lines[at].strip() and not is_frame(lines[at]):
                yield Skipped(self.lines(at, at), "code around the pieces asked for")

    def template(self, joint: Joint) -> Iterator[Part]:
        """Read a long template literal as the text it holds, in that text's own language."""
        lines = self.code.text.split("\n")[joint.code : joint.last + 1]
        text = "\n".join(lines[1:-1]).replace("\\${", "${").replace("\\`", "`")
        hint = f"{joint.comment} {joint.name}".lower()
        language = "yaml" if re.search(r"\bya?ml\b|serverless|template|config", hint) else "text"
        start = self.code.span.start + joint.code + 1
        inner = Code(text, language, Span(start, start + len(lines) - 3))
        yield from parts_of_code(inner, self.place)


def _with_comment(joint: Joint, inner: tuple[Joint, ...]) -> tuple[Joint, ...]:
    """Give the comment above several statements to the first of them, where each is asked alone."""
    if joint.role is not JointRole.STATEMENTS or not joint.comment or not inner:
        return inner
    first, *rest = inner
    if first.comment or not first.name or first.first != joint.code:
        return inner
    return (replace(first, comment=joint.comment), *rest)


def _adds(name: str, words: str) -> bool:
    """Tell whether the words of a variable's name say what a comment does not: `monthly costs`."""
    told = {word[:_STEM].casefold() for word in words.split()}
    held = name.split()
    return len(held) > 1 and held[-1] not in _HOLDS and told.isdisjoint(w[:_STEM] for w in held)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _itemised(text: str) -> str:
    """Make bullets of neighbouring `Name: what it is` lines, which Markdown would join."""
    lines = text.split("\n")
    named = [bool(_NAMED_LINE.match(line)) for line in lines]
    for at, line in enumerate(lines):
        if named[at] and (any(named[max(0, at - 1) : at]) or any(named[at + 1 : at + 2])):
            lines[at] = f"- {line.strip()}"
    return "\n".join(lines)


def _headed(part: Part, heading: str) -> Part:
    """Give a comment's words to the unlabelled code right below it."""
    if not isinstance(part, Topic) or (part.label and part.raw):
        return part
    return replace(part, label=label_of(plain(heading)), raw=heading)


def _tells_step(remark: str) -> bool:
    """Tell whether a comment says in a few words what to do."""
    long = len(remark.split()) >= _STEP_WORDS
    return long and begins_with_verb(remark) and ":" not in remark
