"""The shipped guides: their code holds, their build is clean, every card's level is the author's."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_hcl
import yaml
from markdown_it import MarkdownIt

from deckgen.pipeline import Compiled, compile_
from tests.making import ROOT

SOURCES = ROOT / "sources"
GUIDES = sorted(path.name for path in SOURCES.glob("*.md"))
TYPESCRIPT = Path(__file__).parent / "typescript"

RULES = "ASYNC,B,E7,E9,F,PLE,UP"
"""What can be wrong in a snippet: its meaning, not its layout."""

NOT_FOR_SNIPPETS = "F811"
"""A good/bad pair shows two ways under one name."""

CONTEXT = ("RULES doc_id dynamodb embedding json now random s3 s3vectors time user_id zlib").split()
"""Names that a snippet may take from its context; any other undefined name is a mistake."""

UNCHECKED = {"", "lua", "mermaid", "sql", "text"}
"""What has no checker: trees in plain fences, and languages; the build itself draws diagrams."""


@dataclass(frozen=True)
class Snippet:
    """A fenced block of a guide."""

    guide: str
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        """Where it stands."""
        return f"{self.guide}:{self.line}"


def snippets_of(guide: str) -> Iterator[Snippet]:
    for token in MarkdownIt().parse((SOURCES / guide).read_text(encoding="utf-8")):
        if token.type == "fence" and token.map:
            yield Snippet(guide, token.map[0] + 1, token.info.strip(), token.content)


SNIPPETS = [snippet for guide in GUIDES for snippet in snippets_of(guide)]


def snippets(language: str) -> list[Snippet]:
    return [snippet for snippet in SNIPPETS if snippet.language == language]


def parametrized(language: str) -> pytest.MarkDecorator:
    found = snippets(language)
    return pytest.mark.parametrize("snippet", found, ids=[snippet.name for snippet in found])


@parametrized("python")
def test_python_compiles_and_is_linted(snippet: Snippet) -> None:
    compile(snippet.text, snippet.name, "exec")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--target-version", "py311",
               "--output-format", "concise", "--select", RULES, "--ignore", NOT_FOR_SNIPPETS,
               "--config", f"builtins={json.dumps(CONTEXT)}", "-"]  # fmt: skip
    result = subprocess.run(
        command, input=snippet.text, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def compiler() -> Path:
    """The TypeScript compiler beside the SDK's types, installed where they are missing or old."""
    modules, lock = TYPESCRIPT / "node_modules", TYPESCRIPT / "package-lock.json"
    stamp = modules / ".package-lock.json"
    if not stamp.is_file() or stamp.stat().st_mtime < lock.stat().st_mtime:
        npm = shutil.which("npm")
        assert npm, (
            "npm is missing: install Node.js, the guides' TypeScript is checked with its tools"
        )
        quietly = ["--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([npm, "ci", *quietly], cwd=TYPESCRIPT, check=True)
    return modules / "typescript" / "bin" / "tsc"


def test_typescript_passes_the_compiler_against_the_real_types(
    compiler: Path, tmp_path: Path
) -> None:
    (tmp_path / "node_modules").symlink_to(TYPESCRIPT / "node_modules")
    names = []
    for snippet in snippets("typescript"):
        names.append(f"{snippet.guide.removesuffix('.md')}-{snippet.line}.ts")
        (tmp_path / names[-1]).write_text(snippet.text, encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    options = ["--noEmit", "--strict", "--moduleDetection", "force", "--types", "node,aws-lambda"]
    command = ["node", str(compiler), *options, *names]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_types_come_in_exact_versions_from_no_named_registry() -> None:
    versions = json.loads((TYPESCRIPT / "package.json").read_text())["devDependencies"].values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    assert '"resolved"' not in (TYPESCRIPT / "package-lock.json").read_text()


@parametrized("yaml")
def test_yaml_parses(snippet: Snippet) -> None:
    assert all(yaml.compose_all(snippet.text, Loader=yaml.SafeLoader))


@parametrized("json")
def test_json_parses(snippet: Snippet) -> None:
    assert json.loads(snippet.text)


@parametrized("hcl")
def test_hcl_parses(snippet: Snippet) -> None:
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
    assert not parser.parse(snippet.text.encode()).root_node.has_error


def test_every_language_of_a_guide_has_its_check() -> None:
    checked = {"python", "typescript", "yaml", "json", "hcl"}
    assert {snippet.language for snippet in SNIPPETS} == checked | UNCHECKED


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The guides, compiled as for a first build."""
    folder = tmp_path_factory.mktemp("shipped")
    return compile_([SOURCES], folder / "deckgen.lock", folder)


def test_the_build_has_no_diagnostics(shipped: Compiled) -> None:
    assert not shipped.diagnostics


def test_every_level_has_evidence_of_its_own(shipped: Compiled) -> None:
    silent = [card.item for card in shipped.cards if card.item.why.startswith("nothing says")]
    assert not [f"{item.document.source.name}:{item.span.start}" for item in silent]


def test_the_size_of_the_decks(shipped: Compiled) -> None:
    levels = Counter(card.item.level for card in shipped.cards)
    assert 700 <= levels.total() <= 1_060
    assert levels["l7"] >= 200


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_cards_of_both_levels(shipped: Compiled, guide: str) -> None:
    items = [card.item for card in shipped.cards]
    levels = {item.level for item in items if Path(item.document.source.name).name == guide}
    assert levels == {"l6", "l7"}
