"""What make-up is given and what it gives back; all heights in lines of the baseline grid.

A *galley* is what was set of one piece: its text in one column without end, cut
into strips, and its opening set over one, two and three columns. A *page* says
which lines of which galleys stand in which of its columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = 3
"""Columns of a page."""

Rank = Literal["lead", "feature", "news", "short"]
"""How much a piece weighs in its section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A block as set in one column: `before` white lines, then `lines`.

    The white lines vanish at a column's head; `own` of them are the block's, whatever stands
    over it. `cuts` are the line counts after which
    it may go on in the next column; `tied` strips (headings, questions) never end a
    column. A picture may `grow` or `give` some lines; picture number `lift`, where that
    is one, may stand over more columns instead, at the head of a page. One that `floats`
    rises to the head of its column where only a few lines would stand over it. What
    quotation number `quote` says is said here.
    """

    lines: int
    before: int = 0
    own: int = 0
    cuts: frozenset[int] = frozenset()
    tied: bool = False
    grow: int = 0
    give: int = 0
    lift: int = -1
    floats: bool = False
    quote: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRun:
    """Strips in their order: in columns, or `wide`, across the page."""

    strips: tuple[Strip, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """The picture that opens a piece, with its caption: its height, and by how much that varies."""

    lines: int
    grow: int = 0
    give: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """What was measured of one piece.

    `heads` and `plates` map how many columns they stand over to headline and opening
    picture; `quotes` are the heights of quotations that may be lifted out, by number.
    `lifts` are the pictures of the text, by number, as they stand over more columns.
    """

    runs: tuple[MeasuredRun, ...]
    heads: Mapping[int, int] = field(default_factory=dict)
    plates: Mapping[int, Plate] = field(default_factory=dict)
    lifts: Mapping[int, Mapping[int, Plate]] = field(default_factory=dict)
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedGalley:
    """A galley to be placed: whose it is, what it weighs in its section.

    One that `must_quote` is never opened without a quotation that is said on that page.
    One that `starts_page` has nothing above it; one that stands `beside` another is on
    the same page as the galley of that name.
    """

    name: str
    galley: Galley
    rank: Rank = "news"
    must_quote: bool = False
    starts_page: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleySection:
    """Galleys under one name, the weightiest first; `opener` is the height of the name.

    One of `own_pages` shares none, so that nothing outside of it moves its breaks.
    """

    number: int
    copies: tuple[WeighedGalley, ...]
    opener: int = 3
    own_pages: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of galley `name` at a line of a column.

    `part` is `head/<span>`, `plate/<span>`, `lift/<number>/<span>`, `quote/<number>`
    or `run/<run>/<strip>`; of a strip, lines `first` to `last` (exclusive) stand here.
    Its picture is `stretch` lines taller.
    """

    name: str
    part: str
    column: int
    line: int
    first: int = 0
    last: int = 0
    stretch: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page adds between galleys, over `span` columns from `column` at `line`.

    An `opener` names section `name`, a `divider` stands between two pieces, and
    `continued` heads what goes on of piece `name` from an earlier page.
    """

    kind: Literal["opener", "divider", "continued"]
    name: str
    column: int
    span: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page made up; `white` counts the lines of its columns on which nothing stands."""

    placed: tuple[Placed, ...]
    marks: tuple[Mark, ...]
    section: int
    white: int
