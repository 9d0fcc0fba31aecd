"""Composed pages: where every take of every galley stands, and the anchors in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pressday.press.pdf.takes import Setting, settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressday.layout.makeup import Page
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
    def standing(self) -> tuple[tuple[tuple[str, Setting], ...], ...]:
        """For every page, flow and take of all that stands on it."""
        return tuple(
            tuple(
                (placed.name, setting)
                for placed in page.placed
                for setting in settings(placed, self.fragments[placed.name].takes)
            )
            for page in self.pages
        )

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Where each anchor stands: sections, pieces, and what has a name in a text."""
        found: dict[str, Spot] = {}
        takes: dict[tuple[str, int], tuple[int, Setting]] = {}
        for number, (page, standing) in enumerate(zip(self.pages, self.standing, strict=True)):
            for mark in page.marks:
                if mark.kind == "opener":
                    found.setdefault(f"sec-{mark.name}", Spot(number, 0, mark.line * LINE_PT))
            for name, setting in standing:
                takes[name, setting.take.page] = number, setting
                x, y = self.columns[setting.column], setting.line * LINE_PT
                found.setdefault(name, Spot(number, x, y))
        for name, fragment in self.fragments.items():
            for anchor, (take, x, y) in fragment.anchors.items():
                if (name, take) in takes:
                    number, setting = takes[name, take]
                    down = setting.line * LINE_PT + y - setting.take.top
                    found.setdefault(anchor, Spot(number, self.columns[setting.column] + x, down))
        return found
