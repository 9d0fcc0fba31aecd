"""The last page: next week, figures, sources and licences, who made it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.layout.book import Flow
from pressday.layout.print.desk import shown
from pressday.layout.typography import polish
from pressday.text import minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressday.layout.print.desk import Desk
    from pressday.layout.print.story import Story

CROWDED = 16  # rows of the colophon's table that leave room for the rest of the page
DOUBLE = 30  # rows that fit one under the other at all
COLOPHON_LENGTH = 52  # characters of a headline in the colophon when its table is doubled


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A row of sources and licences."""

    anchor: str
    headline: str
    who: str
    licence: str


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
        most=COLOPHON_LENGTH if len(credits_) > DOUBLE else sys.maxsize,
        url_shown=shown(edition.masthead.url),
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
