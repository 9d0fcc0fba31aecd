"""The commands around the sources of a publication: source add, list, check, remove."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressday.cli.completion import kind_names, source_names
from pressday.cli.root import PARTIAL, Command, Commands, Json, State, app
from pressday.console import Column
from pressday.errors import SourceError, UsageError

if TYPE_CHECKING:
    from pressday import Health, Outcome, SourceRule, Subscription

source = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    source,
    name="source",
    help="Add, list, check and remove the sources of pressday.toml.",
    epilog="""\b
Examples:
  pressday source add https://news.example
  pressday source add feeds.opml
  pressday source check
  pressday source list --opml > feeds.opml
""",
)


@source.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday source add https://news.example --section News
  pressday source add https://news.example/feed.xml --name Wire --limit 10
  pressday source add feeds.opml
  pressday source add https://news.example/feeds.opml --kind opml
""",
)
def add(  # noqa: PLR0913 - each is an option
    ctx: typer.Context,
    given: Annotated[str, typer.Argument(metavar="URL|FILE", show_default=False)],
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="What tables and messages call it.")
    ] = "",
    section: Annotated[
        str, typer.Option("--section", metavar="NAME", help="The section of its articles.")
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="The most articles of one collection."),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="How it is read; then nothing is asked.",
            autocompletion=kind_names,
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """Write a source into pressday.toml.

    What stands there stays as it is. The address of a feed, of a page that names
    feeds, of a sitemap or of an article will do, or a folder or file. An OPML
    file gives all its feeds, and its folders become sections.
    """
    state: State = ctx.obj
    events = state.paper().add_source(given, name=name, section=section, limit=limit, kind=kind)
    for outcome in state.console.follow(events, silent=as_json):
        if as_json:
            state.console.json(_added(outcome))
            continue
        if outcome.value:
            state.console.data(_told(outcome.value))
        state.console.warnings([outcome])


def _told(entry: Subscription) -> str:
    section = f"  in {entry.section}" if entry.section else ""
    place = entry.url or entry.path
    return "  ".join(part for part in (entry.kind, entry.name, place) if part) + section


def _added(outcome: Outcome[Subscription]) -> dict[str, Any]:
    entry = outcome.value
    return {
        "source": (entry.name or entry.path or entry.url) if entry else outcome.subject,
        "kind": entry.kind if entry else None,
        "path": (entry.path or None) if entry else None,
        "url": (entry.url or None) if entry else None,
        "section": (entry.section or None) if entry else None,
        "added": entry is not None,
        "warnings": list(outcome.warnings),
    }


@source.command(
    cls=Command,
    name="list",
    epilog="""\b
Examples:
  pressday source list
  pressday source list --opml > feeds.opml
""",
)
def list_sources(
    ctx: typer.Context,
    *,
    as_opml: Annotated[
        bool, typer.Option("--opml", help="Print the feeds as OPML, sections as folders.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the sources of pressday.toml in their order."""
    state: State = ctx.obj
    paper = state.paper()
    rules = paper.sources
    if as_opml and as_json:
        raise UsageError("--opml and --json are two forms", hint="give one of them")
    if as_opml:
        state.console.data(paper.opml().rstrip("\n"))
        others = sum(rule.kind != "feed" or not rule.url for rule in rules)
        if others:
            state.console.say(f"left out, no feeds on the web: {others}")
    elif as_json:
        for rule in rules:
            state.console.json({"source": rule.name} | _but_name(rule))
    elif rules:
        names = ("Source", "Kind", "Section", "Where")
        columns = [Column(name=name, fixed=name == "Kind") for name in names]
        state.console.table(columns, [_row(rule) for rule in rules])
    else:
        state.console.say('there is no source: "pressday source add" writes one')


def _row(rule: SourceRule) -> tuple[object, ...]:
    place = rule.path or rule.url or ""
    return rule.name, rule.kind, rule.section or "", "" if place == rule.name else place


def _but_name(rule: SourceRule) -> dict[str, Any]:
    values = dataclasses.asdict(rule)
    del values["name"]
    return values


@source.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday source check
  pressday source check Wire --json
""",
)
def check(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", autocompletion=source_names)
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Ask every source how it does, and try its newest article.

    Nothing is kept. Exit code 3 when a source is dead, 4 when all are.
    """
    state: State = ctx.obj
    paper = state.paper()
    if not paper.sources:
        hint = 'write one with "pressday source add"'
        raise SourceError("there is no source", where=str(paper.folder), hint=hint)
    events = paper.check_sources(*(names or ()))
    outcomes = list(state.console.follow(events, silent=as_json))
    for outcome in outcomes if as_json else ():
        state.console.json(_health(outcome))
    if not as_json:
        _show_health(state, outcomes)
    dead = sum(bool(outcome.error) for outcome in outcomes)
    if dead:
        raise typer.Exit(SourceError.exit_code if dead == len(outcomes) else PARTIAL)


def _show_health(state: State, outcomes: list[Outcome[Health]]) -> None:
    columns = (
        Column(name="Source"),
        Column(name="State"),
        Column(name="A week", number=True),
        Column(name="Newest", fixed=True),
        Column(name=""),
    )
    found = [(outcome, outcome.value) for outcome in outcomes if outcome.value]
    state.console.table(columns, [_health_row(outcome.subject, value) for outcome, value in found])
    state.console.warnings(outcomes)
    for outcome, value in found:
        if value.moved:
            state.console.warn(f"{outcome.subject}: has moved for good: write {value.moved}")
        if outcome.error:
            state.console.fail(f"{outcome.subject}: {outcome.error}")


def _health_row(name: str, value: Health) -> tuple[object, ...]:
    day = value.published.date().isoformat() if value.published else ""
    rate = "" if value.a_week is None else f"{value.a_week:g}"
    return name, ", ".join(value.states), rate, day, value.title


def _health(outcome: Outcome[Health]) -> dict[str, Any]:
    """Return how a source does, as JSON."""
    value = outcome.value
    fields = dataclasses.asdict(value) if value else {}
    return {
        "source": outcome.subject,
        **fields,
        "published": value.published.isoformat() if value and value.published else None,
        "moved": fields.get("moved") or None,
        "error": outcome.error or None,
        "warnings": list(outcome.warnings),
    }


@source.command(
    cls=Command,
    epilog="""\b
Example:
  pressday source remove Wire
""",
)
def remove(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, autocompletion=source_names)
    ],
) -> None:
    """Take a source out of pressday.toml.

    NAME is its name, path or address. Its articles stay in the library.
    """
    state: State = ctx.obj
    rule = state.paper().remove_source(name)
    state.console.data(f"{rule.name}  removed")
    state.console.say('its articles stay in the library; "pressday remove" takes them out')
