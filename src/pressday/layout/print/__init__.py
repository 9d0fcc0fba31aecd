"""Edition and theme to a book for paper: stories, flows, late pages, outline.

Pure but for reading templates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.errors import LayoutError
from pressday.layout.print.book import Book, Bookmark, Flow, Geometry, LeafFurniture
from pressday.layout.print.colophon import colophon
from pressday.layout.print.contents import contents
from pressday.layout.print.front import front
from pressday.layout.print.overview import Overview
from pressday.layout.print.packing import Bundle, Group, brief_groups, bundle, pack
from pressday.layout.print.story import Story, tell
from pressday.layout.styles import Style
from pressday.layout.words import furniture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pressday.layout.theme import Theme
    from pressday.model import Edition, Piece, Section

GEOMETRIES = {
    "A4": Geometry(
        name="A4", width=595.28, height=841.89, top=66, bottom=55.4, inner=51.28, outer=44, lines=60
    ),
    "Letter": Geometry(
        name="Letter",
        width=612,
        height=792,
        top=66,
        bottom=65.5,
        inner=59.64,
        outer=52.36,
        lines=55,
    ),
}
"""Sheets of the broadsheet grid: a measure of 500 points and whole lines of 12."""

_NUMBER = re.compile(r"⟦(pages|page:([\w-]+))⟧")


def lay_out(
    edition: Edition, theme: Theme, size: str, *, bare: frozenset[str] = frozenset()
) -> Book:
    """Return `edition` as a book of flows on `size` paper.

    Pieces in `bare` are set as plain paragraphs, because setting them whole has
    failed. Raises LayoutError for an unknown size or a faulty template.
    """
    if size not in GEOMETRIES:
        raise LayoutError(f"no paper of size {size!r}", hint=f"known are {', '.join(GEOMETRIES)}")
    geometry = GEOMETRIES[size]
    words = furniture(edition.masthead.language)
    span = words.span(*edition.span)
    told = [_told(edition, p, s, bare=bare) for s in edition.sections for p in s.pieces]
    stories = tuple(story for story, _ in told)
    overview = Overview(
        edition=edition, theme=theme, words=words, geometry=geometry, stories=stories
    )
    bundles = _bundles(overview)
    flows = (
        front(overview),
        contents(overview),
        *(_flow(overview, b) for b in bundles),
        colophon(overview),
    )
    return Book(
        title=f"{edition.masthead.title}, {words.word('number')} {edition.number}, {span}",
        running=f"{edition.masthead.title}, {span}",
        authors=(edition.masthead.editor or edition.masthead.title,),
        subject=edition.masthead.tagline,
        language=edition.masthead.language,
        date=edition.date.isoformat(),
        identifier=edition.identifier,
        geometry=geometry,
        flows=flows,
        styles=_styles(theme, theme, geometry),
        shipped=_shipped(theme, geometry),
        outline=_outline(overview, bundles),
        bare=tuple((story.anchor, reason) for story, reason in told if reason),
    )


def _told(
    edition: Edition, piece: Piece, section: Section, *, bare: frozenset[str]
) -> tuple[Story, str]:
    """Return a piece's story, and why it is in plain paragraphs where that is this room's doing."""
    try:
        story = tell(edition, piece, section.number, section.name, bare=f"a-{piece.id}" in bare)
    except Exception as fault:  # noqa: BLE001 - a stranger's text: one piece must not stop the edition
        story = tell(edition, piece, section.number, section.name, bare=True)
        return story, f"{type(fault).__name__}: {fault}"
    return story, ""


def _styles(theme: Theme, styled: Theme, geometry: Geometry) -> tuple[Style, ...]:
    """Return the stylesheets of `styled` and the geometry of `theme`, in the order they hold in."""
    sheet = theme.render("print/geometry.css", g=geometry)
    last = Style(text=sheet, where="templates/print/geometry.css")
    return (styled.sheet("base.css"), styled.sheet("print.css"), last)


def _shipped(theme: Theme, geometry: Geometry) -> tuple[Style, ...]:
    """Return Pressday's own stylesheets on the same paper, if the publication has others."""
    if not any(style.own for style in _styles(theme, theme, geometry)):
        return ()
    return _styles(theme, theme.shipped, geometry)


