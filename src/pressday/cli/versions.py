"""The command edit: an own version of an article, in the editor's own program."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from pressday.cli.root import Command, State, app
from pressday.cli.short_forms import EditionOption, One  # noqa: TC001 - Typer reads them
from pressday.console import one_line
from pressday.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday edit 3fa9c2d81b7e
  pressday edit 2
  pressday edit --undo 2
""",
)
def edit(
    ctx: typer.Context,
    piece: One,
    *,
    undo: Annotated[
        bool, typer.Option("--undo", help="Print the article's own text again; the file stays.")
    ] = False,
    edition: EditionOption = "",
) -> None:
    """Write your own version of an article, in the program that $VISUAL or $EDITOR names."""
    state: State = ctx.obj
    versions = state.library_paper().versions(edition)
    if undo:
        deed = versions.undo(piece)
        state.console.data(one_line(deed.said))
        state.console.say(f"undo: {deed.undo}")
        return
    edited = versions.edit(piece)
    state.console.data(one_line(edited.deed.said))
    state.console.say(f"undo: {edited.deed.undo}")
    if program := _program():
        _open(program, edited.path)
    for said in versions.proof(edited.deed.subject):
        state.console.warn(said)


def _program() -> str:
    """Return what the editor writes with, nothing where nobody sits before it."""
    is_seen = sys.stdin.isatty() and sys.stdout.isatty()
    return (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "") if is_seen else ""


def _open(program: str, path: Path) -> None:
    hint = f"check VISUAL and EDITOR, or open {path} with another program"
    try:
        done = subprocess.run([*shlex.split(program), str(path)], check=False)  # noqa: S603 - the editor's own program
    except (OSError, ValueError) as error:
        raise UsageError(f'"{program}" cannot be started', hint=hint) from error
    if done.returncode:
        raise UsageError(f'"{program}" ended with {done.returncode}', hint=hint)
