"""Edition and theme to a book for paper: stories, flows, late pages, outline.

Pure but for reading templates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from pressday.errors import LayoutError
from pressday.layout.print.book import (
    Book,
    Bookmark,
    BookSection,
    Flow,
    Geometry,
    LeafFurniture,
    colour_of,
)
from pressday.layout.print.colophon import colophon, imprint
from pressday.layout.print.contents import NOWHERE, Anchors, carried, contents
from pressday.layout.print.front import front
from pressday.layout.print.overview import Overview
from pressday.layout.print.packing import OPENERS, Department, Group, opener_lines, pack
from pressday.layout.print.pinned import check_briefs
from pressday.layout.print.rules import COLUMN_STARTS, WIDTHS
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

ENDLESS = 1_000_000
"""Points of a sheet on which a galley is set; no text is as long."""

PICTURE_GIVES = 0.45
"""The share of a page by which a picture page may be lower, to stand under another piece."""

_NUMBER = re.compile(r"⟦(pages|(page|carried):([\w-]+))⟧")


def lay_out(
    edition: Edition,
    theme: Theme,
    size: str,
    *,
    bare: frozenset[str] = frozenset(),
    scale: float = 1.0,
) -> Book:
    """Return `edition` as a book of flows on `size` paper.

    Pieces in `bare` are set as plain paragraphs, because setting them whole has
    failed. Texts are set at `scale` of the theme's size, on the same lines. Raises
    LayoutError for an unknown size or a faulty template.
    """
    if size not in GEOMETRIES:
        raise LayoutError(f"no paper of size {size!r}", hint=f"known are {', '.join(GEOMETRIES)}")
    geometry = replace(GEOMETRIES[size], scale=scale)
    words = furniture(edition.masthead.language)
    span = words.span(*edition.span)
    told = [_told(edition, p, s, bare=bare) for s in edition.sections for p in s.pieces]
    stories = tuple(story for story, _ in told)
    check_briefs(stories)
    overview = Overview(
        edition=edition, theme=theme, words=words, geometry=geometry, stories=stories
    )
    departments = pack(edition.sections, stories, briefs_title=words.word("in_brief"))
    return Book(
        title=f"{edition.masthead.title}, {words.word('number')} {edition.number}, {span}",
        running=f"{edition.masthead.title}, {span}",
        authors=(edition.masthead.editor or edition.masthead.title,),
        subject=edition.masthead.tagline,
        language=edition.masthead.language,
        date=edition.date.isoformat(),
        identifier=edition.identifier,
        geometry=geometry,
        front=(front(overview), contents(overview)),
        sections=tuple(_section(overview, d) for d in departments),
        back=(colophon(overview),),
        styles=_styles(theme, theme, geometry),
        shipped=_shipped(theme, geometry),
        outline=_outline(overview, departments),
        bare=tuple((story.anchor, reason) for story, reason in told if reason),
        stories=stories,
        imprint=_imprint(overview, departments[-1].number + 1),
    )


def _imprint(overview: Overview, number: int) -> BookSection:
    flow = imprint(overview)
    return BookSection(
        number=number, name=flow.title, colour=0, flows=(flow,), opener=OPENERS["small"]
    )


def in_page_order(book: Book, edition: Edition, theme: Theme, pages: Mapping[str, int]) -> Book:
    """Return `book` with contents, outline and sources in the order of `pages`, by anchor.

    In the contents a section's lead stays first, wherever its page is.
    """
    first = {s.section: s.anchor for s in reversed(book.stories)}  # its lead heads a section
    stories = sorted(
        book.stories,
        key=lambda s: (s.section, s.anchor != first[s.section], pages.get(s.anchor, 0)),
    )
    words = furniture(book.language)
    overview = Overview(
        edition=edition, theme=theme, words=words, geometry=book.geometry, stories=tuple(stories)
    )
    outline = tuple(
        replace(entry, children=tuple(sorted(entry.children, key=lambda c: pages.get(c.anchor, 0))))
        for entry in book.outline
    )
    credited = tuple(sorted(book.stories, key=lambda s: pages.get(s.anchor, 0)))
    back = (colophon(replace(overview, stories=credited)),) if book.back else ()
    front = (book.front[0], contents(overview))
    return replace(book, front=front, outline=outline, back=back)


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
    sheet = theme.render("print/geometry.css", g=geometry, widths=WIDTHS, endless=ENDLESS)
    last = Style(text=sheet, where="templates/print/geometry.css")
    return (styled.sheet("base.css"), styled.sheet("print.css"), last)


def _shipped(theme: Theme, geometry: Geometry) -> tuple[Style, ...]:
    """Return Pressday's own stylesheets on the same paper, if the publication has others."""
    if not any(style.own for style in _styles(theme, theme, geometry)):
        return ()
    return _styles(theme, theme.shipped, geometry)


