"""What labels look like that are asked in a way of their own: activities, levers, events, plans.

Each pattern tells what a label names; what is asked of it is chosen in `phrasing`.
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
"""How a label begins that cannot be a thing's property in a sentence."""

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
