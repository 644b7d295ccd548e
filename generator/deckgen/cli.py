"""The command line: options to pipeline calls, diagnostics printed, exit code."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from deckgen import __version__

if TYPE_CHECKING:
    from deckgen.model import Card
    from deckgen.pipeline import Compiled
    from deckgen.read import Place

_PATHS = click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=False)
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
_LEDGER = click.option(
    "--ledger",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep identities here instead of in deckgen.lock beside the sources.",
)
_RECURSION = 20_000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="deckgen")
def main() -> None:
    """Compile interview notes in Markdown, as they are written, into Anki decks.

    PATH is a folder or a file; without one, the project's sources/ are taken.
    """
    sys.setrecursionlimit(_RECURSION)  # notes may be nested hundreds of levels deep


@main.command()
@_PATHS
@click.option(
    "--level", default="all", metavar="l6|l7|all", help="Write only this level's package."
)
@click.option("--cumulative", is_flag=True, help="Put the cards of lower levels in as well.")
@click.option(
    "--out",
    default="build",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the packages here.  [default: build]",
)
@click.option(
    "--locked", is_flag=True, help="Fail where the ledger would change, as for a build in CI."
)
@_LEDGER
@_JSON
def build(  # noqa: PLR0913  (one parameter an option)
    paths: tuple[Path, ...],
    level: str,
    out: Path,
    ledger: Path | None,
    *,
    cumulative: bool,
    locked: bool,
    as_json: bool,
) -> None:
    r"""Build a package a level: <deck>-l6.apkg, <deck>-l7.apkg.

    \b
    Examples:
      deckgen build
      deckgen build notes/ --level l7 --out ~/decks
    """
    from deckgen import (  # noqa: PLC0415  (imported by the commands that need them)
        changes,
        pipeline,
        report,
        report_changes,
    )

    compiled = _compile(paths, ledger, out)
    levels = _levels(compiled, level)
    diagnostics = list(compiled.diagnostics)
    written: tuple[pipeline.Written, ...] = ()
    if not _failed(compiled):
        written, found = pipeline.build(
            compiled, levels, out, int(time.time()), cumulative=cumulative, locked=locked
        )
        diagnostics.extend(found)
    if as_json:
        counts = changes.changes_of(compiled).counts()
        result = report.build_json(compiled, written, diagnostics)
        report.print_json(result | {"changes": counts})
    else:
        report.print_diagnostics(diagnostics)
        if written:
            report.print_build(compiled, written)
            report_changes.print_summary(changes.changes_of(compiled))
    _exit(failed=not written)


@main.command()
@_PATHS
@_LEDGER
@_JSON
def check(paths: tuple[Path, ...], ledger: Path | None, *, as_json: bool) -> None:
    r"""Report what is wrong, and what became of every block; write nothing.

    \b
    Examples:
      deckgen check notes/system-design.md
      deckgen check --json
    """
    from deckgen import advise, report  # noqa: PLC0415

    compiled = _compile(paths, ledger)
    found = (*compiled.diagnostics, *advise.advise(compiled.documents, compiled.cards))
    if as_json:
        diagnostics = report.diagnostics_json(found)
        report.print_json({"diagnostics": diagnostics, "documents": report.account_json(compiled)})
    else:
        report.print_diagnostics(found)
        report.print_account(compiled)
    _exit(failed=_failed(compiled))


@main.command()
@_PATHS
@click.option(
    "--out",
    default="build",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Compare with the packages built here.  [default: build]",
)
@_LEDGER
@_JSON
def diff(paths: tuple[Path, ...], out: Path, ledger: Path | None, *, as_json: bool) -> None:
    r"""Say what the next import will do: added, changed, moved, retired notes; write nothing.

    \b
    Examples:
      deckgen diff
      deckgen diff notes/ --out ~/decks --json
    """
    from deckgen import changes, published, report, report_changes  # noqa: PLC0415

    compiled = _compile(paths, ledger, out)
    found, old = changes.changes_of(compiled), published.fields_in(out)
    if as_json:
        diagnostics = report.diagnostics_json(compiled.diagnostics)
        result = {} if _failed(compiled) else report_changes.changes_json(found, old)
        report.print_json(result | {"diagnostics": diagnostics})
    else:
        report.print_diagnostics(compiled.diagnostics)
        if not _failed(compiled):
            report_changes.print_changes(found, old)
    _exit(failed=_failed(compiled))


@main.command(name="list")
@_PATHS
@click.option("--level", metavar="LEVEL", help="Only items of this level.")
@click.option("--kind", metavar="KIND", help="Only items of this kind, such as table or code.")
@click.option("--tag", metavar="TAG", help="Only items with this tag or one below it.")
@_LEDGER
@_JSON
def list_(  # noqa: PLR0913  (one parameter an option)
    paths: tuple[Path, ...],
    level: str | None,
    kind: str | None,
    tag: str | None,
    ledger: Path | None,
    *,
    as_json: bool,
) -> None:
    r"""List the items with their level and its evidence, kind, tags and origin.

    \b
    Examples:
      deckgen list --level l7
      deckgen list notes/ --kind table --json
    """
    from deckgen import report  # noqa: PLC0415

    compiled = _compile(paths, ledger)
    if level is not None:
        _levels(compiled, level)
    cards = [card for card in compiled.cards if _wanted(card, level, kind, tag)]
    if as_json:
        report.print_json([report.card_json(card) for card in cards])
    else:
        report.print_cards(cards)
    report.print_diagnostics(compiled.diagnostics)
    _exit(failed=_failed(compiled))


def _compile(paths: tuple[Path, ...], ledger: Path | None, out: Path | None = None) -> Compiled:
    from deckgen import pipeline  # noqa: PLC0415

    return pipeline.compile_(paths or (_default_path(),), ledger, out, _progress)


def _default_path() -> Path:
    """Take the project's sources, or the shipped ones where there is no project."""
    from deckgen import shipped  # noqa: PLC0415

    own = Path("sources")
    return own if own.is_dir() else shipped.folder("sources")


def _progress(places: Sequence[Place]) -> Sequence[Place]:
    """Show a bar for long work on a terminal; nothing in a pipe."""
    if len(places) < 2 or not sys.stderr.isatty():
        return places
    from rich.progress import track  # noqa: PLC0415

    from deckgen import report  # noqa: PLC0415

    bar = track(places, "reading", console=report.console(stderr=True), transient=True)
    return list(bar)


def _levels(compiled: Compiled, level: str) -> tuple[str, ...]:
    keys = compiled.settings.level_keys()
    if level.lower() == "all":
        return keys
    if level.lower() not in keys:
        known = ", ".join((*keys, "all"))
        raise click.BadParameter(f"'{level}' is no level; known are {known}", param_hint="--level")
    return (level.lower(),)


def _wanted(card: Card, level: str | None, kind: str | None, tag: str | None) -> bool:
    item = card.item
    return (
        (level is None or level.lower() in ("all", item.level))
        and (kind is None or kind.lower() == item.kind)
        and (tag is None or any(t == tag or t.startswith(f"{tag}::") for t in item.tags))
    )


def _failed(compiled: Compiled) -> bool:
    from deckgen.diagnostics import has_errors  # noqa: PLC0415

    return has_errors(compiled.diagnostics)


def _exit(*, failed: bool) -> NoReturn:
    sys.exit(1 if failed else 0)
