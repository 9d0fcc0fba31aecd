"""A book: an edition laid out for paper, as the press takes it. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from pressday.layout.styles import Style, joined

FRONT_MARGINS = 82
"""Points above and below the front page."""

LINK = "edition:"
"""Scheme of links between flows; the join turns `edition:<anchor>` into a destination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A sheet size in points: trim, margins, and the lines of text that a page holds.

    Type is set on pages with equal side margins; `shift` is how far the join
    moves it towards the outer edge, so that one setting serves left and right.
    """

    name: str
    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    lines: int

    @property
    def front_lines(self) -> int:
        """Whole lines on the front page, which has narrower margins of its own."""
        return int((self.height - FRONT_MARGINS) / 12)

    @property
    def side(self) -> float:
        """The equal side margin, in points."""
        return (self.inner + self.outer) / 2

    @property
    def shift(self) -> float:
        """Half the difference of inner and outer margin, in points."""
        return (self.inner - self.outer) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Pieces that share pages: the unit of setting, caching and parallel work.

    `html` of a `late` flow holds placeholders for the page numbers of others
    (`⟦page:<anchor>⟧`, `⟦pages⟧`). `head` is what the running head says, `section`
    the colour and tab (0 for none); an `opener` names its section on its first page,
    so the running head keeps silent there; pages of `bare` flows carry no furniture.
    `expected` is the number of pages, about, of a late flow.
    """

    name: str
    html: str
    anchors: tuple[str, ...] = ()
    late: bool = False
    bare: bool = False
    section: int = 0
    head: str = ""
    opener: bool = False
    expected: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A line of the outline, which points to an anchor."""

    label: str
    anchor: str
    children: tuple[Bookmark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafFurniture:
    """What the furniture of one page needs."""

    number: int
    section: int
    head: str
    opener: bool
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An edition laid out for paper: flows in page order, stylesheet, outline, metadata.

    `running` heads every page. `styles` hold in their order; where some are the
    publication's own, `shipped` has Pressday's in their place, else nothing. `bare`
    gives the anchors of pieces that could not be laid out as they are and are plain
    paragraphs, each with the reason.
    """

    title: str
    running: str
    authors: tuple[str, ...]
    subject: str
    language: str
    date: str
    identifier: str
    geometry: Geometry
    flows: tuple[Flow, ...]
    styles: tuple[Style, ...]
    shipped: tuple[Style, ...]
    outline: tuple[Bookmark, ...]
    bare: tuple[tuple[str, str], ...] = ()

    @property
    def stylesheet(self) -> str:
        """All `styles` as one text."""
        return joined(self.styles)
