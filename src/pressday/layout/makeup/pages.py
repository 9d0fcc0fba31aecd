"""One walk through a galley: type down the columns, bands where they fit, page after page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.makeup.drafts import Span, Trial
from pressday.layout.makeup.shapes import Galley, PlacedBand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.layout.makeup.drafts import Knob, Trim
    from pressday.layout.makeup.shapes import Band
    from pressday.layout.makeup.type import Type

LEAST_START = 4
"""Lines of text that must stand under a headline, else the piece begins on the next page."""

LEAST_BELOW = 3
"""Lines that must be left under a band for the text that follows it."""


class Pages:
    """One walk through a galley, page by page; the state is where the type and the bands stand."""

    def __init__(self, galley: Galley, type_: Type, trim: Trim, room: int, page: int) -> None:
        self.galley, self.type, self.page, self.trim = galley, type_, page, trim
        self.anchors = [
            self._anchor(band, knob) for band, knob in zip(galley.bands, trim, strict=True)
        ]
        kept = (n for n, k in enumerate(trim) if not k.out)
        self.waiting = sorted(kept, key=lambda n: (self.anchors[n], n))
        self.at, self.end = 0, len(type_.lines)
        self.room = room
        self.sheets: list[Trial] = []
        self.broken = False  # the opening or its first lines do not fit the first page

    def _anchor(self, band: Band, knob: Knob) -> int:
        """Return the strip before which `band` stands; it never parts a heading from its text."""
        strips = self.galley.strips
        anchor = max(0, min(len(strips), band.at + knob.shift))
        while anchor and strips[anchor - 1].tied and not band.fixed:
            anchor -= 1
        return anchor

    def _start(self, number: int) -> int:
        """Return the line of type before which band `number` belongs."""
        return self.type.starts[self.anchors[number]]

    def run(self) -> tuple[Trial, ...]:
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
        self.spans: list[Span] = []
        self.first_column = 1 if self.galley.side and not self.sheets else 0
        while self._due() or self._type():
            pass
        side = self.galley.side_top + self.galley.side if self.first_column else 0
        lines = max(self.top, side)
        if not self.sheets:
            self.broken = lines > self.room or not self._begun()
        self._close(lines)

    def _begun(self) -> bool:
        """Tell whether the whole opening and enough text to read on stand on this page."""
        if any(self.galley.bands[n].fixed for n in self.waiting):
            return False
        if self.at == self.end and self.waiting:
            return any(not self.galley.bands[b.band].fixed for b in self.bands)
        text = max((s.end - s.begin for s in self.spans), default=0)
        return text >= LEAST_START or self.at == self.end

    def _close(self, lines: int) -> None:
        free = max(0, self.room - lines)
        self.sheets.append(Trial(tuple(self.spans), tuple(self.bands), lines, free))

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
        """Set type up to the next band that fits under it; True when there may be room for more."""
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
        """Yield where the next run of type could stop: before a waiting band, else at the end."""
        for number in self.waiting:
            if (start := self._start(number)) > self.at:
                yield start
        yield self.end

    def _band_fits(self, top: int) -> bool:
        """Tell whether the first waiting band, with text below, fits under type ending at `top`."""
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
            self.spans.append(Span(index, top, begin, end))
        self.at = self.type.skip_white(spans[-1][1])
        self.top = top + height

    def _force(self) -> None:
        """Place a strip or a band that is taller than the page, so that the walk ends."""
        self.sheets.pop()
        if self.waiting and self._start(self.waiting[0]) <= self.at:
            number = self.waiting.pop(0)
            self.bands, self.spans = [PlacedBand(band=number, top=0, stretch=0)], []
        else:
            end = next(start for start in self.type.starts if start > self.at)
            self.bands, self.spans, self.top = [], [], 0
            self._place([(self.at, end)], 0, self.page)
        self._close(self.page)
