"""Composed pages: where every take of every galley stands, and the anchors in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pressday.press.pdf.imposition import Laid
from pressday.press.pdf.takes import StandingTake, standing_takes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressday.layout.makeup import Page
    from pressday.layout.print.book import Geometry
    from pressday.press.pdf.fragment import Fragment

LINE_PT = 12.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: page from 0, and points from the left and top of the type area."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Composed:
    """Pages that name lines of galleys, and the fragments in which these are, by flow.

    `columns` are the left edges of the columns, in points.
    """

    pages: tuple[Page, ...]
    fragments: Mapping[str, Fragment]
    columns: tuple[float, ...]

    @cached_property
    def standing(self) -> tuple[tuple[tuple[str, StandingTake], ...], ...]:
        """For every page, flow and take of all that stands on it."""
        return tuple(
            tuple(
                (placed.name, standing)
                for placed in page.placed
                for standing in standing_takes(placed, self.fragments[placed.name].takes)
            )
            for page in self.pages
        )

    def laid(self, page: int, geometry: Geometry, shift: float) -> Iterator[Laid]:
        """Yield the takes on a page, those of a flow together; a lifted picture in its text."""
        for name, take in sorted(self.standing[page], key=lambda s: s[0]):
            lifts = self.fragments[name].tags.lifts
            yield Laid(
                flow=name, page=take.take.page, order=lifts.get(take.lift, take.anchors),
                x=geometry.side + self.columns[take.column],
                y=geometry.top + take.line * LINE_PT,
                top=take.take.top, scale=take.take.scale, shift=shift,
            )  # fmt: skip

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Where each anchor stands: sections, pieces, and what has a name in a text."""
        found: dict[str, Spot] = {}
        places: dict[tuple[str, int], tuple[int, StandingTake]] = {}
        for number, (page, standing) in enumerate(zip(self.pages, self.standing, strict=True)):
            for mark in page.marks:
                if mark.kind == "opener":
                    found.setdefault(f"sec-{mark.name}", Spot(number, 0, mark.line * LINE_PT))
            for name, take in standing:
                places[name, take.anchors] = number, take
                x, y = self.columns[take.column], take.line * LINE_PT
                found.setdefault(name, Spot(number, x, y))
        for name, fragment in self.fragments.items():
            for anchor, (page_of_take, x, y) in fragment.anchors.items():
                if place := places.get((name, page_of_take)):
                    number, take = place
                    down = take.line * LINE_PT + y - take.take.top
                    found.setdefault(anchor, Spot(number, self.columns[take.column] + x, down))
        return found
