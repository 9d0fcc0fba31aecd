"""The commands around an edition: init, plan, build, doctor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import pressday
from pressday.cli import display
from pressday.cli.completion import edition_names, format_names, profile_names
from pressday.cli.root import PARTIAL, Command, Json, State, app
from pressday.console import Column, counted
from pressday.errors import WriteError, command

if TYPE_CHECKING:
    from pressday import Artifact, CheckedFile, Outcome, Paper


EditionName = Annotated[
    str,
    typer.Argument(
        metavar="EDITION",
        help="Else the newest.",
        show_default=False,
        autocompletion=edition_names,
    ),
]


@app.command(
    cls=Command,
    epilog="""\b
Example:
  pressday init gazette
""",
)
def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
) -> None:
    """Make a publication in DIR, with two articles to replace."""
    state: State = ctx.obj
    for path in pressday.init(state.folder / folder):
        state.console.data(str(path))
    where = state.folder / folder
    enter = [] if where.resolve() == Path.cwd() else [command("cd", where)]
    steps = [command("pressday", step) for step in ("collect", "plan", "build")]
    there = replace(state.console, folder="")  # the first step goes there
    there.paste("next", " && ".join([*enter, *steps]))


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday build
  pressday build 2026-W48 --profile screen --open
  pressday build --pages 24
  pressday build --json --strict
""",
)
def build(  # noqa: PLR0913 - each is an option
    ctx: typer.Context,
    edition: EditionName = "",
    *,
    profiles: Annotated[
        list[str] | None,
        typer.Option(
            "--profile",
            metavar="screen|epub",
            help="Make this, not what the file names; may be repeated.",
            autocompletion=profile_names,
        ),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="pdf|epub",
            help="Of these only this; may be repeated.",
            autocompletion=format_names,
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Pages set at once; 0 is one for each core.")
    ] = 0,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="DIR", help="Put the edition here, not in output/."),
    ] = None,
    pages: Annotated[
        int,
        typer.Option("--pages", min=0, help="Fit the PDF to so many; 0 is what the file asks for."),
    ] = 0,
    open_files: Annotated[bool, typer.Option("--open", help="Show the files when done.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A warning is exit code 3.")] = False,
    as_json: Json = False,
) -> None:
    """Make an edition's files from its run sheet.

    Needs no network. Without any run sheet one is planned first.
    """
    state: State = ctx.obj
    paper = state.library_paper()
    name = edition or _newest(state, paper)
    events = paper.build(
        name,
        profiles=profiles or (),
        formats=formats or (),
        workers=workers,
        output=output,
        pages=pages,
    )
    outcomes = list(state.console.follow(events, silent=as_json))
    warned = show_built(state, outcomes, paper.folder, as_json=as_json)
    if open_files:
        for artifact in _artifacts(outcomes):
            typer.launch(str(artifact.path))
    leave_built(outcomes, warned=strict and warned > 0)


def show_built(state: State, outcomes: list[Outcome[Any]], folder: Path, *, as_json: bool) -> int:
    """Show what was built and what to look at; return how many warnings there were."""
    artifacts = _artifacts(outcomes)
    _show_artifacts(state, artifacts, folder, as_json=as_json)
    for made, fault in ((a, fault) for a in artifacts for fault in a.faults):
        state.console.warn(f"not ready: {made.path.name}: {fault}")
    warned = state.console.warnings(outcomes)
    for outcome in outcomes:
        if outcome.error:
            state.console.warn(f"left out: {outcome.subject}: {outcome.error}")
    return warned


def leave_built(outcomes: list[Outcome[Any]], *, warned: bool = False) -> None:
    """End with the code that says whether the files are whole and sound."""
    if any(made.faults for made in _artifacts(outcomes)):
        raise typer.Exit(WriteError.exit_code)
    if warned or any(o.error for o in outcomes):
        raise typer.Exit(PARTIAL)


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday check
  pressday check 2026-W48 --json
  pressday check --picture
  pressday check somebodys.pdf --profile press
