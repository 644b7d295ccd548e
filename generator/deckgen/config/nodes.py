"""YAML as nodes: every complaint knows its line, and nothing is constructed from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from deckgen.diagnostics import Diagnostic

_LANGUAGE: Final = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")


class NodeReader:
    """Reads typed values from YAML nodes and collects what is wrong with them."""

    def __init__(self, path: str, line_offset: int) -> None:
        self.path = path
        self.line_offset = line_offset
        self.diagnostics: list[Diagnostic] = []

    def report(self, line: int, code: str, message: str) -> None:
        """Note a finding."""
        self.diagnostics.append(Diagnostic(self.path, line, code, message))

    def problem(self, node: yaml.Node, code: str, message: str) -> None:
        """Note a finding at a node."""
        self.report(node.start_mark.line + 1 + self.line_offset, code, message)

    def compose(self, text: str) -> yaml.Node | None:
        """Parse YAML into nodes; None where it is empty or broken, with a finding."""
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = (mark.line if mark else 0) + 1 + self.line_offset
            self.report(
                line, "E201", f"not valid YAML: {error.problem or error.context}; fix this line"
            )
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            reason = str(error).split("\n")[0] or "nested too deeply"
            self.report(1 + self.line_offset, "E201", f"not valid YAML: {reason}")
        return None

    def mapping(self, node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Yield the pairs of a mapping whose keys are words."""
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, "E201", "expected 'key: value' lines here")
            return
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, value
            else:
                self.problem(key, "E201", "a key must be a single word")

    def text(self, key: str, node: yaml.Node) -> str:
        """Read a text, on one line."""
        if isinstance(node, yaml.ScalarNode):
            return " ".join(str(node.value).split())
        self.problem(node, "E202", f"'{key}' must be a text")
        return ""

    def texts(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        """Read a list of texts, or one text with commas between them."""
        if isinstance(node, yaml.ScalarNode) and not node.tag.endswith((":int", ":float", ":bool")):
            return tuple(part.strip() for part in str(node.value).split(",") if part.strip())
        if isinstance(node, yaml.SequenceNode):
            return tuple(text for child in node.value if (text := self.text(key, child)))
        self.problem(node, "E202", f"'{key}' must be a list of texts")
        return ()

    def boolean(self, key: str, node: yaml.Node) -> bool:
        """Read true or false."""
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":bool"):
            return str(node.value).lower() in {"true", "yes", "on"}
        self.problem(node, "E202", f"'{key}' must be true or false")
        return False

    def language(self, key: str, node: yaml.Node) -> str:
        """Read a language tag, in lower case."""
        language = self.text(key, node)
        if language and not _LANGUAGE.match(language):
            self.problem(node, "E202", f"'{language}' is no language tag such as en or ru")
            return ""
        return language.lower()

    def choice(self, key: str, node: yaml.Node, choices: tuple[str, ...]) -> str:
        """Read one of a few words, in lower case."""
        value = self.text(key, node).lower()
        if value and value not in choices:
            known = ", ".join(choices)
            self.problem(node, "E202", f"unknown {key} '{value}'; known are {known}")
            return ""
        return value
