"""The only room that prints: data on stdout; talk, warnings, errors and progress on stderr.

Whatever it prints has lost its control characters: titles come from strangers,
and a terminal obeys escape sequences.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pressday.model import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from pressday.errors import PressdayError
    from pressday.model import Outcome

# C0 and C1 but tab and line feed, what turns the direction of text, lone surrogates.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb"
_UNSAFE = re.compile(f"[{_CONTROLS}\ud800-\udfff]")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_STYLES = {"error": "bold red", "warning": "yellow", "hint": "cyan"}


def clean(text: str) -> str:
    """Return `text` without characters that a terminal would obey; lines stay lines."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line."""
    return " ".join(clean(text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; numbers stand at the right, text that is long runs on below itself."""

    name: str
    number: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """How much is said, and in which colours."""

    quiet: bool = False
    verbose: bool = False
    color: bool = True

    def data(self, text: str = "") -> None:
        """Print lines of data on stdout."""
        _write(sys.stdout, clean(text))

    def json(self, value: object) -> None:
        """Print `value` as one line of JSON on stdout."""
        line = json.dumps(value, ensure_ascii=False, default=str)
        _write(sys.stdout, _UNSAFE_IN_JSON.sub(lambda c: f"\\u{ord(c[0]):04x}", line))

    def say(self, text: str) -> None:
        """Tell what was done, unless asked to be quiet."""
        if not self.quiet:
            _write(sys.stderr, _nearer(text))

    def detail(self, text: str) -> None:
        """Tell a step, when asked to be verbose."""
        if self.verbose and not self.quiet:
            _write(sys.stderr, _nearer(text))

    def warn(self, text: str) -> None:
        """Tell what the editor should look at, unless asked to be quiet."""
        if not self.quiet:
            self._label("warning", text)

    def fail(self, text: str) -> None:
        """Tell what did not work although the command goes on."""
        self._label("error", text)

    def error(self, error: PressdayError) -> None:
        """Show why a command ends: what and where, and below it what to try."""
        self._label("error", str(error))
        if error.hint:
            _write(sys.stderr, "")
            self._label("hint", error.hint)

    def warnings(self, outcomes: Iterable[Outcome[Any]]) -> int:
        """Tell all warnings of `outcomes`; return how many there were."""
        count = 0
        for outcome in outcomes:
            for warning in outcome.warnings:
                self.warn(f"{outcome.subject}: {warning}")
                count += 1
        return count

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
        """Print a table on stdout, as wide as the terminal."""
        from rich.console import Console as RichConsole
        from rich.table import Table
        from rich.text import Text

        named = any(column.name for column in columns)
        table = Table(box=None, pad_edge=False, header_style="bold", show_header=named)
        for column in columns:
            table.add_column(
                column.name,
                justify="right" if column.number else "left",
                no_wrap=column.number or column.fixed,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*(Text(one_line(str(cell))) for cell in row))
        console = RichConsole(
            file=StringIO(),
            width=shutil.get_terminal_size().columns,
            force_terminal=self._colored(sys.stdout),
            highlight=False,
        )
        with console.capture() as drawn:
            console.print(table)
        lines = (line.rstrip() for line in drawn.get().splitlines())
        _write(sys.stdout, "\n".join(lines))

    def follow(
        self, events: Generator[object, None, None], *, silent: bool = False
    ) -> Iterator[Any]:
        """Yield what is no step, drawing the steps on a terminal's stderr meanwhile.

        A generator of `events` is closed at the end, so that an interruption
        leaves nothing half made.
        """
        with closing(events) as going, self._progress(silent=silent) as show:
            for event in going:
                if isinstance(event, Step):
                    show(event)
                else:
                    yield event

    @contextmanager
    def _progress(self, *, silent: bool) -> Iterator[Callable[[Step], None]]:
        """Give a function that shows a step: a bar on a terminal, lines when verbose."""
        if silent or self.quiet or self.verbose or not _is_terminal(sys.stderr):
            yield self._step
            return
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, Progress, TextColumn

        console = RichConsole(file=sys.stderr, no_color=not self._colored(sys.stderr))
        columns = (TextColumn("{task.description}", markup=False), BarColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("", total=None)

            def show(step: Step) -> None:
                count = f" {step.done}/{step.total}" if step.total else ""
                said = one_line(f"{step.name}{count} {step.detail}")
                total = step.total or None
                progress.update(task, description=said[:50], completed=step.done, total=total)

            yield show

    def _step(self, step: Step) -> None:
        count = f" {step.done}/{step.total}" if step.total else ""
        self.detail(f"{step.name}{count} {step.detail}")

    def _label(self, label: str, text: str) -> None:
        said = f"{label}:"
        if self._colored(sys.stderr):
            from rich.style import Style

            said = Style.parse(_STYLES[label]).render(said)
        _write(sys.stderr, f"{said} {_nearer(text)}")

    def _colored(self, stream: TextIO) -> bool:
        """Tell whether colours may be used: https://no-color.org."""
        dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.color and not dumb and _is_terminal(stream)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty()


def _write(stream: TextIO, text: str) -> None:
    """Print a line; characters that the terminal's encoding lacks become escapes."""
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)


def _nearer(text: str) -> str:
    """Return `text` on one line, its paths as seen from the folder that the editor is in."""
    with suppress(FileNotFoundError):
        text = text.replace(f"{Path.cwd()}{os.sep}", "")
    return one_line(text)
