"""What make-up is given and what it gives back; all heights in lines of the baseline grid."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A block as set in one column: `before` white lines, then `lines`.

    The white lines vanish at a column's head.
    `cuts` are the line counts after which it may go on in the next column;
    `tied` strips (headings, questions) never end a column; `loose` ones (a box, a
    picture) may stand some strips earlier or later than they were written.
    """

    lines: int
    before: int = 0
    cuts: frozenset[int] = frozenset()
    tied: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A block across the columns that belongs before strip `at`, with `gap` white lines around it.

    `grow` and `give` say by how many lines its picture may be stretched or
    cropped; `optional` bands may be left out; `fixed` ones (the opening) stay
    where they are, others may wait for the head of the next page.
    """

    at: int
    lines: int
    gap: int = 1
    grow: int = 0
    give: int = 0
    optional: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """What was measured of one piece.

    `side` is the height of a block that keeps the first column of the first
    page, from line `side_top` down.
    """

    strips: tuple[Strip, ...]
    bands: tuple[Band, ...] = ()
    columns: int = 3
    side: int = 0
    side_top: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Lines `first` to `last` (exclusive) of one strip."""

    strip: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Slices from line `top` of the page's share downwards; `index` counts columns from the left.

    `offsets` are the slices' first lines, counted from `top`.
    """

    index: int
    top: int
    slices: tuple[Slice, ...]
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBand:
    """A band at line `top` of the page's share, its picture changed by `stretch` lines."""

    band: int
    top: int
    stretch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One page's share of a galley: `lines` high, with `free` lines below it."""

    columns: tuple[Column, ...]
    bands: tuple[PlacedBand, ...]
    lines: int
    free: int
