"""The galley: newspaper columns inside WeasyPrint, type set once and made up by lines.

WeasyPrint lays out the lines of a multi-column block two to five times while it
looks for a height, ends balanced columns off the baseline grid, and leaves a
hole where a picture does not fit. For blocks of class `galley` this module
takes its place: the text is laid out once in one column of unlimited height,
`layout.makeup` decides by counting lines which of them stand where, and the
laid-out boxes are moved there. Everything else is WeasyPrint's own work.

Only the entry point `columns_layout` of WeasyPrint's block layout is replaced,
and only for galleys; the release it was read in is pinned in `pyproject.toml`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from weasyprint.layout import block
from weasyprint.layout.absolute import absolute_layout
from weasyprint.layout.column import _create_column_box
from weasyprint.logger import LOGGER

from pressday.layout.makeup import (
    Band,
    Column,
    Galley,
    PlacedBand,
    Sheet,
    Slice,
    Strip,
    make_up,
)
from pressday.press.pdf.boxes import LINE, Box, cut, cuts, has_class, lines, stretch, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

Context = Any


@dataclass(frozen=True, slots=True)
class _Set:
    """A galley as WeasyPrint set it: strips in pieces, bands and side, and their sheets."""

    pieces: dict[Slice, tuple[Box, float]]
    bands: list[Box]
    side: Box | None
    side_top: int
    column: Box
    width: float
    gap: float
    sheets: tuple[Sheet, ...]


_columns_layout = block.columns_layout


def install() -> None:
    """Let galleys be made up here; doing it twice changes nothing."""
    block.columns_layout = columns_layout


def columns_layout(  # noqa: PLR0913, PLR0917 - WeasyPrint's signature
    context: Context,
    box: Box,
    bottom_space: float,
    skip_stack: Any,  # noqa: ANN401
    containing_block: Box,
    page_is_empty: bool,  # noqa: FBT001
    absolute_boxes: list[Box],
    fixed_boxes: list[Box],
    adjoining_margins: list[float],
    *styles: Any,  # noqa: ANN401
) -> tuple[Any, ...]:
    """Lay out one page's share of a multi-column `box`: galleys by our rules, others as ever."""
    if not has_class(box, "galley"):
        result: tuple[Any, ...] = _columns_layout(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty,
            absolute_boxes, fixed_boxes, adjoining_margins, *styles,
        )  # fmt: skip
        return result
    box = box.copy_with_children(box.children)
    box.position_y += block.collapse_margin(adjoining_margins)
    block.block_level_width(box, containing_block)
    number = next(iter(skip_stack)) if skip_stack else 0
    room = whole(context.page_bottom - bottom_space - box.content_box_y())
    galley = _galley(context, box, containing_block, styles, room)
    if not galley.sheets:
        _known(context).popitem()
        return None, {0: None}, {"break": "any", "page": None}, [], False
    _place(galley, galley.sheets[number], box)
    resume = {number + 1: None} if number + 1 < len(galley.sheets) else None
    return box, resume, {"break": "any", "page": None}, [], False


def _known(context: Context) -> dict[int, _Set]:
    """Return the galleys set so far; they live and die with WeasyPrint's own context."""
    known: dict[int, _Set] = context.__dict__.setdefault("galleys", {})
    return known


def _galley(
    context: Context, box: Box, containing_block: Box, styles: Sequence[Any], room: int
) -> _Set:
    """Return the galley of `box`, set and made up when it is met first (or again on a new page)."""
    known = _known(context)
    key = id(box.element)
    if key not in known:
        known[key] = _set(context, box, containing_block, styles, room)
    return known[key]


def _set(
    context: Context, box: Box, containing_block: Box, styles: Sequence[Any], room: int
) -> _Set:
    """Set all blocks of `box` once, measure them, and have them made up."""
    page, followed = int(box.element.get("data-page")), bool(box.element.get("data-followed"))
    if room >= page:  # nothing above on this page to be divided from
        box = box.copy_with_children([c for c in box.children if not has_class(c, "divider")])
    count = box.style["column_count"]
    gap = box.style["column_gap"].value
    width = (box.width - (count - 1) * gap) / count
    shapes, context.excluded_shapes, context.in_column = context.excluded_shapes, [], True
    spanning = [c for c in box.children if c.style["column_span"] == "all"]
    side = next((c for c in spanning if has_class(c, "side")), None)
    column = _create_column_box(
        box, containing_block, [c for c in box.children if c not in spanning], width, 0
    )
    column = _lay_out(context, column, containing_block, styles)
    blocks = [_segments(c) for c in column.children if c.is_in_normal_flow()]
    segments = [s for block_ in blocks for s in block_]
    bands = [
        _lay_out(context, c, containing_block, styles, x=box.content_box_x())
        for c in spanning
        if c is not side
    ]
    side = side and _lay_out(context, side, containing_block, styles, x=box.content_box_x())
    context.excluded_shapes, context.in_column = shapes, False
    galley = _measured(box, blocks, bands, side, count)
    _warn(galley, page)
    sheets = make_up(galley, room=room, page=page, followed=followed)
    pieces = {
        part: _slice(segments[part.strip], part)
        for sheet in sheets
        for placed in sheet.columns
        for part in placed.slices
    }  # all cut before any is moved: pieces share their lines with the strip
    return _Set(pieces, bands, side, galley.side_top, column, width, gap, sheets)


