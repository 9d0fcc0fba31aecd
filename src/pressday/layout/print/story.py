"""From a piece to a story: what the templates print, every choice already made."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from pressday.body import markup
from pressday.layout.print.blocks import QR_SAFE, GalleyBlock, Plate, galley_blocks, plate, said
from pressday.layout.print.headline_widths import balance, text_lines, wrap
from pressday.layout.print.rules import LINE, QR_WORDS, choose_layout, headline_size, hero_frame
from pressday.layout.print.speakers import interviewed
from pressday.layout.typography import polish, polish_text, tie_last
from pressday.layout.words import Furniture, furniture
from pressday.text import minutes, squash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lxml.html import HtmlElement

    from pressday.body import Body
    from pressday.model import Edition, Layout, Piece

BRIEF_MEASURE = 66  # characters of 10 points in two columns
LEADED = 1.25  # lines of 12 points in one of 15
PLATE_SHARE = 0.6  # of a column's lines, in the wider text under a picture page
PLATE_FOOT = 4  # lines of headline and standfirst under it
TEASER = (40, 180)  # characters of a first sentence that can stand for a missing standfirst
SHORT_LAST_WORD = 5  # characters of a last word that should not stand alone
LEAST_TIED = 3  # blanks; shorter headlines break better untied
LINK_CHARACTERS = 27  # of an address beside the QR code, which holds the whole one

_SENTENCE = re.compile(r".+?[.!?…][”’»\"']?(?=\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a piece was first printed; `qr` is empty for very short ones and without an address."""

    site: str
    day: str
    link: str
    licence: str
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A piece ready for its template."""

    anchor: str
    language: str
    layout: Layout
    section: int
    section_name: str
    headline: str
    lines: tuple[str, ...]
    size: str
    standfirst: str
    teaser: str
    authors: tuple[str, ...]
    byline: str
    day: str
    minutes: int
    words: int
    hero: Plate | None
    blocks: tuple[GalleyBlock, ...]
    source: Source
    estimate: int
    said: str = ""


def tell(edition: Edition, piece: Piece, section: int, name: str, *, bare: bool = False) -> Story:
    """Return the story of `piece`; `bare` sets its text alone, when setting it whole has failed."""
    language = piece.article.language or edition.masthead.language
    layout = _layout(piece, bare=bare)
    headline = polish_text(piece.headline, language)
    size = headline_size(headline, layout)
    body = _paragraphs(piece.body) if bare else piece.body.tree()
    polish(body, language)
    opening = _first_sentence(body)
    drop = layout in {"lead", "feature", "plain"}
    words = furniture(edition.masthead.language)
    blocks = galley_blocks(piece, body, _addresses(edition), words, drop=drop)
    hero = _hero(piece, layout, language) if not bare else None
    standfirst = polish_text(piece.standfirst, language)
    return Story(
        anchor=f"a-{piece.id}", language=language, layout=layout, section=section,
        section_name=name, headline=headline,
        lines=balance(headline, size.points, size.measure), size=size.name,
        standfirst=_tied(standfirst),
        teaser=standfirst or opening, authors=piece.article.bylines,
        byline=_byline(piece, layout, words), day=_day(piece, words, edition.date),
        minutes=minutes(piece.words), words=piece.words, hero=hero, blocks=blocks,
        source=_source(piece, words, edition.date),
        estimate=_estimate(layout, headline, standfirst, hero, blocks),
        said=_said(piece, layout, blocks),
    )  # fmt: skip


def _said(piece: Piece, layout: Layout, blocks: tuple[GalleyBlock, ...]) -> str:
    """Return a sentence and its speaker for the side of an interview that lifts out no other."""
    if layout != "interview" or not piece.lifts or any(b.kind == "quote" for b in blocks):
        return ""
    about = f"{piece.headline}\n{piece.standfirst}"
    name = interviewed(about, piece.body.text, piece.article.bylines)
    sentence = said(blocks) if name else ""
    return f"{sentence} —\N{NO-BREAK SPACE}{name}" if sentence else ""


def _layout(piece: Piece, *, bare: bool) -> Layout:
    """Return the piece's layout; without its picture a picture page is plain text."""
    layout = choose_layout(piece)
    return "plain" if bare and layout == "picture" else layout


