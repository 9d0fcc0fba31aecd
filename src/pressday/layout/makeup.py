"""Make-up: from type that is set in one long column to pages, by counting lines.

The press sets a galley once: every in-column block in a single column of
unlimited height, every band (headline, picture, table, quote) across the page.
What it measured comes here in whole lines of the baseline grid; what goes back
says which lines stand in which column of which page. As nothing is set twice,
many make-ups can be compared: picture heights and quotes are varied until the
pages are full.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

LEAST_START = 4
"""Lines of text that must stand under a headline, else the piece begins on the next page."""

LEAST_BELOW = 3
"""Lines that must be left under a band for the text that follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A block as set in one column: `before` white lines that vanish at a column's head, then `lines`.

    `cuts` are the line counts after which it may go on in the next column;
    `tied` strips (headings, questions) never end a column.
    """

    lines: int
    before: int = 0
    cuts: frozenset[int] = frozenset()
    tied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A block across the columns that belongs before strip `at`, with `gap` white lines around it.

    `grow` and `give` say by how many lines its picture may be stretched or
    cropped; `optional` bands may be left out; `fixed` ones (the opening) stay
    where they are, others may wait for the head of the next page.
    """

    at: int
    lines: int
    gap: int = 1
    grow: int = 0
    give: int = 0
    optional: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """What was measured of one piece; `side` is the height of a block that keeps the first column."""

    strips: tuple[Strip, ...]
    bands: tuple[Band, ...] = ()
    columns: int = 3
    side: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Lines `first` to `last` (exclusive) of one strip."""

    strip: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Slices from line `top` of the page's share downwards; `index` counts columns from the left.

    `offsets` are the slices' first lines, counted from `top`.
    """

    index: int
    top: int
    slices: tuple[Slice, ...]
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBand:
    """A band at line `top` of the page's share, its picture changed by `stretch` lines."""

    band: int
    top: int
    stretch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page's share of a galley: `lines` high, with `free` lines below it."""

    columns: tuple[Column, ...]
    bands: tuple[PlacedBand, ...]
    lines: int
    free: int


@dataclass(frozen=True, slots=True)
class Knob:
    """How one band is varied: lines its picture gains, strips it moves on, whether it stays out."""

    stretch: int = 0
    shift: int = 0
    out: bool = False


Trim = tuple[Knob, ...]
"""One way to vary a galley: a knob for each band."""

SHIFTS = (-1, 1, 2, -2)
ROUNDS = 2  # of turning every knob; a third changes next to nothing


def make_up(galley: Galley, *, room: int, page: int, followed: bool = False) -> tuple[Sheet, ...]:
    """Return the best of many make-ups of `galley`.

    `room` lines are left on the first page, `page` on every other. A galley
    `followed` by another piece on its last page need not fill that page.
    Returns no sheet when the piece cannot begin well in `room`: start on a new page.
    """
    type_ = Type(galley.strips)

    def attempt(trim: Trim) -> tuple[float, tuple[Sheet, ...]]:
        pages = _Pages(galley, type_, trim, room, page)
        sheets = pages.run()
        if pages.broken and room < page:
            return math.inf, ()
        return _cost(sheets, trim, galley, page, followed=followed), sheets

    trim: Trim = tuple(Knob() for _ in galley.bands)
    best = attempt(trim)
    for _ in range(ROUNDS):
        for number, band in enumerate(galley.bands):
            for knob in _knobs(band, trim[number]):
                candidate = (*trim[:number], knob, *trim[number + 1 :])
                result = attempt(candidate)
                if result[0] < best[0]:
                    best, trim = result, candidate
    return best[1]


def _knobs(band: Band, now: Knob) -> Iterator[Knob]:
    """Yield other settings of one band, one thing changed at a time."""
    for stretch in range(-band.give, band.grow + 1):
        yield replace(now, stretch=stretch)
    if not band.fixed:
        for shift in SHIFTS:
            yield replace(now, shift=shift)
    if band.optional:
        yield replace(now, out=not now.out)


def _cost(
    sheets: Sequence[Sheet], trim: Trim, galley: Galley, page: int, *, followed: bool
) -> float:
    """Return how far `sheets` are from full pages without tricks; 1 is about one white line across."""
    last = sheets[-1]
    cost = page * 0.5 * len(sheets)
    cost += 2.0 * sum(s.free for s in sheets[:-1])
    cost += 0.0 if followed else last.free * 1.0
    if len(sheets) > 1 and last.lines < page // 4:
        cost += 30
    cost += sum(40 for s in sheets[1:] if not s.columns)
    cost += sum(_raggedness(s, galley.columns) for s in sheets)
    for knob in trim:
        cost += abs(knob.stretch) * 0.35 + abs(knob.shift) * 0.8 + 6 * knob.out
    return cost


