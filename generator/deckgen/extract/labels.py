"""What labels look like that are asked in a way of their own: activities, levers, events, plans.

Each pattern tells what a label names; what is asked of it is chosen in `fitting` and `by_heading`.
"""

from __future__ import annotations

import re
from typing import Final

GROUP: Final = re.compile(
    r"\b(?:modes|types|kinds|options|classes|models|tiers|plans|limits|properties)$", re.IGNORECASE
)
"""How a heading ends whose parts are several of one kind: none of them is a property of it."""

PROBLEM: Final = re.compile(r"^(?:the )?(?:problem|проблема)$", re.IGNORECASE)
"""What a thing was made for."""

STORY: Final = re.compile(r"\b(?:story|elevator pitch|рассказ о себе)$", re.IGNORECASE)
"""A story to be told."""

ACTIVITY: Final = re.compile(
    r"(?:\w{3}(?:[aeiou]tion|[aiu]sion|ment)|\w{2}overy|support|(?<!str)(?<!th)(?<!spr)(?<!k)ing)(?: \([^)]*\))?$"
)
"""Something done: `Tiering`, `Lifecycle management`."""

NUMBERED: Final = re.compile(
    r"\b(?:ports?|(?:status |error |exit )?codes?|versions?|numbers?|years?|layers?|порт\w*|верси\w+|год)$",
    re.IGNORECASE,
)
"""Things that are known by a number, and have no amount."""

SERVICE: Final = re.compile(
    r"(?:^|\s)(?:monitoring|logging|backups?|auditing|tracing|alerting|caching|encryption)$",
    re.IGNORECASE,
)
"""Work that a product does."""

STATE: Final = re.compile(
    r"(?:^|\s)(?:management|monitoring|configuration|duplication|logging|security)$", re.IGNORECASE
)
"""Activities of which a few words say what they are, not what comes of them."""

QUALITY: Final = re.compile(
    r"\w (?:latency|consistent|available|durable|scalable|secure|reliable)$", re.IGNORECASE
)
"""How a label ends that promises something: its few words say by what."""

ADVISING: Final = re.compile(
    r"^(?:optimi[sz]ation|recommend(?:ed|ation)s?|рекомендаци[яи])$", re.IGNORECASE
)
"""A label that only says that advice follows."""

LEVER: Final = re.compile(
    r"^(?:fewer|less|more|smaller|larger|bigger|shorter|better|faster|lower|higher|меньше|больше)\s\w",
    re.IGNORECASE,
)
"""How a label begins that names a lever: its words say how to pull it."""

PLAN: Final = re.compile(r"\b(?:design|strategy|approach|plan)(?: for \S.*)?$", re.IGNORECASE)
"""How a label ends that names what is planned."""

EVENT: Final = re.compile(r"^an? \w", re.IGNORECASE)
"""Something that may happen: `A regional outage`."""

STATEMENT: Final = re.compile(r"\w (?:is|are|has|have|does not|do not|cannot) \w")
"""A whole statement: `The topic is a global service`."""

NO_NOUN: Final = re.compile(
    r"^(?:in|on|at|for|with|by|to|if|when|where|why|how|what|before|after|your|you|we)\b|\b(?:for|when|if)$",
    re.IGNORECASE,
)
"""How a label begins or ends that cannot be a thing's property in a sentence."""

AFTERTHOUGHT: Final = re.compile(
    r"\s(?:\(.*|to \S.*|(?:applied|chosen|covered|discussion|implemented|taken|used)$)",
    re.IGNORECASE,
)
"""What follows the noun of a label: `Best practices applied`, `Highlights to emphasise`."""

