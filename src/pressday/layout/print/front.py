"""The front page: nameplate, cover story, teasers. It is set last, because it names pages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pressday.layout.print.book import Flow, Geometry
from pressday.layout.print.headline_widths import balance, run, wrap
from pressday.layout.print.overview import shown
from pressday.layout.print.rules import COLUMN, FULL, LINE, Size, headline_size
from pressday.text import minutes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday.layout.print.overview import Overview
    from pressday.layout.print.story import Story

NAMEPLATE = (16, 122)  # points, smallest and largest
OVERHANG = 10  # points by which it may hang over the measure
DESCENT = 10  # points more that a title takes with letters that hang below the line
DESCENDERS = frozenset("gjpqyQ")
TEASERS = 3
TEASER_LENGTH = 112  # characters under a teaser's headline
TEASER_MEASURE = 42  # characters in a line of it
SIDE_MEASURE = 24  # characters in a line beside the cover's headline
FRONT_FURNITURE = 216  # points of nameplate, issue line and white on the front page
COVER_PICTURE = (150, 330)  # points of height


def front(overview: Overview) -> Flow:
    """Return the front page: the cover story, its picture if it has one, and teasers."""
    edition = overview.edition
    lead = _cover_story(overview)
    hero = lead.hero if edition.cover else None
    total = sum(s.words for s in overview.stories)
    size = headline_size(lead.headline, "front" if hero else "cover")
    teasers = _teasers(overview, lead)
    descends = not DESCENDERS.isdisjoint(edition.masthead.title)
    html = overview.theme.render(
        "print/front.html",
        edition=edition, words=overview.words, lead=lead,
        descends=descends, hero=hero, size=size.name,
        online=shown(edition.masthead.url), nameplate=_nameplate(edition.masthead.title),
        span=overview.words.span(*edition.span),
        length=overview.words.count("minutes", minutes(total)),
        headline=balance(lead.headline, size.points, size.measure),
        teaser_lines=[balance(t.headline, 16, COLUMN) for t in teasers],
        teasers=teasers, teaser_length=TEASER_LENGTH,
        picture=_picture_height(
            overview.geometry, lead, size, teasers, DESCENT if descends else 0
        ),
    )  # fmt: skip
    return Flow(name="front", html=html, anchors=("front",), late=True, bare=True)


def _picture_height(
    geometry: Geometry, lead: Story, size: Size, teasers: Iterable[Story], descent: int
) -> float:
    """Return the points that headline and teasers, and a nameplate's tails, leave for a picture."""
    head = wrap(lead.headline, size.points, size.measure) * size.leading
    side = 32 + 18 * math.ceil(len(lead.teaser) / SIDE_MEASURE)
    below = max((_teaser_height(t) for t in teasers), default=0)
    left = geometry.front_lines * LINE - FRONT_FURNITURE - max(head, side) - below - descent
    return max(COVER_PICTURE[0], min(COVER_PICTURE[1], left))


def _teaser_height(story: Story) -> float:
    text = min(len(story.teaser), TEASER_LENGTH)
    return 42 + 18 * wrap(story.headline, 16, COLUMN) + 11 * math.ceil(text / TEASER_MEASURE)


def _cover_story(overview: Overview) -> Story:
    chosen = (s for s in overview.stories if s.anchor == f"a-{overview.edition.cover}")
    leads = (s for s in overview.stories if s.layout == "lead")
    return next(chosen, None) or next(leads, None) or overview.stories[0]


def _teasers(overview: Overview, lead: Story) -> tuple[Story, ...]:
    """Return the first story of each other section, then what comes next, three in all."""
    rest = [s for s in overview.stories if s is not lead]
    seen: set[int] = {lead.section}
    firsts = [s for s in rest if s.section not in seen and not seen.add(s.section)]  # type: ignore[func-returns-value]
    others = [s for s in rest if s not in firsts and s.layout != "brief"]
    return tuple((firsts + others)[:TEASERS])


def _nameplate(title: str) -> int:
    """Return the size in points at which `title` fills the measure."""
    low, high = NAMEPLATE
    sizes = range(high, low, -1)
    fit = (n for n in sizes if run(title, n) - 0.015 * n * len(title) <= FULL + OVERHANG)
    return next(fit, low)