""",
)
def check(  # noqa: PLR0913 - what may be asked
    ctx: typer.Context,
    edition: Annotated[
        str,
        typer.Argument(
            metavar="[EDITION|FILE]",
            help="A run sheet's name, the newest unless given; or anybody's PDF or EPUB.",
            autocompletion=edition_names,
        ),
    ] = "",
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="DIR", help="Where the edition is, if not in output/."),
    ] = None,
    profile: Annotated[
        str,
        typer.Option("--profile", metavar="NAME", help="What a FILE is for: screen or press."),
    ] = "",
    picture: Annotated[
        bool, typer.Option("--picture", help="Draw the findings on the pages of the PDF.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Look at an edition's files, or any PDF or EPUB: what a reader or printer would stumble over.

    Exit code 8 when something must be mended.
    """
    state: State = ctx.obj
    if edition and Path(edition).is_file():
        _check_file(state, Path(edition), profile, as_json=as_json)
        return
    paper = state.library_paper()
    sound, unasked = True, list[str]()
    for checked in paper.check(edition, output=output, picture=picture):
        unasked += [checked.unasked] * bool(checked.unasked)
        sound = sound and checked.is_sound
        for found in checked.findings if as_json else ():
            state.console.json(display.finding(checked, found, paper.folder))
        if not as_json:
            _show_checked(state, checked)
        if checked.pictures:
            drawn = counted(len(checked.pictures), "page")
            state.console.say(f"{drawn} drawn in {_from_here(checked.pictures[0].parent)}")
    if unasked:
        state.console.say(f"not installed, so not asked: {', '.join(dict.fromkeys(unasked))}")
    if not sound:
        raise typer.Exit(WriteError.exit_code)


def _check_file(state: State, path: Path, profile: str, *, as_json: bool) -> None:
    checked = pressday.check_file(path, profile=profile)
    for found in checked.findings if as_json else ():
        state.console.json(display.finding(checked, found, path.parent))
    if not as_json:
        _show_checked(state, checked)
    if not checked.is_sound:
        raise typer.Exit(WriteError.exit_code)


def _show_checked(state: State, checked: CheckedFile) -> None:
    mend = sum(found.severity == "mend" for found in checked.findings)
    look = len(checked.findings) - mend
    counts = [f"{mend} to mend"] * bool(mend) + [f"{look} to look at"] * bool(look)
    state.console.data(f"{_from_here(checked.path)}: {', '.join(counts) or 'sound'}")
    for found in sorted(checked.findings, key=lambda f: (f.severity != "mend", f.page or 0)):
        state.console.data(display.found_lines(found))


def _newest(state: State, paper: Paper) -> str:
    """Return the newest edition, planned now when there is none at all."""
    if paper.editions:
        return paper.editions[-1]
    result = paper.plan()
    state.console.say(f"no run sheet yet: planned {result.sheet.name}")
    return result.sheet.name


def _artifacts(outcomes: list[Outcome[Any]]) -> list[Artifact]:
    return [o.value for o in outcomes if isinstance(o.value, pressday.Artifact)]


def _show_artifacts(
    state: State, artifacts: list[Artifact], folder: Path, *, as_json: bool
) -> None:
    for artifact in artifacts:
        if as_json:
            state.console.json(display.artifact(artifact, folder))
        else:
            state.console.data(_from_here(artifact.path))


def _from_here(path: Path) -> str:
    """Return `path` as the editor would type it: from the working folder, where it lies inside."""
    here = Path.cwd()
    return str(path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path)


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday doctor
  pressday doctor --json
""",
)
def doctor(ctx: typer.Context, *, as_json: Json = False) -> None:
    """Say what this machine lacks, and how to get it.

    Exit code 7 when the typesetter cannot work, 8 when the folder cannot be written.
    """
    state: State = ctx.obj
    checks = list(pressday.examine(state.folder))
    for found in checks if as_json else ():
        state.console.json(display.check(found))
    if not as_json:
        columns = (Column(name="", fixed=True), Column(name="", fixed=True), Column(name=""))
        marks = {(True, True): "ok", (True, False): "ok", (False, True): "missing"}
        rows = [(marks.get((c.ok, c.needed), "optional"), c.name, c.found) for c in checks]
        state.console.table(columns, rows)
    for found in checks:
        if not found.ok and not as_json:
            state.console.say(f"{found.name}: {found.hint}")
    for found in checks:
        if found.needed and not found.ok:
            raise typer.Exit(found.fault.exit_code)
