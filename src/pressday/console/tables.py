"""Tables as a terminal shows them: drawn at once, listed row by row, or drawn anew."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.console.lines import cut, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.table import Table

LONGEST = 160  # characters of a table's cell
_NARROWEST = 60  # columns: below, a title would have no room
_UNBOUNDED = 1000  # columns of what is no terminal: its lines are for other programs


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


def board_table(board: Board, rows: dict[str, tuple[bool, Sequence[object]]], height: int) -> Table:
    """Return the rows that fit, what is under way first, and a line that counts the others."""
    now = list(rows.values())
    shown = sorted(now, key=lambda row: row[0])[: max(1, height)]
    table = table_of(board.columns, [cells for _, cells in shown], narrow=True)
    finished = sum(row[0] for row in now)
    table.caption = f"{finished} of {len(now)} done"
    table.caption_justify = "left"
    return table


def table_of(
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
        table.add_row(*(Text(cut(one_line(str(cell)), LONGEST)) for cell in row))
    return table


def row_of(columns: Sequence[Column], cells: Sequence[str], width: int) -> str:
    """Return a row of a list, its last cell cut to the `width` of the line."""
    *padded, last = (column.pad(cell) for column, cell in zip(columns, cells, strict=True))
    start = "".join(f"{cell}  " for cell in padded)
    return f"{start}{cut(last, width - len(start))}".rstrip()


def room() -> int:
    """Return how many columns a line of stdout has."""
    return max(_NARROWEST, shutil.get_terminal_size((_UNBOUNDED, 0)).columns)
