"""The languages whose joints are known: their tree-sitter grammars and the names of nodes.

A grammar reads incomplete code (`...`, a missing brace) as far as it can and keeps comments,
which is what notes need; a language's own parser does neither.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from typing import Final

from tree_sitter import Language, Parser


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language names its nodes.

    `flows` hold statements one after the other and are looked into; `wrappers` only decorate
    the definition inside them; `bodies` are what a definition holds.
    """

    module: str
    entry: str
    flows: frozenset[str]
    imports: frozenset[str]
    functions: frozenset[str]
    types: frozenset[str]
    bodies: frozenset[str]
    wrappers: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    assignments: frozenset[str] = frozenset()
    mappings: frozenset[str] = frozenset()
    sequences: frozenset[str] = frozenset()


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PYTHON: Final = Grammar(
    "tree_sitter_python", "language",
    flows=_names("module block"),
    imports=_names("import_statement import_from_statement future_import_statement"),
    functions=_names("function_definition"),
    types=_names("class_definition"),
    bodies=_names("block"),
    wrappers=_names("decorated_definition"),
    pairs=_names("pair"),
    assignments=_names("expression_statement assignment return_statement"),
    mappings=_names("dictionary"),
    sequences=_names("list tuple set"),
)  # fmt: skip
_TYPESCRIPT: Final = Grammar(
    "tree_sitter_typescript", "language_tsx",
    flows=_names("program statement_block class_body"),
    imports=_names("import_statement"),
    functions=_names("function_declaration generator_function_declaration method_definition"
                     " function_signature"),
    types=_names("class_declaration abstract_class_declaration interface_declaration"
                 " type_alias_declaration enum_declaration"),
    bodies=_names("statement_block class_body interface_body object_type enum_body"),
    wrappers=_names("export_statement ambient_declaration"),
    pairs=_names("pair"),
    assignments=_names("lexical_declaration variable_declaration variable_declarator"
                       " expression_statement assignment_expression return_statement"
                       " public_field_definition"),
    mappings=_names("object"),
    sequences=_names("array"),
)  # fmt: skip
_JAVA: Final = Grammar(
    "tree_sitter_java", "language",
    flows=_names("program block class_body constructor_body"),
    imports=_names("import_declaration package_declaration"),
    functions=_names("method_declaration constructor_declaration"),
    types=_names("class_declaration interface_declaration enum_declaration record_declaration"
                 " annotation_type_declaration"),
    bodies=_names("block class_body constructor_body interface_body enum_body"),
    assignments=_names("local_variable_declaration field_declaration variable_declarator"),
)  # fmt: skip
_GO: Final = Grammar(
    "tree_sitter_go", "language",
    flows=_names("source_file block statement_list"),
    imports=_names("import_declaration package_clause"),
    functions=_names("function_declaration method_declaration"),
    types=_names("type_declaration"),
    bodies=_names("block"),
    assignments=_names("const_declaration var_declaration short_var_declaration"),
)  # fmt: skip
_BASH: Final = Grammar(
    "tree_sitter_bash", "language",
    flows=_names("program compound_statement"),
    imports=frozenset(),
    functions=_names("function_definition"),
    types=frozenset(),
    bodies=_names("compound_statement"),
)  # fmt: skip
_YAML: Final = Grammar(
    "tree_sitter_yaml", "language",
    flows=_names("stream document block_node block_mapping"),
    imports=frozenset(),
    functions=frozenset(),
    types=frozenset(),
    bodies=_names("block_node block_mapping block_sequence"),
    pairs=_names("block_mapping_pair flow_pair"),
    mappings=_names("block_mapping flow_mapping"),
    sequences=_names("block_sequence flow_sequence"),
)  # fmt: skip
_JSON: Final = Grammar(
    "tree_sitter_json", "language",
    flows=_names("document object"),
    imports=frozenset(),
    functions=frozenset(),
    types=frozenset(),
    bodies=_names("object array"),
    pairs=_names("pair"),
    mappings=_names("object"),
    sequences=_names("array"),
)  # fmt: skip
_HCL: Final = Grammar(
    "tree_sitter_hcl", "language",
    flows=_names("config_file body"),
    imports=frozenset(),
    functions=frozenset(),
    types=_names("block"),
    bodies=_names("body"),
    pairs=_names("attribute"),
)  # fmt: skip

_GRAMMARS: Final = {
    "bash": _BASH, "go": _GO, "hcl": _HCL, "java": _JAVA, "json": _JSON, "python": _PYTHON,
    "typescript": _TYPESCRIPT, "javascript": _TYPESCRIPT, "yaml": _YAML,
}  # fmt: skip

_ALIASES: Final = {
    "py": "python", "python3": "python", "py3": "python", "ts": "typescript", "tsx": "typescript",
    "js": "javascript", "jsx": "javascript", "node": "javascript", "mjs": "javascript",
    "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash", "shell-session": "bash",
    "terminal": "bash", "golang": "go", "yml": "yaml", "json5": "json", "jsonc": "json",
    "tf": "hcl", "terraform": "hcl", "c++": "cpp", "c#": "csharp", "cs": "csharp",
    "rs": "rust", "rb": "ruby", "kt": "kotlin", "md": "markdown", "psql": "sql",
    "postgresql": "sql", "mysql": "sql", "plsql": "sql", "dockerfile": "docker",
}  # fmt: skip

DATA_LANGUAGES: Final = frozenset({"yaml", "json", "hcl", "toml", "ini", "xml"})
"""Languages whose text is settings rather than steps."""


def language_name(info: str) -> str:
    """Normalise a fence's info string (`py title="x"`, `{.ts}`) to a language's name."""
    word = info.strip().split()[0] if info.strip() else ""
    word = word.strip("{}.,").split(",")[0].split(":")[0].lower()
    return _ALIASES.get(word, word)


def grammar_of(language: str) -> Grammar | None:
    """Find the grammar of a normalised language name."""
    return _GRAMMARS.get(language)


@cache
def parser_of(language: str) -> Parser:
    """Load the parser of a language that has a grammar."""
    grammar = _GRAMMARS[language]
    module = importlib.import_module(grammar.module)
    return Parser(Language(getattr(module, grammar.entry)()))
