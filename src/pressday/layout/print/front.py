"""The front page: nameplate, cover story, other stories. It is set last, because it names pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.print.book import Flow, colour_of
from pressday.layout.print.front_forms import Others, front_form
from pressday.layout.print.headline_widths import run
from pressday.layout.print.overview import shown
from pressday.layout.print.rules import FULL
from pressday.text import minutes

if TYPE_CHECKING:
    from pressday.layout.print.overview import Overview
    from pressday.layout.print.story import Story

NAMEPLATE = (16, 122)  # points, smallest and largest
FURNITURE = 168  # points of skyline, nameplate and issue line
KERNED = 0.97  # of the measure: capitals are wider at this size than told
DESCENT = 10  # points more that a title takes with letters that hang below the line
DESCENDERS = frozenset("gjpqyQ")


def front(overview: Overview) -> Flow:
    """Return the front page: the cover story, and others of every section, in a form for both."""
    edition = overview.edition
    lead = _cover_story(overview)
    total = sum(s.words for s in overview.stories)
    descends = not DESCENDERS.isdisjoint(edition.masthead.title)
    room = overview.geometry.front_points - FURNITURE - (DESCENT if descends else 0)
    form = front_form(lead, _others(overview, lead), room, pictured=bool(edition.cover))
    html = overview.theme.render(
        "print/front.html",
        edition=edition, words=overview.words, lead=lead, form=form, colour=colour_of,
        descends=descends, online=shown(edition.masthead.url),
        nameplate=_nameplate(edition.masthead.title),
        span=overview.words.span(*edition.span),
        length=overview.words.count("minutes", minutes(total)),
    )  # fmt: skip
    return Flow(name="front", html=html, anchors=("front",), late=True, bare=True)


def _cover_story(overview: Overview) -> Story:
    chosen = (s for s in overview.stories if s.anchor == f"a-{overview.edition.cover}")
    leads = (s for s in overview.stories if s.layout == "lead")
    return next(chosen, None) or next(leads, None) or overview.stories[0]


def _others(overview: Overview, lead: Story) -> Others:
    """Return the first story of each other section, and what comes next but briefs."""
    rest = [s for s in overview.stories if s is not lead]
    firsts: dict[int, Story] = {}
    for story in rest:
        if story.section != lead.section:
            firsts.setdefault(story.section, story)
    first = tuple(firsts.values())
    seconds = tuple(s for s in rest if s not in first and s.layout != "brief")
    return Others(firsts=first, seconds=seconds)


def _nameplate(title: str) -> int:
    """Return the size in points at which `title` fills the measure."""
    low, high = NAMEPLATE
    sizes = range(high, low, -1)
    fit = (n for n in sizes if run(title, n) - 0.015 * n * len(title) <= KERNED * FULL)
    return next(fit, low)
