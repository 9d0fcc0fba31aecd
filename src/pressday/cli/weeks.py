"""The commands of a whole week: how the open edition stands."""

from __future__ import annotations

import typer  # noqa: TC002 - Typer reads the types at run time

from pressday.cli import display
from pressday.cli.root import Command, Json, State, app
from pressday.console import Column


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday status
  pressday status --json
""",
)
def status(ctx: typer.Context, *, as_json: Json = False) -> None:
    """Say how the open edition stands, and what to do next.

    Nothing is changed.
    """
    state: State = ctx.obj
    lines = state.paper().status()
    if as_json:
        for line in lines:
            state.console.json(display.status(line))
        return
    columns = (Column(name="", fixed=True), Column(name=""), Column(name="", fixed=True))
    rows = ((line.name, line.said, state.console.told(line.todo)) for line in lines)
    state.console.table(columns, rows)