COUNTED: Final = re.compile(
    r"\b(?:actions|advantages|assumptions|causes|caveats|characteristics|concerns|consequences|considerations|differences|disadvantages|"
    r"drawbacks|effects|enhancements|gotchas|guarantees|guidelines|highlights|implications|issues|lessons|limitations|notes|optimi[sz]ations|"
    r"pitfalls|recommendations|restrictions|risks|safeguards|symptoms|takeaways|tasks|tips|trade-?offs|uses|use cases)$",
    re.IGNORECASE,
)
"""How a label ends that counts what stands below it."""

SET_UP: Final = re.compile(r"\b(?:configuration|settings|setup)$", re.IGNORECASE)
"""How a label ends below which something is set up."""

OUTLINE: Final = re.compile(
    r"\b(?:architecture|structure|layout|strategy|design|pipeline|workflow|approach|model)$",
    re.IGNORECASE,
)
"""How a label ends whose points draw an outline of it."""

BENEFITS: Final = re.compile(
    r"^(?:\w+ )?(?:benefits|advantages|strengths)\b|^why$|\b(?:benefits|advantages|strengths)$",
    re.IGNORECASE,
)
"""A heading above what is good of a thing."""

DISPLAY: Final = re.compile(r"\b(?:dashboards?|charts?|reports?|panels?)$", re.IGNORECASE)
"""What shows something."""

KEEPING: Final = re.compile(
    r"\b(?:access|compliance|consistency|credentials|privacy|residency|resilience|secrets|sessions?)$",
    re.IGNORECASE,
)
"""How a label ends that names what is taken care of."""

CHOSEN: Final = re.compile(
    r"^why (?:(?:did|do|would|should) (?:you|we|i|one|they|teams|companies) |use |choose |prefer |not )|"
    r"^why \S+(?: \S+)? (?:over|instead of|rather than) |^(?:зачем|почему выбра\w+|почему использ\w+)\b",
    re.IGNORECASE,
)
"""A question that asks for the arguments of a choice."""

SHOWN: Final = re.compile(
    r"\b(?:class|data|examples?|format|interface|message|model|payload|quer(?:y|ies)|samples?|schema|script|syntax|templates?|types?)$",
    re.IGNORECASE,
)
"""How the label of code ends that is to be seen, and implements nothing."""

GROUNDS: Final = re.compile(
    r"\b(?:doesn't|does not|don't|do not|can't|cannot|won't|must|needs?|requires?|because|since|so that|нельзя|нужн\w+)\b",
    re.IGNORECASE,
)
"""What makes a remark on a value a reason for it."""

RECORD: Final = re.compile(
    r"\b(?:log(?:s|ging)?|events?|messages?|records?|payloads?|communication|entry)\b(?: (?:example|format|structure))?$|"
    r"\blogging example$",
    re.IGNORECASE,
)
"""How the label of code ends that shows a record: what is known of it are its fields."""

USE: Final = re.compile(r"^(?:typical |common )?use[- ]?cases?$", re.IGNORECASE)
"""A label above what a thing is used for."""

WAY: Final = re.compile(
    r"\b(?:fix|solution|approach|strategy|handling|logic|technique|workaround|mitigation|pattern|handler|helper)$",
    re.IGNORECASE,
)
"""How the label of code ends that says what the code is for."""

VIRTUE: Final = re.compile(
    r"^(?:high |fault |cost |performance |operational )?(?:availability|durability|efficiency|elasticity|excellence|maintainability|"
    r"observability|optimi[sz]ation|performance|reliability|resilience|scalability|security|tolerance|throughput)$",
    re.IGNORECASE,
)
"""A quality of a system to which the parts below it contribute."""

FACET: Final = re.compile(
    r"\b(?:angle|catch|caveat|challenge|goal|idea|implication|insight|intuition|lesson|limitation|mistake|note|part|point|practice|"
    r"reason|result|risk|role|rule|tip|trade-?off)(?: (?:of|for|in|to|with) \S.*)?$",
    re.IGNORECASE,
)
"""A label that names one aspect of what it stands under: `Primary challenge`, `Its role in a cluster`."""

