"""The pages that are set last, as they name the numbers of others: front, contents, colophon."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.layout.book import Flow, Geometry
from pressday.layout.print.metrics import run, wrap
from pressday.layout.print.rules import COLUMN, FULL, LINE, Frame, Size, headline_size
from pressday.layout.typography import polish
from pressday.text import minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressday.layout.print.matter import Plate
    from pressday.layout.print.story import Story
    from pressday.layout.theme import Theme
    from pressday.layout.words import Furniture
    from pressday.model import Edition

NAMEPLATE = (40, 122)  # points, smallest and largest
TEASERS = 3
TEASER_LENGTH = 112  # characters under a teaser's headline
TEASER_MEASURE = 42  # characters in a line of it
SIDE_MEASURE = 24  # characters in a line beside the cover's headline
FRONT_FURNITURE = 216  # points of nameplate, issue line and white on the front page
COVER_PICTURE = (150, 330)  # points of height
COLOPHON_LENGTH = 52  # characters of a headline in the colophon when its table is doubled
PICTURED = 12  # with more entries the contents carry no pictures but the first
DENSE = 30  # with more entries they carry headlines alone
CROWDED = 16  # rows of the colophon's table that leave room for the rest of the page
DOUBLE = 30  # rows that fit one under the other at all

_SMALL = Frame(shape="column", lines=9, grow=0, give=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents."""

    anchor: str
    headline: str
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
    stories: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A row of sources and licences."""

    anchor: str
    headline: str
    who: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all late pages are made from."""

    edition: Edition
    theme: Theme
    words: Furniture
    geometry: Geometry
    stories: tuple[Story, ...]

    def of(self, section: int) -> tuple[Story, ...]:
        """Return the stories of section number `section`."""
        return tuple(s for s in self.stories if s.section == section)


def front(desk: Desk) -> Flow:
    """Return the front page: the cover story, its picture if it has one, and teasers."""
    edition = desk.edition
    lead = _cover_story(desk)
    hero = lead.hero if edition.cover else None
    total = sum(s.words for s in desk.stories)
    size = headline_size(lead.headline, "front" if hero else "cover")
    teasers = _teasers(desk, lead)
    html = desk.theme.render(
        "print/front.html",
        edition=edition, words=desk.words, lead=lead, hero=hero, size=size.name,
        online=_shown(edition.masthead.url), nameplate=_nameplate(edition.masthead.title),
        span=desk.words.span(*edition.span), length=desk.words.count("minutes", minutes(total)),
        teasers=teasers, teaser_length=TEASER_LENGTH,
        picture=_picture_height(desk.geometry, lead, size, teasers),
    )  # fmt: skip
    return Flow(name="front", html=html, anchors=("front",), late=True, bare=True)


def _picture_height(geometry: Geometry, lead: Story, size: Size, teasers: Iterable[Story]) -> float:
    """Return the points that headline and teasers leave for the cover picture."""
    head = wrap(lead.headline, size.points, size.measure) * size.leading
    side = 32 + 18 * math.ceil(len(lead.teaser) / SIDE_MEASURE)
    below = max((_teaser_height(t) for t in teasers), default=0)
    left = geometry.front_lines * LINE - FRONT_FURNITURE - max(head, side) - below
    return max(COVER_PICTURE[0], min(COVER_PICTURE[1], left))


def _teaser_height(story: Story) -> float:
    text = min(len(story.teaser), TEASER_LENGTH)
    return 42 + 18 * wrap(story.headline, 16, COLUMN) + 11 * math.ceil(text / TEASER_MEASURE)


def _cover_story(desk: Desk) -> Story:
    chosen = (s for s in desk.stories if s.anchor == f"a-{desk.edition.cover}")
    leads = (s for s in desk.stories if s.layout == "lead")
    return next(chosen, None) or next(leads, None) or desk.stories[0]


def _teasers(desk: Desk, lead: Story) -> tuple[Story, ...]:
    """Return the first story of each other section, then what comes next, three in all."""
    rest = [s for s in desk.stories if s is not lead]
    seen: set[int] = {lead.section}
    firsts = [s for s in rest if s.section not in seen and not seen.add(s.section)]  # type: ignore[func-returns-value]
    others = [s for s in rest if s not in firsts and s.layout != "brief"]
    return tuple((firsts + others)[:TEASERS])


