"""The commands around the library: add, remove, articles, extract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

import pressday
from pressday.cli import display
from pressday.cli.merged import tell_merged
from pressday.cli.root import PARTIAL, Command, Json, State, app, standard_input
from pressday.console import Column, one_line
from pressday.errors import SourceError, UsageError

if TYPE_CHECKING:
    from pressday import Draft, Listed, Outcome, Summary

_BLOCKS = (
    Column(name="What became of it", width=19),
    Column(name="Block", width=13),
    Column(name="Words", number=True, width=5),
    Column(name="Text"),
)
_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)

Url = Annotated[str, typer.Option("--url", help="Where the one file or piped text came from.")]


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday add story.md letters.txt
  pressday add https://news.example/2026/a-story
  pressday add saved.html --url https://news.example/2026/a-story
  pbpaste | pressday add -
  pressday add --refresh 3fa9c2d81b7e
""",
)
def add(
    ctx: typer.Context,
    inputs: Annotated[list[str], typer.Argument(metavar="FILE|URL|-...", show_default=False)],
    *,
    url: Url = "",
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Read articles again that are named by their ids.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Put files or web pages into the library by hand."""
    state: State = ctx.obj
    paper = state.library_paper()
    if refresh and (url or "-" in inputs):
        raise UsageError("--refresh goes with ids alone", hint='"pressday articles" names them')
    again = paper.refresh(*inputs) if refresh else None
    events = again or paper.add(*inputs, url=url, data=_piped(inputs, url))
    read = failed = updated = 0
    for outcome in state.console.follow(events, silent=as_json):
        read, failed = read + (outcome.value is not None), failed + bool(outcome.error)
        updated += outcome.value is not None and outcome.value.status == "updated"
        if as_json:
            state.console.json(display.saved(outcome))
        elif outcome.value:
            article = outcome.value.article
            changed = f" ({', '.join(outcome.value.changed)})" if outcome.value.changed else ""
            status = f"{outcome.value.status}{changed}"
            state.console.data(f"{article.id}  {status}  {one_line(article.title)}")
        elif outcome.error:
            state.console.fail(display.placed(outcome.subject, outcome.error))
        if not as_json:
            state.console.warnings([outcome])
    if updated:
        tell_merged(state, paper.versions().merge(), as_json=as_json)
    _leave(read, failed)


def _piped(inputs: list[str], url: str) -> bytes | None:
    """Return what was piped in when an input is `-`; refuse options that fit no single input."""
    if url and len(inputs) != 1:
        raise UsageError("--url goes with one input", hint="run the command once for each")
    if url and not _ADDRESS.match(url):
        hint = "write it whole, as https://news.example/story"
        raise UsageError(f'--url "{url}" is no web address', hint=hint)
    if inputs.count("-") > 1:
        raise UsageError("- can be given once", hint="standard input can only be read once")
    return standard_input() if "-" in inputs else None


def _leave(read: int, failed: int) -> None:
    if failed:
        raise typer.Exit(PARTIAL if read else SourceError.exit_code)


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday remove 3fa9c2d81b7e
  pressday remove 3fa9 77b0
""",
)
def remove(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)],
    *,
    as_json: Json = False,
) -> None:
    """Take articles out of the library, by id or its beginning."""
    state: State = ctx.obj
    for outcome in state.library_paper().remove(*ids):
        title = outcome.value.title if outcome.value else ""
        if as_json:
            warnings = list(outcome.warnings)
            state.console.json({"id": outcome.subject, "title": title, "warnings": warnings})
        else:
            state.console.data(f"{outcome.subject}  removed  {one_line(title)}")
            state.console.warnings([outcome])


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday articles
  pressday articles harbour strike
  pressday articles --offered
  pressday articles --json | jq .id
""",
)
def articles(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS")] = None,
    *,
    offered: Annotated[
        bool, typer.Option("--offered", help="Only what no run sheet has and you did not dismiss.")
    ] = False,
    copies: Annotated[
        bool, typer.Option("--copies", help="Below each article also its copies elsewhere.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the library, newest first.

    With WORDS, list only the articles that have them all.
    """
    state: State = ctx.obj
    rows = state.library_paper().articles(*(words or ()), offered=offered, copies=copies)
    if as_json:
        for row in rows:
            state.console.json(display.listed(row))
        return
    columns = (
        Column(name="Id", width=12),
        Column(name="Date", width=10),
        Column(name="Words", number=True, width=6),
        Column(name="Edition", width=10),
        Column(name="Title and site"),
    )
    if not state.console.list(columns, map(_cells, rows)):
        none = "nothing is on offer" if offered else "the library is empty"
        state.console.say("no article has these words" if words else none)


def _cells(row: Listed) -> tuple[object, ...]:
    article = row.article
    day = display.day(article.published)
    titled = f"copy: {_titled(article)}" if row.copy_of else _titled(article)
    return article.id, day, article.words, row.edition, titled


def _titled(article: Summary) -> str:
    return f"{article.title} · {article.site}" if article.site else article.title


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday extract https://news.example/2026/a-story
  pressday extract saved.html --url https://news.example/2026/a-story --json
  pressday extract letter.txt --explain
""",
)
def extract(  # noqa: PLR0913 - each is an option
    ctx: typer.Context,
    inputs: Annotated[list[str], typer.Argument(metavar="FILE|URL|-...", show_default=False)],
    *,
    url: Url = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what was guessed, and what became of each block.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Print the text alone.")] = False,
    as_json: Json = False,
) -> None:
    """Print the readable text of files or web pages.

    Nothing is kept, and no publication is needed.
    """
    state: State = ctx.obj
    data = _piped(inputs, url)
    events = pressday.read(*inputs, url=url, data=data, paper=state.paper_if_any())
    read = failed = 0
    for outcome in state.console.follow(events, silent=as_json):
        if as_json:
            found = display.draft(outcome)
            if explain and outcome.value:
                found["blocks"] = display.fates(outcome.value)
            state.console.json(found)
        elif outcome.error:
            state.console.fail(display.placed(outcome.subject, outcome.error))
        elif outcome.value:
            _show_text(state, outcome, first=not read, plain=plain)
        if explain and outcome.value and not as_json:
            _explain(state, outcome.value)
        read, failed = read + (outcome.value is not None), failed + bool(outcome.error)
    _leave(read, failed)


def _show_text(state: State, outcome: Outcome[Draft], *, first: bool, plain: bool) -> None:
    assert outcome.value is not None  # noqa: S101 - the caller has looked
    text = display.draft(outcome)["text"]
    head = [] if plain else display.heading(outcome.value)
    if not first:
        state.console.data()
    state.console.data("\n\n".join([*head, text]))
    state.console.warnings([outcome])


def _explain(state: State, draft: Draft) -> None:
    for field, provenance in sorted(draft.provenance.items()):
        state.console.say(f"{field}: {provenance}")
    for guess in draft.guesses:
        state.console.say(f"{guess.rule}: {guess.text}")
    if not state.console.quiet:
        state.console.list(_BLOCKS, display.account(draft), aside=True)
