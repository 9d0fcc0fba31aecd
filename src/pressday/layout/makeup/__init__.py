"""Make-up: pages composed by search out of galleys, by counting lines.

The press sets a galley once: its text in a single column of unlimited height, what
is wide across the page, its opening over one, two and three columns. What it
measured comes here in whole lines of the baseline grid; what goes back says which
lines stand in which column of which page. As nothing is set twice, thousands of
pages can be compared, and an edit sets one galley again and no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.makeup.composing import Composition
from pressday.layout.makeup.holes import holes
from pressday.layout.makeup.lengths import Fitted, Lengths
from pressday.layout.makeup.placing import placed_pages
from pressday.layout.makeup.shapes import (
    COLUMNS,
    Galley,
    GalleySection,
    Mark,
    MeasuredRun,
    Page,
    Placed,
    Plate,
    Rank,
    Strip,
    WeighedGalley,
)
from pressday.layout.makeup.whole import below_the_foot, check_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "COLUMNS",
    "Fitted",
    "Galley",
    "GalleySection",
    "Lengths",
    "Mark",
    "MeasuredRun",
    "Page",
    "Placed",
    "Plate",
    "Rank",
    "Strip",
    "WeighedGalley",
    "below_the_foot", "compose", "holes",
]  # fmt: skip


def compose(sections: Sequence[GalleySection], page: int) -> tuple[Page, ...]:
    """Return the pages of `sections`, `page` lines high.

    Every line of every galley stands on one page once, in its order; `page` is the
    lines of a page. Raises LayoutError if anything was lost.
    """
    composition = Composition([s for s in sections if s.copies], page)
    pages = placed_pages(composition, composition.pages())
    check_whole(sections, pages)
    return pages