def _section(overview: Overview, made: Department) -> BookSection:
    return BookSection(
        number=made.number,
        name=made.name,
        colour=colour_of(made.number),
        flows=tuple(_flow(overview, made, group) for group in made.groups),
        opener=opener_lines(made, sum(story.words for story in overview.stories)),
        own_pages=made.own_pages,
    )


def _flow(overview: Overview, made: Department, group: Group) -> Flow:
    """Return a story, a picture page, or briefs, to be set by itself."""
    story = group.stories[0]
    kind = "briefs" if group.briefs else "picture" if story.layout == "picture" else "story"
    title = overview.words.word("in_brief") if len(made.groups) > 1 else made.name
    html = overview.theme.render(
        f"print/{kind}.html",
        story=story, stories=group.stories, words=overview.words, colour=colour_of(made.number),
        title=title,
        headed=len(made.groups) > 1, lines=overview.geometry.lines - OPENERS["great"],
        give=int(PICTURE_GIVES * overview.geometry.lines),
    )  # fmt: skip
    return Flow(
        name=story.anchor,
        html=html,
        anchors=tuple(s.anchor for s in group.stories),
        section=colour_of(made.number),
        head=made.name,
        rank=story.rank,
        title=title if group.briefs else story.headline,
        starts_page=story.starts_page,
        beside=story.beside,
    )


def _outline(overview: Overview, departments: Sequence[Department]) -> tuple[Bookmark, ...]:
    """Return front, contents, each section with its pieces, and colophon."""
    words = overview.words
    entries = [
        Bookmark(label=overview.edition.masthead.title, anchor="front"),
        Bookmark(label=words.word("contents"), anchor="contents"),
    ]
    for made in departments:
        children = tuple(Bookmark(label=s.headline, anchor=s.anchor) for s in made.stories)
        entries.append(Bookmark(label=made.name, anchor=f"sec-{made.number}", children=children))
    return (*entries, Bookmark(label=words.word("colophon"), anchor="colophon"))


def numbered(
    book: Book, html: str, pages: Mapping[str, int], total: int, anchors: Anchors = NOWHERE
) -> str:
    """Return the HTML of a late flow with page numbers for placeholders.

    `pages` maps anchors to page numbers, `total` is how many pages there are. `anchors`
    tell where the contents have each piece; sections that go on overleaf are named there.
    """
    words = furniture(book.language)
    names = carried(book, words, anchors)

    def told(match: re.Match[str]) -> str:
        if match[1] == "pages":
            return words.count("pages", total)
        if match[2] == "carried":
            return escape(names.get(match[3], ""))
        return str(pages.get(match[3], ""))

    return _NUMBER.sub(told, html)


def furniture_html(book: Book, theme: Theme, leaves: Sequence[LeafFurniture]) -> str:
    """Return the document of running heads, folios, tabs and rules, a page for each leaf."""
    return theme.render(
        "print/furniture.html",
        leaves=leaves, language=book.language, title=book.title, publication=book.running,
        words=furniture(book.language), columns=COLUMN_STARTS, widths=WIDTHS,
    )  # fmt: skip


def furniture_styles(book: Book, theme: Theme) -> tuple[Style, ...]:
    """Return the stylesheets of the furniture on the book's paper."""
    sheet = theme.render("print/furniture.css", g=book.geometry)
    last = Style(text=sheet, where="templates/print/furniture.css")
    return (theme.sheet("furniture.css"), last)
