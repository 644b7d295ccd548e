"""The joints of code, by language, pinned by fixtures."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.code.grammars import language_name
from deckgen.code.joint import Joint
from deckgen.code.outline import outline
from deckgen.code.segments import segments
from tests.cases import FIXTURES, Case, all_cases, read_cases, write_cases

CASES = all_cases("code")
FENCE = re.compile(r"\A```(?P<language>\S*)\n(?P<text>.*)\n```\Z", re.DOTALL)


def shown(joints: tuple[Joint, ...], depth: int = 0) -> Iterator[str]:
    for joint in joints:
        words = [f"{joint.first}-{joint.last}", joint.role.value]
        words += [
            part for part in (joint.name, repr(joint.comment), repr(joint.doc)) if part != "''"
        ]
        if joint.value is not None:
            words.append("table" if joint.value.is_table() else "value")
        yield "  " * depth + " ".join(words)
        yield from shown(joint.inner, depth + 1)


def outcome(case: Case) -> str:
    match = FENCE.match(case.given)
    assert match, case.name
    if not match["language"]:
        found = segments(match["text"])
        return "\n".join(f"{s.first}-{s.last} {s.shape} {s.language}".strip() for s in found)
    return "\n".join(shown(outline(match["text"], language_name(match["language"]))))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_joints(case: Case) -> None:
    assert outcome(case) == case.expected


def test_rewrite(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite"):
        return
    for path in sorted((FIXTURES / "code").glob("*.md")):
        write_cases(path, [(case, outcome(case)) for case in read_cases(path)])


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("py", "python"),
        ('ts title="a.ts"', "typescript"),
        ("{.yml}", "yaml"),
        ("Bash", "bash"),
        ("js{1,3}", "js{1"),
        ("", ""),
    ],
)
def test_info_strings(info: str, language: str) -> None:
    assert language_name(info) == language


LANGUAGES = st.sampled_from(
    ["python", "typescript", "java", "go", "bash", "yaml", "json", "hcl", "sql", ""]
)


@given(st.text(alphabet="abc =:{}[]()\"'`#/*-,;\n\t1@$<>|\\é", max_size=200), LANGUAGES)
def test_joints_stand_in_order_inside_the_code(text: str, language: str) -> None:
    last = -1
    for joint in outline(text, language):
        assert last < joint.first <= joint.last <= text.count("\n")
        last = joint.last


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "\n".join(" " * depth + "if x:" for depth in range(300)) + "\n" + " " * 300 + "y()",
            "python",
        ),
        ("if (x) {\n" * 300 + "y();\n" + "}\n" * 300, "typescript"),
        ("call(\n" * 300 + ")\n" * 300, "python"),
        ('{"a":\n' * 100 + "1" + "\n}" * 100, "json"),
    ],
)
def test_deep_nesting_is_read(text: str, language: str) -> None:
    assert outline(text, language)


@given(st.text(alphabet="ab:├└│─┌┐→ \n.|-1=", max_size=200))
def test_segments_hold_every_line_that_says_something(text: str) -> None:
    covered = {line for s in segments(text) for line in range(s.first, s.last + 1)}
    assert covered >= {at for at, line in enumerate(text.split("\n")) if line.strip()}
