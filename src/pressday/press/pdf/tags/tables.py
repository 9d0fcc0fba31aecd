"""Tables whose rows all have the same columns: a reader moves in them by row and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.press.pdf.tags.structure import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CELLS = frozenset({"TH", "TD"})
_PARTS = frozenset({"THead", "TBody", "TFoot"})


def complete_tables(elements: Iterable[Element]) -> None:
    """Give rows that end early the empty cells that they have on the page."""
    for element in elements:
        if element.role == "Table":
            _complete(element)


def _complete(table: Element) -> None:
    groups = [*_groups(table)]
    taken = [_taken(rows) for rows in groups]
    width = max((column + 1 for cells in taken for _, column in cells), default=0)
    for rows, cells in zip(groups, taken, strict=True):
        for number, row in enumerate(rows):
            missing = [c for c in range(width) if (number, c) not in cells]
            row.kids += [Element(role="TD") for _ in missing]


def _groups(table: Element) -> Iterator[Sequence[Element]]:
    """Yield the rows of each part of a table; a cell does not reach beyond its part."""
    yield [e for e in table.elements if e.role == "TR"]
    for part in (e for e in table.elements if e.role in _PARTS):
        yield [e for e in part.elements if e.role == "TR"]


def _taken(rows: Sequence[Element]) -> set[tuple[int, int]]:
    """Return row and column of every place that a cell takes, in `rows` by themselves."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in (e for e in row.elements if e.role in _CELLS):
            while (number, column) in taken:
                column += 1
            cell.rows = min(cell.rows, len(rows) - number)
            down, right = range(number, number + cell.rows), range(column, column + cell.columns)
            taken |= {(r, c) for r in down for c in right}
    return taken
