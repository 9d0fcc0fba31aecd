"""The application: what all commands share, and errors turned into exit codes."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

import pressday
from pressday.console import Console
from pressday.errors import ConfigError, PressdayError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pressday import Log

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]

PARTIAL = 3  # exit code: done, but something was left out
INTERRUPTED = 130  # exit code: by the keyboard, or because nobody reads the output any more
BUG = 1  # exit code
FLUSH_S = 0.05  # after sending the signal a terminal throws away what is written at once

_ORDER = tuple(
    "init status source collect add remove articles library plan edit take move cut uncut hold"
    " dismiss retitle weight edition revise build check week schedule ledger extract doctor".split()
)

_EXAMPLES = """\b
A week, from an empty folder:
  pressday init gazette
  cd gazette
  pressday collect        sources to library
  pressday plan           library to run sheet, which you may then edit
  pressday build          run sheet to PDF and EPUB
  pressday edition freeze finished: plan begins the next one

\b
Exit codes:
  0 done                          5 pressday.toml or run sheet is wrong
  1 a bug, please report          6 nothing to build
  2 wrong usage                   7 template, style or typesetting fault
  3 done, something left out      8 cannot write, or library damaged
  4 no source could be read       9 pages asked for are out of reach
  10 another week is under way    130 interrupted
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the options of all commands say."""

    console: Console
    folder: Path

    def paper(self) -> pressday.Paper:
        """Return the publication to work on; raises ConfigError where there is none."""
        return pressday.open(self.folder)

    def library_paper(self) -> pressday.Paper:
        """Return the publication for what opens its library: what that takes first is told."""
        paper = self.paper()
        for step in paper.bring_up_to_date():
            self.console.say(step.detail)
        return paper

    def paper_if_any(self) -> pressday.Paper | None:
        """Return the publication, or None in a folder without `pressday.toml`."""
        return self.paper() if (self.folder / "pressday.toml").is_file() else None


def _key(name: object) -> str:
    return f"pressday.{name}"


def _noted(ctx: typer.Context, option: typer.CallbackParam, value: object) -> object:
    """Keep what an option of all commands says, wherever on the line it stands."""
    if value:
        ctx.meta[_key(option.name)] = value
    return value


def _option(*names: str, help: str, metavar: str | None = None) -> Any:  # noqa: A002, ANN401 - Typer's
    return typer.Option(*names, help=help, metavar=metavar, callback=_noted, expose_value=False)


def _shared(
    *,
    publication: Annotated[
        str, _option("-C", "--publication", metavar="DIR", help="Work in the publication in DIR.")
    ] = "",
    quiet: Annotated[bool, _option("-q", "--quiet", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, _option("-v", "--verbose", help="Say every step.")] = False,
    no_color: Annotated[bool, _option("--no-color", help="Use no colours.")] = False,
    log: Annotated[
        str, _option("--log", metavar="FILE", help="Add to FILE what a report of a bug needs.")
    ] = "",
) -> None:
    """Declare the options that are taken before and after the name of a command."""


def _declared(function: Any) -> tuple[Any, ...]:  # noqa: ANN401 - Typer takes any function
    one = typer.Typer(add_completion=False)
    one.command()(function)
    return tuple(typer.main.get_command(one).params)


SHARED = _declared(_shared)


def folder_of(ctx: typer.Context) -> Path:
    """Return the folder of the publication that the command line names."""
    return Path(ctx.meta.get(_key("publication"), "."))


def _console(ctx: Any) -> Console:  # noqa: ANN401 - private to Typer
    said = {name: bool(ctx.meta.get(_key(name))) for name in ("quiet", "verbose", "no_color")}
    return Console(
        quiet=said["quiet"],
        verbose=said["verbose"],
        color=not said["no_color"],
        folder=ctx.meta.get(_key("publication"), ""),
    )


# What pydantic says of a wrong value: https://docs.pydantic.dev/latest/errors/validation_errors/
_SAID = (
    (r"^Input should be greater than or equal to (\S+)$", r"it must be \1 or more"),
    (r"^Input should be a valid integer.*", "it must be a whole number"),
    (r"^Value error, ", ""),
)


class _Sharing:
    """Takes the options of all commands, and shows them in a part of the help of their own."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - private to Typer
        """Return the options and arguments, those of all commands last."""
        return [*super().get_params(ctx), *SHARED]  # type: ignore[misc]  # of Typer's classes

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the same
        """Read arguments and options; a wrong value is told in our words, not in pydantic's."""
        try:
            left: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.BadParameter as error:
            for pydantics, ours in _SAID:
                error.message = re.sub(pydantics, ours, error.message)
            raise
        return left

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write the parts of the help that list arguments and options."""
        own = super().get_params(ctx)  # type: ignore[misc]
        arguments = [p for p in own if p.param_type_name == "argument"]
        _write(ctx, formatter, "Arguments", arguments)
        _write(ctx, formatter, "Options", [p for p in own if p not in arguments])
        _write(ctx, formatter, "Options of every command, before or after its name", SHARED)


def _write(ctx: Any, formatter: Any, title: str, params: Iterable[Any]) -> None:  # noqa: ANN401
    rows = [row for param in params if (row := param.get_help_record(ctx))]
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


@contextlib.contextmanager
def _kept(path: str, console: Console) -> Iterator[None]:
    """Keep the log that the line names, and say at the end when it is not whole."""
    with contextlib.ExitStack() as end, pressday.log_to(path) as log:
        end.callback(_tell_losses, console, log)
        yield


def _tell_losses(console: Console, log: Log) -> None:
    if log.lost:
        console.warn(f"{log.path}: the log is not whole: {log.lost}")


class Command(_Sharing, TyperCommand):
    """A command that works in the publication, and keeps the log, that the line names."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - private to Typer
        """Run the command."""
        folder = folder_of(ctx)
        if not folder.is_dir():
            hint = "check the path after -C"
            raise ConfigError("no such folder", where=str(folder), hint=hint)
        ctx.obj = State(console=_console(ctx), folder=folder)
        log = ctx.meta.get(_key("log"))
        with _kept(log, ctx.obj.console) if log else contextlib.nullcontext():
            try:
                return super().invoke(ctx)
            except typer.Exit as left:  # no fault: the log need not tell where it came from
                end = left
        raise end


