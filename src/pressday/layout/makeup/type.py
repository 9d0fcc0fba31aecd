"""The strips of a run as one run of lines, and columns cut from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.layout.makeup.shapes import Strip


FEW = 3
"""Lines at the head of a column that go below the picture that follows them."""


class Column(NamedTuple):
    """Lines `begin` to `end` of the type, pictures in it `stretch` lines taller in all."""

    begin: int
    end: int
    stretch: int
    white: int


class Slice(NamedTuple):
    """Lines `first` to `last` (exclusive) of strip `strip`, `offset` lines below the column's head.

    Its picture is `stretch` lines taller.
    """

    strip: int
    first: int
    last: int
    offset: int
    stretch: int


class Type:
    """A run of lines, with the places where a column may end."""

    def __init__(self, strips: Sequence[Strip]) -> None:
        self.strips = strips
        self._lines: list[tuple[int, int]] = []  # (strip, line in it); line -1 is white
        self._ends: list[int] = []  # of strips
        self._pictures: list[tuple[int, int]] = []  # their first lines, and the lines after them
        may_end = [True]  # before line i
        grow: list[int] = []
        give: list[int] = []
        for number, strip in enumerate(strips):
            if not strip.lines:
                continue
            self._lines += [(number, -1)] * strip.before
            self._lines += [(number, n) for n in range(strip.lines)]
            may_end += [False] * strip.before
            may_end += [n in strip.cuts for n in range(1, strip.lines)]
            may_end += [not strip.tied]
            self._ends.append(len(self._lines))
            if strip.floats:
                self._pictures.append((self._ends[-1] - strip.lines, self._ends[-1]))
            rest = [0] * (strip.before + strip.lines - 1)
            grow += [*rest, strip.grow]
            give += [*rest, strip.give]
        self.end = len(self._lines)
        may_end[-1] = True
        self._grow = [0, *accumulate(grow)]
        self._give = [0, *accumulate(give)]
        self._last = _latest(may_end)
        self._next = [self.end - n for n in reversed(_latest(may_end[::-1]))]
        self._black = self._next_black()
        self._ink = [0, *accumulate(line >= 0 for _, line in self._lines)]

    def slivers(self, column: Column) -> int:
        """Return how often a few lines stand under a picture, before another or the foot."""
        first = bisect_left(self._pictures, (column.begin, 0))
        last = bisect_right(self._pictures, (column.end, 0))
        heads = [*(head for head, _ in self._pictures[first + 1 : last]), column.end]
        below = zip(self._pictures[first:last], heads, strict=False)
        return sum(0 < self._ink[head] - self._ink[foot] <= FEW for (_, foot), head in below)

    def _next_black(self) -> list[int]:
        """Return, for every place, the first line from there on that is not white."""
        found = [self.end]
        for at in range(self.end - 1, -1, -1):
            found.append(found[-1] if self._lines[at][1] < 0 else at)
        return found[::-1]

    def column(self, at: int, height: int) -> Column:
        """Return a column of `height` lines from `at` on; it is empty when nothing fits.

        Pictures in it grow to fill it, or give way for the lines that would fill it.
        """
        begin = self._black[at]
        stop = begin + height
        if stop >= self.end:
            white = stop - self.end
            stretch = min(white, self._grow[self.end] - self._grow[begin])
            return Column(begin, self.end, stretch, white - stretch)
        end = self._last[stop]
        white = stop - max(end, begin)
        stretch = min(white, self._grow[end] - self._grow[begin]) if end > begin else 0
        after = self._next[stop]
        if white > stretch and 0 < after - stop <= self._give[after] - self._give[begin]:
            return Column(begin, after, stop - after, 0)
        if end <= begin:
            return Column(at, at, 0, height)
        return Column(begin, end, stretch, white - stretch)

    def next_lift(self, at: int, within: int) -> int | None:
        """Return the number of the first strip in the next lines that may stand apart."""
        seen = (number for number, _ in self._lines[at : at + within])
        return next((n for n in seen if self.strips[n].lift >= 0), None)

    def quotes(self, at: int, within: int) -> list[int]:
        """Return the numbers of what is quoted from the next lines, in their order."""
        starts = (n for n, line in self._lines[at : at + within] if not line)
        return [self.strips[n].quote for n in starts if self.strips[n].quote >= 0]

    def has_pictures(self, at: int, end: int) -> bool:
        """Tell whether a picture stands in lines `at` to `end`."""
        first = bisect_left(self._pictures, (at, 0))
        return first < len(self._pictures) and self._pictures[first][1] <= end

    def after(self, at: int) -> int:
        """Return the first place after `at` where a column may end."""
        return self._next[min(at + 1, self.end)]

    def forced(self, at: int, height: int) -> Column:
        """Return a column of at least one strip, though nothing may end in `height` lines.

        What is tied is parted; one strip that is higher by itself hangs out.
        """
        begin = self._black[at]
        whole = [end for end in self._ends if begin < end <= begin + height]
        end = max(whole, default=self.after(at))
        return Column(begin, end, 0, max(0, height - (end - begin)))

    def slices(self, column: Column, *, opens: bool = False) -> list[Slice]:
        """Return what stands in `column`, pictures changed by even shares.

        Unless the piece `opens` there, a picture rises over a few lines at the head.
        """
        found = [*self._in_order(column)]
        return found if opens else self._risen(found)

    def _risen(self, found: list[Slice]) -> list[Slice]:
        """Return `found`, its first picture at the head where only `FEW` lines stand over it."""
        at = next((n for n, piece in enumerate(found) if self.strips[piece.strip].floats), 0)
        over, picture = found[:at], found[at : at + 1]
        if sum(s.last - s.first for s in over) > FEW or any(
            self.strips[s.strip].tied for s in over
        ):
            return found
        down = sum(s.last - s.first + s.stretch for s in picture)
        down += sum(self.strips[s.strip].before for s in picture)
        risen = [s._replace(offset=0) for s in picture]
        lower = [s._replace(offset=s.offset + down) for s in over]
        return [*risen, *lower, *found[at + 1 :]]

    def _in_order(self, column: Column) -> Iterator[Slice]:
        left, moved = column.stretch, 0
        at = column.begin
        while at < column.end:
            number, line = self._lines[at]
            if line < 0:
                at += 1
                continue
            strip = self.strips[number]
            last = min(strip.lines, line + column.end - at)
            bound = min(left, strip.grow) if left > 0 else max(left, -strip.give)
            yield Slice(number, line, last, at - column.begin + moved, bound)
            left, moved = left - bound, moved + bound
            at += last - line


def _latest(may: Sequence[bool]) -> list[int]:
    """Return, for every place, the latest one up to there that may be."""
    found, last = [], 0
    for place, good in enumerate(may):
        last = place if good else last
        found.append(last)
    return found
