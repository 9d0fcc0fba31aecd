"""What a page that is less than perfect costs, in quarters of a white line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.makeup.shapes import COLUMNS

if TYPE_CHECKING:
    from pressday.layout.makeup.fitting import Fitting, Shape

LINE = 4
"""Of a line of a column that a galley takes: among pages equally full, fewer are better."""

SAME_ROW = 40
"""Of a row like another one on the page."""

SAME_PAGE = 60
"""Of a page made like the one before."""

SKIPPED = 10
"""Of a piece that stands before one of more weight, for each that it goes before."""

THREE_SHORTS = 16
"""Of three columns of short pieces side by side."""

LATE_LEAD = 100
"""Of a section that begins low on a page with another piece than its lead."""

GREY = 48
"""Of a page with nothing but the middle of a piece, and nothing quoted from it."""

SLIVER = 48
"""Of a few lines of text under a picture, before another or the foot of its column."""

PICTURES = 0.45
"""The share of a page that pictures may take; a line more costs a line."""

LONG, MIDDLE = 150, 90
"""Lines of a piece that turns without much harm, and of one that might have stood on one page."""


def white(lines: int) -> int:
    """Return the price of `lines` white lines together: many are worse than their number."""
    return 4 * lines + lines * lines // 2


def turn(fitting: Fitting) -> int:
    """Return the price of going on overleaf: dear for a piece that could have stood on one page."""
    if fitting.size > LONG:
        return 24
    return 56 if fitting.size > MIDDLE else 120


def width(fitting: Fitting, shape: Shape) -> int:
    """Return the price of opening over so many columns, by the weight of the piece."""
    rank = fitting.copy.rank
    if rank == "lead":
        return 0 if shape.span == COLUMNS else 100
    if shape.span < COLUMNS:
        return 0
    big = 40 * (shape.plate == COLUMNS)
    if rank == "feature":
        return 8 + big // 2
    return (56 if fitting.size < MIDDLE else 24) + big


def pictures(lines: int, page: int) -> int:
    """Return the price of a page with `lines` of its columns under opening pictures."""
    return max(0, lines - int(PICTURES * COLUMNS * page)) * 4
