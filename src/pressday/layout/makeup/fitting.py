"""Copyfitting: all ways in which one galley fills a rectangle of columns.

A galley is set once; what is asked here is only which of its lines a rectangle
takes, with the opening over so many columns, a picture a little taller or lower,
a quotation lifted out or not. Every answer is kept: the search asks again and again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pressday.layout.makeup.shapes import COLUMNS, MeasuredRun
from pressday.layout.makeup.type import Column, Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.layout.makeup.shapes import Strip, WeighedGalley

LEAST = 6
"""Lines of text that a column under a headline or a picture has at least."""

LEAST_LEFT = 18
"""Lines that are left at least when a galley goes on overleaf."""

CONTINUED = 2
"""Lines of the mark over what goes on from an earlier page."""

SOON = 130
"""Lines of a column within which a picture is lifted to the head of a page."""

SPARE = 8
"""White lines in each column at which a rectangle is too large for what is left."""

APART = 12
"""Lines of text at least between the head of a column and a sentence that is quoted."""

SAID = 3
"""Quotations of one rectangle that are looked at."""

SLIVER = 6
"""White lines that are better than a few lines of text under a picture."""

GREY = 6
"""White lines that are better than a page of nothing but type."""

WAYS = 12
"""Heights of a rectangle that are looked at."""


class Point(NamedTuple):
    """Where in a galley: line `line` of run `run`."""

    run: int
    line: int


START = Point(0, 0)


class Shape(NamedTuple):
    """How a rectangle begins: its columns, those of its picture, and the lines above the text.

    The piece `opens` there, with its headline, or goes on from elsewhere.
    """

    span: int
    plate: int
    above: int
    opens: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether it goes on at the head of a page, over all columns."""
        return self.span == COLUMNS and self.above == CONTINUED and not self.opens


class Fit(NamedTuple):
    """One way to fill a rectangle: its columns, where the galley goes on, and what is white.

    `plate` is the height of the opening picture, `quote` the number of the quotation in it,
    `slivers` how often a few lines stand under a picture.
    """

    columns: tuple[Column, ...]
    end: Point
    white: int
    plate: int
    quote: int | None = None
    slivers: int = 0

    @property
    def fault(self) -> int:
        """White lines, a line for a quotation that fills some, and some for slivers."""
        return self.white + (self.quote is not None) + SLIVER * self.slivers


Lifted = tuple[tuple[int, int], ...]
"""Pictures taken out of the text, in order, by run and strip."""


