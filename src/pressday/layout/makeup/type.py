"""The strips of a galley as one run of lines, and columns cut from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.layout.makeup.shapes import Slice, Strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FARTHEST = 5  # strips that a loose one may move

Spans = tuple[tuple[int, int], ...]  # (begin, end) of columns, in lines of the type


class Type:
    """The strips as one run of lines, with the places where a column may end.

    `order` names the strips in the order in which they stand, where that is
    another than they were written in.
    """

    def __init__(self, strips: Sequence[Strip], order: Sequence[int] | None = None) -> None:
        self.lines: list[tuple[int, int]] = []  # (strip, line in it); line -1 is white
        self.starts: list[int] = []
        self._may_end: list[bool] = [True]  # before line i
        order = range(len(strips)) if order is None else order
        self.moved = max(0, sum(place != number for place, number in enumerate(order)) - 1)
        before = -1
        for number in order:
            self.starts.append(len(self.lines))
            self._add(number, _after(strips, before, number))
            before = number
        self.starts.append(len(self.lines))
        self._may_end[-1] = True
        self._black = self._next_black()
        self._balanced: dict[tuple[int, int, int, int], Spans] = {}  # asked for again and again

    def _add(self, number: int, strip: Strip) -> None:
        self.lines += [(number, -1)] * strip.before
        self._may_end += [False] * strip.before
        self.lines += [(number, n) for n in range(strip.lines)]
        inner = [n in strip.cuts for n in range(1, strip.lines)]
        self._may_end += [*inner, not strip.tied]

    def _next_black(self) -> list[int]:
        """Return, for every place, the first line from there on that is not white."""
        found = [len(self.lines)]
        for at in range(len(self.lines) - 1, -1, -1):
            found.append(found[-1] if self.lines[at][1] < 0 else at)
        return found[::-1]

    def skip_white(self, at: int) -> int:
        """Return the first line from `at` on that is not white."""
        return self._black[at]

    def fill(self, at: int, stop: int, height: int) -> int:
        """Return where a column of `height` lines from `at` on ends; `at` when nothing fits."""
        begin = self.skip_white(at)
        end = min(stop, begin + height)
        if end == stop:
            return stop
        while end > begin and not self._may_end[end]:
            end -= 1
        return end if end > begin else at

    def columns(self, at: int, stop: int, count: int, height: int) -> Spans:
        """Return (begin, end) of up to `count` columns of `height` lines."""
        spans: list[tuple[int, int]] = []
        while len(spans) < count and at < stop:
            end = self.fill(at, stop, height)
            if end == at:
                break
            spans.append((self.skip_white(at), end))
            at = end
        return tuple(spans)

    def balanced(self, at: int, stop: int, count: int, room: int) -> Spans:
        """Return columns of the least equal height for `at` to `stop`, else full ones of `room`."""
        key = (at, stop, count, room)
        if key not in self._balanced:
            self._balanced[key] = self._balance(*key)
        return self._balanced[key]

    def _balance(self, at: int, stop: int, count: int, room: int) -> Spans:
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


def _after(strips: Sequence[Strip], before: int, number: int) -> Strip:
    """Return strip `number` with the white that belongs between it and strip `before`."""
    strip = strips[number]
    if before == number - 1:
        return strip
    apart = strip.loose or strip.tied or (before >= 0 and strips[before].loose)
    return replace(strip, before=1 if apart else 0)


def orders(strips: Sequence[Strip]) -> Iterator[tuple[int, ...]]:
    """Yield the orders in which one loose strip stands a little earlier or later.

    It never comes first, nor between a tied strip and what that belongs to.
    """
    for number in (n for n, strip in enumerate(strips) if strip.loose):
        others = [n for n in range(len(strips)) if n != number]
        for place in range(max(1, number - FARTHEST), min(len(others), number + FARTHEST) + 1):
            if not strips[others[place - 1]].tied:
                yield (*others[:place], number, *others[place:])
