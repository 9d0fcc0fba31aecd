"""The commands for an edition as a whole: freeze, date, number, rename; and revise."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812, TC003 - Typer reads the types at run time
from typing import TYPE_CHECKING, Annotated

import typer

from pressday.cli.editions import EditionName, leave_built, show_built
from pressday.cli.planning import parsed_day
from pressday.cli.root import Command, Commands, Json, State, app

if TYPE_CHECKING:
    from pressday import Deed

edition = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(edition, name="edition", help="Finish an edition; give it its date, number and name.")


def _show(ctx: typer.Context, deed: Deed) -> None:
    state: State = ctx.obj
    state.console.data(deed.said)
    for warning in deed.warnings:
        state.console.warn(warning)
    state.console.paste("undo", deed.undo)


@edition.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday edition freeze
  pressday edition freeze --undo
""",
)
def freeze(
    ctx: typer.Context,
    name: EditionName = "",
    *,
    undo: Annotated[
        bool, typer.Option("--undo", help="Open it again, before anybody has read it.")
    ] = False,
) -> None:
    """Finish an edition as it was built last; plan then begins the next one.

    What is built of it from now on has the same bytes, or is refused.
    """
    state: State = ctx.obj
    paper = state.library_paper()
    _show(ctx, paper.thaw(name) if undo else paper.freeze(name))


@edition.command(
    cls=Command,
    epilog="""\b
Example:
  pressday edition date 2026-12-04
""",
)
def date(
    ctx: typer.Context,
    day: Annotated[
        Day, typer.Argument(metavar="YYYY-MM-DD", parser=parsed_day, show_default=False)
    ],
    name: EditionName = "",
) -> None:
    """Set the day of issue of the open edition.

    A folder that is named after the old day is renamed after the new one.
    """
    state: State = ctx.obj
    _show(ctx, state.library_paper().naming(name).date(day))


@edition.command(
    cls=Command,
    epilog="""\b
Example:
  pressday edition number 48
""",
)
def number(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", min=1, show_default=False)],
    name: EditionName = "",
) -> None:
    """Set the number of the open edition; the next ones count on from it."""
    state: State = ctx.obj
    _show(ctx, state.library_paper().naming(name).number(number))


@edition.command(
    cls=Command,
    epilog="""\b
Example:
  pressday edition rename 2026-winter
""",
)
def rename(
    ctx: typer.Context,
    new: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    name: EditionName = "",
) -> None:
    """Give the folder of the open edition another name."""
    state: State = ctx.obj
    _show(ctx, state.library_paper().naming(name).rename(new))


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday revise --note "An earlier version gave the wrong year."
  pressday revise 2026-W48
""",
)
def revise(
    ctx: typer.Context,
    name: EditionName = "",
    *,
    note: Annotated[
        str, typer.Option("--note", help="What was corrected, below each piece that changed.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a new revision of a frozen edition, from the texts as they are now.

    The files of the earlier one are kept beside it.
    """
    state: State = ctx.obj
    paper = state.library_paper()
    events = paper.revise(name, note=note)
    outcomes = list(state.console.follow(events, silent=as_json))
    show_built(state, outcomes, paper.folder, as_json=as_json)
    leave_built(outcomes)