class Fitting:
    """One galley and all that was asked of it.

    Where pictures are `lifted` out of the text, the last of them is what opens a rectangle.
    """

    def __init__(self, copy: WeighedGalley, page: int, lifted: Lifted = ()) -> None:
        self.copy, self.page, self.lifted = copy, page, lifted
        runs = copy.galley.runs or (MeasuredRun(strips=()),)
        self.runs = [_without(run, number, lifted) for number, run in enumerate(runs)]
        self.plates = copy.galley.plates
        if lifted:
            run, strip = lifted[-1]
            self.lift = copy.galley.runs[run].strips[strip].lift
            self.plates = copy.galley.lifts[self.lift]
        self.types = [Type(run.strips) for run in self.runs]
        self.end = Point(len(self.runs), 0)
        spread = [
            t.end * (COLUMNS if r.wide else 1) for t, r in zip(self.types, self.runs, strict=True)
        ]
        self._after = [sum(spread[n + 1 :]) for n in range(len(spread))]
        self.size = sum(spread)
        self._whole: dict[tuple[Point, Shape, int], Fit | None] = {}
        self._turned: dict[tuple[Point, Shape, int], Fit | None] = {}
        self._heights: dict[tuple[Point, Shape], tuple[tuple[int, int], ...]] = {}

    def next_lift(self, place: Point) -> Lifted | None:
        """Return `lifted` with the next picture after `place`, where one comes soon enough."""
        if place.run >= len(self.runs):
            return None
        strip = self.types[place.run].next_lift(place.line, SOON)
        return None if strip is None else (*self.lifted, (place.run, strip))

    def left(self, place: Point) -> int:
        """Return the lines of a column that the galley still takes from `place` on."""
        if place.run >= len(self.runs):
            return 0
        wide = COLUMNS if self.runs[place.run].wide else 1
        return (self.types[place.run].end - place.line) * wide + self._after[place.run]

    def rest(self, place: Point) -> int:
        """Return the lines that are left of the run at `place`."""
        return self.types[place.run].end - place.line

    def is_wide(self, place: Point) -> bool:
        """Tell whether the galley goes on across the page at `place`."""
        return place.run < len(self.runs) and self.runs[place.run].wide

    def has_wide(self) -> bool:
        """Tell whether any run stands across the page."""
        return any(run.wide for run in self.runs)

    def whole(self, place: Point, shape: Shape, height: int) -> Fit | None:
        """Return the best way to bring the run at `place` to its end in `height` lines."""
        key = (place, shape, height)
        if key not in self._whole:
            self._whole[key] = self._ended(*key)
        return self._whole[key]

    def _ended(self, place: Point, shape: Shape, height: int) -> Fit | None:
        best = None
        for setting in self._settings(place, shape, height):
            done = setting.end.run > place.run
            if done and (best is None or setting.fault < best.fault):
                best = setting
                if not setting.fault:
                    break
        return best

    def turned(self, place: Point, shape: Shape, height: int) -> Fit | None:
        """Return the best way to fill `height` lines when the run goes on overleaf."""
        key = (place, shape, height)
        if key not in self._turned:
            self._turned[key] = self._broken(*key)
        return self._turned[key]

    def _broken(self, place: Point, shape: Shape, height: int) -> Fit | None:
        best, least = None, 0
        for setting in self._settings(place, shape, height):
            if setting.end.run > place.run or not self._turns_well(place, setting):
                continue
            fault = setting.fault + GREY * self.is_grey(place, shape, setting)
            if best is None or fault < least:
                best, least = setting, fault
                if not fault:
                    break
        return best

    def is_grey(self, place: Point, shape: Shape, setting: Fit) -> bool:
        """Tell whether `setting` heads a page with nothing but the middle of a piece."""
        shows = shape.plate or setting.quote is not None or self._shows(place, setting)
        return shape.goes_on and not shows

    def _turns_well(self, place: Point, setting: Fit) -> bool:
        """Tell whether enough stands before and after the turn."""
        begun = setting.end.line - place.line
        if self.runs[place.run].wide:
            return begun > 0
        return begun >= 2 * LEAST and self.rest(setting.end) >= LEAST_LEFT

    def forced(self, place: Point, shape: Shape, height: int) -> Fit:
        """Return a setting that takes something at `place`, whatever is against it.

        Where a headline or picture leaves no room for what comes, it stands alone and
        the text begins overleaf.
        """
        is_wide = self.is_wide(place)
        plate = min(self._plates(shape), default=0)
        across = height - shape.above - (plate + 1 if plate else 0)
        columns = self._columns(shape, height, plate)
        heights = [max(1, lines) for lines in ([across] if is_wide else columns)]
        width = COLUMNS if is_wide else 1
        setting = self._filled(place, heights, width, plate)
        if setting.end != place or (shape.opens and (shape.above or plate)):
            return setting
        type_ = self.types[place.run]
        column = type_.forced(place.line, heights[0])
        end = Point(place.run + 1, 0) if column.end >= type_.end else Point(place.run, column.end)
        white = column.white * width + sum(heights[1:])
        return Fit((column,), end, white, plate)

    def heights(self, place: Point, shape: Shape) -> tuple[tuple[int, int], ...]:
        """Return heights, least first, in which the run at `place` ends, each with its fault."""
        key = (place, shape)
        if key not in self._heights:
            self._heights[key] = tuple(self._all_heights(*key))
        return self._heights[key]

    def _all_heights(self, place: Point, shape: Shape) -> Iterator[tuple[int, int]]:
        columns = 1 if self.is_wide(place) else shape.span
        least = shape.above + max(1, self.rest(place) * 4 // (5 * columns))
        found = 0
        for height in range(least, self.page + 1):
            if setting := self.whole(place, shape, height):
                yield height, setting.fault
                found += 1
                if setting.fault > 8 * columns or found > WAYS:
                    return

    def _settings(self, place: Point, shape: Shape, height: int) -> Iterator[Fit]:
        if self.is_wide(place):
            for plate in self._plates(shape):
                left = height - shape.above - (plate + 1 if plate else 0)
                if left > 0:
                    yield self._filled(place, [left], COLUMNS, plate)
            return
        rest = self.rest(place)
        for quote in self._quotes(place, shape, height):
            for plate in self._plates(shape):
                heights = self._columns(shape, height, plate, quote)
                if not _are_filled(heights, shape.plate, rest):
                    continue
                setting = self._filled(place, heights, 1, plate)._replace(quote=quote)
                if quote is None or self._is_quoted_well(place, shape, setting):
                    yield setting

    def _quotes(self, place: Point, shape: Shape, height: int) -> Sequence[int | None]:
        """Return the quotations that may stand in `shape`, None for none of them.

        Where a piece opens over two columns or more, or fills a page, without a picture.
        """
        if shape.span == 1 or shape.plate or not (shape.opens or shape.goes_on):
            return (None,)
        said = self.types[place.run].quotes(place.line, height * shape.span)
        known = [n for n in said if n < len(self.copy.galley.quotes)][:SAID]
        return known if known and shape.opens and self.copy.must_quote else (None, *known)

    def _is_quoted_well(self, place: Point, shape: Shape, setting: Fit) -> bool:
        """Tell whether the quotation of `setting` is said in it, well below the head of a column.

        A page that goes on with pictures in its text needs none.
        """
        if not shape.opens and self._shows(place, setting):
            return False
        type_ = self.types[place.run]
        said = (type_.quotes(c.begin + APART, c.end - c.begin - APART) for c in setting.columns)
        return any(setting.quote in numbers for numbers in said)

    def _shows(self, place: Point, setting: Fit) -> bool:
        """Tell whether pictures stand in the text of `setting`, which begins at `place`."""
        type_ = self.types[place.run]
        return any(type_.has_pictures(c.begin, c.end) for c in setting.columns)

    def _plates(self, shape: Shape) -> list[int]:
        """Return the heights that the opening picture can have, its own first; 0 for none."""
        if not shape.plate:
            return [0]
        plate = self.plates[shape.plate]
        steps = range(-plate.give, plate.grow + 1)
        return [plate.lines + n for n in sorted(steps, key=abs)]

    def _columns(
        self, shape: Shape, height: int, plate: int, quote: int | None = None
    ) -> list[int]:
        """Return the lines of text in each column: pictures stand outside, a quotation inside."""
        heights = [height - shape.above] * shape.span
        for column in range(shape.span - shape.plate, shape.span) if plate else ():
            heights[column] -= plate + 1
        if quote is not None:
            heights[quote_column(shape, quote)] -= self.copy.galley.quotes[quote] + 1
        return heights

    def _filled(self, place: Point, heights: list[int], width: int, plate: int) -> Fit:
        columns, at, white, slivers = [], place.line, 0, 0
        type_ = self.types[place.run]
        for height in heights:
            column = type_.column(at, height) if at < type_.end else Column(at, at, 0, height)
            columns.append(column)
            at = column.end
            white += column.white
            slivers += type_.slivers(column)
        end = Point(place.run + 1, 0) if at >= type_.end else Point(place.run, at)
        return Fit(tuple(columns), end, white * width, plate, slivers=slivers)


def _are_filled(heights: Sequence[int], under: int, rest: int) -> bool:
    """Tell whether the `rest` of a text fills columns, of which the last are `under` a picture.

    Each has some lines, and few are too many; or all of a short text stands beside the picture.
    """
    free = heights[: len(heights) - under]
    if under and free and not any(heights[len(free) :]):
        return rest <= sum(free)
    return min(heights) >= min(LEAST, rest) and sum(heights) * 4 <= rest * 5 + 4 * SPARE * len(
        heights
    )


def _without(run: MeasuredRun, number: int, lifted: Lifted) -> MeasuredRun:
    """Return `run` without the strips that are lifted out; those after them keep their numbers."""
    out = {strip for at, strip in lifted if at == number}
    if not out:
        return run
    return replace(run, strips=tuple(_closed_up(run.strips, out)))


def _closed_up(strips: Sequence[Strip], out: set[int]) -> Iterator[Strip]:
    """Yield `strips` without those that are `out`, nor the white that these had around them."""
    for number, strip in enumerate(strips):
        if number in out:
            yield replace(strip, lines=0)
        elif number - 1 in out and not strip.tied and not strip.grow:
            yield replace(strip, before=min(strip.before, strip.own))
        else:
            yield strip


def quote_column(shape: Shape, quote: int) -> int:
    """Return the column of a rectangle at whose head quotation number `quote` stands."""
    return min(1 + quote % 2, shape.span - 1)
