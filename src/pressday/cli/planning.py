"""The command that plans: what is in the run sheet, what is left over, and why."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Annotated

import typer

from pressday.cli import display
from pressday.cli.root import PARTIAL, Command, Json, State, app
from pressday.console import Column, counted, one_line
from pressday.errors import command

if TYPE_CHECKING:
    from pressday import Planned, Row

# How an article came to be on offer, in a word.
MARKS = {"held": "held", "fresh": "new", "late": "late", "left over": "left"}
_PLAN = (
    Column(name="", fixed=True),
    Column(name="N", number=True),
    Column(name="Section"),
    Column(name="Weight", fixed=True),
    Column(name="Title"),
    Column(name="Words", number=True),
    Column(name="Min", number=True),
    Column(name="Id", fixed=True),
)
_TOLD = 10  # articles on offer that are named


def parsed_day(text: str) -> date:
    """Return the day that an option or an argument names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-11-27") from None


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday plan
  pressday plan --date 2026-11-27
  pressday plan --why
""",
)
def plan(
    ctx: typer.Context,
    *,
    day: Annotated[
        date | None,
        typer.Option("--date", metavar="YYYY-MM-DD", parser=parsed_day, help="Day of issue."),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Say for what reasons each is there, or left over.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the next edition's run sheet, or add to it.

    Added is what has come into the library since; what you wrote stays as it is.
    """
    state: State = ctx.obj
    result = state.library_paper().plan(day, why=why)
    if as_json:
        state.console.json(display.planned(result))
    else:
        _show_plan(state, result, why=why)
    for one in result.unknown:
        state.console.warn(one.told)
    if result.unknown:
        raise typer.Exit(PARTIAL)


def _show_plan(state: State, result: Planned, *, why: bool) -> None:
    if why:
        _show_reasons(state, result)
    else:
        state.console.table(_PLAN, map(_plan_row, count(1), result.rows))
    state.console.data(
        f"\n{result.sheet.name}, no. {result.number}, {result.sheet.date.isoformat()}: "
        f"{counted(result.words, 'word')}, {counted(result.minutes, 'minute')}, "
        f"about {counted(result.pages, 'page')}"
    )
    new = sum(row.new for row in result.rows)
    done = "written" if result.created else f"{new} added" if new else "nothing new"
    state.console.say(f"{result.sheet.path}: {done}")
    _show_waiting(state, result, told=0 if why else _TOLD)


def _show_reasons(state: State, result: Planned) -> None:
    """Show for what reasons each piece is in the sheet, and each other one is left over."""
    columns = (Column(name="N", number=True), Column(name="Section"), Column(name="Title and why"))
    rows = [
        row
        for number, one in enumerate(result.rows, start=1)
        for row in ((number, one.section, _title(one)), ("", "", one.why))
    ]
    state.console.table(columns, rows)
    if result.waiting:
        state.console.data("\nLeft over:")
        columns = (Column(name="Id", fixed=True), Column(name="Section"), Column(name="Title, why"))
        rows = [
            row
            for one in result.waiting
            for row in (
                (one.offer.article.id, one.section, one.offer.article.title),
                ("", "", one.why),
            )
        ]
        state.console.table(columns, rows)


def _show_waiting(state: State, result: Planned, *, told: int) -> None:
    """Tell what stays on offer, because it found no room or is not of these days."""
    waiting = [(w.section, w.offer) for w in result.waiting]
    if waiting:
        counts = Counter(section for section, _ in waiting)
        rooms = ", ".join(f"{section} {count}" for section, count in counts.items())
        state.console.say(f"no room, offered again until you dismiss them: {rooms}")
    if waiting and told:
        columns = (Column(name="", fixed=True), Column(name="Id", fixed=True), Column(name="Title"))
        rows = [(MARKS[o.state], o.article.id, o.article.title) for _, o in waiting[:told]]
        state.console.table(columns, rows)
    more = (len(waiting[told:]) if told else 0) + result.older
    if more:
        state.console.say(f'and {more} more: "pressday articles --offered"')
    if waiting and told:
        state.console.say('which limit left them out: "pressday plan --why"')
    for one in result.corrected:
        hint = command("pressday", "revise", one.edition, "--note", "…")
        said = f'changed since {one.edition} was frozen: {one.article} "{one_line(one.title)}"'
        state.console.say(f'{said}: "{hint}", or a word in this edition')
    if result.newer:
        day = result.sheet.date.isoformat()
        said = f"{counted(result.newer, 'article')} after {day}, for the next edition"
        state.console.say(f'{said}: "pressday edition freeze" finishes this one')


def _plan_row(number: int, row: Row) -> tuple[object, ...]:
    piece = row.piece
    mark = "cut" if piece.cut else "hold" if piece.hold else MARKS.get(row.state, "")
    minutes = row.minutes or ""
    weight = row.piece.weight or ""
    return mark, number, row.section, weight, _title(row), row.words, minutes, row.piece.article


def _title(row: Row) -> str:
    return row.piece.title or (row.article.title if row.article else "not in the library")
