"""What people set: `deckgen.yaml` beside the sources, front matter atop each of them.

YAML is read as nodes, so every complaint knows its line and nothing is constructed from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml

from deckgen.config.nodes import NodeReader
from deckgen.diagnostics import Diagnostic
from deckgen.model import FrontMatter

FILE_NAME: Final = "deckgen.yaml"
_KEY: Final = re.compile(r"^[a-z0-9][a-z0-9_-]*$")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of difficulty: its key in tags and options, its title in deck names."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class LevelRule:
    """Words that put an item on a level, and the sentence that says why."""

    level: str
    words: tuple[str, ...]
    reason: str


SCALE_RULE: Final = LevelRule(
    "l7",
    (
        "multi-region", "cross-region", "multi-account", "organization-wide", "organisation-wide",
        "at organization scale", "cell-based", "blast radius", "active-active", "global tables",
        "platform strategy", "million writes per second", "billion events", "data residency",
        "мультирегион", "межрегиональн", "кросс-региональн",
    ),
    "its words are about more than one region, cell or organisation",
)  # fmt: skip
"""The rule every project starts with: designs beyond one service are principal level."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's settings; the defaults are what a project without a file gets."""

    deck: str = ""
    levels: tuple[Level, ...] = (Level("l6", "L6"), Level("l7", "L7"))
    default_level: str = "l6"
    marks: tuple[tuple[str, str], ...] = (("🟢", "l6"), ("🟡", "l6"), ("🟠", "l7"), ("🔴", "l7"))
    rules: tuple[LevelRule, ...] = (SCALE_RULE,)
    topics: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def level_keys(self) -> tuple[str, ...]:
        """The levels' keys, lowest first."""
        return tuple(level.key for level in self.levels)


