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
from dataclasses import replace

from pressday.layout.makeup.drafts import Draft, Knob, Trim
from pressday.layout.makeup.pages import LEAST_BELOW, Pages
from pressday.layout.makeup.shapes import Band, Column, Galley, PlacedBand, Sheet, Slice, Strip
from pressday.layout.makeup.type import Type

__all__ = ["Band", "Column", "Galley", "PlacedBand", "Sheet", "Slice", "Strip", "make_up"]

SHIFTS = (-1, 1, 2, -2)
ROUNDS = 2  # of turning every knob; a third changes next to nothing


def make_up(galley: Galley, *, room: int, page: int, followed: bool = False) -> tuple[Sheet, ...]:
    """Return the best of many make-ups of `galley`.

    `room` lines are left on the first page, `page` on every other. A galley
    `followed` by another piece on its last page need not fill that page.
    Returns no sheet when the piece cannot begin well in `room`: start on a new page.
    """
    type_ = Type(galley.strips)

    def attempt(trim: Trim) -> tuple[float, tuple[Draft, ...]]:
        pages = Pages(galley, type_, trim, room, page)
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
    return tuple(_sheet(draft, type_) for draft in best[1])


def _sheet(draft: Draft, type_: Type) -> Sheet:
    columns = []
    for span in draft.spans:
        slices, offsets = type_.slices(span.begin, span.end)
        columns.append(Column(index=span.index, top=span.top, slices=slices, offsets=offsets))
    return Sheet(columns=tuple(columns), bands=draft.bands, lines=draft.lines, free=draft.free)


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
    sheets: Sequence[Draft], trim: Trim, galley: Galley, page: int, *, followed: bool
) -> float:
    """Return how far `sheets` are from full pages without tricks; 1 is about one white line across."""
    last = sheets[-1]
    cost = page * 0.5 * len(sheets)
    cost += 2.0 * sum(s.free for s in sheets[:-1])
    cost += 0.0 if followed else last.free * 1.0
    if len(sheets) > 1 and last.lines < page // 4:
        cost += 30
    cost += sum(40 for s in sheets[1:] if not s.spans)
    cost += sum(_raggedness(s, galley.columns) for s in sheets)
    for knob in trim:
        cost += abs(knob.stretch) * 0.35 + abs(knob.shift) * 0.8 + 6 * knob.out
    return cost


def _raggedness(sheet: Draft, count: int) -> float:
    """Return the cost of short columns and of type too thin to stand between bands."""
    cost = 0.0
    for top in {s.top for s in sheet.spans}:
        heights = [s.end - s.begin for s in sheet.spans if s.top == top]
        full = max(heights)
        cost += sum(max(0, full - h - 1) for h in heights) / count
        cost += 4.0 * max(0, LEAST_BELOW - full)
    return cost
