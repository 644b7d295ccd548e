"""Code that says nothing to a reader: it names what stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

EMPTY: Final = "empty value"
COPIED: Final = "settings copied from elsewhere"
_FRAME: Final = re.compile(
    r"^[\s\[\](){},;]*$|^\s*(?:return\s+)?(?:await\s+)?(?:new\s+)?[\w.]*[(\[{]$|"
    r"^\s*(?:(?:const|let|var|async|def|function)\s+)*[\"']?[\w.]+[\"']?\s*[:=]\s*(?:[\w.]+\()?[\[{(]$|"
    r"^\s*(?:async\s+)?def\s.*:$|^\s*(?:public\s+|private\s+|async\s+|function\s+)*\w+\([^()]*\)[^{}]*\{$"
)
_TARGET: Final = (
    r"^\s*(?:return\s+|(?:(?:const|let|var|final)\s+)?[\"']?[\w.]+[\"']?\s*[:=]\s*)?(?:await\s+)?"
)
_OWN_CALL: Final = re.compile(_TARGET + r"(?:self|this)\._?\w+\([^\"'`\d]*\)?\s*[,;]?$")
_LONE_CALL: Final = re.compile(_TARGET + r"(?:self|this)(?:\.\w+)+\([\w., ]*\)\s*;?$")
_HANDED_ON: Final = re.compile(
    _TARGET + r"(?!(?:true|false|null|none)\b)[a-z_][\w.]*\s*[,;]?$", re.IGNORECASE
)
_MADE: Final = re.compile(r"^\s*return\s+(?:new\s+)?[A-Z]\w*\((?:\w+=)?[a-z_]\w*\)\s*;?$")
_EMPTY: Final = re.compile(
    _TARGET + r"(?:\[\]|\{\}|None|null|\"\"|''|new (?:Map|Set)\(\)|set\(\)|0)\s*;?$"
)
_VARIABLE: Final = re.compile(
    r"^\s*(?:export\s+)?(?:process\.env\.|import\.meta\.env\.|os\.environ\[[\"'])?[A-Z][A-Z0-9]*_[A-Z0-9_]+(?:[\"']\])?"
    r"(?:\s*[=:]\s*(?:[\"']?(?:\.{3}|x{3,}|your[-_\w]*|<[^>]*>|\$\{?\w+\}?)?[\"']?))?\s*[,;]?$"
)
_MEMBER: Final = re.compile(
    r"^\s*(?:readonly\s+)?\w+\??:\s*(?:Promise<)?(?:[A-Z]\w*|string|number|boolean|any|unknown|object|void|null|undefined|"
    r"Date|Record<[\w, ]+>|Array<\w+>)>?(?:\[\])*(?:\s*\|\s*(?:null|undefined))?\s*[,;]?$"
)
_TYPE: Final = re.compile(
    r"^\s*(?:export\s+)?(?:interface|type)\s+\w+[^=|&]*=?\s*\{(?P<members>[^{}]*)\};?\s*$"
)
_SETTING: Final = re.compile(r"^\s*[\"']?[\w.-]+[\"']?\s*(?:\+?[:=])\s*(?P<value>[^=].*?),?$")
_COPIED: Final = re.compile(
    r"^(?:f[\"'].*\{)?(?:\w+\()?(?!(?:ec2|iam|cdk|lambda|s3|cloudfront|Duration)\.)[a-z_]\w*(?:\.[a-z_]\w*|\[[\"'\w]+\])+"
)
_PASSED: Final = re.compile(r"^\s*[\"'][\w-]+[\"']: (?!true\b|false\b|null\b)[a-z_]\w*,?$")
_PLUMBING: Final = re.compile(
    r"^\s*(?:(?:if|elif|for|while)\b.*:|else:|\w+ = (?:None|\[\]|\{\})|[\w.\[\]\"']+\.(?:append|update|push|add)\([\w\[{(]*\)?;?|"
    r"\} ?(?:if|for) .*|for .+ in .+)$"
)
_FEWEST: Final = 4
_PYTHON_TYPE: Final = re.compile(
    r"^(?:@dataclass[^\n]*\n)?class \w+[^\n]*:\n(?:[ \t]+\w+:\s*[\w\[\], |.]+(?:\n|$)){1,5}$"
)
_COMMENT: Final = re.compile(r"(?:^|\s)(?:#|//|/\*|--)\s*\S")
_SHARE: Final = 0.6


def why_hollow(text: str) -> str:
    """Say why code teaches nothing; `` where it may. A comment in it may always teach."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or any(map(_COMMENT.search, lines)):
        return ""
    return next((why for why, holds in _HOLLOW if holds(lines)), "")


def is_frame(line: str) -> bool:
    """Tell whether a line only opens or closes what stands around it: `plan = {`, `])`."""
    return bool(_FRAME.match(line))


def is_plumbing(line: str) -> bool:
    """Tell whether a line only collects what others say: `for zone in zones:`, `plans.append(plan)`."""
    return bool(_PLUMBING.match(line))


def only_hands_on(text: str) -> bool:
    """Tell whether code does nothing but return what was made before it."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        return bool(_MADE.match(lines[0]))
    said = [line for line in lines if not is_frame(line)]
    returns = bool(lines) and lines[0].lstrip().startswith("return")
    return returns and all(_HANDED_ON.match(line) or _OWN_CALL.match(line) for line in said)


def _is_bare_type(text: str) -> bool:
    if _PYTHON_TYPE.match(text):
        return True
    match = _TYPE.match(text)
    if match is None:
        return False
    members = re.split(r"[;\n]", match["members"])
    return all(_MEMBER.match(member) for member in members if member.strip())


def _only_copies(lines: list[str]) -> bool:
    """Tell whether code is settings, most of them taken from an object that is not shown."""
    said = [line for line in lines if not is_frame(line) and not is_plumbing(line)]
    settings = [match for line in said if (match := _SETTING.match(line))]
    copied = sum(bool(_COPIED.search(m["value"]) or _PASSED.match(m[0])) for m in settings)
    return len(settings) >= max(_FEWEST, 0.8 * len(said)) and copied >= _SHARE * len(settings)


def _only_calls(lines: list[str]) -> bool:
    said = [line for line in lines if not is_frame(line)]
    calls = sum(bool(_OWN_CALL.match(line)) for line in said)
    return calls > 0 and calls >= _SHARE * len(said)


_HOLLOW: Final[tuple[tuple[str, Callable[[list[str]], bool]], ...]] = (
    ("names of environment variables", lambda lines: all(map(_VARIABLE.match, lines))),
    ("type without a word of explanation", lambda lines: _is_bare_type("\n".join(lines))),
    (EMPTY, lambda lines: all(map(_EMPTY.match, lines))),
    (
        "call of code that is not shown",
        lambda lines: len(lines) == 1 and bool(_LONE_CALL.match(lines[0])),
    ),
    ("calls of code that is not shown", _only_calls),
    (COPIED, _only_copies),
)
