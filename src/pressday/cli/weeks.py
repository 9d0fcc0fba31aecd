"""The commands of a whole week: how it stands, all of it in one go, and what runs it by itself."""

from __future__ import annotations

import sys
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import pressday
from pressday.cli import display
from pressday.cli.root import PARTIAL, Command, Json, State, app
from pressday.console import Column
from pressday.errors import NothingToBuild, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday import Part, StatusLine, Week

_STATUS = (Column(name="", fixed=True), Column(name=""), Column(name="", fixed=True))


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
    else:
        _show_status(state, lines)


def _show_status(state: State, lines: Iterable[StatusLine]) -> None:
    rows = ((line.name, line.said, state.console.told(line.todo)) for line in lines)
    state.console.table(_STATUS, rows)


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday week
  pressday week --finish --report output/week.html
  pressday week --json
""",
)
def week(
    ctx: typer.Context,
    *,
    finish: Annotated[
        bool, typer.Option("--finish", help="First freeze the open edition, once its day is over.")
    ] = False,
    reports: Annotated[
        list[Path] | None,
        typer.Option(
            "--report",
            metavar="FILE",
            help="A report: .html, .json or .txt; may be repeated.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Collect, plan, build and check in one go, for timers and CI.

    What fails stops nothing that can be done without it. Only one runs at a time.
    """
    state: State = ctx.obj
    paper = state.library_paper()
    events = paper.week(finish=finish, reports=reports or ())
    for event in state.console.follow(events, silent=as_json):
        if isinstance(event, pressday.Week):
            _end_week(state, event, as_json=as_json)
        elif not as_json:
            _show_part(state, event)


def _end_week(state: State, whole: Week, *, as_json: bool) -> None:
    if as_json:
        state.console.json(whole.facts)
    else:
        state.console.data()
        _show_status(state, whole.lines)
    if not whole.is_whole:
        raise typer.Exit(PARTIAL)
    if whole.is_empty:
        raise typer.Exit(NothingToBuild.exit_code)


def _show_part(state: State, part: Part) -> None:
    state.console.data(f"{part.name:9}{part.state:9}{part.said}")
    for problem in part.problems:
        state.console.fail(f"{part.name}: {problem}")
    for warning in part.warnings:
        state.console.warn(f"{part.name}: {warning}")
    if part.undo:
        state.console.paste("undo", part.undo)


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday schedule
  pressday schedule --as cron --at 05:30
  pressday schedule --as ci > .github/workflows/pressday.yml
""",
)
def schedule(
    ctx: typer.Context,
    *,
    keeper: Annotated[
        Literal["systemd", "cron", "ci"],
        typer.Option("--as", metavar="systemd|cron|ci", help="What is to run it."),
    ] = "systemd",
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help="When, on each day of issue.")
    ] = "06:00",
) -> None:
    """Print what runs "pressday week" by itself, and say how to switch it on."""
    state: State = ctx.obj
    made = state.paper().schedule(keeper, _program(), _hour(at))
    state.console.data(made.text)
    state.console.say("to switch it on:")
    for number, step in enumerate(made.steps, start=1):
        state.console.paste(str(number), step)


def _program() -> list[str]:
    """Return the program that runs now, for those who know no path."""
    started = Path(sys.argv[0])
    is_ours = started.name == "pressday" and started.is_file()
    return [str(started.resolve())] if is_ours else [sys.executable, "-m", "pressday"]


def _hour(text: str) -> time:
    """Return the time of day that `--at` names."""
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f'--at "{text}" is no time', hint="write it as 06:00") from error
