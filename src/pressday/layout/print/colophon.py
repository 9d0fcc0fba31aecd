"""The colophon: next week, figures, sources and licences, who made it.

It is the last page, or at the foot of one that has something else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.layout.print.book import Flow
from pressday.layout.print.overview import shown
from pressday.layout.typography import polished
from pressday.text import minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressday.layout.print.overview import Overview
    from pressday.layout.print.story import Story

HEAD = 7.5  # lines of the nameplate and the white under the introduction
INTRO_MEASURE = 53  # characters in a line of the introduction, which is two lines high
NEXT = 5  # lines of the heading of «next week» and the white under it
NEXT_MEASURE = 88  # characters in a line of its text
COLUMNS = 3
FIGURES = 11
FOOT = 9  # lines of the headings of the table and of what stands under it


@dataclass(frozen=True, slots=True, kw_only=True)
class ColophonStyle:
    """How full the page is: with or without figures, sources in a table or in three columns.

    `row` is the height of a row or a piece in lines, `more` that of each further line of its
    text, which holds `measure` characters. What sprawls has no foot: it goes on overleaf.
    """

    name: str
    row: float
    more: float
    measure: int
    figures: bool = False
    in_columns: bool = False


STYLES = (
    ColophonStyle(name="roomy", row=1.5, more=1.0, measure=42, figures=True),
    ColophonStyle(name="crowded", row=1.1, more=0.84, measure=46),
    ColophonStyle(name="listed large", row=1.13, more=0.83, measure=43, in_columns=True),
    ColophonStyle(name="listed", row=1.0, more=0.75, measure=46, in_columns=True),
    ColophonStyle(name="sprawling", row=1.0, more=0.75, measure=46, in_columns=True),
)
"""From roomy to sprawling; the first that fits the page is taken, else the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A row of sources and licences."""

    anchor: str
    headline: str
    who: str
    licence: str

    @property
    def both(self) -> str:
        """Who and licence in one cell."""
        return ", ".join(x for x in (self.who, self.licence) if x)


def colophon(overview: Overview) -> Flow:
    """Return the last page: next week, figures, sources and licences, who made it."""
    edition, words = overview.edition, overview.words
    style = choose_style(overview)
    html = overview.theme.render(
        "print/colophon.html",
        edition=edition, words=words, figures=_figures(overview) if style.figures else (),
        credits=_credits(overview.stories), style=style,
        url_shown=shown(edition.masthead.url),
        next_week=polished(edition.next_week, edition.masthead.language),
    )  # fmt: skip
    return Flow(
        name="colophon", html=html, anchors=("colophon",), late=True, head=words.word("colophon")
    )


def imprint(overview: Overview) -> Flow:
    """Return the colophon as it stands under something else: a galley in one piece."""
    edition, words = overview.edition, overview.words
    html = overview.theme.render(
        "print/imprint.html",
        edition=edition, words=words, credits=_credits(overview.stories),
        url_shown=shown(edition.masthead.url),
        next_week=polished(edition.next_week, edition.masthead.language),
    )  # fmt: skip
    title = words.word("colophon")
    return Flow(name="imprint", html=html, anchors=("colophon",), head=title, title=title)


def choose_style(overview: Overview) -> ColophonStyle:
    """Return the roomiest style that fits one page."""
    lines = overview.geometry.lines
    return next((s for s in STYLES if _height(overview, s) <= lines), STYLES[-1])


def _height(overview: Overview, style: ColophonStyle) -> float:
    """Return about how many lines the page takes."""
    masthead, next_week = overview.edition.masthead, overview.edition.next_week.text
    height = HEAD + FOOT + 2 * math.ceil(len(masthead.colophon or masthead.tagline) / INTRO_MEASURE)
    if next_week:
        lines = sum(math.ceil(len(text) / NEXT_MEASURE) for text in next_week.split("\n\n"))
        height += NEXT + 1.25 * lines
    if style.figures:
        height += FIGURES
    if style.in_columns:
        return height + _listed_height(overview.stories, style)
    rows = len(overview.stories)
    further = sum((len(s.headline) - 1) // style.measure for s in overview.stories)
    return height + style.row * rows + style.more * further


def _figures(overview: Overview) -> Sequence[Sequence[str]]:
    words = overview.words
    sites = {s.source.site for s in overview.stories if s.source.site}
    return (
        _figure(words.count("stories", len(overview.stories))),
        _figure(words.count("minutes", minutes(sum(s.words for s in overview.stories)))),
        _figure(words.count("sources", len(sites))),
    )


def _listed_height(stories: Sequence[Story], style: ColophonStyle) -> float:
    """Return about how many lines the sources take in three columns."""
    told = (len(f"{c.headline} {c.both}, 100") for c in _credits(stories))
    pieces = [style.row + style.more * ((n - 1) // style.measure) for n in told]
    return sum(pieces) / COLUMNS + max(pieces, default=0)


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