def _warn(galley: Galley, page: int) -> None:
    """Complain of what is higher than a page and cannot be cut: its end falls off."""
    whole = [s.lines for s in galley.strips if not s.cuts]
    highest = max(galley.side, *(b.lines for b in galley.bands), *whole, 0)
    if highest > page:
        LOGGER.warning("a block of %d lines is cut off at the foot of the page", highest)


def _slice(segment: _Segment, part: Slice) -> tuple[Box, float]:
    """Return lines of `segment` as a box of their own, and the height at which they begin."""
    begin = segment.begin + part.first * LINE
    whole = part.last == segment.lines
    end = segment.end if whole else segment.begin + part.last * LINE
    return cut(segment.box, begin, end), begin


def _lay_out(
    context: Context, box: Box, containing_block: Box, styles: Sequence[Any], x: float | None = None
) -> Box:
    """Return `box` laid out at y = 0 with unlimited height."""
    box = box.copy()
    box.position_y = 0
    if x is not None:
        box.position_x = x
    layout = block.block_level_layout if x is not None else block.block_box_layout
    absolute: list[Box] = []  # list markers, above all
    fixed: list[Box] = []
    result = layout(
        context, box, -math.inf, None, containing_block, True, absolute, fixed, [], *styles,
        discard=False, max_lines=None,
    )[0]  # fmt: skip
    for placeholder in absolute:
        absolute_layout(context, placeholder, result, fixed, -math.inf, None)
    return result


@dataclass(frozen=True, slots=True)
class _Segment:
    """What make-up calls a strip: a block, or a part of one, from height `begin` to `end`.

    Heights are in pixels.
    """

    box: Box
    begin: float
    end: float
    cuts: frozenset[int]
    tied: bool

    @property
    def lines(self) -> int:
        return lines(self.end - self.begin)


def _segments(box: Box) -> list[_Segment]:
    """Return `box` in as few parts as possible whose lines all stand on a grid of their own.

    A picture or a formula in a list is no whole number of lines high: what
    follows it begins a new part, which goes back to the grid.
    """
    top, tied = box.border_box_y(), box.style["break_after"].startswith("avoid")
    begin, end = top, top + box.border_height()
    parts: list[_Segment] = []
    places: set[int] = set()
    for y, inside in sorted(cuts(box)):
        number = round((y - begin) / LINE)
        if inside or abs(y - begin - number * LINE) < 1:
            places.add(number)
        else:
            parts.append(_Segment(box, begin, y, frozenset(places), tied=False))
            begin, places = y, set()
    return [*parts, _Segment(box, begin, end, frozenset(places - {0}), tied)]


def _measured(
    box: Box, blocks: Sequence[list[_Segment]], bands: Sequence[Box], side: Box | None, count: int
) -> Galley:
    """Return what make-up needs to know of the laid-out `blocks` and `bands`, in lines."""
    starts = [0]
    for block_ in blocks:
        starts.append(starts[-1] + len(block_))
    ats, at = [], 0
    for child in box.children:
        if child.style["column_span"] == "all":
            ats += [] if has_class(child, "side") else [at]
        else:
            at += 1
    segments = [s for block_ in blocks for s in block_]
    strips = [_strip(s, before) for s, before in zip(segments, [None, *segments], strict=False)]
    last = len(strips)
    if len(strips) > 1 and has_class(segments[-1].box, "source"):
        strips[-2] = replace(strips[-2], tied=True)  # the source line keeps the end of the text
        last = len(strips) - 2
    return Galley(
        strips=tuple(strips),
        bands=tuple(
            _band(b, min(starts[min(n, len(blocks))], last))
            for b, n in zip(bands, ats, strict=True)
        ),
        columns=count,
        side=lines(side.border_height()) if side else 0,
        side_top=sum(lines(b.border_height()) for b in bands if _is_above(b)) if side else 0,
    )


def _is_above(band: Box) -> bool:
    """Tell a section's opener, or the rule under another piece, which stand over the side too."""
    return has_class(band, "opener") or has_class(band, "divider")


def _strip(segment: _Segment, before: _Segment | None) -> Strip:
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


def _place(galley: _Set, sheet: Sheet, box: Box) -> None:
    """Fill `box`, one page's share, with the boxes that `sheet` names, moved to their places."""
    x, y = box.content_box_x(), box.content_box_y()
    children = [_placed_band(galley, placed, y) for placed in sheet.bands]
    if galley.side and sheet is galley.sheets[0]:
        galley.side.translate(dy=y + galley.side_top * LINE - galley.side.border_box_y())
        children.append(galley.side)
    children += [_placed_column(galley, column, x, y) for column in sheet.columns]
    box.children = sorted(children, key=lambda child: child.border_box_y())
    box.height = sheet.lines * LINE


def _placed_band(galley: _Set, placed: PlacedBand, y: float) -> Box:
    band = galley.bands[placed.band]
    band.translate(dy=y + placed.top * LINE - band.border_box_y())
    if placed.stretch:
        stretch(band, placed.stretch * LINE)
    return band


def _placed_column(galley: _Set, column: Column, x: float, y: float) -> Box:
    pieces = []
    for part, offset in zip(column.slices, column.offsets, strict=True):
        piece, begin = galley.pieces[part]
        dx = x + column.index * (galley.width + galley.gap) - galley.column.position_x
        piece.translate(dx=dx, dy=y + (column.top + offset) * LINE - begin)
        pieces.append(piece)
    result = galley.column.copy_with_children(pieces)
    result.position_x = x + column.index * (galley.width + galley.gap)
    result.position_y = y + column.top * LINE
    result.height = max(p.position_y + p.margin_height() for p in pieces) - result.position_y
    return result