def _tied(text: str) -> str:
    """Tie a very short last word to the one before; longer ones may stand alone in narrow lines."""
    return tie_last(text, SHORT_LAST_WORD) if text.count(" ") >= LEAST_TIED else text


def _paragraphs(body: Body) -> HtmlElement:
    """Return the plain paragraphs of `body`, for one that could not be set as it is."""
    from lxml import html as lxml_html

    root: HtmlElement = lxml_html.Element("div")
    for text in body.text.split("\n\n"):
        paragraph = root.makeelement("p", {})
        paragraph.text = text
        root.append(paragraph)
    return root


def _addresses(edition: Edition) -> Mapping[str, str]:
    return {p.article.url.rstrip("/"): f"a-{p.id}" for p in edition.pieces if p.article.url}


def _hero(piece: Piece, layout: Layout, language: str) -> Plate | None:
    if piece.image is None:
        return None
    said = (piece.headline, piece.standfirst)
    frame = hero_frame(piece.image, layout)
    made = plate(piece.image, frame, caption=piece.image.caption, said=said)
    return replace(made, caption=polish_text(made.caption, language))


def _byline(piece: Piece, layout: Layout, words: Furniture) -> str:
    """Return the words before the names."""
    if not piece.article.bylines:
        return ""
    return words.word("interview_by" if layout == "interview" else "by")


def _day(piece: Piece, words: Furniture, issue: date) -> str:
    """Return the day of first publication as that of `issue` sees it; never a guessed one."""
    article = piece.article
    if article.published is None or article.provenance.get("published") == "guessed":
        return ""
    return words.dated(article.published.date(), issue)


def _source(piece: Piece, words: Furniture, issue: date) -> Source:
    article = piece.article
    host = urlsplit(article.url).netloc.removeprefix("www.")
    link = host + urlsplit(article.url).path.rstrip("/")
    shown = link if len(link) <= LINK_CHARACTERS else host
    return Source(
        site=article.site or host,
        day=_day(piece, words, issue),
        link=shown,
        licence=article.licence,
        qr=quote(article.url, safe=QR_SAFE) if article.url and piece.words >= QR_WORDS else "",
    )


def _first_sentence(body: HtmlElement) -> str:
    match = _SENTENCE.match(squash(markup.text_of(body)))
    low, high = TEASER
    return match[0] if match and low <= len(match[0]) <= high else ""


def _estimate(
    layout: Layout,
    headline: str,
    standfirst: str,
    hero: Plate | None,
    blocks: tuple[GalleyBlock, ...],
) -> int:
    """Return about how many page lines a story takes, before anything is set."""
    size = headline_size(headline, layout)
    head = wrap(headline, size.points, size.measure) * size.leading / LINE
    head += 4 + text_lines(len(standfirst)) * 0.6
    columns = 2 if layout in {"short", "interview"} else 3
    text = sum(_text_estimate(b) for b in blocks if b.kind == "text") / columns
    bands = sum(_band_estimate(b) for b in blocks if b.kind != "text")
    picture = hero.frame.lines + 3 if hero and layout not in {"short", "interview"} else 0
    if layout == "brief":
        side = head + (hero.frame.lines + 2 if hero else 0)
        return round(max(side, sum(_brief_estimate(b) for b in blocks)) + 2)
    if layout == "picture":
        return math.ceil(text * 3 * PLATE_SHARE) + PLATE_FOOT
    if layout in {"short", "interview"}:
        side = head + (hero.frame.lines + 2 if hero else 0)
        return round(max(side, text) + bands + 2)
    return round(head + picture + text + bands + 2)


def _brief_estimate(block: GalleyBlock) -> float:
    """Return the lines of a block in the wide, leaded column of a brief."""
    parts = [p for p in block.text.split("\n") if p]
    return sum(LEADED * math.ceil(len(p) / BRIEF_MEASURE) for p in parts)


def _text_estimate(block: GalleyBlock) -> float:
    return text_lines(len(block.text)) + 0.6


def _band_estimate(block: GalleyBlock) -> float:
    if block.plates:
        return block.plates[0].frame.lines + 3
    return {"quote": 7.0, "wide": 14.0, "box": 12.0}.get(block.kind, 8.0)
