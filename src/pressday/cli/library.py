"""The commands that look after the library: check, repair, backup."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path  # noqa: TC003 - Typer reads the types at run time
from typing import TYPE_CHECKING, Annotated

import typer

from pressday.cli.root import PARTIAL, Command, Commands, Json, State, app
from pressday.errors import DamagedError

if TYPE_CHECKING:
    from pressday import Damage

library = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(library, name="library", help="Check, mend and copy the library.")


@library.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday library check
  pressday library check --json
""",
)
def check(ctx: typer.Context, *, as_json: Json = False) -> None:
    """Say what is damaged in the library.

    Exit code 8 when something must be mended.
    """
    state: State = ctx.obj
    found = state.library_paper().check_library()
    for damage in found:
        if as_json:
            state.console.json(_shown(damage))
        else:
            state.console.data(_line(damage))
    if found:
        if not as_json:
            state.console.say(f'{len(found)} damaged; next: "pressday library repair"')
        raise typer.Exit(DamagedError.exit_code)
    state.console.say("the library is whole")


@library.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday library repair
  pressday library repair --json
""",
)
def repair(ctx: typer.Context, *, as_json: Json = False) -> None:
    """Mend the library from the originals that it keeps.

    Asks no server. Exit code 8 when something is still damaged.
    """
    state: State = ctx.obj
    left = 0
    for outcome in state.library_paper().repair_library():
        assert outcome.value is not None  # noqa: S101 - the damage itself
        left += bool(outcome.error)
        if as_json:
            mended = {"mended": not outcome.error, "error": outcome.error or None}
            state.console.json(_shown(outcome.value) | mended)
        elif outcome.error:
            state.console.fail(f"{outcome.value.part} {outcome.subject}: {outcome.error}")
        else:
            state.console.data(f"{_line(outcome.value)}: mended")
            state.console.warnings([outcome])
    if left:
        raise typer.Exit(DamagedError.exit_code)
    state.console.say("the library is whole")


@library.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday library backup
  pressday library backup ~/safe/gazette.tar
  pressday library backup /media/stick/gazette
""",
)
def backup(
    ctx: typer.Context,
    target: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A new folder, or one file: .tar.", show_default=False),
    ] = None,
) -> None:
    """Write a copy of the library that is whole, while others write.

    Without FILE it is named after the day and the time. Never overwrites.
    """
    state: State = ctx.obj
    paper = state.library_paper()
    name = f"library-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.tar"
    where = target or paper.folder / name
    missing = paper.back_up_library(where)
    state.console.data(str(where))
    for lost in missing:
        state.console.warn(f"{lost}: is not in the library either")
    if missing:
        raise typer.Exit(PARTIAL)


def _shown(damage: Damage) -> dict[str, str]:
    return {"part": damage.part, "subject": damage.subject, "fault": damage.fault}


def _line(damage: Damage) -> str:
    return f"{damage.part} {damage.subject}: {damage.fault}"
