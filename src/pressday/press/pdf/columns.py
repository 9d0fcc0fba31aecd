"""Galleys in the place of WeasyPrint's columns, pass after pass.

WeasyPrint lays a document out again while page numbers in it change, all of it or
single pages, and asks for a galley's share of a page each time. The galley is set
when it is met first and again when its own words have changed; it is made up anew
when it begins with other room. What comes of it is a *version*, which is named where
WeasyPrint keeps where a page begins: so every page goes on with the version that the
page before it was made of, and no line of any is left out or comes twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pressday.layout.makeup import Galley, Share, make_up
from pressday.press.pdf import insides
from pressday.press.pdf.boxes import has_class, whole
from pressday.press.pdf.galley import SetGalley, set_galley
from pressday.press.pdf.placement import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.press.pdf.insides import Box, Context

_ON = {"break": "any", "page": None}

_Set = tuple[str, float, bool]  # the counted words, the width, whether a rule stands above
_Made = tuple[_Set, int, int]  # and the lines of the first and of every other page


@dataclass(frozen=True, slots=True)
class _Version:
    """A galley made up: the sheets, and the number of the page on which it begins."""

    galley: SetGalley
    sheets: tuple[Share, ...]
    counted: str
    page: int


@dataclass(slots=True)
class _Story:
    """All that became of one element in the passes so far; versions are named by number."""

    galleys: dict[_Set, SetGalley] = field(default_factory=dict)
    made: dict[_Made, int] = field(default_factory=dict)
    versions: list[_Version] = field(default_factory=list)


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
        result: tuple[Any, ...] = insides.weasyprint_columns(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty,
            absolute_boxes, fixed_boxes, adjoining_margins, *styles,
        )  # fmt: skip
        return result
    written, box = box, box.copy()
    box.position_y += insides.collapse_margin(adjoining_margins)
    insides.block_level_width(box, containing_block)
    story = _story(context, box)
    if skip_stack:
        number, version = _resumed(context, story, written, skip_stack)
    else:
        room = whole(context.page_bottom - bottom_space - box.content_box_y())
        page = _lines_of_a_page(context, box)
        parts = (box, containing_block, styles)
        number, version = 0, _begun(context, story, parts, (room, page))
        if page_is_empty and not story.versions[version].sheets:  # it will not have more room
            version = _begun(context, story, parts, (room, max(1, room)))
    made = story.versions[version]
    if not made.sheets:
        return None, {0: None}, _ON, [], False
    resume = {number + 1: {version: None}} if number + 1 < len(made.sheets) else None
    return place(made.galley, made.sheets, number, box), resume, _ON, [], False


def _story(context: Context, box: Box) -> _Story:
    """Return what is known of the element of `box`; it lives and dies with WeasyPrint's context."""
    stories: dict[int, _Story] = context.__dict__.setdefault("galleys", {})
    return stories.setdefault(id(box.element), _Story())


def _resumed(context: Context, story: _Story, box: Box, skip: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return sheet and version with which a page goes on.

    Words that have changed since make a new version, which can only begin where the
    galley begins: that page is asked for once more.
    """
    number, inner = next(iter(skip.items()))
    version = next(iter(inner))
    made = story.versions[version]
    if made.counted != _counted(box):
        insides.set_again(context, made.page)
    return number, version


def _lines_of_a_page(context: Context, box: Box) -> int:
    """Return the lines of a whole page: what the template says, unless the page holds fewer."""
    page = whole(insides.page_height(context))
    return max(1, min(page, int(box.element.get("data-page") or page)))


def _begun(
    context: Context,
    story: _Story,
    parts: tuple[Box, Box, Sequence[Any]],
    limits: tuple[int, int],
) -> int:
    """Return the version for a galley that begins here, set and made up where that is new.

    `parts` are the galley, the block around it and WeasyPrint's styles; `limits`
    the lines of its first and of every other page.
    """
    box, containing_block, styles = parts
    room, page = limits
    counted = _counted(box)
    is_first = room >= page  # nothing above on this page to be divided from
    known = (counted, box.width, is_first)
    if known not in story.galleys:
        kept = box.copy()
        kept.children = [c for c in box.children if not (is_first and has_class(c, "divider"))]
        story.galleys[known] = set_galley(context, kept, containing_block, styles)
        _warn(story.galleys[known].measures, page)
    if (known, room, page) not in story.made:
        followed, about = bool(box.element.get("data-followed")), _about(box)
        galley = story.galleys[known]
        sheets = make_up(galley.measures, room=room, page=page, followed=followed, about=about)
        story.made[known, room, page] = len(story.versions)
        story.versions.append(_Version(galley, sheets, counted, context.current_page))
    return story.made[known, room, page]


def _about(box: Box) -> str:
    """Return the name of the first element in `box` that has one: a piece's, or a section's."""
    return next((str(one.get("id")) for one in box.element.iter() if one.get("id")), "")


def _counted(box: Box) -> str:
    """Return the words in `box` that WeasyPrint writes anew while page numbers change."""
    counting = (b for b in box.descendants() if b.missing_link is not None)
    text = insides.boxes.TextBox
    return "\0".join(b.text for c in counting for b in c.descendants() if isinstance(b, text))


def _warn(measures: Galley, page: int) -> None:
    """Complain of what is higher than a page and cannot be cut: its end falls off."""
    unbroken = [s.lines for s in measures.strips if not s.cuts]
    highest = max(measures.side, *(b.lines for b in measures.bands), *unbroken, 0)
    if highest > page:
        insides.warn("a block of %d lines is cut off at the foot of the page", highest)
