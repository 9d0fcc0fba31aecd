"""The decision table: which layout a piece gets, at what sizes, and how its pictures stand.

Everything that was done by hand on a good page is a row here. Lengths are in
points, heights in lines of 12 points, pictures in pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.layout.print.headline_widths import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressday.layout.makeup import Rank
    from pressday.model import Image, Layout, Piece

LINE = 12.0
COLUMN = 157.33
GUTTER = 14.0
TWO = 2 * COLUMN + GUTTER
FULL = 3 * COLUMN + 2 * GUTTER
COLUMN_STARTS = (0.0, COLUMN + GUTTER, 2 * (COLUMN + GUTTER))
WIDTHS = {1: COLUMN, 2: TWO, 3: FULL}

BRIEF_WORDS = 150
LONGEST_BRIEF = 260  # a longer one would not fit beside others, whatever the editor calls it
SHORT_WORDS = 350
QUESTIONS = 3  # from here on it is an interview
QUOTE_WORDS = 700  # from here on a quotation is lifted out
QR_WORDS = 100
PICTURE_WORDS = 130  # under a picture that fills the page; more is an article
DROP_CHARACTERS = 230  # six lines: a shorter paragraph cannot carry a drop cap


@dataclass(frozen=True, slots=True)
class LayoutRule:
    """One row of the table: the first whose `when` holds decides."""

    layout: Layout
    when: Callable[[Piece], bool]
    why: str


def _questions(piece: Piece) -> int:
    return piece.body.html.count('class="question"')


def _plated(piece: Piece) -> bool:
    return piece.image is not None and piece.words <= PICTURE_WORDS


def _fits_row(piece: Piece) -> bool:
    return piece.words <= LONGEST_BRIEF and not piece.body.pictures


LAYOUTS: tuple[LayoutRule, ...] = (
    LayoutRule("picture", lambda p: p.article.kind == "picture" and _plated(p), "declared"),
    LayoutRule("lead", lambda p: p.weight == "lead", "the editor's choice, or the planner's"),
    LayoutRule("brief", lambda p: p.weight == "brief" and _fits_row(p), "the editor's choice"),
    LayoutRule("interview", lambda p: p.article.kind == "interview", "declared"),
    LayoutRule("interview", lambda p: _questions(p) >= QUESTIONS, "questions and answers"),
    LayoutRule(
        "brief",
        lambda p: p.words < BRIEF_WORDS and p.image is None and _fits_row(p),
        "under 150 words, no picture",
    ),
    LayoutRule("short", lambda p: p.words < SHORT_WORDS, "150 to 350 words"),
    LayoutRule("feature", lambda p: p.image is not None, "long, with a picture"),
    LayoutRule("plain", lambda p: True, "long, without a picture"),  # noqa: ARG005 - the last row takes all
)


POSSIBLE: dict[str, Callable[[Piece], bool]] = {
    "picture": _plated,
    "brief": _fits_row,
}
"""What an editor's layout needs, where it needs something."""


def choose_layout(piece: Piece) -> Layout:
    """Return the layout of `piece`: the editor's, else the first row of `LAYOUTS` that holds.

    A picture page without a picture and a brief that fits no page are left to the table.
    """
    if piece.layout and POSSIBLE.get(piece.layout, bool)(piece):
        return piece.layout
    return next(row.layout for row in LAYOUTS if row.when(piece))


@dataclass(frozen=True, slots=True)
class Size:
    """A headline size: points and leading, in at most `lines` lines of `measure`."""

    points: int
    leading: int
    lines: int
    measure: float

    @property
    def name(self) -> str:
        """The class in the stylesheet."""
        return f"h{self.points}"


def _sizes(measure: float, *sizes: tuple[int, int, int]) -> tuple[Size, ...]:
    return tuple(Size(points, leading, lines, measure) for points, leading, lines in sizes)


HEADS: dict[str, dict[int, tuple[Size, ...]]] = {
    "lead": {
        3: _sizes(FULL, (57, 60, 2), (45, 48, 3), (33, 36, 5)),
        2: _sizes(TWO, (45, 48, 3), (41, 42, 4), (33, 36, 6), (26, 30, 8)),
        1: _sizes(COLUMN, (26, 30, 4), (22, 24, 5), (19, 22, 9)),
    },
    "feature": {
        3: _sizes(FULL, (41, 42, 1), (33, 36, 2), (26, 30, 4)),
        2: _sizes(TWO, (33, 36, 3), (26, 30, 5), (22, 24, 6)),
        1: _sizes(COLUMN, (22, 24, 5), (19, 22, 6), (16, 18, 9)),
    },
    "news": {
        3: _sizes(FULL, (33, 36, 1), (26, 30, 4)),
        2: _sizes(TWO, (26, 30, 3), (22, 24, 6)),
        1: _sizes(COLUMN, (19, 22, 5), (16, 18, 9)),
    },
    "short": {
        3: _sizes(FULL, (26, 30, 3)),
        2: _sizes(TWO, (22, 24, 6)),
        1: _sizes(COLUMN, (19, 22, 3), (16, 18, 9)),
    },
}
"""Headlines by a piece's rank and the columns that it opens over, the largest first."""


