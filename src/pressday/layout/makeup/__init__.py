"""Make-up: from type that is set in one long column to pages, by counting lines.

The press sets a galley once: every in-column block in a single column of
unlimited height, every band (headline, picture, table, quote) across the page.
What it measured comes here in whole lines of the baseline grid; what goes back
says which lines stand in which column of which page. As nothing is set twice,
many make-ups can be compared: picture heights and quotes are varied until the
pages are full.
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.layout.makeup.drafts import Knob, Trial, Trim
from pressday.layout.makeup.pages import LEAST_BELOW, Pages
from pressday.layout.makeup.shapes import Band, Column, Galley, PlacedBand, Share, Slice, Strip
from pressday.layout.makeup.type import Type, orders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Band", "Column", "Galley", "PlacedBand", "Share", "Slice", "Strip", "make_up"]

_LOG = logging.getLogger("pressday.layout.makeup")

SHIFTS = (-1, 1, 2, -2, -3, -5, -8, -12)
TAIL = 10  # lines on a last page that nobody should turn for
DEEP = 8  # the cost of a line more on every page, which may save that one
MOVED = 0.5  # the cost of a strip by which a loose one moves
BROKEN = 60  # the cost of an opening page without text
HOLE = 4  # lines missing at a column's foot that the eye forgives
THIN = 9  # lines of type under which a page looks empty
ROUNDS = 2  # of turning every knob; a third changes next to nothing


def make_up(
    galley: Galley, *, room: int, page: int, followed: bool = False, about: str = ""
) -> tuple[Share, ...]:
    """Return the best of many make-ups of `galley`.

    `room` lines are left on the first page, `page` on every other. A galley
    `followed` by another piece on its last page need not fill that page. `about`
    names the galley in the log.
    Returns no sheet when the piece cannot begin well in `room`: start on a new page.
    """
    best = _search(galley, room, page, followed=followed)
    if _has_tail(best.sheets):
        deep = _search(galley, room + 1, page + 1, followed=followed)
        best = min(best, deep, key=lambda attempt: attempt.cost + DEEP * (attempt is deep))
    _note(best, room, about)
    limits = (room, *(page for _ in best.sheets))
    pairs = zip(best.sheets, limits, strict=False)
    return tuple(_sheet(draft, best.type, limit) for draft, limit in pairs)


@dataclass(frozen=True, slots=True)
class _Attempt:
    cost: float
    sheets: tuple[Trial, ...]
    type: Type
    trim: Trim


def _note(best: _Attempt, room: int, about: str) -> None:
    facts = {
        "about": about,
        "lines": room,
        "pages": len(best.sheets),
        "cost": round(best.cost, 1) if math.isfinite(best.cost) else "does not begin here",
        "knobs": {n: repr(knob) for n, knob in enumerate(best.trim) if knob != Knob()},
        "strips_moved": best.type.moved,
    }
    _LOG.info("made up", extra={"facts": facts})


def _has_tail(sheets: Sequence[Trial]) -> bool:
    return len(sheets) > 1 and sheets[-1].lines <= TAIL


def _search(galley: Galley, room: int, page: int, *, followed: bool) -> _Attempt:
    """Turn one knob after the other, move one loose strip after the other: keep what costs less."""

    def attempt(type_: Type, trim: Trim) -> _Attempt:
        pages = Pages(galley, type_, trim, room, page)
        sheets = pages.run()
        if pages.broken and room < page:
            return _Attempt(math.inf, (), type_, trim)
        cost = _cost(sheets, trim, galley, page, followed=followed)
        cost += BROKEN * pages.broken + MOVED * type_.moved
        return _Attempt(cost, sheets, type_, trim)

    best = attempt(Type(galley.strips), tuple(Knob() for _ in galley.bands))
    for _ in range(ROUNDS):
        for number, band in enumerate(galley.bands):
            for knob in _knobs(band, best.trim[number]):
                trim = (*best.trim[:number], knob, *best.trim[number + 1 :])
                best = min(best, attempt(best.type, trim), key=_price)
        for order in orders(galley.strips):
            best = min(best, attempt(Type(galley.strips, order), best.trim), key=_price)
    return best


def _price(attempt: _Attempt) -> float:
    return attempt.cost


def _sheet(draft: Trial, type_: Type, limit: int) -> Share:
    """Return a draft as a sheet; a line set below the last one of the page takes no room."""
    columns = []
    for span in draft.spans:
        slices, offsets = type_.slices(span.begin, span.end)
        columns.append(Column(index=span.index, top=span.top, slices=slices, offsets=offsets))
    return Share(
        columns=tuple(columns), bands=draft.bands, lines=min(draft.lines, limit), free=draft.free
    )


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
    sheets: Sequence[Trial], trim: Trim, galley: Galley, page: int, *, followed: bool
) -> float:
    """Return how far `sheets` are from full pages without tricks.

    1 is about one white line across the page.
    """
    last = sheets[-1]
    cost = page * 0.5 * len(sheets)
    cost += 2.0 * sum(s.free for s in sheets[:-1])
    cost += 0.0 if followed else last.free * 1.0
    if len(sheets) > 1 and last.lines < page // 4:
        cost += 45
    cost += sum(_emptiness(s) for s in sheets[1:])
    cost += sum(_raggedness(s, galley.columns) + _restlessness(s, galley) for s in sheets)
    for knob in trim:
        cost += abs(knob.stretch) * 0.35 + abs(knob.shift) * 0.5 + 6 * knob.out
    return cost


def _restlessness(sheet: Trial, galley: Galley) -> float:
    """Return the cost of quotations that no text leads up to: under a picture, heading a page."""
    cost, foot = 0.0, 0
    for placed in sorted(sheet.bands, key=lambda b: b.top):
        band = galley.bands[placed.band]
        if band.optional and placed.top <= foot + band.gap:
            cost += 4
        foot = placed.top + band.lines + placed.stretch
    return cost


def _emptiness(sheet: Trial) -> float:
    """Return the cost of a page with next to no type on it."""
    return 3.0 * max(0, THIN - sum(s.end - s.begin for s in sheet.spans) / 3)


def _raggedness(sheet: Trial, count: int) -> float:
    """Return the cost of short columns and of type too thin to stand between bands."""
    cost = 0.0
    for top in {s.top for s in sheet.spans}:
        heights = [s.end - s.begin for s in sheet.spans if s.top == top]
        full = max(heights)
        cost += sum(max(0, full - h - 1) / count + max(0, full - h - HOLE) * 0.5 for h in heights)
        cost += 4.0 * max(0, LEAST_BELOW - full)
    return cost
