"""Composing: the search for pages, row under row, that waste least and look least alike.

A beam over pages, and within a page a beam over rows. What is compared are numbers;
nothing is set again. The same galleys give the same pages on every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pressday.layout.makeup import prices
from pressday.layout.makeup.fitting import CONTINUED, START, Fitting, Shape
from pressday.layout.makeup.parts import BETWEEN, Open, PageRow, Part, shapes
from pressday.layout.makeup.pins import Pins
from pressday.layout.makeup.rows import SectionRows
from pressday.layout.makeup.shapes import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.layout.makeup.shapes import GalleySection

BEAM = 14
"""Editions compared, page by page."""

INNER = 20
"""Pages compared while one is filled."""

ROWS = 90
"""Rows looked at for each of them."""

TO_BEGIN = 12
"""Lines that a section needs under another one."""

FULL = 12
"""Lines at a page's foot in which nothing can stand."""

LAST = 4
"""By how much cheaper white is at the foot of the last page."""

DEARER = 4000
"""By how much pages of another number may be dearer than the best."""

MAY_CLOSE = 26
"""Lines at a page's foot that may stay white."""


class PlacedRow(NamedTuple):
    """A row at line `top`; `opens` is the number of the section whose name stands over it, or 0."""

    top: int
    row: PageRow
    section: int
    opens: int


class FilledPage(NamedTuple):
    """One page of the search's result."""

    rows: tuple[PlacedRow, ...]
    white: int


@dataclass(frozen=True, slots=True)
class _State:
    """An edition up to here: `section` and what of it is `used`, what goes on, and the pages.

    `rows` are those of the page that is being filled down to line `at`.
    """

    cost: int
    section: int
    used: int
    open: Open | None
    pages: tuple[FilledPage, ...] = ()
    rows: tuple[PlacedRow, ...] = ()
    at: int = 0
    make: str = ""

    @property
    def key(self) -> tuple[int, int, Open | None]:
        return self.section, self.used, self.open