class Commands(_Sharing, TyperGroup):
    """A group of commands; turns an error of ours into its lines on stderr and its exit code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - private to Typer
        """Return the commands in the order in which they are used, others as they were made."""
        names = super().list_commands(ctx)
        return sorted(names, key=_ORDER.index) if set(names) <= set(_ORDER) else names

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - private to Typer
        """Write the commands before the options: they are what one looks for."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def make_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - private to Typer
        """Read the command line."""
        try:
            return super().make_context(*args, **kwargs)
        except KeyboardInterrupt:  # Typer itself would end without a word
            _end_interrupted()

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - private to Typer
        """Run the command that `ctx` names."""
        try:
            return super().invoke(ctx)
        except PressdayError as error:
            _console(ctx).error(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:  # who read the output has gone
            raise typer.Exit(INTERRUPTED) from None
        except KeyboardInterrupt:
            _end_interrupted()
        except RuntimeError as error:  # a library that was interrupted complains of what it left
            if came_of_interruption(error):
                _end_interrupted()
            raise


def came_of_interruption(error: BaseException | None) -> bool:
    """Tell whether an error arose while an interruption was under way."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def _end_interrupted() -> NoReturn:
    """Say one word and end; whoever presses the keys again is not answered with a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(FLUSH_S)
    Console().alert("interrupted")
    raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's signature
    if value:
        Console().data(f"pressday {pressday.__version__}")
        raise typer.Exit


@app.callback(epilog=_EXAMPLES)
def start(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    """Turn a week of articles into an edition that people print and read."""


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