HEADLINES: dict[str, tuple[Size, ...]] = {
    "brief": (Size(19, 22, 4, COLUMN), Size(16, 18, 9, COLUMN)),
    "picture": (Size(16, 18, 3, COLUMN),),
    "front": (
        Size(57, 60, 4, TWO), Size(45, 48, 4, TWO), Size(41, 42, 4, TWO), Size(33, 36, 5, TWO),
        Size(26, 30, 7, TWO),
    ),
    "cover": (
        Size(84, 84, 4, FULL), Size(57, 60, 5, FULL), Size(45, 48, 6, FULL), Size(33, 36, 8, FULL),
        Size(26, 30, 9, FULL),
    ),
    "teaser": (Size(19, 22, 4, COLUMN), Size(16, 18, 9, COLUMN)),
    "entry": (Size(26, 30, 3, TWO - 40), Size(19, 22, 4, TWO - 40), Size(16, 18, 6, TWO - 40)),
}  # fmt: skip


RANKS: dict[Layout, Rank] = {
    "lead": "lead", "feature": "feature", "interview": "feature", "plain": "news", "short": "short",
}  # fmt: skip
"""What a layout weighs; briefs and picture pages stand by themselves."""


def headline_size(text: str, kind: str) -> Size:
    """Return the size of `HEADLINES[kind]` for `text`."""
    return fitting_size(text, HEADLINES[kind])


def fitting_size(text: str, sizes: Sequence[Size]) -> Size:
    """Return the largest of `sizes` at which `text` keeps to its lines.

    The smallest size takes what fits none.
    """
    fit = (s for s in sizes if fits(text, s.points, s.measure, s.lines))
    return next(fit, sizes[-1])


def broken_size(lines: Sequence[str], sizes: Sequence[Size]) -> Size:
    """Return the largest of `sizes` at which the editor's `lines` stand in a line each.

    Where none is that small, the largest at which they keep to its lines at all.
    """
    whole = (s for s in sizes if all(fits(line, s.points, s.measure, 1) for line in lines))
    return next(whole, None) or fitting_size(" ".join(lines), sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a picture stands: over `span` columns, or as a `cell` of a row; heights in lines.

    `width` in points is less than the columns where the picture is too coarse for them.
    """

    span: int
    lines: int
    grow: int = 0
    give: int = 0
    width: float = 0
    cell: bool = False


def visible(frame: Frame, aspect: float) -> tuple[float, float]:
    """Return which shares of a picture's width and height its frame ever shows."""
    width = frame.width or WIDTHS[frame.span]
    high, low = (n * LINE for n in (frame.lines + frame.grow, frame.lines - frame.give))
    return min(1.0, width / (low * aspect)), min(1.0, high * aspect / width)


PPI = 151
"""Pixels an inch that a printed picture has at least: 150, and one for rounding."""

TALLEST = {1: 22, 2: 28, 3: 30}
"""Lines of a picture over so many columns; a portrait is cropped, or stands over fewer."""

LOWEST = {1: 5, 2: 9, 3: 14}
WIDEST = 3  # times its height; a panorama is cropped to it
CROPPED = 0.7  # of a picture's height that is left at least when it opens a piece
ELASTIC = 0.2  # of its height by which a picture varies


def hero_frames(image: Image, rank: Rank) -> tuple[Frame, ...]:
    """Return how the picture of a piece may stand at its opening, over fewer columns first."""
    spans = {"lead": (1, 2, 3), "feature": (1, 2, 3), "news": (1, 2, 3), "short": (1, 2)}[rank]
    found = [_frame(image, span) for span in spans if _is_sharp(image, span)]
    natural = [
        f for f in found if f.span == 1 or f.lines >= CROPPED * _height(image, WIDTHS[f.span])
    ]
    return tuple(natural) or (body_frame(image),)


def body_frame(image: Image) -> Frame:
    """Return the frame of a picture in the column of a text, as wide as its pixels allow."""
    if _is_sharp(image, 1):
        return _frame(image, 1)
    width = image.width_px * 72 / PPI
    lines = _clamp(math.ceil(width / _aspect(image) / LINE), 1, TALLEST[1])
    return Frame(span=1, lines=lines, width=round(width, 2))


def lifted_frames(image: Image) -> tuple[Frame, ...]:
    """Return how a picture of the text may stand at the head of a page, over more columns."""
    found = [_frame(image, span) for span in (2, 3) if _is_sharp(image, span)]
    whole = (f for f in found if _is_whole(image, f))
    return tuple(replace(f, grow=f.grow // 2, give=f.give // 2) for f in whole)


def _frame(image: Image, span: int) -> Frame:
    width, sharp = WIDTHS[span], _sharp_lines(image)
    lines = _clamp(_height(image, width), LOWEST[span], TALLEST[span])
    lines = min(max(lines, round(width / WIDEST / LINE)), sharp)
    grow = min(int(lines * ELASTIC), sharp - lines)
    return Frame(span=span, lines=lines, grow=grow, give=int(lines * ELASTIC))


def _is_whole(image: Image, frame: Frame) -> bool:
    """Tell whether enough of a picture is left in a frame."""
    return frame.lines >= CROPPED * _height(image, WIDTHS[frame.span])


def _is_sharp(image: Image, span: int) -> bool:
    """Tell whether a picture has the pixels for so many columns, cropped as it may be there."""
    width = WIDTHS[span]
    lowest = max(LOWEST[span], round(width / WIDEST / LINE))
    return image.width_px * 72 >= PPI * width and _sharp_lines(image) >= lowest


def _sharp_lines(image: Image) -> int:
    """Return how many lines high a picture can be at `PPI`."""
    return int(image.height_px * 72 / PPI / LINE)


def _height(image: Image, width: float) -> int:
    return round(width / _aspect(image) / LINE)


def _aspect(image: Image) -> float:
    return image.width_px / max(1, image.height_px)


def _clamp(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))