def read_settings(path: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read a settings file; what is missing or wrong in it keeps its default."""
    reader = _SettingsReader(str(path), 0)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        reader.report(1, "E103", f"not UTF-8 at byte {error.start}; save the file as UTF-8")
        return Settings(), tuple(reader.diagnostics)
    except OSError as error:
        reader.report(1, "E102", f"cannot be read: {error.strerror}")
        return Settings(), tuple(reader.diagnostics)
    settings = _settings(reader, text)
    return settings, tuple(reader.diagnostics)


def read_front_matter(
    path: str, text: str, settings: Settings
) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Read a document's front matter. Keys of other tools (`date`, `aliases` …) are ignored."""
    reader = NodeReader(path, 1)
    front_matter = FrontMatter()
    for key, node in reader.mapping(reader.compose(text)):
        name = key.value
        match name:
            case "deck":
                front_matter = replace(front_matter, deck=reader.text(name, node))
            case "title":
                front_matter = replace(front_matter, title=reader.text(name, node))
            case "topic":
                front_matter = replace(front_matter, topic=reader.text(name, node))
            case "tags":
                front_matter = replace(front_matter, tags=reader.texts(name, node))
            case "level":
                level = reader.choice(name, node, settings.level_keys())
                front_matter = replace(front_matter, level=level)
            case "language" | "lang":
                front_matter = replace(front_matter, language=reader.language(name, node))
            case "skip":
                front_matter = replace(front_matter, skip=reader.boolean(name, node))
    return front_matter, tuple(reader.diagnostics)


def _settings(reader: _SettingsReader, text: str) -> Settings:
    """Read settings; the levels come first, because others name them."""
    pairs = dict(reader.settings(text))
    levels = tuple(level for node in pairs.get("levels", ()) for level in reader.levels(node))
    settings = Settings(levels=levels) if levels else Settings()
    keys = settings.level_keys()
    readers: dict[str, Callable[[yaml.Node], dict[str, Any]]] = {
        "deck": lambda node: {"deck": reader.text("deck", node)},
        "default_level": lambda node: {"default_level": reader.choice("default_level", node, keys)},
        "marks": lambda node: {"marks": reader.marks(node, keys)},
        "rules": lambda node: {"rules": (*reader.rules(node, keys), SCALE_RULE)},
        "topics": lambda node: {"topics": reader.topics(node)},
    }
    for key, nodes in pairs.items():
        for node in nodes:
            if key in readers:
                settings = replace(settings, **readers[key](node))
    return _within(settings)


def with_known_topics(settings: Settings) -> Settings:
    """Add the topics that every project knows behind the project's own."""
    reader = _SettingsReader("topics.yaml", 0)
    text = Path(__file__).with_name("topics.yaml").read_text(encoding="utf-8")
    known = reader.compose(text)
    assert known is not None
    return replace(settings, topics=(*settings.topics, *reader.topics(known)))


def _within(settings: Settings) -> Settings:
    """Drop marks, rules and a default for levels that the project does not have."""
    keys = settings.level_keys()
    return replace(
        settings,
        default_level=settings.default_level if settings.default_level in keys else keys[0],
        marks=tuple((mark, level) for mark, level in settings.marks if level in keys),
        rules=tuple(rule for rule in settings.rules if rule.level in keys),
    )


class _SettingsReader(NodeReader):
    """Reads the settings that have a shape of their own."""

    def settings(self, text: str) -> Iterator[tuple[str, list[yaml.Node]]]:
        """Yield each known setting with its nodes; the last one wins where a key repeats."""
        known = ("levels", "deck", "default_level", "marks", "rules", "topics")
        found: dict[str, list[yaml.Node]] = {}
        for key, node in self.mapping(self.compose(text)):
            if key.value in known:
                found.setdefault(key.value, []).append(node)
            else:
                names = ", ".join(known)
                self.problem(key, "E203", f"'{key.value}' is no setting; known are {names}")
        yield from found.items()

    def levels(self, node: yaml.Node) -> tuple[Level, ...]:
        levels = tuple(
            Level(name.value, self.text(name.value, title) or name.value.upper())
            for name, title in self.mapping(node)
            if self.is_key(name)
        )
        if not levels:
            self.problem(node, "E202", "'levels' must name at least one level, lowest first")
        return levels

    def is_key(self, name: yaml.ScalarNode) -> bool:
        if _KEY.match(name.value):
            return True
        self.problem(name, "E202", f"'{name.value}' must be lower-case letters, digits, - or _")
        return False

    def marks(self, node: yaml.Node, levels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        pairs = (
            (key.value, self.choice(key.value, value, levels)) for key, value in self.mapping(node)
        )
        return tuple((mark, level) for mark, level in pairs if level)

    def rules(self, node: yaml.Node, levels: tuple[str, ...]) -> tuple[LevelRule, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.problem(node, "E202", "'rules' must be a list of rules")
            return ()
        found = (self.rule(child, levels) for child in node.value)
        return tuple(rule for rule in found if rule is not None)

    def rule(self, node: yaml.Node, levels: tuple[str, ...]) -> LevelRule | None:
        level = reason = ""
        words: tuple[str, ...] = ()
        for key, value in self.mapping(node):
            match key.value:
                case "level":
                    level = self.choice(key.value, value, levels)
                case "words":
                    words = self.texts(key.value, value)
                case "because":
                    reason = self.text(key.value, value)
                case _:
                    self.problem(key, "E203", "a rule has the keys level, words and because")
        if not level or not words:
            self.problem(node, "E202", "a rule needs a level and a list of words")
            return None
        return LevelRule(level, words, reason or "a rule of the project names its words")

    def topics(self, node: yaml.Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(
            (key.value, self.texts(key.value, value))
            for key, value in self.mapping(node)
            if self.is_topic(key)
        )

    def is_topic(self, key: yaml.ScalarNode) -> bool:
        if all(_KEY.match(part) for part in key.value.split("::")):
            return True
        self.problem(key, "E202", f"'{key.value}' must be lower-case words joined by - or ::")
        return False
