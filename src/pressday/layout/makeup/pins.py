"""Pins: pieces that the editor wants at the head of a page, or on one page with another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressday.layout.makeup.parts import PageRow
    from pressday.layout.makeup.shapes import GalleySection

WAITING = 240
"""Of a piece on a page while the one that belongs beside it has not come."""

APART = 60
"""Of two that stand on one page and not side by side."""

UNMET = 20_000
"""Of a page with one of the two alone."""


class Pins:
    """What is pinned in an edition; it says which rows may stand where, and what they cost."""

    def __init__(self, sections: Iterable[GalleySection]) -> None:
        self._first: set[str] = set()
        self._with: dict[str, set[str]] = defaultdict(set)
        for copy in (copy for section in sections for copy in section.copies):
            if copy.starts_page:
                self._first.add(copy.name)
            if copy.beside:
                self._with[copy.name].add(copy.beside)
                self._with[copy.beside].add(copy.name)

    def __bool__(self) -> bool:
        """Whether anything is pinned."""
        return bool(self._first or self._with)

    def allow(self, row: PageRow, above: Sequence[PageRow]) -> bool:
        """Tell whether `row` may stand under the rows `above` on a page."""
        opening = (part for part in row.parts if part.shape.opens)
        return all(
            not above and not part.top for part in opening if part.fitting.copy.name in self._first
        )

    def price(self, row: PageRow, above: Sequence[PageRow]) -> int:
        """Return what `row` costs under the rows `above`, less what it makes good."""
        here, before = _opened((row,)), _opened(above)
        cost = 0
        for name in here:
            for other in self._with.get(name, ()):
                cost += 0 if other in here else APART - WAITING if other in before else WAITING
        return cost

    def unmet(self, rows: Sequence[PageRow]) -> int:
        """Return what a page of `rows` costs for those that stand on it without their other."""
        opened = _opened(rows)
        return UNMET * sum(not self._with.get(name, set()) <= opened for name in opened)


def _opened(rows: Iterable[PageRow]) -> set[str]:
    """Return the names of the pieces that open in `rows`."""
    return {p.fitting.copy.name for row in rows for p in row.parts if p.shape.opens}