def _nameplate(title: str) -> int:
    """Return the size in points at which `title` fills the measure."""
    low, high = NAMEPLATE
    return max(low, min(high, int((FULL + 10) / max(0.01, run(title, 1) - 0.015 * len(title)))))


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return (parts.netloc + parts.path).removeprefix("www.").rstrip("/")


def contents(desk: Desk) -> Flow:
    """Return the contents by section, and the editorial under them."""
    edition, words = desk.edition, desk.words
    count = len(desk.stories)
    pictured = count <= PICTURED
    parts = [_part(desk, s.number, s.name, pictured=pictured) for s in edition.sections]
    intro = ", ".join(
        (
            words.count("stories", count), words.count("sections", len(edition.sections)),
            words.count("minutes", minutes(sum(s.words for s in desk.stories))),
        )
    )  # fmt: skip
    density = "dense" if count > DENSE else "pictured" if pictured else "plain"
    html = desk.theme.render(
        "print/contents.html",
        words=words, density=density, intro=intro, parts=[p for p in parts if p.stories],
        editorial=polish(edition.editorial, edition.masthead.language), lines=desk.geometry.lines,
    )  # fmt: skip
    return Flow(
        name="contents", html=html, anchors=("contents",), late=True, head=words.word("contents")
    )


def _part(desk: Desk, number: int, name: str, *, pictured: bool) -> Part:
    stories = desk.of(number)
    heroes = [s.hero for s in stories if s.hero]
    entries = tuple(_entry(desk, s, main=not i) for i, s in enumerate(stories))
    return Part(
        number=number, name=name, plate=heroes[0] if heroes and (pictured or number == 1) else None,
        stories=entries,
    )  # fmt: skip


def _entry(desk: Desk, story: Story, *, main: bool) -> Entry:
    brief = story.layout == "brief"
    meta = () if brief else (", ".join(story.authors), desk.words.count("min", story.minutes))
    return Entry(
        anchor=story.anchor, headline=story.headline, main=main and not brief,
        size=headline_size(story.headline, "entry").name if main and not brief else "",
        text=story.standfirst if not brief and (main or len(desk.stories) <= PICTURED) else "",
        meta=tuple(m for m in meta if m),
    )  # fmt: skip


def colophon(desk: Desk) -> Flow:
    """Return the last page: next week, figures, sources and licences, who made it."""
    edition, words = desk.edition, desk.words
    credits_ = _credits(desk.stories)
    crowded = len(credits_) > CROWDED
    sites = {s.source.site for s in desk.stories if s.source.site}
    figures = (
        _figure(words.count("stories", len(desk.stories))),
        _figure(words.count("minutes", minutes(sum(s.words for s in desk.stories)))),
        _figure(words.count("sources", len(sites))),
    )
    html = desk.theme.render(
        "print/colophon.html",
        edition=edition, words=words, figures=() if crowded else figures,
        tables=_halves(credits_) if len(credits_) > DOUBLE else (credits_,),
        crowded=crowded, double=len(credits_) > DOUBLE,
        most=COLOPHON_LENGTH if len(credits_) > DOUBLE else sys.maxsize, url_shown=_shown(edition.masthead.url),
        next_week=polish(edition.next_week, edition.masthead.language),
    )  # fmt: skip
    return Flow(
        name="colophon", html=html, anchors=("colophon",), late=True, head=words.word("colophon")
    )


def _halves(credits_: Sequence[Credit]) -> tuple[Sequence[Credit], Sequence[Credit]]:
    middle = (len(credits_) + 1) // 2
    return credits_[:middle], credits_[middle:]


def _figure(text: str) -> Sequence[str]:
    """Split «12 stories» into its number and its noun."""
    number, _, noun = text.replace("\N{NO-BREAK SPACE}", " ").partition(" ")
    return number, noun


def _credits(stories: Iterable[Story]) -> list[Credit]:
    return [
        Credit(
            anchor=s.anchor, headline=s.headline,
            who=", ".join(s.authors) or s.source.site, licence=s.source.licence,
        )
        for s in stories
    ]  # fmt: skip
