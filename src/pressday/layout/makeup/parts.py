"""Parts of a page: a piece in a rectangle, rows of them, and in which shapes a piece may open."""

from __future__ import annotations

from typing import NamedTuple

from pressday.layout.makeup.fitting import Fit, Fitting, Lifted, Point, Shape
from pressday.layout.makeup.shapes import COLUMNS

BETWEEN = 2
"""Lines between two pieces, one under the other."""


class Part(NamedTuple):
    """A piece in a rectangle `height` lines high, at line `top` of its row from column `column`."""

    fitting: Fitting
    place: Point
    shape: Shape
    setting: Fit
    column: int
    top: int
    height: int


class Open(NamedTuple):
    """A piece that goes on: which, from where, and what of it stands elsewhere.

    It goes on below, or only `overleaf`.
    """

    number: int
    place: Point
    overleaf: bool = False
    lifted: Lifted = ()


class PageRow(NamedTuple):
    """Parts side by side: `used` pieces as bits, `plan` names its make, `pictures` in lines."""

    height: int
    white: int
    price: int
    used: int
    open: Open | None
    plan: str
    parts: tuple[Part, ...]


def shapes(fitting: Fitting, span: int) -> list[Shape]:
    """Return the openings of a piece over `span` columns: with each of its pictures that fit.

    There are none where a piece has pictures and none of them fits.
    """
    galley = fitting.copy.galley
    above = galley.heads.get(span, 0)
    plates = [p for p in galley.plates if p <= span]
    large = [p for p in plates if span < COLUMNS or p > 1]
    kept = sorted(large or plates, reverse=True) if galley.plates else [0]
    return [Shape(span, p, above, opens=True) for p in kept]


def spans(fitting: Fitting) -> list[int]:
    """Return over how many columns a piece may stand, by its length."""
    heads = fitting.copy.galley.heads
    if fitting.has_wide() or COLUMNS not in heads:
        return [COLUMNS]
    least = {3: 24, 2: 0 if fitting.copy.rank == "lead" else 14, 1: 0}
    return [span for span in (3, 2, 1) if span in heads and fitting.size >= least[span]]