def _bundles(overview: Overview) -> tuple[Bundle, ...]:
    """Return all flows of pieces, sections in order, pooled briefs last."""
    groups: list[Group] = []
    pool: list[Story] = []
    page, title = overview.geometry.lines, overview.words.word("in_brief")
    names = {s.number: s.name for s in overview.edition.sections}
    for number, name in names.items():
        made, pooled = pack(number, name, overview.of(number), page=page, briefs_title=title)
        groups += made
        pool += pooled
    last = len(overview.edition.sections) + 1
    groups += brief_groups(pool, last, title=title, page=page)
    return bundle(groups, names | {last: title}, page)


def _flow(overview: Overview, made: Bundle) -> Flow:
    stories = [s for g in made.groups for s in g.stories]
    html = overview.theme.render(
        "print/flow.html",
        groups=made.groups, stories=stories, colour=_colour, words=overview.words,
        lines=overview.geometry.lines,
    )  # fmt: skip
    return Flow(
        name=stories[0].anchor,
        html=html,
        anchors=tuple(s.anchor for s in stories),
        section=_colour(made.section),
        head=made.name,
        opener=bool(made.groups[0].opener),
    )


def _colour(section: int) -> int:
    """Return which of the six colours section number `section` has."""
    return (section - 1) % 6 + 1


def _outline(overview: Overview, bundles: Sequence[Bundle]) -> tuple[Bookmark, ...]:
    """Return front, contents, each section with its pieces in page order, and colophon."""
    words = overview.words
    names = {s.number: s.name for s in overview.edition.sections}
    entries = [
        Bookmark(label=overview.edition.masthead.title, anchor="front"),
        Bookmark(label=words.word("contents"), anchor="contents"),
    ]
    groups = [g for b in bundles for g in b.groups]
    for number in dict.fromkeys(g.section for g in groups):
        stories = [s for g in groups if g.section == number for s in g.stories]
        children = tuple(Bookmark(label=s.headline, anchor=s.anchor) for s in stories)
        label = names.get(number, words.word("in_brief"))
        entries.append(Bookmark(label=label, anchor=stories[0].anchor, children=children))
    return (*entries, Bookmark(label=words.word("colophon"), anchor="colophon"))


def numbered(book: Book, flow: Flow, pages: Mapping[str, int], total: int) -> str:
    """Return the HTML of a late flow with page numbers for placeholders.

    `pages` maps anchors to page numbers, `total` is how many pages there are.
    """
    words = furniture(book.language)

    def number(match: re.Match[str]) -> str:
        return words.count("pages", total) if match[1] == "pages" else str(pages.get(match[2], ""))

    return _NUMBER.sub(number, flow.html)


def leaves(placed: Sequence[tuple[Flow, int]]) -> tuple[LeafFurniture, ...]:
    """Return what the furniture of every page needs, from flows and their page counts in order."""
    pages = [(flow, index) for flow, count in placed for index in range(count)]
    return tuple(
        LeafFurniture(
            number=number, section=flow.section, head=flow.head, bare=flow.bare,
            opener=flow.opener and index == 0,
        )
        for number, (flow, index) in enumerate(pages, start=1)
    )  # fmt: skip


def furniture_html(book: Book, theme: Theme, placed: Sequence[tuple[Flow, int]]) -> str:
    """Return the document of running heads, folios and tabs, one page for each of the book's."""
    return theme.render(
        "print/furniture.html",
        leaves=leaves(placed), language=book.language, title=book.title, publication=book.running,
    )  # fmt: skip


def furniture_styles(book: Book, theme: Theme) -> tuple[Style, ...]:
    """Return the stylesheets of the furniture on the book's paper."""
    sheet = theme.render("print/furniture.css", g=book.geometry)
    last = Style(text=sheet, where="templates/print/furniture.css")
    return (theme.sheet("furniture.css"), last)
