"""What a piece of code is called: by its comment, its docstring, or what it defines.

What the comment goes on to say, or holds as a number, is kept out of the question.
"""

from __future__ import annotations

import re
from typing import Final

from deckgen.code.joint import Joint
from deckgen.code.joint import Role as JointRole
from deckgen.extract.naming import VERBS, begins_with_verb, humanise
from deckgen.inline import Inline, plain
from deckgen.model import Code
from deckgen.words import is_generic, is_plural, label_of

_LEAK: Final = re.compile(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]\s*$")
_REASON: Final = re.compile(
    r"(?:;|\s[–—-]|,(?=\s(?:so|because|since|otherwise|which|while|unless|or else|not|чтобы|потому|так как|"
    r"иначе|который|которая|которое|которые|а не)\b)|(?=\s(?:because|so that|потому что)\b))\s+(?P<reason>\S.*)$",
    re.IGNORECASE,
)
_KIND: Final = re.compile(
    r"^\s*(?:(?:export|abstract|public|final|default|data)\s+)*(class|interface|type|enum|struct|record|resource)\b",
    re.MULTILINE,
)
_FRAMES: Final = frozenset("properties spec metadata template states".split())
"""Keys that only hold what is configured."""

_VARIABLES: Final = frozenset(
    "command response result results client params input output request handler".split()
)
_LEAST_WORDS: Final = 2
_RESOURCE: Final = re.compile(
    r"^\s*[\"']?Type[\"']?:\s*[\"']?(?P<type>(?:AWS|Alexa)(?:::\w+){1,2})"
)


def name_of_joint(joint: Joint, code: Code) -> Inline:
    """Name a joint by its comment, its docstring, else by what it defines."""
    comment = (joint.comment or joint.doc).strip()
    head = comment.split("\n")[0].strip().rstrip(".:")
    label = label_of(plain(head)) if head else Inline()
    if not label:
        nameless = joint.name.lower() in _FRAMES or joint.name in _VARIABLES
        return Inline() if nameless else plain(_defined(joint, code))
    several = joint.role is JointRole.FUNCTION and is_plural(label.text) and bool(joint.doc)
    heads = several and bool(joint.comment) and not begins_with_verb(label.text)
    if heads or is_generic(label.text) or label.text.lower() in {"helper functions", "helpers"}:
        named = joint.name and joint.role is not JointRole.STATEMENTS
        return plain(f"{label.text}: {_defined(joint, code)}") if named else label
    return label


def _defined(joint: Joint, code: Code) -> str:
    """Name what a joint defines; a function that only tells facts is called by what it tells."""
    if joint.role is JointRole.ENTRY and (resource := _resource(joint, code)):
        return resource
    if joint.role is JointRole.TYPE and joint.name:
        kind = _KIND.search("\n".join(code.text.split("\n")[joint.code : joint.last + 1]))
        return f"{kind[1]} {joint.name}" if kind else joint.name
    name = humanise(joint.name)
    if joint.role is JointRole.FUNCTION:
        verb, _, told = name.partition(" ")
        return told if joint.value is not None and told and verb in VERBS else name
    return joint.name if begins_with_verb(name) else name


def _resource(joint: Joint, code: Code) -> str:
    """Name the kind of a declared resource, which tells more than its own name: `SQS Queue`."""
    below = code.text.split("\n")[joint.code + 1 : joint.last + 1]
    match = _RESOURCE.match(below[0]) if below else None
    if match is None:
        return ""
    kind = " ".join(match["type"].split("::")[1:])
    return kind if joint.name in kind else f"{kind} ({joint.name})"


def without_leak(words: Inline) -> tuple[Inline, Inline]:
    """Keep a number in brackets out of the question: it is what is asked."""
    match = _LEAK.search(words.text)
    if match is None or not match.start():
        return words, Inline()
    hidden = words.cut(match.start()).strip().strip("()[]")
    return words.cut(0, match.start()).strip(), hidden


def without_reason(words: Inline) -> tuple[Inline, Inline]:
    """Keep out of the question what a comment goes on to say: `Add jitter, because …`."""
    match = _REASON.search(words.text)
    if match is None or len(words.text[: match.start()].split()) < _LEAST_WORDS:
        return words, Inline()
    return words.cut(0, match.start()).strip(), words.cut(match.start("reason")).strip()


def said(joint: Joint) -> list[str]:
    """Take the lines of the comment above a joint."""
    return [line for line in joint.comment.split("\n") if line.strip()]
