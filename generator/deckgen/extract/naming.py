"""Names of code as words: `launchInstance` is "launch instance", `use_case` is "use case"."""

from __future__ import annotations

import re
from typing import Final

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_IDENTIFIER: Final = re.compile(
    r"^(?:self\.|this\.)?_*[a-z][a-z0-9]*(?:_[a-z0-9]+)*$|^[a-z][a-zA-Z0-9]*$"
)
_COMPOUND: Final = re.compile(
    r"^(?:replicas?|templates?)$|^\w+ (?:configuration|config|policy|strategy|settings?|setup|design|patterns?|optimi[sz]ation|integration|replicas?|template)$",
    re.IGNORECASE,
)
"""What follows a noun that could be a verb: `read replica configuration`."""
_ACRONYMS: Final = frozenset(
    "ai api arn az aws cdn cpu cors crud csrf css csv dax db dlq dns dr ebs ec2 ecs efs eks elb fifo gb gpu gsi"
    " html http https iam id io iops ip json jwt kb kms lb llm lsi mb ml mtls nat nlb oac oidc os ram rag"
    " rbac rcu rds rest rpo rps rto s3 sdk sla slo sns sql sqs ssh ssl ssm sso sts tb tcp tls ttl udp ui"
    " uri url uuid vpc waf wcu xml yaml".split()
)
VERBS: Final = frozenset(
    "add aggregate analyze apply assign attach authenticate authorize back batch build calculate call"
    " cancel check choose clean clear close compress compute configure connect consume convert copy"
    " count create decode decrypt define delete deploy deserialize design detect disable download drain"
    " emit enable encode encrypt ensure enforce estimate evaluate execute export extract fetch filter"
    " find follow format forward generate get grant handle hash implement import index initialize insert inspect install"
    " invoke issue join keep launch list listen load lock log make map measure merge migrate monitor mount"
    " move normalize notify open optimize optimise parse partition plan poll prepare print pull prevent process"
    " propagate protect provision publish push put query queue read receive record redact refresh"
    " register reject release remove rename render replace replicate request resize resolve restart restore"
    " retrieve retry return reuse revert revoke rotate route run save scale scan schedule search select send"
    " serialize serve set shard show shut sign sort split start stop store stream subscribe summarize tag"
    " test throttle trace track train transform trigger tune unsubscribe update upload upsert use"
    " validate verify wait warm watch wrap write".split()
)
"""English verbs with which a comment says what code does."""


def humanise(name: str) -> str:
    """Turn a snake_case or camelCase identifier into words; any other name stays as it is."""
    if not _IDENTIFIER.match(name):
        return name
    bare = name.removeprefix("self.").removeprefix("this.").strip("_")
    words = [word for part in bare.split("_") for word in _CAMEL.split(part)]
    return " ".join(_word(word) for word in words if word)


def _word(word: str) -> str:
    return word.upper() if word.lower() in _ACRONYMS else word.lower()


def is_identifier(name: str) -> bool:
    """Tell whether a key is an attribute's name rather than the name of a thing."""
    return bool(_IDENTIFIER.match(name))


def begins_with_verb(words: str) -> bool:
    """Tell whether an English comment says what to do: `Launch an EC2 instance`."""
    first, _, rest = words.partition(" ")
    return first.lower() in VERBS and not _COMPOUND.search(rest)
