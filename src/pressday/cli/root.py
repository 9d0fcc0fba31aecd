"""The application: what all commands share, and errors turned into exit codes."""

from __future__ import annotations

import contextlib
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from pressday import __version__
from pressday.console import Console
from pressday.errors import ConfigError, PressdayError

if TYPE_CHECKING:
    from pressday.config import Publication

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]

PARTIAL = 3  # exit code: done, but something was left out
INTERRUPTED = 130  # exit code: by the keyboard, or because nobody reads the output any more
BUG = 1  # exit code

_ORDER = tuple("init source collect add remove articles plan build extract doctor".split())

_EXAMPLES = """\b
A week, from an empty folder:
  pressday init gazette
  cd gazette
  pressday collect        sources to library
  pressday plan           library to run sheet, which you may then edit
  pressday build          run sheet to PDF and EPUB

\b
Exit codes:
  0 done                          5 pressday.toml or run sheet is wrong
  1 a bug, please report          6 nothing to build
  2 wrong usage                   7 template, style or typesetting fault
  3 done, something left out      8 cannot write
  4 no source could be read       130 interrupted
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the options before the command say."""

    console: Console
    folder: Path

    def publication(self) -> Publication:
        """Return the publication to work on; raises ConfigError where there is none."""
        from pressday.config import load_publication

        return load_publication(self.folder)

    def publication_if_any(self) -> Publication | None:
        """Return the publication, or None in a folder without `pressday.toml`."""
        from pressday.config import FILE

        return self.publication() if (self.folder / FILE).is_file() else None


class Commands(TyperGroup):
    """Turns an error of ours into its lines on stderr and its exit code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - private to Typer
        """Return the commands in the order in which they are used."""
        return sorted(super().list_commands(ctx), key=_ORDER.index)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - private to Typer
        """Run the command that `ctx` names."""
        try:
            return super().invoke(ctx)
        except PressdayError as error:
            console = ctx.obj.console if isinstance(ctx.obj, State) else Console()
            console.error(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:  # who read the output has gone
            raise typer.Exit(INTERRUPTED) from None
        except KeyboardInterrupt:
            Console().fail("interrupted")
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's signature
    if value:
        Console().data(f"pressday {__version__}")
        raise typer.Exit


@app.callback(epilog=_EXAMPLES)
def start(
    ctx: typer.Context,
    *,
    publication: Annotated[
        Path,
        typer.Option("-C", "--publication", metavar="DIR", help="Work in the publication in DIR."),
    ] = Path(),
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say every step.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Use no colours.")] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    """Turn a week of articles into an edition that people print and read."""
    console = Console(quiet=quiet, verbose=verbose, color=not no_color)
    ctx.obj = State(console=console, folder=publication)
    if not publication.is_dir():
        raise ConfigError("no such folder", where=str(publication), hint="check the path after -C")


def standard_input() -> bytes:
    """Return the bytes that were piped in."""
    with contextlib.closing(typer.get_binary_stream("stdin")) as stream:
        return stream.read()


def main() -> None:
    """Run the command that the command line names."""
    try:
        app()
    except Exception:  # noqa: BLE001 - whatever comes out here is a bug of ours
        Console().bug(traceback.format_exc())
        sys.exit(BUG)
