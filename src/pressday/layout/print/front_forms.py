"""The forms of the front page, and which one carries the news: heights are counted in points.

One picture across the page, where the lead's can be large; a lead over two columns and
three stories beside it, where it cannot; type alone, where there is none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pressday.layout.print.headline_widths import balance, wrap
from pressday.layout.print.rules import (
    COLUMN,
    FULL,
    GUTTER,
    HEADLINES,
    LINE,
    TWO,
    Size,
    headline_size,
)
from pressday.text import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.layout.print.galley_blocks import Plate
    from pressday.layout.print.story import Story

BESIDE = 3  # stories beside a lead, or in a row under it
LEAST_BESIDE = 2
ROWS = 3  # of stories under a page of type, at most
TEASER_LENGTH = 150  # characters under a teaser's headline
TEASER_MEASURE = 40  # characters in a line of that
LEAD_LENGTH = 240  # characters that the lead says of itself
IN_LINE = Size(11, 14, 9, TWO - 50)  # of a headline that stands in a line with its page
ALL = 3  # columns of the page
HALVES, HALF = 2, (FULL - GUTTER) / 2  # stories in a row that part the page; points of each
DISPLAY = 33  # points of a headline under a picture across the page, at least
SIDE_TOP = 14  # points over what stands beside or under a headline
UNDER_PICTURE = 60  # points of white under it, and of the line that names the page
SMALLEST = 0.62  # of a picture's own height that is left where it carries the page
LOWEST_PICTURE = 190  # points, across the page
TALLEST_PICTURE = 384
LEAST_PICTURE = 72
BESIDE_PICTURE = 9 * LINE  # points of a picture over a story beside the lead, at most
GAPS = (14, 44)  # points of white between stories that stand one under the other
WHITE = 18  # points between what is at the top of the page and at its foot
TYPE_TOP = 48  # points over a headline without a picture
TYPE_MEASURE = 414  # points of the lines under it


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What the front page can show beside its lead: `firsts` of all other sections, and more."""

    firsts: tuple[Story, ...]
    seconds: tuple[Story, ...]

    def shown(self, most: int) -> tuple[Story, ...]:
        """Return up to `most` stories; of more than a row whole rows only."""
        found = (*self.firsts, *self.seconds)[:most]
        return found if len(found) < BESIDE else found[: len(found) // BESIDE * BESIDE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """A story on the front page: its headline in lines, what it says, and a picture, or none.

    `height` is that of the picture, in points.
    """

    story: Story
    lines: tuple[str, ...]
    size: Size
    text: str
    plate: Plate | None = None
    height: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontForm:
    """How the front page is made up: lead, stories at some length, and others in lines.

    `gap` is the white between stories beside the lead, in points.
    """

    name: Literal["picture", "news", "type"]
    lead: Teaser
    teasers: tuple[Teaser, ...]
    inside: tuple[Teaser, ...]
    gap: float = 0


def front_form(lead: Story, others: Others, room: float, *, pictured: bool) -> FrontForm:
    """Return the form that carries `lead` in `room` points of height.

    The first story of every other section is shown. Only a `pictured` page has pictures.
    """
    if not pictured or not lead.plates:
        return _in_type(lead, others, room)
    large = _across(lead, others, room) if lead.plates[-1].frame.span == ALL else None
    if large or len(others.shown(BESIDE)) < LEAST_BESIDE:
        return large or _under_picture(lead, others, room, _sizes(lead, "front")[0])
    return _news(lead, others, room)


def _across(lead: Story, others: Others, room: float) -> FrontForm | None:
    """Return one picture across the page, None where it would be much too low."""
    least = max(LOWEST_PICTURE, SMALLEST * LINE * lead.plates[-1].frame.lines)
    sizes = [size for size in _sizes(lead, "front") if size.points >= DISPLAY]
    forms = (_under_picture(lead, others, room, size) for size in sizes)
    return next((form for form in forms if form.lead.height >= least), None)


def _under_picture(lead: Story, others: Others, room: float, size: Size) -> FrontForm:
    """Return a headline under its picture, which takes what the stories at the foot leave."""
    form = _form("picture", _teaser(lead, size, LEAD_LENGTH), others, BESIDE)
    side = SIDE_TOP + _text_height(form.lead.text, COLUMN) + 2 * LINE
    left = room - LINE - max(_head_height(form.lead), side) - _foot_height(form)
    return _pictured(form, lead.plates[-1], min(TALLEST_PICTURE, left))


def _news(lead: Story, others: Others, room: float) -> FrontForm:
    """Return a lead over two columns, and stories one under the other beside it."""
    plate = next((p for p in reversed(lead.plates) if p.frame.span < ALL), lead.plates[-1])
    forms = [_beside(lead, others, room, size, plate) for size in _sizes(lead, "front")]
    whole = (f for f in forms if f.lead.height >= SMALLEST * LINE * plate.frame.lines)
    return next(whole, forms[-1])


def _beside(lead: Story, others: Others, room: float, size: Size, plate: Plate) -> FrontForm:
    form = _form("news", _teaser(lead, size, LEAD_LENGTH), others, BESIDE)
    room -= _inside_height(form.inside)
    told = _head_height(form.lead) + _text_height(form.lead.text, TWO)
    teasers, gap = _stacked(form.teasers, room)
    return replace(_pictured(form, plate, room - told - UNDER_PICTURE), teasers=teasers, gap=gap)


def _pictured(form: FrontForm, plate: Plate, height: float) -> FrontForm:
    """Return `form` with the lead's picture, as high as there is room and its pixels allow."""
    height = max(LEAST_PICTURE, min(height, _tallest(plate)))
    return replace(form, lead=replace(form.lead, plate=plate, height=height))


def _in_type(lead: Story, others: Others, room: float) -> FrontForm:
    """Return a page of type: the lead over all columns, and as many rows of stories as fit.

    The headline comes before the rows, and one row before its size.
    """
    leads = [_teaser(lead, size, LEAD_LENGTH) for size in _sizes(lead, "cover")]
    forms = [
        _form("type", told, others, rows * BESIDE)
        for told in leads for rows in range(ROWS, 0, -1)
    ]  # fmt: skip
    return next((f for f in forms if _type_height(f) <= room), forms[-1])


def _type_height(form: FrontForm) -> float:
    text = 24 * wrap(form.lead.text, 17, TYPE_MEASURE) if form.lead.text else 0
    return TYPE_TOP + _head_height(form.lead) + SIDE_TOP + text + 2 * LINE + _foot_height(form)


def _sizes(lead: Story, kind: str) -> Sequence[Size]:
    """Return the sizes in which the headline of the cover can stand, the largest first."""
    sizes = HEADLINES[kind]
    return sizes[sizes.index(headline_size(lead.headline, kind)) :]


def _form(
    name: Literal["picture", "news", "type"], lead: Teaser, others: Others, most: int
) -> FrontForm:
    """Return a form without pictures: `most` stories at some length, further sections in lines."""
    shown = others.shown(most)
    measure = HALF if len(shown) == HALVES and name != "news" else COLUMN
    sizes = [replace(headline_size(s.headline, "teaser"), measure=measure) for s in shown]
    size = min(sizes, key=lambda s: s.points, default=None)  # stories of one weight, one size
    return FrontForm(
        name=name,
        lead=lead,
        teasers=tuple(_teaser(story, size, TEASER_LENGTH) for story in shown if size),
        inside=tuple(_teaser(s, IN_LINE, 0) for s in others.firsts if s not in shown),
    )


def _teaser(story: Story, size: Size, most: int) -> Teaser:
    lines = balance(story.headline, size.points, size.measure)
    text = shortened(story.teaser, most) if most else ""
    return Teaser(story=story, lines=lines, size=size, text=text)


def _stacked(teasers: Sequence[Teaser], room: float) -> tuple[tuple[Teaser, ...], float]:
    """Return stories for one column, with as many pictures as fit, and the white between them."""
    gaps = max(1, len(teasers) - 1)
    left = room - sum(map(_teaser_height, teasers))
    found = []
    for teaser in teasers:
        shown = _with_picture(teaser, left - gaps * GAPS[0] - 6)
        left -= shown.height + 6 if shown.plate else 0
        found.append(shown)
    return tuple(found), max(GAPS[0], min(GAPS[1], left / gaps))


def _with_picture(teaser: Teaser, room: float) -> Teaser:
    """Return `teaser` with the story's picture if `room` is enough for it."""
    sharp = (p for p in teaser.story.plates if p.frame.span == 1 and not p.frame.width)
    plate = next(sharp, None)
    if plate is None or room < LEAST_PICTURE:
        return teaser
    return replace(teaser, plate=plate, height=min(BESIDE_PICTURE, room, _tallest(plate)))


def _tallest(plate: Plate) -> float:
    return LINE * (plate.frame.lines + plate.frame.grow)


def _head_height(teaser: Teaser) -> float:
    return len(teaser.lines) * teaser.size.leading


def _text_height(text: str, measure: float) -> float:
    """Return the height of what the lead says of itself."""
    return 18 * wrap(text, 14, measure) if text else 0


def _foot_height(form: FrontForm) -> float:
    """Return the height of the rows of stories and of the lines under them, and their white."""
    heights = [_teaser_height(t) for t in form.teasers]
    rows = [max(heights[n : n + BESIDE]) for n in range(0, len(heights), BESIDE)]
    return WHITE + sum(rows) + LINE * max(0, len(rows) - 1) + _inside_height(form.inside)


def _teaser_height(teaser: Teaser) -> float:
    return 38 + _head_height(teaser) + 11 * math.ceil(len(teaser.text) / TEASER_MEASURE)


def _inside_height(teasers: Sequence[Teaser]) -> float:
    return WHITE + sum(_head_height(t) + 7 for t in teasers) if teasers else 0
