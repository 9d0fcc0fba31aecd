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

from pressday.errors import WriteError, commands_for
from pressday.model import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from rich.live import Live
    from rich.progress import Progress
    from rich.table import Table

    from pressday.errors import PressdayError
    from pressday.model import Outcome

# C0 and C1 but tab and line feed, what turns the direction of text, lone surrogates.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb"
_UNSAFE = re.compile(f"[{_CONTROLS}\ud800-\udfff]")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# Legible on light and on dark ground: yellow and cyan are not.
_STYLES = {"error": "bold red", "warning": "bold magenta", "hint": "bold"}

_TOGETHER = 4  # subjects or things that one line of warnings names
_LONGEST = 160  # characters of a table's cell
_NARROWEST = 60  # columns: below, a title would have no room
_UNBOUNDED = 1000  # columns of what is no terminal: its lines are for other programs


def clean(text: str) -> str:
    """Return `text` without characters that a terminal would obey; lines stay lines."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line."""
    return " ".join(clean(text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; numbers stand at the right, text that is long runs on below itself.

    `width` counts in lists alone.
    """

    name: str
    number: bool = False
    fixed: bool = False
    width: int = 0

    def pad(self, cell: str) -> str:
        """Return `cell` as wide as the column; what is longer stays whole."""
        return cell.rjust(self.width) if self.number else cell.ljust(self.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A table that is drawn anew while a command goes on: a row for each thing under way.

    `row` turns an event into the row's name, whether it is finished, and its cells;
    None for events that are none of the board's. Where nothing can be drawn, the
    first two cells are told of each event.
    """

    columns: Sequence[Column]
    row: Callable[[object], tuple[str, bool, Sequence[object]] | None]


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
        _write(sys.stdout, _UNSAFE_IN_JSON.sub(lambda c: f"\\u{ord(c[0]):04x}", line))

    def say(self, text: str) -> None:
        """Tell what was done, unless asked to be quiet."""
        if not self.quiet:
            _write(sys.stderr, self._talk(text))

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
            for warning in _joined(outcome.warnings):
                subjects.setdefault(warning, []).append(str(outcome.subject))
        for warning, named in subjects.items():
            self.warn(f"{_some(named)}: {warning}")
        return count

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
        """Print a table on stdout, as wide as the terminal."""
        from rich.console import Console as RichConsole

        table = _table(columns, rows)
        console = RichConsole(
            file=StringIO(),
            width=_width(),
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
        stream, width, count = (sys.stderr if aside else sys.stdout), _width(), 0
        for count, row in enumerate(rows, start=1):
            if count == 1:
                head = _line(columns, [column.name for column in columns], width)
                _write(stream, self._styled(head, "bold", stream))
            _write(stream, _line(columns, [_short(one_line(str(cell))) for cell in row], width))
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
            get_renderable=lambda: _board(board, rows, console.height - 3),
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

    def _talk(self, text: str) -> str:
        """Return a line as it is told where the editor is: its paths, its commands to paste."""
        text = commands_for(self.folder, text) if self.folder else text
        with suppress(FileNotFoundError):
            text = text.replace(f"{Path.cwd()}{os.sep}", "")
        return one_line(text)

    def _label(self, label: str, text: str) -> None:
        said = self._styled(f"{label}:", _STYLES[label], sys.stderr)
        _write(sys.stderr, f"{said} {self._talk(text)}")

    def _styled(self, text: str, style: str, stream: TextIO) -> str:
        if not self._colored(stream):
            return text
        from rich.style import Style

        return Style.parse(style).render(text)

    def _colored(self, stream: TextIO) -> bool:
        """Tell whether colours may be used: https://no-color.org."""
        return self.color and not os.environ.get("NO_COLOR") and _draws(stream)


def _board(board: Board, rows: dict[str, tuple[bool, Sequence[object]]], height: int) -> Table:
    """Return the rows that fit, what is under way first, and a line that counts the others."""
    now = list(rows.values())
    shown = sorted(now, key=lambda row: row[0])[: max(1, height)]
    table = _table(board.columns, [cells for _, cells in shown], narrow=True)
    finished = sum(row[0] for row in now)
    table.caption = f"{finished} of {len(now)} done"
    table.caption_justify = "left"
    return table


def _joined(warnings: Iterable[str]) -> Iterator[str]:
    """Yield warnings of one subject, those that begin alike (`picture left out: `) in one line."""
    groups: dict[str, list[str]] = {}
    for warning in warnings:
        kind, _, thing = warning.partition(": ")
        groups.setdefault(kind, []).append(thing)
    for kind, things in groups.items():
        yield f"{kind}: {_some(things)}" if any(things) else kind


def _some(names: Sequence[str]) -> str:
    """Return the first of `names`, each once, and how many more there are."""
    known = [*dict.fromkeys(filter(None, names))]
    more = f" and {len(known) - _TOGETHER} more" if len(known) > _TOGETHER else ""
    return f"{'; '.join(known[:_TOGETHER])}{more}"


def _table(
    columns: Sequence[Column], rows: Iterable[Sequence[object]], *, narrow: bool = False
) -> Table:
    """Return a table without lines; a `narrow` one cuts what a line cannot hold."""
    from rich.table import Table
    from rich.text import Text

    named = any(column.name for column in columns)
    table = Table(box=None, pad_edge=False, header_style="bold", show_header=named, expand=narrow)
    for column in columns:
        table.add_column(
            column.name,
            justify="right" if column.number else "left",
            no_wrap=narrow or column.number or column.fixed,
            min_width=len(column.name) if narrow else None,
            ratio=None if column.number or not narrow else 1,
            overflow="ellipsis" if narrow else "fold",
        )
    for row in rows:
        table.add_row(*(Text(_short(one_line(str(cell)))) for cell in row))
    return table


def _line(columns: Sequence[Column], cells: Sequence[str], width: int) -> str:
    """Return a row of a list, its last cell cut to the `width` of the line."""
    *padded, last = (column.pad(cell) for column, cell in zip(columns, cells, strict=True))
    start = "".join(f"{cell}  " for cell in padded)
    return f"{start}{_cut(last, width - len(start))}".rstrip()


def _cut(text: str, width: int) -> str:
    """Return `text` in at most `width` columns; characters of some scripts take two."""
    if 2 * len(text) <= width:
        return text
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"


def _width() -> int:
    """Return how many columns a line of stdout has."""
    return max(_NARROWEST, shutil.get_terminal_size((_UNBOUNDED, 0)).columns)


def _draws(stream: TextIO) -> bool:
    """Tell whether `stream` is a terminal that obeys escape sequences."""
    # A stream that was closed before the start is None, whatever its type says.
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


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


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
