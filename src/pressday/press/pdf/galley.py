"""The galley: one piece set once in a single column of unlimited height, and measured.

WeasyPrint lays out the lines of a multi-column block two to five times while it
looks for a height, ends balanced columns off the baseline grid, and leaves a
hole where a picture does not fit. A block of class `galley` is set here instead:
its text in one column without end, its bands apart. `SetGalley` holds the boxes
that came of it and what was measured of them, for `layout.makeup` to decide which
lines stand where. Nobody changes it afterwards: `placement` makes new boxes out of
it, page by page, as often as it is asked. So a galley, and where it is placed, are
two things, and either can be kept without the other.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pressday.layout.makeup import Band, Galley, Strip
from pressday.press.pdf import insides
from pressday.press.pdf.boxes import LINE, cuts, foot, has_class, lines, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.press.pdf.insides import Box, Context

_FORCED = ("page", "left", "right", "recto", "verso", "column", "always", "all")


@dataclass(frozen=True, slots=True)
class Segment:
    """What make-up calls a strip: a block, or a part of one, from height `begin` to `end`.

    Heights are in pixels. `first` and `last` tell the parts in which the block
    begins and ends: what hangs out of it belongs to them. `place` counts the
    children of the galley as they were written.
    """

    box: Box
    place: int
    begin: float
    end: float
    cuts: frozenset[int]
    tied: bool
    first: bool = True
    last: bool = True

    @property
    def lines(self) -> int:
        """How many whole lines it takes."""
        return lines(self.end - self.begin)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGalley:
    """A galley as WeasyPrint set it, with what make-up needs to know of it; never changed.

    `segments` are what `measures` calls strips, `bands` its bands; `column` is the
    box of the one column, `width` pixels wide, with `gap` pixels between columns.
    """

    measures: Galley
    segments: tuple[Segment, ...]
    bands: tuple[Box, ...]
    side: Box | None
    column: Box
    width: float
    gap: float


def set_galley(
    context: Context, box: Box, containing_block: Box, styles: Sequence[Any]
) -> SetGalley:
    """Return the galley `box` set and measured; `box` itself is left as it is."""
    box = _unbroken(box)
    count, width, gap = _columns(box)
    for place, child in enumerate(box.children):
        child.galley_place = place
    spanning = [c for c in box.children if c.style["column_span"] == "all"]
    sides = (c for c in spanning if has_class(c, "side"))
    side = next(sides, None) if count > 1 else None  # else it would leave no room for text
    inner = [c for c in box.children if c not in spanning]
    column = insides.create_column_box(box, containing_block, inner, width, 0)
    with _apart(context):
        column = _lay_out(context, column, containing_block, styles)
        across = {
            c: _lay_out(context, c, containing_block, styles, x=box.content_box_x())
            for c in spanning
        }
    bands = tuple(laid for c, laid in across.items() if c is not side)
    segments = tuple(_all_segments(column))
    measures = _measured(segments, bands, side and across[side], count)
    return SetGalley(
        measures=measures, segments=segments, bands=bands, side=side and across[side],
        column=column, width=width, gap=gap,
    )  # fmt: skip


def _unbroken(box: Box) -> Box:
    """Return a copy of `box`, and of all in it, without forced breaks: its column has no end.

    WeasyPrint takes first letters out of the text of the boxes that it lays out, so
    those of the document are not given to it.
    """
    new = box.deepcopy()
    page = new.style["page"]
    for inner in new.descendants():
        forced = [n for n in ("break_before", "break_after") if inner.style[n] in _FORCED]
        if inner is not new and (forced or inner.style["page"] != page):
            inner.style = inner.style.copy()
            inner.style.update(dict.fromkeys(forced, "auto"), page=page)
    return new


def _columns(box: Box) -> tuple[int, float, float]:
    """Return number, width and gap, in pixels, of the columns that the stylesheet asks for.

    As in CSS Multi-column Layout 1, 3.4.
    """
    style = box.style
    normal = style["column_gap"] == "normal"
    gap = (
        style["font_size"] if normal else insides.percentage(style["column_gap"], style, box.width)
    )
    count, width = style["column_count"], style["column_width"]
    if width != "auto":
        fitting = max(1, math.floor((box.width + gap) / (width + gap)))
        count = fitting if count == "auto" else min(count, fitting)
    return count, max(0.0, (box.width - (count - 1) * gap) / count), gap


@contextmanager
def _apart(context: Context) -> Iterator[None]:
    """Let floats of the page and of what is set meanwhile not know of one another."""
    shapes, was_in_column = context.excluded_shapes, context.in_column
    context.in_column = True
    try:
        yield
    finally:
        context.excluded_shapes, context.in_column = shapes, was_in_column


def _lay_out(
    context: Context, box: Box, containing_block: Box, styles: Sequence[Any], x: float | None = None
) -> Box:
    """Return `box` laid out at y = 0 with unlimited height.

    Raises ValueError when it does not come out whole even so.
    """
    box.position_y = 0
    if x is not None:
        box.position_x = x
    layout = insides.block_level_layout if x is not None else insides.block_box_layout
    context.excluded_shapes = []
    positioned: list[Box] = []  # list markers, above all
    result, resume, *_ = layout(
        context, box, -math.inf, None, containing_block, True, positioned, positioned, [],
        *styles, discard=False, max_lines=None,
    )  # fmt: skip
    if result is None or resume is not None:
        raise ValueError("a block is broken off although its column has no end")
    for placeholder in positioned:  # those inside of it join the list while it is walked
        insides.absolute_layout(context, placeholder, result, positioned, -math.inf, None)
    return result


def _all_segments(column: Box) -> Iterator[Segment]:
    """Yield the segments of a laid-out column, what floats beside a block as a part of it."""
    beside: list[Box] = []
    for child in column.children:
        if child.is_in_normal_flow():
            inside = [f for f in beside if _fits_beside(f, child)]
            for floating in (f for f in beside if f not in inside):
                yield from _segments(floating, floating.galley_place)
            yield from _segments(_joined(inside, child), child.galley_place)
            beside = []
        else:
            beside.append(child)
    for floating in beside:
        yield from _segments(floating, floating.galley_place)


def _fits_beside(floating: Box, block: Box) -> bool:
    """Tell whether a float stands between head and foot of the block that follows it."""
    end = floating.position_y + floating.margin_height()
    return bool(floating.position_y >= block.border_box_y() - 1 and end <= foot(block) + 1)


def _joined(floats: Sequence[Box], block: Box) -> Box:
    if not floats:
        return block
    joined = block.copy()
    joined.children = [*floats, *block.children]
    return joined


def _segments(box: Box, place: int) -> list[Segment]:
    """Return `box` in as few parts as possible whose lines all stand on a grid of their own.

    A picture or a formula in a list is no whole number of lines high: what
    follows it begins a new part, which goes back to the grid.
    """
    top, tied = box.border_box_y(), box.style["break_after"].startswith("avoid")
    begin, end = top, foot(box)
    parts: list[Segment] = []
    places: set[int] = set()
    for y, inside in sorted(cuts(box)):
        number = round((y - begin) / LINE)
        if inside or abs(y - begin - number * LINE) < 1:
            places.add(number)
        else:
            first = not parts
            parts.append(Segment(box, place, begin, y, frozenset(places), False, first, False))
            begin, places = y, set()
    kept = frozenset(places - {0})
    if not lines(end - begin) and says(box):
        end = begin + LINE  # what has words stands on a line, whatever height it is given
    return [*parts, Segment(box, place, begin, end, kept, tied, not parts)]


def _measured(
    segments: Sequence[Segment], bands: Sequence[Box], side: Box | None, count: int
) -> Galley:
    """Return what make-up needs to know of the laid-out `segments` and `bands`, in lines."""
    strips = [_strip(s, before) for s, before in zip(segments, [None, *segments], strict=False)]
    last = len(strips)
    if len(strips) > 1 and has_class(segments[-1].box, "source"):
        strips[-2] = replace(strips[-2], tied=True)  # the source line keeps the end of the text
        last = len(strips) - 2
    ats = [sum(s.place < band.galley_place for s in segments) for band in bands]
    return Galley(
        strips=tuple(strips),
        bands=tuple(_band(band, min(at, last)) for band, at in zip(bands, ats, strict=True)),
        columns=count,
        side=lines(side.border_height()) if side else 0,
        side_top=sum(lines(b.border_height()) for b in bands if _is_above(b)) if side else 0,
    )


def _is_above(band: Box) -> bool:
    """Tell a section's opener, or the rule under another piece, which stand over the side too."""
    return has_class(band, "opener") or has_class(band, "divider")


def _strip(segment: Segment, before: Segment | None) -> Strip:
    white = segment.begin - before.end if before else 0.0
    return Strip(
        lines=segment.lines,
        before=lines(white),
        cuts=frozenset(c for c in segment.cuts if 0 < c < segment.lines),
        tied=segment.tied,
        loose=has_class(segment.box, "factbox") or has_class(segment.box, "column"),
    )


def _band(box: Box, at: int) -> Band:
    attribute = box.element.get
    return Band(
        at=at,
        lines=lines(box.border_height()),
        gap=lines(box.margin_bottom),
        grow=int(attribute("data-grow") or 0),
        give=int(attribute("data-give") or 0),
        optional=has_class(box, "optional"),
        fixed=has_class(box, "fixed"),
    )
