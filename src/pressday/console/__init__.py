"""The only room that prints: data on stdout; talk, warnings, errors and progress on stderr.

Whatever it prints has lost its control characters: titles come from strangers,
and a terminal obeys escape sequences.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pressday.console.lines import UNSAFE_IN_JSON, clean, cut, one_line, wrapped
from pressday.console.tables import (
    LONGEST,
    Board,
    Column,
    board_table,
    room,
    row_of,
    table_of,
)
from pressday.errors import WriteError, commands_for
from pressday.model import Step
from pressday.text import alike, counted, some

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from rich.live import Live
    from rich.progress import Progress

    from pressday.errors import PressdayError
    from pressday.model import Outcome

__all__ = ["Board", "Column", "Console", "clean", "counted", "one_line"]

# Legible on light and on dark ground: yellow and cyan are not.
_STYLES = {"error": "bold red", "warning": "bold magenta", "hint": "bold"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """How much is said, in which colours, and the `folder` that `-C` named, if it did."""

    quiet: bool = False
    verbose: bool = False
    color: bool = True
    folder: str = ""

    def data(self, text: str = "") -> None:
        """Print lines of data on stdout."""
        _write(sys.stdout, clean(text))

    def json(self, value: object) -> None:
        """Print `value` as one line of JSON on stdout."""
        line = json.dumps(value, ensure_ascii=False, default=str)
        _write(sys.stdout, UNSAFE_IN_JSON.sub(lambda c: f"\\u{ord(c[0]):04x}", line))

    def say(self, text: str) -> None:
        """Tell what was done, unless asked to be quiet."""
        if not self.quiet:
            _write(sys.stderr, _fitted(self._talk(text)))

    def paste(self, label: str, line: str) -> None:
        """Tell a command that is to be pasted: on one line, however long that is."""
        if not self.quiet:
            _write(sys.stderr, self._talk(f"{label}: {line}"))

    def detail(self, text: str) -> None:
        """Tell a step, when asked to be verbose."""
        if self.verbose and not self.quiet:
            _write(sys.stderr, self._talk(text))

    def warn(self, text: str) -> None:
        """Tell what the editor should look at, unless asked to be quiet."""
        if not self.quiet:
            self._label("warning", text)

    def fail(self, text: str) -> None:
        """Tell what did not work although the command goes on."""
        self._label("error", text)

    def alert(self, text: str) -> None:
        """Tell how the command ended, without any label."""
        _write(sys.stderr, self._talk(text))

    def error(self, error: PressdayError) -> None:
        """Show why a command ends: what and where, and below it what to try."""
        self._label("error", str(error))
        if error.hint:
            _write(sys.stderr, "")
            self._label("hint", error.hint)

    def bug(self, lines: str) -> None:
        """Show where the program itself failed, and ask for a report."""
        _write(sys.stderr, clean(lines.rstrip()))
        self._label("error", "this is a bug in Pressday: please report it with the lines above")

    def warnings(self, outcomes: Iterable[Outcome[Any]]) -> int:
        """Tell all warnings of `outcomes`, alike ones in one line; return how many there were."""
        count, subjects = 0, dict[str, list[str]]()
        for outcome in outcomes:
            count += len(outcome.warnings)
            for warning in alike(outcome.warnings):
                subjects.setdefault(warning, []).append(str(outcome.subject))
        for warning, named in subjects.items():
            self.warn(f"{some(named)}: {warning}")
        return count

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
        """Print a table on stdout, as wide as the terminal."""
        from rich.console import Console as RichConsole

        table = table_of(columns, rows)
        console = RichConsole(
            file=StringIO(),
            width=room(),
            force_terminal=self._colored(sys.stdout),
            highlight=False,
        )
        with console.capture() as drawn:
            console.print(table)
        lines = (line.rstrip() for line in drawn.get().splitlines())
        _write(sys.stdout, "\n".join(lines))

    def list(
        self, columns: Sequence[Column], rows: Iterable[Sequence[object]], *, aside: bool = False
    ) -> int:
        """Print a table while its rows come, on stderr if `aside`; return how many came."""
        stream, width, count = (sys.stderr if aside else sys.stdout), room(), 0
        for count, row in enumerate(rows, start=1):
            if count == 1:
                head = row_of(columns, [column.name for column in columns], width)
                _write(stream, self._styled(head, "bold", stream))
            _write(
                stream, row_of(columns, [cut(one_line(str(cell)), LONGEST) for cell in row], width)
            )
        return count

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
                    show(None)
                    yield event

    def watch(
        self, events: Generator[object, None, None], board: Board, *, silent: bool = False
    ) -> Iterator[Any]:
        """Yield what is not the `board`'s, drawing that on a terminal's stderr meanwhile."""
        rows: dict[str, tuple[bool, Sequence[object]]] = {}
        with closing(events) as going, self._live(board, rows, silent=silent) as live:
            for event in going:
                row = board.row(event)
                if row is None:
                    yield event
                    continue
                name, finished, cells = row
                rows[name] = (finished, cells)
                if live is None:
                    self.detail(" ".join(str(cell) for cell in cells[:2]))

    @contextmanager
    def _live(
        self, board: Board, rows: dict[str, tuple[bool, Sequence[object]]], *, silent: bool
    ) -> Iterator[Live | None]:
        """Draw `rows` four times a second, as many as the terminal has room for."""
        if silent or self.quiet or self.verbose or not _draws(sys.stderr):
            yield None
            return
        from rich.console import Console as RichConsole
        from rich.live import Live

        console = RichConsole(file=sys.stderr, no_color=not self._colored(sys.stderr))
        console.width -= len("^C")  # which a terminal writes behind the line, and it must not wrap
        with Live(
            console=console,
            get_renderable=lambda: board_table(board, rows, console.height - 3),
            transient=True,
            redirect_stdout=False,  # it would draw data on stderr instead
            redirect_stderr=False,
        ) as live:
            yield live

    @contextmanager
    def _progress(self, *, silent: bool) -> Iterator[Callable[[Step | None], None]]:
        """Give a function that shows a step: a bar on a terminal, lines when verbose.

        Without a step it hides the bar until the next one, so that others may print.
        """
        if silent or self.quiet or self.verbose or not _draws(sys.stderr):
            yield self._step
            return
        with self._bar() as progress:
            task = progress.add_task("", total=None)
            going = ""

            def show(step: Step | None) -> None:
                nonlocal going, task
                if step is None:
                    progress.stop()
                    return
                progress.start()
                said, total = _told(step), step.total or None
                if step.name != going:  # another pace, another estimate
                    going = step.name
                    progress.remove_task(task)
                    task = progress.add_task("", total=total)
                progress.update(task, description=said, completed=step.done, total=total)

            yield show

    def _bar(self) -> Progress:
        """Return a bar on stderr that is gone afterwards: how far, how long still, what."""
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.table import Column as RichColumn
        from rich.theme import Theme

        console = RichConsole(
            file=sys.stderr,
            no_color=not self._colored(sys.stderr),
            theme=Theme({"progress.remaining": "none"}),
        )
        console.width -= len("^C")  # which a terminal writes behind the line, and it must not wrap
        bar = BarColumn(24, "dim", "green", "green", "green")
        left = TimeRemainingColumn(compact=True)
        shortened = RichColumn(no_wrap=True, overflow="ellipsis")
        text = TextColumn("{task.description}", markup=False, table_column=shortened)
        return Progress(
            bar,
            left,
            text,
            console=console,
            transient=True,
            redirect_stdout=False,  # it would draw data on stderr instead
            redirect_stderr=False,
        )

    def _step(self, step: Step | None) -> None:
        if step is not None:
            self.detail(_told(step))

    def told(self, text: str) -> str:
        """Return a line with its commands as they can be pasted where the editor is."""
        return commands_for(self.folder, text) if self.folder else text

    def _talk(self, text: str) -> str:
        """Return a line as it is told where the editor is: its paths, its commands to paste."""
        text = self.told(text)
        with suppress(FileNotFoundError):
            text = text.replace(f"{Path.cwd()}{os.sep}", "")
        return one_line(text)

    def _label(self, label: str, text: str) -> None:
        said = _fitted(f"{label}: {self._talk(text)}").removeprefix(f"{label}:")
        _write(sys.stderr, f"{self._styled(f'{label}:', _STYLES[label], sys.stderr)}{said}")

    def _styled(self, text: str, style: str, stream: TextIO) -> str:
        if not self._colored(stream):
            return text
        from rich.style import Style

        return Style.parse(style).render(text)

    def _colored(self, stream: TextIO) -> bool:
        """Tell whether colours may be used: https://no-color.org."""
        return self.color and not os.environ.get("NO_COLOR") and _draws(stream)


def _draws(stream: TextIO) -> bool:
    """Tell whether `stream` is a terminal that obeys escape sequences."""
    # A stream that was closed before the start is None, whatever its type says.
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _fitted(line: str) -> str:
    """Return a line of talk as wide as the terminal; where there is none it stays one line."""
    return wrapped(line, room()) if _draws(sys.stderr) else line


def _write(stream: TextIO, text: str) -> None:
    """Print a line; characters that the terminal's encoding lacks become escapes."""
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)
    except OSError as error:
        if stream is sys.stdout:  # talk that nobody can hear is no fault
            _abandon(stream)
            if isinstance(error, BrokenPipeError):
                raise
            raise WriteError.of(error, "standard output") from error


def _abandon(stream: TextIO) -> None:
    """Let what is still in the buffer of `stream` go nowhere: it would fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _told(step: Step) -> str:
    count = f" {step.done}/{step.total}" if step.total else ""
    return one_line(f"{step.name}{count} {step.detail}")
