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
    from deckgen.diagnostics import Diagnostic
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
_LEVEL = click.option(
    "--level", default="all", metavar="l6|l7|all", help="Only this level's cards."
)
_OUT = click.option(
    "--out",
    default="build",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write here.  [default: build]",
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
@_LEVEL
@click.option("--cumulative", is_flag=True, help="Put the cards of lower levels in as well.")
@_OUT
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
    """Build a package a level: <deck>-l6.apkg, <deck>-l7.apkg.

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
    """Report what is wrong, and what became of every block; write nothing.

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
    """Say what the next import will do: added, changed, moved, retired notes; write nothing.

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
    """List the items with their level and its evidence, kind, tags and origin.

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


@main.command()
@_PATHS
@_LEVEL
@_OUT
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@click.option("--watch", is_flag=True, help="Stay, rebuild on every change, and reload the page.")
def preview(paths: tuple[Path, ...], level: str, out: Path, *, no_open: bool, watch: bool) -> None:
    """Write every card and the account of every line into one page to look at.

    \b
    Examples:
      deckgen preview
      deckgen preview notes/ --level l7 --watch
    """
    from deckgen import preview as pages  # noqa: PLC0415
    from deckgen import report  # noqa: PLC0415
    from deckgen.diagnostics import has_errors  # noqa: PLC0415

    def make(version: int = 0) -> tuple[Path | None, Sequence[Diagnostic]]:
        compiled = _compile(paths, None, out)
        page, found = pages.write(compiled, _levels(compiled, level), out, version)
        diagnostics = (*compiled.diagnostics, *found)
        report.print_diagnostics(diagnostics)
        return page, diagnostics

    def show(place: str) -> None:
        click.echo(place)
        if not no_open:
            click.launch(place)

    if watch:
        from deckgen.preview.watch import watch_files  # noqa: PLC0415

        watch_files(paths or (_default_path(),), out, make, show)
        _exit(failed=False)
    page, diagnostics = make()
    if page is not None:
        show(str(page))
    _exit(failed=has_errors(diagnostics))


@main.command()
@click.option("--copy", metavar="NAME", help="Copy this template into the project's own.")
@click.option(
    "--to",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Copy into this folder.  [default: the project's templates/]",
)
def templates(copy: str | None, to: Path | None) -> None:
    """List the templates, and copy one out to change the look or the words of cards.

    \b
    Examples:
      deckgen templates
      deckgen templates --copy style.css
    """
    from deckgen import report, themes  # noqa: PLC0415
    from deckgen.read import root_of  # noqa: PLC0415

    root = root_of(Path("sources") if Path("sources").is_dir() else Path())
    known = themes.themes(root)
    if copy is None:
        report.print_themes(known)
        _exit(failed=False)
    if copy not in {theme.name for theme in known}:
        names = ", ".join(theme.name for theme in known)
        raise click.BadParameter(f"'{copy}' is no template; known are {names}", param_hint="--copy")
    path, found = themes.copy(copy, to or themes.place_of(root))
    report.print_diagnostics(found)
    if not found:
        click.echo(path)
    _exit(failed=bool(found))


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
