"""The decision table: which layout a piece gets, at what sizes, and how its pictures stand.

Everything that was done by hand on a good page is a row here. Lengths are in
points, heights in lines of 12 points, pictures in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.layout.print.headline_widths import fits

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Image, Layout, Piece

LINE = 12.0
COLUMN = 157.33
GUTTER = 14.0
TWO = 2 * COLUMN + GUTTER
FULL = 3 * COLUMN + 2 * GUTTER

BRIEF_WORDS = 150
LONGEST_BRIEF = 260  # a longer one would not fit beside others, whatever the editor calls it
SHORT_WORDS = 350
QUESTIONS = 3  # from here on it is an interview
QUOTE_WORDS = 700  # from here on a quotation is lifted out
QR_WORDS = 100
PICTURE_WORDS = 130  # under a picture that fills the page; more is an article
DROP_CHARACTERS = 230  # six lines: a shorter paragraph cannot carry a drop cap

LARGE_PX = 1000  # 144 ppi over the full measure
MEDIUM_PX = 480  # 105 ppi over two columns


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


HEADLINES: dict[str, tuple[Size, ...]] = {
    "lead": (
        Size(57, 60, 2, FULL), Size(45, 48, 2, FULL), Size(33, 36, 3, FULL), Size(26, 30, 4, FULL),
    ),
    "plain": (
        Size(57, 60, 2, FULL), Size(45, 48, 2, FULL), Size(33, 36, 3, FULL), Size(26, 30, 4, FULL),
    ),
    "feature": (
        Size(45, 48, 2, TWO), Size(41, 42, 3, TWO), Size(33, 36, 3, TWO), Size(26, 30, 4, TWO),
        Size(22, 24, 6, TWO),
    ),
    "interview": (
        Size(57, 60, 2, TWO), Size(45, 48, 2, TWO), Size(33, 36, 3, TWO), Size(26, 30, 4, TWO),
        Size(22, 24, 6, TWO),
    ),
    "short": (
        Size(26, 30, 3, COLUMN), Size(22, 24, 4, COLUMN), Size(19, 22, 6, COLUMN),
        Size(16, 18, 9, COLUMN),
    ),
    "brief": (Size(19, 22, 4, COLUMN), Size(16, 18, 9, COLUMN)),
    "picture": (Size(16, 18, 3, COLUMN),),
    "front": (
        Size(57, 60, 4, TWO), Size(45, 48, 4, TWO), Size(41, 42, 4, TWO), Size(33, 36, 5, TWO),
        Size(26, 30, 7, TWO),
    ),
    "cover": (
        Size(84, 84, 4, FULL), Size(57, 60, 5, FULL), Size(45, 48, 6, FULL), Size(33, 36, 8, FULL),
    ),
    "entry": (Size(26, 30, 3, TWO - 40), Size(19, 22, 4, TWO - 40)),
}  # fmt: skip


def headline_size(text: str, kind: str) -> Size:
    """Return the largest size of `HEADLINES[kind]` at which `text` keeps to its lines.

    The smallest size takes what fits none.
    """
    sizes = HEADLINES[kind]
    fit = (s for s in sizes if fits(text, s.points, s.measure, s.lines))
    return next(fit, sizes[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a picture stands: its `shape`, and heights in lines.

    `wide`, `beside` (two columns, caption in the third), `column`, or `cell` of a row.
    """

    shape: str
    lines: int
    grow: int
    give: int


def hero_frame(image: Image, layout: Layout) -> Frame:
    """Return the frame of the picture that opens a piece."""
    if layout == "interview":
        return Frame(shape="column", lines=_clamp(_height(image, COLUMN), 18, 24), grow=0, give=0)
    if layout in {"short", "brief"}:
        return _column(image, most=18 if layout == "short" else 10)
    if image.width_px < MEDIUM_PX:
        return _column(image, most=24)
    if image.width_px < LARGE_PX or _aspect(image) < 1:
        return _beside(image)
    low, high = (18, 22) if layout == "lead" else (18, 30)
    lines = _clamp(_height(image, FULL), low, high)
    give = 0.3 if layout == "lead" else 0.45
    return Frame(shape="wide", lines=lines, grow=_elastic(lines, 0.3), give=_elastic(lines, give))


def body_frame(image: Image) -> Frame:
    """Return the frame of a picture inside the text."""
    if image.width_px < MEDIUM_PX:
        return _column(image, most=20)
    if image.width_px < LARGE_PX or _aspect(image) < 1.2:  # noqa: PLR2004 - squarer than 6:5
        return _beside(image)
    lines = _clamp(_height(image, FULL), 14, 24)
    return Frame(shape="wide", lines=lines, grow=_elastic(lines, 0.25), give=_elastic(lines, 0.35))


def _beside(image: Image) -> Frame:
    lines = _clamp(_height(image, TWO), 12, 30)
    return Frame(shape="beside", lines=lines, grow=_elastic(lines, 0.2), give=_elastic(lines, 0.25))


def _column(image: Image, most: int) -> Frame:
    return Frame(shape="column", lines=_clamp(_height(image, COLUMN), 5, most), grow=0, give=0)


def _height(image: Image, width: float) -> int:
    return round(width / _aspect(image) / LINE)


def _aspect(image: Image) -> float:
    return image.width_px / max(1, image.height_px)


def _elastic(lines: int, share: float) -> int:
    return int(lines * share)


def _clamp(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))
