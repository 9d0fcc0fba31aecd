"""Rows: what can stand side by side at a line of a page, over one, two or three columns.

A row is one piece over three columns, one over two beside a column of others, or
three columns of short pieces. A piece may go on overleaf, and one at a time does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pressday.layout.makeup import prices
from pressday.layout.makeup.fitting import CONTINUED, START, Fitting, Lifted, Point, Shape
from pressday.layout.makeup.parts import BETWEEN, Open, PageRow, Part, shapes, spans
from pressday.layout.makeup.shapes import COLUMNS
from pressday.layout.makeup.stacks import Stack, Stacks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HIGH = 8
"""Lines down to which a section that begins there begins with its lead."""

SHORTEST = 24
"""Lines that a column needs for a piece that begins in it and goes on overleaf."""

_MAINS = 9  # pieces, the weightiest, that may come next, and further ones that are long
_FURTHER = 3
_TO_TURN = 10  # lines in each column of a piece that may go on overleaf
_FEET = (0, 3, 6, 9)  # lines that a turned piece may leave white at the foot


class _Side(NamedTuple):
    white: int
    used: int
    parts: tuple[Part, ...]
    open: Open | None
    name: str
    price: int


class SectionRows:
    """The pieces of one section, the weightiest first, and all rows they can make."""

    def __init__(self, fittings: Sequence[Fitting], page: int) -> None:
        self.fittings, self.page = fittings, page
        self.all = (1 << len(fittings)) - 1
        self._lifted: dict[tuple[int, Lifted], Fitting] = {}
        self.stacks = Stacks(fittings, page).of

    def fitting(self, index: int, lifted: Lifted = ()) -> Fitting:
        """Return piece number `index`, without the pictures `lifted` out of its text."""
        if not lifted:
            return self.fittings[index]
        if (index, lifted) not in self._lifted:
            self._lifted[index, lifted] = Fitting(self.fittings[index].copy, self.page, lifted)
        return self._lifted[index, lifted]

    def left(self, used: int, going_on: Open | None) -> int:
        """Return about how many lines of columns all that is not placed yet will take."""
        fresh = (f for n, f in enumerate(self.fittings) if not used >> n & 1)
        lines = sum(f.size + _opening(f) for f in fresh)
        if going_on:
            lines += self.fitting(going_on.number, going_on.lifted).left(going_on.place)
        return lines

    def rows(self, used: int, going_on: Open | None, top: int) -> list[PageRow]:
        """Return all rows that can stand at line `top` of a page."""
        return [*_Rows(self, used, going_on, top).all()]


def _opening(fitting: Fitting) -> int:
    """Return about how many lines headline and picture of a piece take."""
    heads, plates = fitting.copy.galley.heads, fitting.copy.galley.plates
    head = heads.get(2, 0) * 3 // 2
    plate = max((p.lines * span for span, p in plates.items() if span <= 2), default=0)  # noqa: PLR2004
    return head + plate


class _Rows:
    """All rows at one line of a page, for what is left of a section."""

    def __init__(self, section: SectionRows, used: int, going_on: Open | None, top: int) -> None:
        self.section, self.used, self.going_on, self.top = section, used, going_on, top
        self.room = section.page - top
        self.fresh = [n for n in range(len(section.fittings)) if not used >> n & 1]
        self.lead_waits = 0 in self.fresh

    def all(self) -> Iterator[PageRow]:
        if self.going_on:
            yield from self._going_on(self.going_on)
            return
        for skipped, index in enumerate(self._mains()):
            late = prices.LATE_LEAD if self.lead_waits and index else 0
            yield from self._opening(index, skipped, late)
        if not self.lead_waits or len(self.fresh) <= 4:  # noqa: PLR2004 - hardly anything else
            yield from self._shorts()
        if len(self.fresh) <= COLUMNS:
            yield from self._last()

    def _mains(self) -> list[int]:
        """Return the pieces that may come next: the lead, and low on a page others before it."""
        if self.lead_waits and self.top <= HIGH:
            return [0]
        long = [n for n in self.fresh[_MAINS:] if self.section.fittings[n].size > 40]  # noqa: PLR2004
        return self.fresh[:_MAINS] + long[:_FURTHER]

    def _going_on(self, open_: Open) -> Iterator[PageRow]:
        """Yield rows for a piece that goes on from above, or from the page before."""
        fitting = self.section.fitting(open_.number, open_.lifted)
        above = CONTINUED if self.top == 0 else 0
        for part, goes_on in self._main(
            open_.number, fitting, open_.place, Shape(COLUMNS, 0, above)
        ):
            is_grey = fitting.is_grey(open_.place, part.shape, part.setting)
            grey = prices.GREY if goes_on and goes_on.overleaf and is_grey else 0
            yield self._single(open_.number, part, goes_on, 0, "goes on", grey)
        if self.top:
            return
        yield from self._under_a_picture(open_, fitting)
        if fitting.has_wide():
            return
        yield from self._beside(
            open_.number, fitting, open_.place, Shape(2, 0, above), 0, 0, "goes on"
        )
        if fitting.left(open_.place) <= self.section.page - CONTINUED:
            for skipped, index in enumerate(self._mains()):
                yield from self._beside_the_rest(index, prices.SKIPPED * skipped)

    def _beside_the_rest(self, index: int, price: int) -> Iterator[PageRow]:
        """Yield rows of a piece that opens beside the rest of the one that goes on."""
        fitting = self.section.fittings[index]
        for shape in shapes(fitting, 2) if not fitting.has_wide() else ():
            yield from self._beside(index, fitting, START, shape, 1 << index, price, "main")

    def _under_a_picture(self, open_: Open, fitting: Fitting) -> Iterator[PageRow]:
        """Yield rows with the next picture of what goes on at their head, over more columns."""
        lifted = fitting.next_lift(open_.place)
        if lifted is None:
            return
        without = self.section.fitting(open_.number, lifted)
        for span in without.plates:
            shape = Shape(COLUMNS, span, CONTINUED)
            for part, goes_on in self._main(open_.number, without, open_.place, shape):
                yield self._single(open_.number, part, goes_on, 0, f"goes on under {span}", 0)

    def _opening(self, index: int, skipped: int, late: int) -> Iterator[PageRow]:
        """Yield rows in which a piece opens, over three columns or over two."""
        fitting, bit = self.section.fittings[index], 1 << index
        order = prices.SKIPPED * skipped + late
        for span in spans(fitting):
            for shape in shapes(fitting, span) if span > 1 else ():
                price = order + prices.width(fitting, shape)
                if span == COLUMNS:
                    for part, open_ in self._main(index, fitting, START, shape):
                        yield self._single(index, part, open_, bit, f"one{shape.plate}", price)
                else:
                    yield from self._beside(index, fitting, START, shape, bit, price, "main")

    def _single(  # noqa: PLR0913, PLR0917 - what a row is
        self, index: int, part: Part, open_: Open | None, took: int, plan: str, price: int
    ) -> PageRow:
        cost = price + self._turn(index, open_)
        return PageRow(
            part.height, part.setting.white, cost, self.used | took, open_, plan, (part,)
        )

    def _turn(self, index: int, open_: Open | None) -> int:
        """Return the price of going on overleaf; to go on below is free."""
        turns = open_ and open_.number == index and open_.overleaf
        return prices.turn(self.section.fittings[index]) if turns else 0

    def _main(
        self, index: int, fitting: Fitting, place: Point, shape: Shape
    ) -> Iterator[tuple[Part, Open | None]]:
        """Yield a piece in rectangles of all useful heights, and where it goes on."""
        heights = [h for h in fitting.heights(place, shape) if h[0] <= self.room]
        heights.sort(key=lambda h: h[1])
        for height, _ in heights[:4] + [h for h in heights[4:] if h[0] == self.room]:
            setting = fitting.whole(place, shape, height)
            assert setting is not None  # noqa: S101 - `heights` names what `whole` can do
            open_ = None
            if setting.end != fitting.end:
                open_ = Open(index, setting.end, lifted=fitting.lifted)
            yield Part(fitting, place, shape, setting, 0, 0, height), open_
        if (
            fitting.rest(place) > (1 if fitting.is_wide(place) else _TO_TURN * shape.span)
            or not heights
        ):
            for foot in _FEET:
                height = self.room - foot
                if height > shape.above and (setting := fitting.turned(place, shape, height)):
                    part = Part(fitting, place, shape, setting, 0, 0, height)
                    yield part, Open(index, setting.end, overleaf=True, lifted=fitting.lifted)
                    break

    def _beside(  # noqa: PLR0913, PLR0917 - what a row is
        self, index: int, fitting: Fitting, place: Point, shape: Shape, took: int, price: int,
        name: str,
    ) -> Iterator[PageRow]:  # fmt: skip
        """Yield rows of a piece over two columns and others in the third."""
        is_free = bool(self.going_on) and shape.opens
        for part, open_ in self._main(index, fitting, place, shape):
            cost = price + self._turn(index, open_)
            for side in self._sides(part.height, took, open_, is_free=is_free):
                white = part.setting.white + side.white
                used = self.used | took | side.used
                parts = (part, *(p._replace(column=2) for p in side.parts))
                yield PageRow(
                    part.height, white, cost + side.price, used, side.open,
                    f"{name}2|{side.name}", parts,
                )  # fmt: skip

    def _sides(
        self, height: int, took: int, open_: Open | None, *, is_free: bool
    ) -> Iterator[_Side]:
        """Yield what can stand in a column of `height` lines beside a piece.

        That is the rest of what goes on (`is_free`), short pieces, or the beginning
        of a piece that goes on overleaf, where the one beside it does not.
        """
        if is_free:
            yield from self._rest(height, took, open_)
            return
        for stack in self.section.stacks(height, self.used | took, 2):
            yield _Side(stack.white, stack.used, stack.parts, open_, str(len(stack.parts)), 0)
        if height == self.room and not open_ and height >= SHORTEST:
            yield from self._beginnings(height, took, 0)

    def _rest(self, height: int, took: int, open_: Open | None) -> Iterator[_Side]:
        """Yield the rest of the piece that goes on, in one column, with others below it."""
        assert self.going_on is not None  # noqa: S101 - asked for only then
        fitting = self.section.fitting(self.going_on.number, self.going_on.lifted)
        place, shape = self.going_on.place, Shape(1, 0, CONTINUED)
        for used_up, _ in fitting.heights(place, shape)[:5]:
            setting = fitting.whole(place, shape, used_up)
            if used_up > height or setting is None or setting.end != fitting.end:
                return
            part = Part(fitting, place, shape, setting, 0, 0, used_up)
            below = height - used_up - BETWEEN
            if below <= 3:  # noqa: PLR2004 - lines that nobody misses
                yield _Side(setting.white + height - used_up, 0, (part,), open_, "rest", 0)
                continue
            for stack in self.section.stacks(below, self.used | took, 1):
                placed = (p._replace(top=p.top + used_up + BETWEEN) for p in stack.parts)
                yield _Side(
                    setting.white + stack.white, stack.used, (part, *placed), open_, "rest+", 0
                )
            if height == self.room and not open_ and below >= SHORTEST:
                for side in self._beginnings(below, took, used_up + BETWEEN):
                    yield side._replace(
                        parts=(part, *side.parts), white=side.white + setting.white, name="rest>"
                    )

    def _beginnings(self, height: int, took: int, top: int) -> Iterator[_Side]:
        """Yield pieces that begin in a column at the foot and go on overleaf."""
        found = 0
        for skipped, index in enumerate(self.fresh):
            fitting = self.section.fittings[index]
            if took >> index & 1 or not 52 <= fitting.size <= 260 or fitting.has_wide():  # noqa: PLR2004
                continue
            if self.lead_waits and index == 0:
                continue
            for shape in shapes(fitting, 1):
                setting = fitting.turned(START, shape, height) if height > shape.above else None
                if setting and setting.white <= 4:  # noqa: PLR2004 - lines
                    part = Part(fitting, START, shape, setting, 0, top, height)
                    yield _Side(
                        setting.white, 1 << index, (part,),
                        Open(index, setting.end, overleaf=True), ">", 28 + 4 * skipped,
                    )  # fmt: skip
                    found += 1
            if found >= 4:  # noqa: PLR2004 - enough to choose from
                return

    def _shorts(self) -> Iterator[PageRow]:
        """Yield three columns of short pieces."""
        for height in range(10, self.room + 1):
            for one in self.section.stacks(height, self.used, 2):
                for two in self.section.stacks(height, self.used | one.used, 2):
                    taken = self.used | one.used | two.used
                    for three in self.section.stacks(height, taken, 1):
                        yield self._row("1|1|1", height, (one, two, three), prices.THREE_SHORTS)

    def _last(self) -> Iterator[PageRow]:
        """Yield the end of a section: what is left side by side, white beside it."""
        for height in range(6, self.room + 1):
            for one in self.section.stacks(height, self.used, 1):
                two = self.section.stacks(height, self.used | one.used, 1)
                yield self._row("last", height, (one, *two), 0)
        for index in self.fresh:
            fitting = self.section.fittings[index]
            for shape in shapes(fitting, 2) if not fitting.has_wide() else ():
                for part, open_ in self._main(index, fitting, START, shape):
                    if open_:
                        continue
                    white = part.setting.white + part.height
                    yield PageRow(
                        part.height, white, 0, self.used | 1 << index, open_, "last2", (part,)
                    )

    def _row(self, plan: str, height: int, stacks: Sequence[Stack], price: int) -> PageRow:
        white = sum(s.white for s in stacks) + height * (COLUMNS - len(stacks))
        used = self.used
        parts: list[Part] = []
        for column, stack in enumerate(stacks):
            used |= stack.used
            parts += [p._replace(column=column) for p in stack.parts]
        return PageRow(height, white, price, used, None, plan, tuple(parts))
