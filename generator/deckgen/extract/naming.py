"""Names of code as words: `launchInstance` is "launch instance", `use_case` is "use case"."""

from __future__ import annotations

import re
from typing import Final

from deckgen.inline import Inline, join, plain

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?<![KMGT]i)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_IDENTIFIER: Final = re.compile(
    r"^(?:self\.|this\.)?_*[a-z][a-z0-9]*(?:_[a-z0-9]+)*$|^[a-z][a-zA-Z0-9]*$"
)
_COMPOUND: Final = re.compile(
    r"^(?:replicas?|templates?)$|^\w+ (?:configuration|config|policy|strategy|settings?|setup|design|patterns?|optimi[sz]ation|integration|replicas?|template|calculation|estimation|sizing)(?: for .*)?$|^(?:calculation|sizing)\b",
    re.IGNORECASE,
)
"""What follows a noun that could be a verb: `read replica configuration`."""
_ACRONYMS: Final = frozenset(
    "acl acm aes ai alb ami amqp ann api arn asg aws az bm25 cdn cli cni cors cpu crud csi csrf css csv dax db dlq dns dr ebs"
    " ec2 ecs efa efs eks elb elt emr eni etl fifo ftp gb gdpr gpu grpc gsi hdd hipaa hmac hnsw hpa hpc html http https ia"
    " iam id io iops ip iso json jwt kb kms knn lb llm lsi mb mfa ml mqtt mtls mtu nat nfs nlb nlp nvme oac ocr oidc olap"
    " oltp os pci pdf pii pitr posix qps rag raid ram rbac rcu rds rest rpo rps rsa rto s3 sdk sftp sha sla slo smb sns"
    " sql sqs ssd ssh ssl ssm sso sts tb tcp tls tps ttl udp ui uri url utc uuid vpc waf wcu xml yaml".split()
)
_PROPER: Final = {
    name.lower(): name
    for name in "Athena Aurora Bedrock Cassandra CloudFormation CloudFront CloudTrail CloudWatch Cognito Datadog Docker DynamoDB"
    " ElastiCache Elasticsearch EventBridge Fargate FastAPI GitHub Grafana GraphQL gRPC Kafka Kinesis Kubernetes LangChain"
    " Lambda MongoDB MySQL OpenAI OpenSearch PgBouncer Postgres PostgreSQL Prometheus PyTorch RabbitMQ Redis Redshift"
    " KiB MiB GiB TiB SageMaker Snowflake TensorFlow Terraform WebSocket".split()
}
"""Products as they write themselves; in a key they stand in small letters."""

_TASK: Final = re.compile(
    r"^[A-Za-z]+ (?P<thing>(?:[\w-]+ ){0,2}?[\w-]*[a-z])(?= (?:to|from|for|with|in|into|by|on|using|via|at|of|\()|$)"
)
_NO_ARTICLE: Final = re.compile(
    r"^(?:an?|the|its|your|each|all|every|one|two|if|how|what|when|where|up|down|out|after|before|full|and|to|from|for|with|in|by|on|\d)\b|"
    r"(?:[^su]s|ss|ing|data|traffic|access|code|information|storage|memory|encryption|performance|latency|jitter|"
    r"content|text|money|state|output|input|caching|stuff|json|yaml|html|itself|them|it|again)$|\band\b|\bor\b",
    re.IGNORECASE,
)
_SPELLED: Final = re.compile(r"[AEFHILMNORSX](?:[A-Z0-9]|\b)")
"""Capitals whose names begin with a vowel: `an SQS queue`."""

VERBS: Final = frozenset(
    "access add aggregate analyze annotate apply assign attach authenticate authorize back batch bootstrap build calculate call"
    " cancel check choose clean clear close compress compute configure connect consume convert copy cordon"
    " count create decode decrypt define delete deploy describe deserialize design detect disable download drain"
    " emit enable encode encrypt ensure enforce estimate evaluate execute evict export expose extract fetch filter"
    " find follow format forward generate get grant handle hash implement import index initialize insert inspect install"
    " invoke issue join keep launch list listen load lock log make manage map measure merge migrate monitor mount"
    " move normalize notify open optimize optimise parse partition patch plan poll prepare print pull prevent process"
    " propagate protect provision publish push put query queue read receive record redact refresh"
    " register reject release remove rename render replace replicate request resize resolve restart restore"
    " retrieve retry return reuse revert revoke rollback rotate route run save scale scan schedule search secure select send"
    " serialize serve set shard show shut sign sort split start stop store stream subscribe summarize tag"
    " test throttle trace track train transform trigger troubleshoot tune unsubscribe update upgrade upload upsert use"
    " validate verify wait warm watch wrap write".split()
)
"""English verbs with which a comment says what code does."""


_NOUNS: Final = frozenset({"request", "query", "record", "queue", "stream"})
"""Verbs that name a thing where they end a task."""


def humanise(name: str) -> str:
    """Turn a snake_case or camelCase identifier into words; any other name stays as it is."""
    if not _IDENTIFIER.match(name):
        return name
    bare = name.removeprefix("self.").removeprefix("this.").strip("_")
    words = [word for part in bare.split("_") for word in _CAMEL.split(part)]
    return " ".join(_word(word) for word in words if word).replace("a b test", "A/B test")


def _word(word: str) -> str:
    lower = word.lower()
    return lower.upper() if lower in _ACRONYMS else _PROPER.get(lower, lower)


def is_identifier(name: str) -> bool:
    """Tell whether a key is an attribute's name rather than the name of a thing."""
    return bool(_IDENTIFIER.match(name))


def begins_with_verb(words: str) -> bool:
    """Tell whether an English comment says what to do: `Launch an EC2 instance`."""
    first, _, rest = words.partition(" ")
    return first.lower() in VERBS and not _COMPOUND.search(rest)


def with_article(task: Inline) -> Inline:
    """Put the article before the one thing of an English task: `upload a file to a bucket`."""
    match = _TASK.match(task.text)
    if match is None or _NO_ARTICLE.search(match["thing"]):
        return task
    thing = match["thing"]
    first, *more = thing.split()
    if more and first.islower() and first.endswith("s") and not first.endswith(("ss", "us")):
        return task
    ends = {first.lower(), thing.split()[-1].lower()} - _NOUNS
    if not ends.isdisjoint(VERBS | _ACRONYMS):
        return task
    article = "an " if thing[0].lower() in "aeiou" or _SPELLED.match(thing) else "a "
    at = match.start("thing")
    return join((task.cut(0, at).strip(), plain(article.strip()), task.cut(at)), " ")
