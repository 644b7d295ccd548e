"""What a question is about, without the asking: `How do you handle cold starts?` is about cold starts.

A part of its answer is asked with that name before its own: `Cold starts: Monitoring`.
"""

from __future__ import annotations

import re
from typing import Final

from deckgen.inline import Inline, join, plain

_DOING: Final = (
    r"(?:use|using|handle|handling|implement(?:ing)?|manag(?:e|ing)|design(?:ing)?|configur(?:e|ing)|set(?:ting)? up|"
    r"ensur(?:e|ing)|monitor(?:ing)?|debug(?:ging)?|approach|structur(?:e|ing)|optimi[sz](?:e|ing)|deal(?:ing)? with|integrat(?:e|ing)|"
    r"build(?:ing)?|achiev(?:e|ing)|secur(?:e|ing)|test(?:ing)?|scal(?:e|ing)|deploy(?:ing)?|store|storing)"
)
_ARTICLE: Final = r"(?:(?:the|your|an?|our|its) )?"
_ASKING: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^how (?:do|did|would|can|could|should|to|does) (?:(?:you|we|i|your \w+|it) )?{_DOING} {_ARTICLE}(?P<thing>.+)$",
        rf"^what (?:is|are|was|were) (?:your|the) (?:strategy|approach|process|plan|experience) (?:for|to|with|of) (?:{_DOING} )?{_ARTICLE}(?P<thing>.+)$",
        r"^what (?:\w+ )?(?:considerations|trade-?offs) (?:did|do) (?:you|we) \w+ (?:for|in) (?P<thing>.+)$",
        r"^what .+ when (?:choosing between|choosing|designing|building|using|comparing) (?P<thing>.+)$",
        r"^what (?P<thing>(?:[\w-]+ ){0,4}?(?:strategies|patterns|measures|techniques|capabilities|considerations|tools|mechanisms)) (?:do|did|would) (?:you|we) .+$",
        rf"^(?:explain|describe|discuss|walk me through|tell me about) (?:your|the|how you)? ?(?:(?:approach|experience|use|strategy) (?:to|with|of|for) )?(?:{_DOING} )?{_ARTICLE}(?P<thing>.+)$",
        rf"^why (?:do|did|would|should) (?:you|we) (?:choose|use|pick|prefer|adopt) {_ARTICLE}(?P<thing>.+)$",
        rf"^(?:design|architect|build) {_ARTICLE}(?P<thing>.+)$",
        r"^what (?:is|are) (?!(?:an? |the )?(?:difference|role|purpose|best|main|point|use|output|result|way|most|key|your|some|common|typical|parts?|types?|ways|benefits|advantages)\b)(?:an? |the )?(?P<thing>[^,:?]{3,60})$",
        r"^what role does (?P<thing>.+?) play\b.*$",
        r"^how (?:does|do|did) (?:the |your |an? )?(?P<thing>.+?) (?:work|function)\b.*$",
    )
)
_TAIL: Final = re.compile(
    r"(?:\s*\(.*|\s*[.?!]\s.*|\s*[,;].*|\s+(?:and (?:their|its|your|the)|in (?:your|this|the|our)|for (?:your|this|the|our)|into (?:your|the)|"
    r"in the context|in (?:more )?detail|that|which|when|so that|across|at scale|between|from|over|you|to)\b.*)$",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"\s+(?:for|with|in|on)\s")
_BOTH: Final = re.compile(r"(?<=\w) and ")
_LONGEST: Final = 42
_SHORTEST: Final = 3


def thing_of(question: Inline) -> Inline:
    """Find what a question is about; nothing where it is not said shortly."""
    text = question.text.rstrip(" ?.!？")
    for pattern in _ASKING:
        match = pattern.match(text)
        if match:
            start, end = match.span("thing")
            tail = _TAIL.search(text, start)
            end = min(end, tail.start()) if tail else end
            if end - start > _LONGEST:
                aside = _ASIDE.search(text, start, end)
                end = aside.start() if aside else end
            if end - start > _LONGEST:
                both = _BOTH.search(text, start, end)
                end = both.start() if both else end
            fits = _SHORTEST <= end - start <= _LONGEST
            return _capital(question.cut(start, end)) if fits else Inline()
    return Inline()


def _capital(words: Inline) -> Inline:
    """Begin a name with a capital, as what stands first."""
    return join((plain(words.text[:1].upper()), words.cut(1)), "")
