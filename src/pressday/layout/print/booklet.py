"""A booklet: which pages stand side by side on which sheet, so that folded they follow one another.

Pages are numbered from 0; blank ones have no number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.layout.styles import Style
from pressday.layout.words import furniture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.layout.print.book import Book
    from pressday.layout.theme import Theme
    from pressday.orders import BookletOrder

Page = int | None

SIZES = {
    "A4": (841.89, 595.28), "A3": (1190.55, 841.89), "Letter": (792.0, 612.0),
    "Tabloid": (1224.0, 792.0),
}  # fmt: skip
"""Sheets as they are folded, width and height in points."""

_LEAVES = 4  # pages of a sheet that is folded once


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a sheet, seen upright; one that is `turned` is printed so."""

    left: Page
    right: Page
    turned: bool = False


@dataclass(frozen=True, slots=True)
class FoldedSheet:
    """A sheet of a booklet: its sides, and by how many millimetres its pages go to the fold.

    `signature` tells, from 0, with which others it is folded.
    """

    front: Side
    back: Side
    signature: int
    creep: float

    @property
    def sides(self) -> tuple[Side, Side]:
        """Front and back."""
        return self.front, self.back


def folded(pages: int, tail: int, order: BookletOrder) -> list[FoldedSheet]:
    """Return the sheets of a booklet, each signature from outside to inside.

    The last `tail` pages stand by themselves: blank ones go before them.
    """
    all_pages = with_blanks(pages, tail)
    size = order.signature or len(all_pages)
    starts = range(0, len(all_pages), size)
    return [
        sheet
        for number, start in enumerate(starts)
        for sheet in _signature(all_pages[start : start + size], number, order)
    ]


def with_blanks(pages: int, tail: int) -> list[Page]:
    """Return the pages of a booklet, a multiple of four.

    Blank ones stand where an editor would put them: before a colophon, which goes to the back
    cover, two by two, as a left page must not become a right one; what is left over is at
    the end. One that breaks a piece apart is none of them.
    """
    found: list[Page] = [*range(pages)]
    blanks = -pages % _LEAVES
    before = blanks - blanks % 2 if 0 < tail < pages else 0
    found[pages - tail : pages - tail] = [None] * before
    return [*found, *[None] * (blanks - before)]


def _signature(pages: Sequence[Page], number: int, order: BookletOrder) -> Iterator[FoldedSheet]:
    """Yield the sheets of one signature, from outside to inside.

    A sheet inside another begins later, by a quarter of the circle that the paper between them
    makes: so much further its edge would stand out.
    """
    last = len(pages) - 1
    for sheet in range(len(pages) // _LEAVES):
        first = 2 * sheet
        yield FoldedSheet(
            front=Side(pages[last - first], pages[first]),
            back=Side(pages[first + 1], pages[last - first - 1], turned=order.flip == "long"),
            signature=number,
            creep=sheet * order.thickness * math.pi / 2,
        )


def guide(book: Book, theme: Theme, order: BookletOrder, sheets: Sequence[FoldedSheet]) -> str:
    """Return the page that tells how the sheets are folded."""
    first = [sheet for sheet in sheets if sheet.signature == 0]
    numbers = [n for s in sheets for side in s.sides for n in (side.left, side.right)]
    return theme.render(
        "print/guide.html",
        words=furniture(book.language), language=book.language, flip=order.flip,
        signatures=sheets[-1].signature + 1, together=len(first), sheets=len(sheets),
        pages=sum(number is not None for number in numbers),
    )  # fmt: skip


def guide_styles(theme: Theme, size: tuple[float, float]) -> tuple[Style, ...]:
    """Return the stylesheet of the guide, for a sheet of this size."""
    sheet = theme.render("print/guide.css", width=size[0], height=size[1])
    return (Style(text=sheet, where="templates/print/guide.css"),)
