"""The contents, by section, with the editorial under them; as full as fits on one spread."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pressday.layout.print.book import Flow, colour_of
from pressday.layout.print.headline_widths import balance
from pressday.layout.print.rules import HEADLINES, LINE, TWO, headline_size
from pressday.layout.typography import polished
from pressday.text import minutes, shortened

if TYPE_CHECKING:
    from pressday.layout.print.book import Book
    from pressday.layout.print.galley_blocks import Plate
    from pressday.layout.print.overview import Overview
    from pressday.layout.print.rules import Size
    from pressday.layout.print.story import Story
    from pressday.layout.words import Furniture

SPREAD = 2  # pages
DOUBT = 1.06  # of the room: what is a little more by count may fit when it is set
TITLE = 9  # lines of the heading over the contents
EDITORIAL = 4  # lines of the editorial's heading and of the white above it
ENTRY_WIDTH = TWO - 14  # points of a line in the display face, which runs wider, and its leader
ENTRY_MEASURE = 58  # characters in a line of an entry
MAIN_TEXT, OTHER_TEXT = 190, 120  # characters of a standfirst
WHOLE = 5  # entries of a section that is not parted
ENTRY = "entry-"

Anchors = Mapping[str, tuple[int, float, float]]
NOWHERE: Anchors = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """How much the contents say of each piece; heights in lines, as the stylesheet sets them.

    `section` is the height of a section's furniture, `plate` of its picture, `main` and
    `other` of an entry with one line of headline. A section has its picture where `plates`
    are for all, where it is the first, or where its entries are as high. `leads` and `texts`
    tell whether its first piece, and the others, have their standfirst, `meta` and `metas`
    the same of names and minutes.
    """

    name: str
    section: float
    main: float
    other: float
    plate: float
    plates: bool = True
    leads: bool = True
    texts: bool = False
    meta: bool = True
    metas: bool = False

    @property
    def is_dense(self) -> bool:
        """Whether headlines are as small as the text."""
        return self.name.startswith("dense")

    @property
    def line(self) -> tuple[float, float]:
        """Size and measure of the headlines of other pieces, in points."""
        return (8.8 if self.is_dense else 11), ENTRY_WIDTH


DENSITIES = (
    Density(name="pictured", section=3, main=2, other=2, plate=15, texts=True, metas=True),
    Density(name="plain", section=3, main=2, other=2, plate=11, metas=True),
    Density(name="plain", section=3, main=2, other=2, plate=11),
    Density(name="tight", section=2.2, main=1.8, other=1.8, plate=9),
    Density(name="tight", section=2.2, main=1.8, other=1.8, plate=9, plates=False, meta=False),
    Density(name="dense", section=1.4, main=1.7, other=1.2, plate=9, plates=False, meta=False),
    Density(
        name="dense", section=1.4, main=1.7, other=1.2, plate=9, plates=False, leads=False,
        meta=False,
    ),
    Density(
        name="dense packed", section=1, main=1.5, other=1, plate=9, plates=False, leads=False,
        meta=False,
    ),
)  # fmt: skip
"""From generous to bare; the first that fits the spread is taken, else the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A line of the contents."""

    anchor: str
    lines: tuple[str, ...]
    size: str
    main: bool
    text: str
    meta: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the contents; a `short` one keeps to one page.

    As many entries as are `beside` its picture stand on the page that has it.
    """

    colour: int
    name: str
    plate: Plate | None
    stories: tuple[ContentsLine, ...]
    beside: int = 0

    @property
    def short(self) -> bool:
        """Whether it is not parted."""
        return len(self.stories) <= WHOLE


def contents(overview: Overview) -> Flow:
    """Return the contents by section, and the editorial under them.

    Where it takes more than a spread its `closer` versions say less of each piece.
    """
    first = DENSITIES.index(choose_density(overview))
    htmls = [_html(overview, density) for density in DENSITIES[first:]]
    pages = max(1, math.ceil(_height(overview, DENSITIES[first]) / overview.geometry.lines))
    return Flow(
        name="contents", html=htmls[0], anchors=("contents",), late=True,
        head=overview.words.word("contents"), expected=min(SPREAD, pages),
        most=SPREAD, closer=tuple(htmls[1:]),
    )  # fmt: skip


def _html(overview: Overview, density: Density) -> str:
    edition, words = overview.edition, overview.words
    size = _main_size(overview, density)
    intro = (
        words.count("stories", len(overview.stories)),
        words.count("sections", len({s.section for s in overview.stories})),
        words.count("minutes", minutes(sum(s.words for s in overview.stories))),
    )
    parts = [_part(overview, s.number, s.name, density, size) for s in edition.sections]
    return overview.theme.render(
        "print/contents.html",
        words=words, density=density.name, intro=", ".join(intro),
        parts=[p for p in parts if p.stories], entry=ENTRY,
        editorial=polished(edition.editorial, edition.masthead.language),
    )  # fmt: skip


