"""The ledger: which text ran where, and where it is to be found."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressday.cli import display
from pressday.cli.completion import edition_names
from pressday.cli.root import Command, Commands, Json, State, app
from pressday.console import Column, one_line

if TYPE_CHECKING:
    from pressday import Appearance, Known


class _Listing(Commands):
    """A group that lists when no command is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - private to Typer
        """Read the words behind the group's name."""
        named = {*self.commands, "-h", "--help"}
        return super().parse_args(ctx, args if named.intersection(args) else ["list", *args])


ledger = typer.Typer(cls=_Listing, rich_markup_mode=None)
app.add_typer(ledger, name="ledger", help="Tell which text ran where, and find it.")

_RUNS = (
    Column(name="Edition", fixed=True),
    Column(name="Page", number=True, width=4),
    Column(name="State", width=7),
    Column(name="Headline, site and licence"),
)
_FOUND = (
    Column(name="Id", width=12),
    Column(name="Date", width=10),
    Column(name="Ran in", width=18),
    Column(name="Title, site and licence"),
)


@ledger.command(
    name="list",
    cls=Command,
    epilog="""\b
Examples:
  pressday ledger list
  pressday ledger list --edition 2026-W48 --json
""",
)
def list_runs(
    ctx: typer.Context,
    *,
    edition: Annotated[
        str,
        typer.Option(
            "--edition", metavar="EDITION", help="Only this one.", autocompletion=edition_names
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """List what ran where: edition, page, text, source and licence."""
    state: State = ctx.obj
    runs = state.library_paper().ledger().runs(edition)
    if as_json:
        for run in runs:
            state.console.json(asdict(run))
        return
    if runs:
        state.console.table(_RUNS, map(_cells, runs))
    else:
        state.console.say('nothing has run: "pressday plan" begins an edition')


@ledger.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday ledger find ferry cylinder
  pressday ledger find tide --json
""",
)
def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", show_default=False)],
    *,
    as_json: Json = False,
) -> None:
    """Find words in all that was collected or printed, and say where it ran."""
    state: State = ctx.obj
    found = state.library_paper().ledger().find(*words)
    if as_json:
        for one in found:
            state.console.json(asdict(one))
        return
    if found:
        state.console.table(_FOUND, map(_known, found))
    else:
        state.console.say("nothing that was collected or printed says that")


def _cells(run: Appearance) -> tuple[object, ...]:
    return _edition(run), run.page or "", run.state, _told(run.headline, run.site, run.licence)


def _known(one: Known) -> tuple[object, ...]:
    ran = ", ".join(_place(run) for run in one.runs)
    return one.article, display.day(one.published), ran, _told(one.title, one.site, one.licence)


def _edition(run: Appearance) -> str:
    return run.edition if run.edition_revision == 1 else f"{run.edition} r{run.edition_revision}"


def _place(run: Appearance) -> str:
    planned = " (planned)" if run.state == "planned" else ""
    return f"{_edition(run)}{planned}" + (f", p. {run.page}" if run.page else "")


def _told(*said: str) -> str:
    return " · ".join(one_line(part) for part in said if part)
