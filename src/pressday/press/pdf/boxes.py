"""Boxes as WeasyPrint laid them out: cutting and stretching them. Heights in CSS pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = 16.0
"""The baseline grid in CSS pixels: 12 points."""

_SLACK = 0.3  # px by which a height may miss the grid through rounding of leadings

Box = Any  # WeasyPrint is untyped


def cuts(box: Box) -> Iterator[tuple[float, bool]]:
    """Yield the heights, in pixels, at which `box` may be cut, and whether inside a paragraph.

    Orphans, widows and `break-inside` are the stylesheet's.
    """
    if box.style["break_inside"].startswith("avoid") or not isinstance(box, boxes.BlockBox):
        return
    rows = [c for c in box.children if isinstance(c, boxes.LineBox)]
    least, most = box.style["orphans"], len(rows) - box.style["widows"]
    yield from ((rows[n].position_y, True) for n in range(least, most + 1) if n < len(rows))
    blocks = [
        c for c in box.children if isinstance(c, boxes.BlockLevelBox) and c.is_in_normal_flow()
    ]
    for before, child in zip([None, *blocks], blocks, strict=False):
        if before and not before.style["break_after"].startswith("avoid"):
            yield child.border_box_y(), False
        yield from cuts(child)


def cut(box: Box, top: float, bottom: float) -> Box:
    """Return the part of `box` between two heights.

    Lines and unbreakable boxes belong to the part in which they begin.
    """
    start, end = box.border_box_y(), box.border_box_y() + box.border_height()
    if start >= top - _SLACK and end <= bottom + _SLACK:
        return box
    children = [
        child if isinstance(child, boxes.LineBox) or child.is_floated() else cut(child, top, bottom)
        for child in box.children
        if _within(child, top, bottom)
    ]
    part = box.copy_with_children(children)
    first, last = max(start, top), min(end, bottom)
    part.position_y = first - (part.margin_top if start >= top else 0)
    part.margin_top = part.margin_top if start >= top else 0
    part.height = last - first
    return part


def _within(box: Box, top: float, bottom: float) -> bool:
    """Tell whether any of `box` belongs between `top` and `bottom`."""
    if isinstance(box, boxes.LineBox) or not box.is_in_normal_flow():
        return bool(top - LINE / 2 <= box.position_y < bottom - LINE / 2)
    start = box.border_box_y()
    return bool(start < bottom - _SLACK and start + box.border_height() > top + _SLACK)


def lines(height: float) -> int:
    """Return how many whole lines `height` px take."""
    return max(0, math.ceil((height - _SLACK) / LINE))


def whole(height: float) -> int:
    """Return how many whole lines fit in `height` px."""
    return max(0, math.floor((height + _SLACK) / LINE))


def has_class(box: Box, name: str) -> bool:
    """Tell whether the element of `box` has the class `name`."""
    element = box.element
    return element is not None and name in (element.get("class") or "").split()


def stretch(box: Box, amount: float) -> bool:
    """Make the elastic picture inside `box` taller by `amount` px and move what stands below it."""
    if has_class(box, "elastic"):
        box.height += amount
        return True
    children = list(getattr(box, "children", ()))
    for index, child in enumerate(children):
        if stretch(child, amount):
            box.height += amount
            for below in children[index + 1 :]:
                below.translate(dy=amount)
            return True
    return False