class Composition:
    """The search over all sections."""

    def __init__(self, sections: Sequence[GalleySection], page: int) -> None:
        self.page, self.sections, self.pins = page, sections, Pins(sections)
        self.rows_of = [SectionRows([Fitting(c, page) for c in s.copies], page) for s in sections]
        after = [rows.left(0, None) for rows in self.rows_of]
        self._after = [sum(after[n + 1 :]) for n in range(len(after))]
        self._left: dict[tuple[int, int, Open | None], int] = {}

    def pages(self) -> tuple[FilledPage, ...]:
        """Return the best pages found."""
        ended = self._ended(0)
        return min(ended.values(), key=lambda s: s.cost).pages if ended else ()

    def lengths(self) -> dict[int, tuple[FilledPage, ...]]:
        """Return the best pages found by their number, for each that comes up on the way."""
        return {count: state.pages for count, state in self._ended(DEARER).items()}

    def _ended(self, dearer: int) -> dict[int, _State]:
        """Return all ends by the number of pages, `dearer` than the best at most."""
        states = [_State(0, 0, 0, None)] if self.sections else []
        ended: dict[int, _State] = {}
        while states:
            closed = self._turn_page(states)
            for state in (s for s in closed if s.section == len(self.rows_of)):
                known = ended.get(len(state.pages))
                if known is None or state.cost < known.cost:
                    ended[len(state.pages)] = state
            bound = min((s.cost for s in ended.values()), default=None)
            going = [s for s in closed if s.section < len(self.rows_of)][:BEAM]
            states = [s for s in going if bound is None or self._price(s) < bound + dearer]
        return ended

    def _turn_page(self, states: Sequence[_State]) -> list[_State]:
        """Return the best ways to fill one more page, cheapest first."""
        closed: dict[tuple[int, int, Open | None], _State] = {}
        for state in states:
            for filled in self._fill(state):
                done = self._close(filled, state)
                if done.key not in closed or done.cost < closed[done.key].cost:
                    closed[done.key] = done
        return sorted(closed.values(), key=lambda s: (self._price(s), s.used, str(s.open)))

    def _fill(self, state: _State) -> Iterator[_State]:
        """Yield ways to fill the next page after `state`."""
        beam = [state]
        while beam:
            grown: dict[tuple[object, ...], _State] = {}
            for one in beam:
                nexts = self._under(one)
                if not nexts:
                    yield one if one.rows else self._forced(one)
                for longer in nexts:
                    if self._is_full(longer):
                        yield longer
                        continue
                    key = (*longer.key, longer.at)
                    if key not in grown or longer.cost < grown[key].cost:
                        grown[key] = longer
                    if self.page - longer.at < MAY_CLOSE:
                        yield longer
            ranked = sorted(grown.values(), key=lambda s: (self._price(s), s.at, s.used))
            beam = ranked[:INNER]

    def _price(self, state: _State) -> int:
        """Return the cost of `state` and, about, of what is still to be placed."""
        return state.cost + (self._lines_left(state) + COLUMNS * state.at) * prices.LINE // 4

    def _lines_left(self, state: _State) -> int:
        if state.section >= len(self.rows_of):
            return 0
        if state.key not in self._left:
            lines = self.rows_of[state.section].left(state.used, state.open)
            self._left[state.key] = lines + self._after[state.section]
        return self._left[state.key]

    def _is_full(self, state: _State) -> bool:
        over = state.section == len(self.rows_of)
        low = self.page - state.at < FULL and not self._goes_on_below(state)
        overleaf = bool(state.open and state.open.overleaf)
        return over or low or overleaf or state.at >= self.page

    def _goes_on_below(self, state: _State) -> bool:
        return bool(state.open) and self.page - state.at > 3  # noqa: PLR2004 - lines of a band's first rows

    def _under(self, state: _State) -> list[_State]:
        """Return `state` with each of the best rows under what stands on its page."""
        if state.section == len(self.rows_of):
            return []
        top, opens = self._top(state)
        if top >= self.page:
            return []
        rows = self.rows_of[state.section].rows(state.used, state.open, top)
        if self.pins:
            above = [placed.row for placed in state.rows]
            rows = [row for row in rows if self.pins.allow(row, above)]
        found = [self._with(state, top, opens, row) for row in rows]
        found.sort(key=lambda s: (self._price(s), s.at, s.make, s.used))
        return found[:ROWS]

    def _top(self, state: _State) -> tuple[int, int]:
        """Return where the next row begins, and the number of the section that begins with it."""
        section = self.sections[state.section]
        if not state.used and not state.open:
            if state.at and self._stands_apart(state.section):
                return self.page, 0
            gap = BETWEEN if state.at else 0
            if state.at and state.at + gap + section.opener + TO_BEGIN > self.page:
                return self.page, 0
            return state.at + gap + section.opener, section.number
        gap = (1 if state.open else BETWEEN) if state.at else 0
        return state.at + gap, 0

    def _stands_apart(self, number: int) -> bool:
        """Tell whether a section shares no page with the one before it."""
        return self.sections[number].own_pages or self.sections[number - 1].own_pages

    def _with(self, state: _State, top: int, opens: int, row: PageRow) -> _State:
        placed = PlacedRow(top, row, self.sections[state.section].number, opens)
        again = any(row.plan == other.row.plan for other in state.rows)
        cost = state.cost + prices.white(row.white) + row.price + prices.SAME_ROW * again
        cost += prices.SLIVER * sum(part.setting.slivers for part in row.parts)
        if self.pins:
            cost += self.pins.price(row, [placed.row for placed in state.rows])
        section, used = state.section, row.used
        if used == self.rows_of[section].all and not row.open:
            section, used = section + 1, 0
        return _State(
            cost, section, used, row.open, state.pages, (*state.rows, placed), top + row.height,
            f"{state.make if state.rows else ''}/{row.plan}",
        )  # fmt: skip

    def _close(self, filled: _State, before: _State) -> _State:
        """Return `filled` with its page done."""
        foot = COLUMNS * max(0, self.page - filled.at)
        is_last = filled.section == len(self.rows_of)
        cost = filled.cost + prices.white(foot) // (LAST if is_last else 1)
        cost += prices.SAME_PAGE * (before.make == filled.make)
        cost += prices.pictures(sum(_plate_lines(r.row) for r in filled.rows), self.page)
        cost += self.pins.unmet([placed.row for placed in filled.rows]) if self.pins else 0
        white = foot + sum(r.row.white for r in filled.rows)
        leaf = FilledPage(filled.rows, white)
        open_ = filled.open and filled.open._replace(overleaf=False)
        return _State(
            cost, filled.section, filled.used, open_, (*filled.pages, leaf), make=filled.make
        )

    def _forced(self, state: _State) -> _State:
        """Return an empty page with as much as can be of a piece that nothing else fits."""
        top, opens = self._top(state)
        section = self.rows_of[state.section]
        fresh = next((n for n in range(len(section.fittings)) if not state.used >> n & 1), 0)
        going_on = state.open or Open(fresh, START)
        index, place = going_on.number, going_on.place
        fitting = section.fitting(index, going_on.lifted)
        shape = Shape(COLUMNS, 0, CONTINUED) if state.open else shapes(fitting, COLUMNS)[0]
        height = self.page - top
        setting = fitting.forced(place, shape, height)
        open_ = (
            None
            if setting.end == fitting.end
            else Open(index, setting.end, overleaf=True, lifted=going_on.lifted)
        )
        part = Part(fitting, place, shape, setting, 0, 0, height)
        row = PageRow(height, setting.white, 0, state.used | 1 << index, open_, "forced", (part,))
        return self._with(state, top, opens, row)


def _plate_lines(row: PageRow) -> int:
    return sum(p.shape.plate * p.setting.plate for p in row.parts)