def carried(book: Book, words: Furniture, anchors: Anchors) -> Mapping[str, str]:
    """Return what stands beside entries with which a section goes on overleaf, by their anchor.

    `anchors` tell page and place of every entry.
    """
    placed = [s for s in book.stories if f"{ENTRY}{s.anchor}" in anchors]
    placed.sort(key=lambda s: anchors[f"{ENTRY}{s.anchor}"][::2])
    found, pages = {}, dict[int, int]()
    for story in placed:
        page = anchors[f"{ENTRY}{story.anchor}"][0]
        if page > pages.get(story.section, page):
            found[story.anchor] = words.word("section_continued").format(section=story.section_name)
        pages[story.section] = page
    return found


def choose_density(overview: Overview) -> Density:
    """Return the most generous density at which contents and editorial may fit a spread."""
    room = DOUBT * SPREAD * overview.geometry.lines
    return next((d for d in DENSITIES if _height(overview, d) <= room), DENSITIES[-1])


def _height(overview: Overview, density: Density) -> float:
    """Return about how many lines the contents take."""
    size = _main_size(overview, density)
    parts = [_part(overview, s.number, s.name, density, size) for s in overview.edition.sections]
    heights = (_part_height(part, density, size) for part in parts if part.stories)
    return TITLE + _editorial_height(overview) + sum(heights)


def _editorial_height(overview: Overview) -> float:
    text = overview.edition.editorial.text
    return EDITORIAL + len(text) / 38 / 3 + 1 if text else 0


def _part_height(part: Part, density: Density, size: Size) -> float:
    entries = _entries_height(part.stories, density, size)
    return density.section + max(entries, density.plate if part.plate else 0)


def _entries_height(stories: tuple[ContentsLine, ...], density: Density, size: Size) -> float:
    return sum(_entry_height(story, density, size) for story in stories)


def _entry_height(entry: ContentsLine, density: Density, size: Size) -> float:
    text = 1.25 * math.ceil(len(entry.text) / ENTRY_MEASURE)
    if entry.main:
        meta = 1.2 if entry.meta else 0
        return density.main - 1 + len(entry.lines) * size.leading / LINE + text + meta
    further = (len(entry.lines) - 1) * (12 if density.is_dense else 18)
    return density.other + further / LINE + text + (1 if entry.meta else 0)


def _main_size(overview: Overview, density: Density) -> Size:
    """Return the size of the first headlines of sections: one for all, they weigh the same."""
    if density.is_dense:
        return HEADLINES["entry"][-1]
    firsts = (overview.of(s.number)[:1] for s in overview.edition.sections)
    sizes = [headline_size(story.headline, "entry") for first in firsts for story in first]
    return min(sizes, key=lambda size: size.points)


def _part(overview: Overview, number: int, name: str, density: Density, size: Size) -> Part:
    stories = overview.of(number)
    made = tuple(
        _entry(overview, s, density, size if not n and s.layout != "brief" else None)
        for n, s in enumerate(stories)
    )
    free = number == 1 or _entries_height(made, density, size) >= density.plate
    hero = next((p for s in stories[:1] for p in s.plates if not p.frame.width), None)
    plate = hero if density.plates or free else None
    return Part(
        colour=colour_of(number),
        name=name,
        plate=plate,
        stories=made,
        beside=_beside(made, density, size) if plate else 0,
    )


def _beside(entries: tuple[ContentsLine, ...], density: Density, size: Size) -> int:
    """Return how many entries are as high as a picture."""
    heights = accumulate(_entry_height(entry, density, size) for entry in entries)
    return sum(height < density.plate for height in heights) + 1


def _entry(overview: Overview, story: Story, density: Density, size: Size | None) -> ContentsLine:
    """Return the entry of a piece; one with a `size` heads its section."""
    brief = story.layout == "brief"
    told = density.leads if size else density.texts and not brief
    signed = density.meta if size else density.metas and not brief
    meta = (", ".join(story.authors), overview.words.count("min", story.minutes))
    return ContentsLine(
        anchor=story.anchor,
        lines=balance(story.headline, *(size.points, size.measure) if size else density.line),
        main=bool(size),
        size=size.name if size else "",
        text=shortened(story.standfirst, MAIN_TEXT if size else OTHER_TEXT) if told else "",
        meta=tuple(m for m in meta if m) if signed else (),
    )