REQUIREMENTS: Final = re.compile(
    r"^(?:(?:non-?)?functional(?: requirements)?|(?:\w+ )?requirements(?: discussed| gathering)?|clarifying questions|"
    r"assumptions|constraints|(?:функциональные |нефункциональные )?требования)$",
    re.IGNORECASE,
)
"""A heading above what a system must do."""

PRACTICES: Final = re.compile(
    r"\b(?:best practices|good practices|recommendations|guidelines|рекомендации)$", re.IGNORECASE
)
"""How a heading ends above pieces of advice."""

TOOLS: Final = re.compile(
    r"^(?:(?:popular|common|example|key) )?(?:tools|technologies|products|libraries|frameworks|software|инструменты)$",
    re.IGNORECASE,
)
"""A heading above products."""

PRODUCTS: Final = re.compile(r"^[A-Z][\w.+-]*(?: [A-Z][\w.+-]*)*(?:,| and| or) (?:and |or )?[A-Z]")
"""Words that begin with products: `Kafka, RabbitMQ for events`."""

PRODUCT: Final = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
"""How a product writes itself: `HAProxy`, `RabbitMQ`."""

CONDITION: Final = re.compile(r"^(?:if|unless|если|когда|при)\s\w", re.IGNORECASE)
"""A label that names a condition."""

FACET_RU: Final = re.compile(
    r"^(?:риск\w*|проблем[аы]|сценарий|вывод|причин[аы]|решение|особенност\w+|минус\w*|плюс\w*|суть|идея|цена|ограничени\w+)$",
    re.IGNORECASE,
)
"""A Russian label that names one aspect of what it stands under."""

FIX: Final = re.compile(
    r"^(?:fix|solution|mitigation|remedy|исправление|решение)\s*:", re.IGNORECASE
)
"""How an answer begins that says how to mend what its label names."""

OPEN: Final = re.compile(
    r"\b(?:during|by|for|when|with|in|of|to|on|from|at|if|includes?)$", re.IGNORECASE
)
"""How a label ends that its points complete."""

REQUEST: Final = re.compile(r"^(?:GET|POST|PUT|PATCH|DELETE) /")
"""A call of an HTTP API."""

ESTIMATE: Final = re.compile(
    r"\b(?:estimat\w+|calculations?|sizing|back[- ]of)\b|оценк|расч[её]т", re.IGNORECASE
)
"""A heading above figures that are worked out."""

WORKED_OUT: Final = re.compile(r"\d[^.;]{0,40}\s[=≈~]\s?[~≈$]?\d|[*×]\s?\d")
"""Words that show how a figure comes about."""

MISTAKES: Final = re.compile(
    r"\b(?:mistakes|pitfalls|anti-?patterns|gotchas|traps|ошибки|антипаттерны)$", re.IGNORECASE
)
"""How a heading ends above what is done wrong."""

REPLACING: Final = re.compile(r"^(?:instead of|rather than|вместо)\b", re.IGNORECASE)
"""What is done otherwise: `Instead of many tables`."""

DESIGN_PATTERN: Final = re.compile(r"\w pattern$", re.IGNORECASE)
"""A pattern of design by its name."""

TYPE: Final = re.compile(r"^(?:class|data class|interface|type|struct|record|enum) \w")
"""A type of a program with its name."""

COURSE: Final = re.compile(r"\b(?:steps|stages|phases|flow|process)$", re.IGNORECASE)
"""A course of things that are steps."""

WORKED: Final = re.compile(r"\b(?:calculations?|estimation|расч[её]т)$", re.IGNORECASE)
"""Something worked out."""

CHOICE: Final = re.compile(
    r"^(?:(?:how|what|which) to choose|the choice|choice|выбор|что выбрать)$", re.IGNORECASE
)
"""A label that only says that a choice follows."""

VERSUS: Final = re.compile(r"\bvs\.?\s", re.IGNORECASE)
"""Two things set against each other."""