def _raggedness(sheet: Sheet, count: int) -> float:
    """Return the cost of short columns and of type too thin to stand between bands."""
    cost = 0.0
    for top in {c.top for c in sheet.columns}:
        heights = [_height(c) for c in sheet.columns if c.top == top]
        full = max(heights)
        cost += sum(max(0, full - h - 1) for h in heights) / count
        cost += 4.0 * max(0, LEAST_BELOW - full)
    return cost


def _height(column: Column) -> int:
    part, offset = column.slices[-1], column.offsets[-1]
    return offset + part.last - part.first


class Type:
    """The strips as one run of lines, with the places where a column may end."""

    def __init__(self, strips: Sequence[Strip]) -> None:
        self.lines: list[tuple[int, int]] = []  # (strip, line in it); line -1 is white
        self.starts: list[int] = []
        self._may_end: list[bool] = [True]  # before line i
        for number, strip in enumerate(strips):
            self.starts.append(len(self.lines))
            self._add(number, strip)
        self.starts.append(len(self.lines))
        if self._may_end:
            self._may_end[-1] = True

    def _add(self, number: int, strip: Strip) -> None:
        self.lines += [(number, -1)] * strip.before
        self._may_end += [False] * strip.before
        self.lines += [(number, n) for n in range(strip.lines)]
        inner = [n in strip.cuts for n in range(1, strip.lines)]
        self._may_end += [*inner, not strip.tied]

    def skip_white(self, at: int) -> int:
        """Return the first line from `at` on that is not white."""
        while at < len(self.lines) and self.lines[at][1] < 0:
            at += 1
        return at

    def fill(self, at: int, stop: int, height: int) -> int:
        """Return where a column of `height` lines that begins at `at` ends; `at` when nothing fits."""
        begin = self.skip_white(at)
        end = min(stop, begin + height)
        if end == stop:
            return stop
        while end > begin and not self._may_end[end]:
            end -= 1
        return end if end > begin else at

    def columns(self, at: int, stop: int, count: int, height: int) -> list[tuple[int, int]]:
        """Return (begin, end) of up to `count` columns of `height` lines."""
        spans: list[tuple[int, int]] = []
        while len(spans) < count and at < stop:
            end = self.fill(at, stop, height)
            if end == at:
                break
            spans.append((self.skip_white(at), end))
            at = end
        return spans

    def balanced(self, at: int, stop: int, count: int, room: int) -> list[tuple[int, int]]:
        """Return columns of the least equal height that hold `at` to `stop`, else full ones of `room` lines."""
        for height in range(-(-(stop - at) // count), room):
            spans = self.columns(at, stop, count, height)
            if spans and spans[-1][1] == stop:
                return spans
        return self.columns(at, stop, count, room)

    def slices(self, begin: int, end: int) -> tuple[tuple[Slice, ...], tuple[int, ...]]:
        """Return the slices between two line positions, and their offsets from the first."""
        slices: list[Slice] = []
        offsets: list[int] = []
        for position in range(begin, end):
            strip, line = self.lines[position]
            if line < 0:
                continue
            if slices and slices[-1].strip == strip:
                slices[-1] = Slice(strip=strip, first=slices[-1].first, last=line + 1)
            else:
                slices.append(Slice(strip=strip, first=line, last=line + 1))
                offsets.append(position - begin)
        return tuple(slices), tuple(offsets)


class _Pages:
    """One walk through a galley, page by page; the state is where the type and the bands stand."""

    def __init__(self, galley: Galley, type_: Type, trim: Trim, room: int, page: int) -> None:
        self.galley, self.type, self.page, self.trim = galley, type_, page, trim
        last = len(galley.strips)
        self.anchors = [
            max(0, min(last, b.at + k.shift)) for b, k in zip(galley.bands, trim, strict=True)
        ]
        kept = (n for n, k in enumerate(trim) if not k.out)
        self.waiting = sorted(kept, key=lambda n: (self.anchors[n], n))
        self.at, self.end = 0, len(type_.lines)
        self.room = room
        self.sheets: list[Sheet] = []
        self.broken = False  # the opening or its first lines do not fit the first page

    def _start(self, number: int) -> int:
        """Return the line of type before which band `number` belongs."""
        return self.type.starts[self.anchors[number]]

    def run(self) -> tuple[Sheet, ...]:
        """Return the sheets of the whole galley."""
        while self.at < self.end or self.waiting or not self.sheets:
            before = self.at, len(self.waiting)
            self._sheet()
            stuck = (self.at, len(self.waiting)) == before and self.room == self.page
            if stuck and (self.at < self.end or self.waiting):
                self._force()
            self.room = self.page
        return tuple(self.sheets)

    def _sheet(self) -> None:
        """Fill one page: bands that are due, type up to the next band, that band, and so on."""
        self.top = 0
        self.bands: list[PlacedBand] = []
        self.columns: list[Column] = []
        self.first_column = 1 if self.galley.side and not self.sheets else 0
        while self._due() or self._type():
            pass
        lines = max(self.top, self.galley.side if self.first_column else 0)
        if not self.sheets:
            self.broken = lines > self.room or not self._begun()
        self._close(lines)

    def _begun(self) -> bool:
        """Tell whether the whole opening and enough text to read on stand on this page."""
        opening = any(self.galley.bands[n].fixed for n in self.waiting)
        text = max((_height(c) for c in self.columns), default=0)
        return not opening and (text >= LEAST_START or self.at == self.end)

    def _close(self, lines: int) -> None:
        free = max(0, self.room - lines)
        sheet = Sheet(columns=tuple(self.columns), bands=tuple(self.bands), lines=lines, free=free)
        self.sheets.append(sheet)

    def _due(self) -> bool:
        """Place the first waiting band if its strip has come and it fits."""
        if not self.waiting:
            return False
        number = self.waiting[0]
        band = self.galley.bands[number]
        if self._start(number) > self.at:
            return False
        height = band.lines + self.trim[number].stretch
        top = self.top + (band.gap if self.top else 0)
        below = LEAST_BELOW if self.at < self.end else 0
        if top + height + below > self.room and not (band.fixed and self.top + height <= self.room):
            return False
        self.bands.append(PlacedBand(band=number, top=top, stretch=self.trim[number].stretch))
        self.top = top + height
        self.waiting.pop(0)
        return True

    def _type(self) -> bool:
        """Set type up to the next band that will fit under it; True when there may be room for more."""
        if self.at >= self.end or self._opening_waits():
            return False
        gap = self._gap()
        room = self.room - self.top - gap
        for stop in self._stops():
            spans = self.type.balanced(self.at, stop, self._count(), room)
            if not spans:
                return False
            height = max(end - begin for begin, end in spans)
            done = spans[-1][1] == stop
            if stop == self.end or not done or self._band_fits(self.top + gap + height):
                self._place(spans, self.top + gap, height)
                return done
        return False

    def _opening_waits(self) -> bool:
        return bool(self.waiting) and self.galley.bands[self.waiting[0]].fixed

    def _stops(self) -> Iterator[int]:
        """Yield where the next run of type could stop: before each waiting band, then at the end."""
        for number in self.waiting:
            if (start := self._start(number)) > self.at:
                yield start
        yield self.end

    def _band_fits(self, top: int) -> bool:
        """Tell whether the first waiting band fits under type that ends at `top`, with text below it."""
        number = self.waiting[0]
        band = self.galley.bands[number]
        height = band.lines + self.trim[number].stretch
        return top + band.gap + height + band.gap + LEAST_BELOW <= self.room

    def _gap(self) -> int:
        if not self.bands or not self.top:
            return 0
        return self.galley.bands[self.bands[-1].band].gap

    def _count(self) -> int:
        return self.galley.columns - self.first_column

    def _place(self, spans: Sequence[tuple[int, int]], top: int, height: int) -> None:
        for index, (begin, end) in enumerate(spans, start=self.first_column):
            slices, offsets = self.type.slices(begin, end)
            self.columns.append(Column(index=index, top=top, slices=slices, offsets=offsets))
        self.at = self.type.skip_white(spans[-1][1])
        self.top = top + height

    def _force(self) -> None:
        """Place what fits no page (a strip or a band taller than the page) so that the walk ends."""
        self.sheets.pop()
        if self.waiting and self._start(self.waiting[0]) <= self.at:
            number = self.waiting.pop(0)
            self.bands, self.columns = [PlacedBand(band=number, top=0, stretch=0)], []
        else:
            strip = self.type.lines[self.at][0]
            self.bands, self.columns, self.top = [], [], 0
            self._place([(self.at, self.type.starts[strip + 1])], 0, self.page)
        self._close(self.page)
