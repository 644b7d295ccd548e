"""Templates: the user's own folder first, then the shipped one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from deckgen import shipped
from deckgen.diagnostics import Diagnostic

FALLBACK_LANGUAGE: Final = "und"
_TITLE_WORD: Final = re.compile(r"(?<![\w<&/-])[A-ZА-ЯЁ][a-zа-яё]+\b")
_LOWERABLE: Final = re.compile(r"^(?:<[^>]+>)*(?P<first>[^\W\d_])(?=[a-zа-яё]|\s)")


class DeckTemplateError(Exception):
    """A template that cannot be used: where, and why."""

    def __init__(self, path: str, line: int, message: str, *, code: str = "E601") -> None:
        super().__init__(message)
        self.path = path
        self.line = line
        self.code = code

    def diagnostic(self) -> Diagnostic:
        """Give the problem as a finding."""
        return Diagnostic(self.path, self.line, self.code, str(self))

    def on_card(self, place: str) -> DeckTemplateError:
        """Say for which card the template was filled."""
        message = f"{self} (for the card at {place})"
        return DeckTemplateError(self.path, self.line, message, code=self.code)


class Templates:
    """All templates of a build. Raises `DeckTemplateError` where one cannot be used."""

    def __init__(self, own: Path | None) -> None:
        folders = [folder for folder in (own, shipped.folder("templates")) if folder is not None]
        self.folders = folders
        loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
        self.pages = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self.pages.filters["plural"] = plural
        self.pages.filters["lower_first"] = lower_first
        self.pages.filters["lower_words"] = lower_words
        self.anki = Environment(
            loader=loader, autoescape=False, undefined=StrictUndefined,  # noqa: S701
            variable_start_string="[[", variable_end_string="]]",
            block_start_string="[%", block_end_string="%]",
            comment_start_string="[#", comment_end_string="#]",
        )  # fmt: skip
        self.names = [name for name in loader.list_templates() if "/." not in name]
        self._compiled: dict[str, Template] = {}

    def phrase(self, language: str, pattern: str, *values: object) -> Markup:
        """Fill one phrase of a language: a macro of `questions/<language>.jinja`."""
        name = f"questions/{self.language(language)}.jinja"
        try:
            return Markup(self._macro(name, pattern)(*values).strip())  # noqa: S704
        except Exception as error:  # a template may raise anything
            raise self.problem(name, error) from error

    def _macro(self, name: str, pattern: str) -> Callable[..., str]:
        macro: Callable[..., str] | None = getattr(self._template(name).module, pattern, None)
        if macro is None:
            raise UndefinedError(f"there is no macro '{pattern}'")
        return macro

    def language(self, language: str) -> str:
        """Find the phrases to use for a language tag such as `en-GB`."""
        short = language.split("-", maxsplit=1)[0]
        known = any((folder / "questions" / f"{short}.jinja").is_file() for folder in self.folders)
        return short if known else FALLBACK_LANGUAGE

    def answer(self, name: str, **values: object) -> Markup:
        """Fill the template of one kind of answer: `answers/<name>.html`."""
        return Markup(self.page(f"answers/{name}.html", **values).strip())  # noqa: S704

    def page(self, name: str, **values: object) -> str:
        """Fill a template."""
        try:
            return self._template(name).render(values)
        except Exception as error:  # a template may raise anything
            raise self.problem(name, error) from error

    def side(self, name: str, **values: object) -> str:
        """Fill deckgen's values into a side of a card, which Anki fills on the device."""
        try:
            return self.anki.get_template(name).render(values).strip()
        except Exception as error:  # a template may raise anything
            raise self.problem(name, error) from error

    def files(self, pattern: str) -> list[str]:
        """List the templates whose names match a pattern of `fnmatch`."""
        return [name for name in self.names if fnmatchcase(name, pattern)]

    def source(self, name: str) -> str:
        """Read a template's text without filling it."""
        assert self.pages.loader is not None
        try:
            return self.pages.loader.get_source(self.pages, name)[0]
        except Exception as error:  # a file may be anything
            raise self.problem(name, error) from error

    def place_of(self, name: str) -> str:
        """Say which file or folder of that name is in force."""
        return next((str(f / name) for f in self.folders if (f / name).exists()), name)

    def _template(self, name: str) -> Template:
        if name not in self._compiled:
            self._compiled[name] = self.pages.get_template(name)
        return self._compiled[name]

    def problem(self, name: str, error: Exception) -> DeckTemplateError:
        """Say which file, which line and what is wrong with a template."""
        if isinstance(error, TemplateSyntaxError):
            return DeckTemplateError(error.filename or name, error.lineno, error.message or "")
        if isinstance(error, RecursionError):
            error = error.with_traceback(None)
        path, line = self._line_of(error) or (self.place_of(name), _line_said(str(error)))
        own = isinstance(error, (TemplateError, tomllib.TOMLDecodeError))
        message = str(error) if own else f"{type(error).__name__}: {error}"
        return DeckTemplateError(path, line, message)

    def _line_of(self, error: Exception) -> tuple[str, int] | None:
        """Find the innermost line of a template that an error passed through."""
        place = None
        trace = error.__traceback__
        while trace is not None:
            path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")
            if any(Path(path).is_relative_to(folder) for folder in self.folders):
                place = path, compiled.get_corresponding_lineno(line) if compiled else line
            trace = trace.tb_next
        return place


def _line_said(message: str) -> int:
    """Read the line out of a message such as `Invalid value (at line 3, column 8)`."""
    found = re.search(r"\bat line (\d+)", message)
    return int(found[1]) if found else 1


def plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the form a Slavic noun takes after a number."""
    if count % 10 == 1 and count % 100 != 11:
        return one
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return few
    return many


def lower_words(words: Markup) -> Markup:
    """Write the words of a title small, but not names such as `S3` or `DynamoDB`."""
    return Markup(_TITLE_WORD.sub(lambda found: found[0].lower(), words))  # noqa: S704


def lower_first(words: Markup) -> Markup:
    """Write a phrase's first word small, unless it is a name such as `S3` or `API`."""
    match = _LOWERABLE.match(words)
    if match is None:
        return words
    at = match.start("first")
    return Markup(words[:at]) + Markup(words[at].lower()) + Markup(words[at + 1 :])  # noqa: S704


def own_folder(root: Path, names: Sequence[str] = ("templates",)) -> Path | None:
    """Find a project's own templates: beside its sources, or in them."""
    for name in names:
        for folder in (root / name, root.parent / name):
            if folder.is_dir() and (folder / "style.css").exists() | any(
                (folder / part).is_dir()
                for part in ("answers", "questions", "notetypes", "preview")
            ):
                return folder
    return None
