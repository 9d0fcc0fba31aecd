"""Boxes as WeasyPrint laid them out: measuring, cutting, moving them. Heights in CSS pixels.

Nothing here changes the boxes it is given, but for `stretch`, which is for copies.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pressday.press.pdf import insides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.press.pdf.insides import Box

LINE = 16.0
"""The baseline grid in CSS pixels: 12 points."""

_SLACK = 0.3  # px by which a height may miss the grid through rounding of leadings
_ROUGH = 1.0  # px by which a place to cut may miss the head of a block that it keeps whole


def cuts(box: Box) -> Iterator[tuple[float, bool]]:
    """Yield the heights, in pixels, at which `box` may be cut, and whether inside a paragraph.

    Orphans, widows and `break-inside` are the stylesheet's.
    """
    if box.style["break_inside"].startswith("avoid") or not _is_cuttable(box):
        return
    floats = [insides.held(c) for c in box.children if insides.held(c).is_floated()]
    beside = [(f.position_y, f.position_y + f.margin_height() - _ROUGH) for f in floats]
    yield from (place for place in _places(box) if not _parts(place[0], beside))


def _places(box: Box) -> Iterator[tuple[float, bool]]:
    """Yield where lines and blocks in `box` may part, whatever floats beside them."""
    rows = [c for c in box.children if isinstance(c, insides.boxes.LineBox)]
    least, most = box.style["orphans"], len(rows) - box.style["widows"]
    yield from ((rows[n].position_y, True) for n in range(least, most + 1) if n < len(rows))
    level = insides.boxes.BlockLevelBox
    blocks = [c for c in box.children if isinstance(c, level) and c.is_in_normal_flow()]
    for before, child in zip([None, *blocks], blocks, strict=False):
        if before and not before.style["break_after"].startswith("avoid"):
            yield child.border_box_y(), False
        yield from cuts(child)


def _parts(y: float, beside: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a cut at `y` would part text from what floats beside it, as a drop cap does."""
    return any(top < y < bottom for top, bottom in beside)


def _is_cuttable(box: Box) -> bool:
    """Tell a block of lines and blocks from pictures, tables, grids and the like."""
    return isinstance(box, insides.boxes.BlockBox)


def foot(box: Box) -> float:
    """Return where `box` ends: its own end, or that of lines which hang out of it."""
    end = float(box.border_box_y() + box.border_height())
    if _is_cuttable(box) and box.style["overflow"] == "visible":
        ends = (_line_foot(c) for c in box.children if c.is_in_normal_flow())
        return max([end, *ends])
    return end


def _line_foot(box: Box) -> float:
    if isinstance(box, insides.boxes.LineBox):
        return float(box.position_y + box.height)
    return foot(box)


def cut(box: Box, top: float, bottom: float) -> Box | None:
    """Return the part of `box` between two heights, None when there is none.

    Lines, floats and what cannot be cut belong to the part in which they begin;
    each is in exactly one of parts that follow on one another.
    """
    start, end = box.border_box_y(), box.border_box_y() + box.border_height()
    head = start + _SLACK
    if head >= bottom:
        return None
    last = max(foot(box) - _SLACK, head)
    if top <= head and last <= bottom:
        return box
    if last <= top:
        return None
    if not _is_cuttable(box):
        return box if _begins_within(box, top, bottom, (head, last)) else None
    children = (_part(child, top, bottom, (head, last)) for child in box.children)
    part = box.copy()
    part.children = [child for child in children if child is not None]
    _leave_open(part, head=start < top, foot=bottom < end)
    part.position_y = max(start, top) - part.margin_top
    edges = part.border_height() - part.height
    part.height = max(0.0, min(end, bottom) - max(start, top) - edges)
    return part


def _leave_open(part: Box, *, head: bool, foot: bool) -> None:
    """Take rule and padding from the sides at which a block is cut, as CSS slices them."""
    if head:
        part.margin_top = part.border_top_width = part.padding_top = 0
    if foot:
        part.border_bottom_width = part.padding_bottom = 0


def _part(child: Box, top: float, bottom: float, parent: tuple[float, float]) -> Box | None:
    """Return what of a child of a block that is cut belongs between two heights."""
    is_line = isinstance(child, insides.boxes.LineBox)
    if is_line or not child.is_in_normal_flow():
        return child if _begins_within(child, top, bottom, parent) else None
    return cut(child, top, bottom)


def _begins_within(box: Box, top: float, bottom: float, parent: tuple[float, float]) -> bool:
    """Tell whether `box` begins between two heights; it is never before or behind its parent."""
    is_block = isinstance(box, insides.boxes.BlockLevelBox) and box.is_in_normal_flow()
    begin = box.border_box_y() + _ROUGH if is_block else box.position_y + LINE / 2
    begin = min(max(begin, parent[0]), math.nextafter(parent[1], -math.inf))
    return bool(top <= begin < bottom)


def moved(box: Box, dx: float, dy: float) -> Box:
    """Return a new `box`, and all in it new, moved by `dx` and `dy` pixels."""
    if insides.is_placeholder(box):
        held = box.copy()
        held.set_laid_out_box(moved(insides.held(box), dx, dy))
        return held
    new = box.copy()
    new.position_x += dx
    new.position_y += dy
    if box.children:
        new.children = [moved(child, dx, dy) for child in box.children]
    if isinstance(box, insides.boxes.TableBox):
        new.column_positions = [x + dx for x in box.column_positions]
        new.column_groups = tuple(moved(group, dx, dy) for group in box.column_groups)
    return new


def lines(height: float) -> int:
    """Return how many whole lines `height` px take."""
    return max(0, math.ceil((height - _SLACK) / LINE))


def whole(height: float) -> int:
    """Return how many whole lines fit in `height` px."""
    return max(0, math.floor((height + _SLACK) / LINE))


def has_class(box: Box, name: str) -> bool:
    """Tell whether the element of `box` has the class `name`; what CSS adds to it has none."""
    element = box.element
    if element is None or "::" in box.element_tag:
        return False
    return name in (element.get("class") or "").split()


def says(box: Box) -> bool:
    """Tell whether there are words in `box`."""
    return any(isinstance(inner, insides.boxes.TextBox) for inner in box.descendants())


def stretch(box: Box, amount: float) -> bool:
    """Make the elastic picture inside `box` taller by `amount` px and move what stands below it."""
    if has_class(box, "elastic"):
        box.height += amount
        return True
    children = list(box.children)
    for index, child in enumerate(children):
        if stretch(child, amount):
            box.height += amount
            for below in children[index + 1 :]:
                below.translate(dy=amount)
            return True
    return False
