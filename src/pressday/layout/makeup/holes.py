"""Holes: blank parts of columns inside of what a page uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.makeup.shapes import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressday.layout.makeup.shapes import Galley, Page, Placed

HOLE = 0.25
"""The share of a page's height that is a hole where nothing stands in a column."""


def holes(page: Page, galleys: Mapping[str, Galley], lines: int) -> int:
    """Return in how many places of a page, `lines` high, a column is blank for long.

    Below the lowest thing on the page nothing is a hole: that is white at its foot.
    """
    taken: list[set[int]] = [set() for _ in range(COLUMNS)]
    for placed in page.placed:
        span, height = _extent(placed, galleys[placed.name])
        for column in range(placed.column, min(COLUMNS, placed.column + span)):
            taken[column].update(range(placed.line, placed.line + height))
    for mark in page.marks:
        for column in range(mark.column, mark.column + mark.span):
            taken[column].add(mark.line)
    lowest = max((max(column) for column in taken if column), default=0)
    return sum(gap >= HOLE * lines for column in taken for gap in _gaps(column, lowest))


def _gaps(taken: set[int], lowest: int) -> Iterator[int]:
    """Yield the heights of what is blank down to line `lowest`."""
    before = -1
    for line in (*sorted(taken), lowest + 1):
        yield line - before - 1
        before = line


def _extent(placed: Placed, galley: Galley) -> tuple[int, int]:
    """Return columns and lines of what is placed."""
    kind, *numbers = placed.part.split("/")
    if kind == "quote":
        return 1, galley.quotes[int(numbers[0])]
    if kind == "run":
        wide = galley.runs[int(numbers[0])].wide
        return COLUMNS if wide else 1, placed.last - placed.first + placed.stretch
    span = int(numbers[-1])
    if kind == "head":
        return span, galley.heads[span]
    plates = galley.plates if kind == "plate" else galley.lifts[int(numbers[0])]
    return span, plates[span].lines + placed.stretch
