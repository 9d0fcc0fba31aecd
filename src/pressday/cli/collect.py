"""The command that fills the library: collect, and what it would do."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

import pressday
from pressday.cli import display
from pressday.cli.completion import source_names
from pressday.cli.merged import tell_merged
from pressday.cli.root import PARTIAL, Command, Json, State, app
from pressday.console import Board, Column
from pressday.errors import SourceError, UsageError

if TYPE_CHECKING:
    from pressday import Outcome, Paper, Tips

_DAYS_AGO = re.compile(r"(\d{1,5})d?")
_NAMED = 10  # updated articles that stand in no run sheet
_WOULD_READ = frozenset({"new", "changed", "again"})


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday collect
  pressday collect --source "Dock Street Bulletin" --since 7d
  pressday collect --refresh "Dock Street Bulletin"
  pressday collect --dry-run
  pressday collect --json
""",
)
def collect(  # noqa: PLR0913 - each is an option
    ctx: typer.Context,
    *,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="NAME",
            help="Only this source; may be given again.",
            autocompletion=source_names,
        ),
    ] = None,
    since: Annotated[
        str,
        typer.Option("--since", metavar="DAY", help="Only what came out since, 2026-11-20 or 7d."),
    ] = "",
    refresh: Annotated[
        list[str] | None,
        typer.Option(
            "--refresh",
            metavar="NAME",
            help="Only this source, and what is known of it again; may be given again.",
            autocompletion=source_names,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be read, and read and keep nothing.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Use files and what was fetched before.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read every source of pressday.toml into the library."""
    state: State = ctx.obj
    paper = state.library_paper()
    if not paper.sources:
        hint = '"pressday source add" takes a feed or a page; "pressday add" one article'
        raise SourceError("there is no source", where=str(paper.folder), hint=hint)
    choice = _Choice(
        sources=tuple(source or ()),
        since=_since(since),
        offline=offline,
        refresh=tuple(refresh or ()),
    )
    follow = _preview if dry_run else _collect
    follow(state, paper, choice, as_json=as_json)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Which part of the sources is collected, and how."""

    sources: tuple[str, ...]
    since: datetime | None
    offline: bool
    refresh: tuple[str, ...]


def _since(text: str) -> datetime | None:
    """Return the beginning of the day that `--since` names: a date, or so many days ago."""
    if not text:
        return None
    try:
        if days := _DAYS_AGO.fullmatch(text):
            return datetime.now(UTC) - timedelta(days=int(days[1]))
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except (ValueError, OverflowError) as error:
        hint = "write a date as 2026-11-20, or a number of days as 7d"
        raise UsageError(f'--since "{text}" is no day', hint=hint) from error


def _collect(state: State, paper: Paper, choice: _Choice, *, as_json: bool) -> None:
    events = paper.collect(**asdict(choice))
    outcomes = list(state.console.watch(events, _BOARD, silent=as_json))
    order = {rule.name: number for number, rule in enumerate(paper.sources)}
    outcomes.sort(key=lambda outcome: order[outcome.subject])
    if as_json:
        for outcome in outcomes:
            state.console.json(display.tally(outcome))
    else:
        _show_tallies(state, outcomes)
        _show_updates(state, paper, outcomes)
    tell_merged(state, paper.versions().merge(), as_json=as_json)
    if not as_json:
        _show_troubles(state, outcomes)
    _leave(
        outcomes,
        dead=sum(bool(o.error) or o.value.is_dead for o in outcomes),
        failures=sum(len(o.value.failed) for o in outcomes),
    )


def _preview(state: State, paper: Paper, choice: _Choice, *, as_json: bool) -> None:
    outcomes = list(paper.preview(**asdict(choice)))
    for outcome in outcomes if as_json else ():
        for tip in outcome.value.tips if outcome.value else ():
            state.console.json(display.tip(outcome.subject, tip))
    if not as_json:
        _show_tips(state, outcomes)
    _leave(
        outcomes,
        dead=sum(bool(o.error) for o in outcomes),
        failures=sum(len(o.warnings) for o in outcomes),
    )


def _show_tips(state: State, outcomes: list[Outcome[Tips]]) -> None:
    columns = (
        Column(name="Date", fixed=True),
        Column(name="Would be read", fixed=True),
        Column(name="Title and source"),
    )
    tips = [
        (o.subject, tip)
        for o in outcomes
        for tip in (o.value.tips if o.value else ())
        if tip.state in _WOULD_READ
    ]
    state.console.table(
        columns, ((display.day(t.published), t.state, f"{t.title} · {s}") for s, t in tips)
    )
    known = sum(o.value.count("known") for o in outcomes if o.value)
    every = sum(len(o.value.tips) for o in outcomes if o.value)
    left_out = every - len(tips) - known
    state.console.say(f"{len(tips)} to read, {known} known, {left_out} left out; nothing was kept")
    state.console.warnings(outcomes)
    for outcome in outcomes:
        if outcome.error:
            state.console.fail(display.placed(outcome.subject, outcome.error))


def _leave(outcomes: list[Outcome[Any]], *, dead: int, failures: int) -> None:
    """End with the code that says whether all sources, some, or none could be read."""
    if dead and dead == len(outcomes):
        raise typer.Exit(SourceError.exit_code)
    if dead or failures:
        raise typer.Exit(PARTIAL)


def _standing(event: object) -> tuple[str, bool, tuple[object, ...]] | None:
    """Return how a source stands as a row of the board."""
    if not isinstance(event, pressday.Standing):
        return None
    t = event.tally
    far = f"{t.settled}/{t.listed}" if t.listed else event.state
    _, _, why = (t.failed[-1] if t.failed else "").partition(": ")
    cells = (event.source, far, *(n or "" for n in (t.new, t.unchanged, len(t.failed))), why)
    return event.source, event.state == "done", cells


def _show_updates(state: State, paper: Paper, outcomes: list[Outcome[Any]]) -> None:
    """Name the articles that have another text now, those first that stand in a run sheet."""
    updates = [(o.subject, update) for o in outcomes if o.value for update in o.value.updates]
    uses = paper.uses(*(update.article for _, update in updates))
    updates.sort(key=lambda one: one[1].article not in uses)
    shown = [one for n, one in enumerate(updates) if n < _NAMED or one[1].article in uses]
    for source, update in shown:
        used = uses.get(update.article, "")
        where = f" · {update.article} · {used}" if used else ""
        state.console.say(f"updated: {source}: {display.update(update)}{where}")
    if more := len(updates) - len(shown):
        state.console.say(f"and {more} more updated, which stand in no run sheet")


def _show_tallies(state: State, outcomes: list[Outcome[Any]]) -> None:
    columns = [Column(name="Source")]
    columns += [Column(name=name, number=True) for name in _COUNTS]
    tallies = [(o, o.value) for o in outcomes if o.value]
    rows = [
        (o.subject, t.new, t.updated, len(t.mended), t.unchanged, t.left_out, failures)
        for o, t in tallies
        for failures in [len(t.failed) + bool(o.error)]
    ]
    state.console.table(columns, rows)
    if copies := sum(t.copies for _, t in tallies):
        state.console.say(f"copies of fuller articles among the new ones: {copies}")
    for outcome, value in tallies:
        for title in value.mended:
            state.console.say(f"mended: {outcome.subject}: {title}")


def _show_troubles(state: State, outcomes: list[Outcome[Any]]) -> None:
    state.console.warnings(outcomes)
    for outcome in outcomes:
        for failure in outcome.value.failed if outcome.value else ():
            state.console.fail(display.placed(outcome.subject, failure))
        if outcome.error:
            state.console.fail(display.placed(outcome.subject, outcome.error))


_COUNTS = ("New", "Updated", "Mended", "Unchanged", "Left out", "Failed")
_BOARD = Board(
    columns=(
        Column(name="Source"),
        *(Column(name=name, number=True) for name in ("Read", "New", "Unchanged", "Failed")),
        Column(name="Why"),
    ),
    row=_standing,
)
