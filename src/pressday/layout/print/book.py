"""A book: an edition laid out for paper, as the press takes it. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday.layout.styles import Style, joined

if TYPE_CHECKING:
    from pressday.layout.makeup import Rank
    from pressday.layout.print.story import Story

FRONT_MARGINS = 82
"""Points above and below the front page."""


COLOURS = 6
"""Colours of sections; further ones begin again."""


def colour_of(section: int) -> int:
    """Return which of the colours section number `section` has."""
    return (section - 1) % COLOURS + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A sheet size in points: trim, margins, and the lines of text that a page holds.

    Type is set on pages with equal side margins; `shift` is how far the join
    moves it towards the outer edge, so that one setting serves left and right.
    Texts are set at `scale` of their size, on the same lines.
    """

    name: str
    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    lines: int
    scale: float = 1.0

    @property
    def front_lines(self) -> int:
        """Whole lines on the front page, which has narrower margins of its own."""
        return int((self.height - FRONT_MARGINS) / 12)

    @property
    def front_points(self) -> int:
        """Points of height that these lines make."""
        return self.front_lines * 12

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
    """What is set by itself: the unit of setting, caching and parallel work.

    A `late` flow becomes whole pages; its `html` holds placeholders for the page
    numbers of others (`⟦page:<anchor>⟧`, `⟦pages⟧`), and `expected` is how many pages
    it takes, about. Where these are more than `most`, the first of its `closer`
    versions that keeps to them is set, or the last.
    Any other becomes a galley, from which pages are composed: a story of `rank`, or
    what stands by itself. `head` is what the running head says, `section` the colour
    and tab (0 for none); pages of `bare` flows carry no furniture. One that
    `starts_page` has nothing above it, one `beside` another flow is on its page.
    """

    name: str
    html: str
    anchors: tuple[str, ...] = ()
    late: bool = False
    bare: bool = False
    section: int = 0
    head: str = ""
    expected: int = 1
    most: int = 1
    closer: tuple[str, ...] = ()
    rank: Rank | None = None
    title: str = ""
    starts_page: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSection:
    """A section's name and colour, and the flows of its pieces, the weightiest first.

    Its name takes `opener` lines, by what it weighs. One of `own_pages` shares none.
    """

    number: int
    name: str
    colour: int
    flows: tuple[Flow, ...]
    opener: int = 3
    own_pages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A line of the outline, which points to an anchor."""

    label: str
    anchor: str
    children: tuple[Bookmark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafMark:
    """A mark on a page: a section's `opener`, a `divider`, or the head of what is `continued`.

    `text` is what it says, `page` the number that belongs to it, `section` its colour;
    `column`, `span` and `line` tell where it stands, `lines` how high an opener is.
    """

    kind: str
    column: int
    span: int
    line: int
    section: int
    text: str = ""
    anchor: str = ""
    page: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafFurniture:
    """What the furniture of one page needs; one with an `opener` on top has no running head."""

    section: int
    head: str
    number: int = 0
    opener: bool = False
    bare: bool = False
    marks: tuple[LeafMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An edition laid out for paper: flows, stylesheet, outline, metadata.

    `front` and `back` are late flows, pages before and behind those of the `sections`.
    `running` heads every page. `styles` hold in their order; where some are the
    publication's own, `shipped` has Pressday's in their place, else nothing. `bare`
    gives the anchors of pieces that could not be laid out as they are and are plain
    paragraphs, each with the reason; `stories` are all pieces as they were told.
    The `imprint` may take the place of `back`, as a last section under others; its
    flow is a galley with placeholders.
    """

    title: str
    running: str
    authors: tuple[str, ...]
    subject: str
    language: str
    date: str
    identifier: str
    geometry: Geometry
    front: tuple[Flow, ...]
    sections: tuple[BookSection, ...]
    back: tuple[Flow, ...]
    styles: tuple[Style, ...]
    shipped: tuple[Style, ...]
    outline: tuple[Bookmark, ...]
    bare: tuple[tuple[str, str], ...] = ()
    stories: tuple[Story, ...] = field(default=(), compare=False)
    imprint: BookSection | None = None

    @property
    def late(self) -> tuple[Flow, ...]:
        """The flows that are set when page numbers are known."""
        return (*self.front, *self.back)

    @property
    def pieces(self) -> tuple[Flow, ...]:
        """The flows of all pieces."""
        return tuple(flow for section in self.sections for flow in section.flows)

    @property
    def stylesheet(self) -> str:
        """All `styles` as one text."""
        return joined(self.styles)
