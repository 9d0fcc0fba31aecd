"""Placing a set galley: new boxes at the places that make-up chose, out of boxes left alone.

A pure function of the galley, the sheet and the box to fill: asked again, in
another pass of layout or for another page, it answers the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.press.pdf.boxes import LINE, cut, moved, stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.layout.makeup import Column, PlacedBand, Share, Slice
    from pressday.press.pdf.galley import SetGalley
    from pressday.press.pdf.insides import Box

_END = float("inf")


def place(galley: SetGalley, sheets: Sequence[Share], number: int, box: Box) -> Box:
    """Return a copy of `box` filled with what sheet `number` of `sheets` names, in its places.

    `box` says where the page's share begins; its height becomes the sheet's.
    """
    sheet = sheets[number]
    x, y = box.content_box_x(), box.content_box_y()
    children = [_band(galley, placed, y) for placed in sheet.bands]
    if galley.side and not number:
        top = y + galley.measures.side_top * LINE
        children.append(moved(galley.side, 0, top - galley.side.border_box_y()))
    children += [_column(galley, column, x, y) for column in sheet.columns]
    filled = box.copy()
    filled.children = sorted(children, key=lambda child: child.border_box_y())
    filled.height = sheet.lines * LINE
    return filled


def _band(galley: SetGalley, placed: PlacedBand, y: float) -> Box:
    band = galley.bands[placed.band]
    new = moved(band, 0, y + placed.top * LINE - band.border_box_y())
    if placed.stretch:
        stretch(new, placed.stretch * LINE)
    return new


def _column(galley: SetGalley, column: Column, x: float, y: float) -> Box:
    left, top = x + column.index * (galley.width + galley.gap), y + column.top * LINE
    dx = left - galley.column.position_x
    pieces = []
    for part, offset in zip(column.slices, column.offsets, strict=True):
        piece, begin = _slice(galley, part)
        if piece is not None:
            pieces.append(moved(piece, dx, top + offset * LINE - begin))
    result = galley.column.copy()
    result.children = pieces
    result.position_x, result.position_y = left, top
    result.height = max((p.position_y + p.margin_height() for p in pieces), default=top) - top
    return result


def _slice(galley: SetGalley, part: Slice) -> tuple[Box | None, float]:
    """Return lines of a segment as a box of their own, and the height at which they begin."""
    segment = galley.segments[part.strip]
    begin = segment.begin + part.first * LINE
    whole = part.last == segment.lines
    end = segment.end if whole else segment.begin + part.last * LINE
    top = -_END if segment.first and not part.first else begin
    return cut(segment.box, top, _END if segment.last and whole else end), begin
