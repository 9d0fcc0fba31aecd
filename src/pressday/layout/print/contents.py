"""The contents, by section, with the editorial under them; as full as fits on one spread."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.layout.print.book import Flow
from pressday.layout.print.headline_widths import balance, wrap
from pressday.layout.print.rules import LINE, TWO, headline_size
from pressday.layout.typography import polished
from pressday.text import minutes

if TYPE_CHECKING:
    from pressday.layout.print.galley_blocks import Plate
    from pressday.layout.print.overview import Overview
    from pressday.layout.print.story import Story

SPREAD = 2  # pages
TITLE = 9  # lines of the heading over the contents
EDITORIAL = 4  # lines of the editorial's heading and of the white above it
MAIN_LEADING = 22  # points, of the headline of a section's first entry
ENTRY_WIDTH = TWO + 18  # points of a line in the display face: the text face runs narrower
SPARE = 4  # lines that entries leave at the foot of a page, because none of them is parted
ENTRY_MEASURE = 58  # characters in a line of an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """How much the contents say of each piece; heights in lines, as the stylesheet sets them.

    `section` is the height of a section's furniture, `plate` of its picture. `leads` and
    `texts` tell whether a section's first piece, and the others, have their standfirst.
    """

    name: str
    section: float
    main: float
    other: float
    plate: float
    plates: bool = True
    leads: bool = True
    texts: bool = True
    meta: bool = True


_BARE = {"texts": False, "meta": False}

DENSITIES = (
    Density(name="pictured", section=3, main=4.6, other=3.1, plate=16),
    Density(name="plain", section=3, main=4.6, other=2.9, plate=12, texts=False),
    Density(name="plain", section=3, main=4.6, other=2.9, plate=12, plates=False, texts=False),
    Density(name="tight", section=2.4, main=4.2, other=1.8, plate=12, **_BARE),
    Density(name="tight", section=2.4, main=4.2, other=1.8, plate=12, plates=False, **_BARE),
    Density(
        name="tight", section=2.4, main=4.2, other=1.8, plate=12, plates=False, leads=False, **_BARE
    ),
    Density(
        name="dense", section=1, main=1.7, other=1.2, plate=12, plates=False, leads=False, **_BARE
    ),
)
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
    """A section of the contents."""

    number: int
    name: str
    plate: Plate | None
    stories: tuple[ContentsLine, ...]


def contents(overview: Overview) -> Flow:
    """Return the contents by section, and the editorial under them."""
    edition, words = overview.edition, overview.words
    density = choose_density(overview)
    parts = [_part(overview, s.number, s.name, density) for s in edition.sections]
    intro = (
        words.count("stories", len(overview.stories)),
        words.count("sections", len(edition.sections)),
        words.count("minutes", minutes(sum(s.words for s in overview.stories))),
    )
    html = overview.theme.render(
        "print/contents.html",
        words=words, density=density.name, intro=", ".join(intro),
        parts=[p for p in parts if p.stories], lines=overview.geometry.lines,
        editorial=polished(edition.editorial, edition.masthead.language),
    )  # fmt: skip
    pages = max(1, math.ceil(_height(overview, density) / overview.geometry.lines))
    return Flow(
        name="contents", html=html, anchors=("contents",), late=True,
        head=words.word("contents"), expected=pages,
    )  # fmt: skip


def choose_density(overview: Overview) -> Density:
    """Return the most generous density at which contents and editorial fit a spread."""
    room = SPREAD * overview.geometry.lines - SPARE
    return next((d for d in DENSITIES if _height(overview, d) <= room), DENSITIES[-1])


def _height(overview: Overview, density: Density) -> float:
    """Return about how many lines the contents take."""
    height = TITLE + _editorial_height(overview)
    for section in overview.edition.sections:
        stories = overview.of(section.number)
        entries = sum(_entry_height(s, density, main=not n) for n, s in enumerate(stories))
        plate = density.plate if _has_plate(stories, section.number, density) else 0
        height += density.section + max(entries, plate)
    return height


def _editorial_height(overview: Overview) -> float:
    text = overview.edition.editorial.text
    return EDITORIAL + len(text) / 38 / 3 + 1 if text else 0


def _entry_height(story: Story, density: Density, *, main: bool) -> float:
    brief = story.layout == "brief"
    height = density.main if main and not brief else density.other
    height += _further_lines(story, density, main=main and not brief)
    if story.standfirst and not brief and (density.texts or (main and density.leads)):
        height += 1.25 * math.ceil(len(story.standfirst) / ENTRY_MEASURE)
    return height


def _further_lines(story: Story, density: Density, *, main: bool) -> float:
    """Return by how many lines a headline is higher than the density counts on.

    That is two lines for the first of a section, one for the others.
    """
    if main and density.name != "dense":
        size = headline_size(story.headline, "entry")
        lines = len(balance(story.headline, size.points, size.measure))
        return max(0.0, (lines * size.leading - 2 * MAIN_LEADING) / LINE)
    points, leading = (8.8, 12) if density.name == "dense" else (11, 18)
    return (wrap(story.headline, points, ENTRY_WIDTH) - 1) * leading / LINE


def _has_plate(stories: tuple[Story, ...], number: int, density: Density) -> bool:
    return any(s.hero for s in stories) and (density.plates or number == 1)


def _part(overview: Overview, number: int, name: str, density: Density) -> Part:
    stories = overview.of(number)
    heroes = [s.hero for s in stories if s.hero]
    return Part(
        number=number, name=name,
        plate=heroes[0] if _has_plate(stories, number, density) else None,
        stories=tuple(_entry(overview, s, density, main=not n) for n, s in enumerate(stories)),
    )  # fmt: skip


def _entry(overview: Overview, story: Story, density: Density, *, main: bool) -> ContentsLine:
    brief = story.layout == "brief"
    meta = (", ".join(story.authors), overview.words.count("min", story.minutes))
    size = headline_size(story.headline, "entry")
    lines = balance(story.headline, size.points, size.measure)
    main = main and not brief
    return ContentsLine(
        anchor=story.anchor, lines=lines if main else (story.headline,), main=main,
        size=size.name if main else "",
        text=story.standfirst if not brief and (density.texts or (main and density.leads)) else "",
        meta=tuple(m for m in meta if m) if density.meta and not brief else (),
    )  # fmt: skip
