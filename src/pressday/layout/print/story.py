"""From a piece to a story: what the templates print, every choice already made."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from pressday.body import markup
from pressday.layout.print.blocks import QR_SAFE, decorative, galley_blocks, plate
from pressday.layout.print.headline_widths import balance
from pressday.layout.print.rules import (
    HEADLINES,
    HEADS,
    QR_WORDS,
    RANKS,
    broken_size,
    choose_layout,
    fitting_size,
    hero_frames,
)
from pressday.layout.print.runs import GalleyRun, runs
from pressday.layout.typography import polish, polish_text, tie_last
from pressday.layout.words import Furniture, furniture
from pressday.text import minutes, squash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lxml.html import HtmlElement

    from pressday.body import Body
    from pressday.layout.makeup import Rank
    from pressday.layout.print.galley_blocks import GalleyBlock, Plate
    from pressday.layout.print.rules import Size
    from pressday.model import Edition, Layout, Piece

PLATE_MEASURE = 84  # characters of 8.4 points in two columns, under a picture page
PLATE_FOOT = 4  # lines of headline and standfirst there
TEASER = (40, 180)  # characters of a first sentence that can stand for a missing standfirst
SHORT_LAST_WORD = 5  # characters of a last word that should not stand alone
LEAST_TIED = 3  # blanks; shorter headlines break better untied
PLAIN_CHARACTERS = 1500  # of a paragraph where a text could only be set plainly
PLAIN_LETTERS = 30  # of a word there, before a line may end in it
BRIEF_MEASURE = 62  # characters of 10 points in two columns, beside a brief's headline
BRIEF_LINES = 11  # of it, about as many as a headline of a column goes with
LINK_CHARACTERS = 27  # of an address beside the QR code, which holds the whole one

_PLAIN = re.compile(rf"\S.{{0,{PLAIN_CHARACTERS}}}(?=\s|$)|\S{{1,{PLAIN_CHARACTERS}}}", re.DOTALL)
_LONG_WORD = re.compile(r"\S{60,}")
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
class StoryHead:
    """A headline over `span` columns: its lines, and its size as the stylesheet names it."""

    span: int
    lines: tuple[str, ...]
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A piece ready for its template.

    Headline and opening picture are there for each number of columns that they may
    stand over; the pages decide. `foot` is the lines of text under a picture page.
    """

    anchor: str
    language: str
    layout: Layout
    section: int
    section_name: str
    kicker: str
    headline: str
    heads: tuple[StoryHead, ...]
    standfirst: str
    teaser: str
    authors: tuple[str, ...]
    byline: str
    day: str
    minutes: int
    words: int
    plates: tuple[Plate, ...]
    runs: tuple[GalleyRun, ...]
    source: Source
    quotes: tuple[GalleyBlock, ...] = ()
    foot: int = 0
    starts_page: bool = False
    beside: str = ""

    @property
    def hero(self) -> Plate | None:
        """The opening picture at its largest."""
        return self.plates[-1] if self.plates else None

    @property
    def is_tall(self) -> bool:
        """Whether a brief is so long that its headline would stand alone in its column."""
        texts = (block.text for run in self.runs for block in run.blocks)
        lines = (line for text in texts for line in text.split("\n") if line)
        return sum(math.ceil(len(line) / BRIEF_MEASURE) for line in lines) > BRIEF_LINES

    @property
    def lifts(self) -> tuple[tuple[Plate, ...], ...]:
        """Pictures of the text as they may stand at the head of a page, by their number."""
        blocks = (block for run in self.runs for block in run.blocks)
        return tuple(block.plates[1:] for block in blocks if block.lift is not None)

    @property
    def rank(self) -> Rank | None:
        """What the piece weighs; None for briefs and picture pages, which stand by themselves."""
        return RANKS.get(self.layout)


def tell(edition: Edition, piece: Piece, section: int, name: str, *, bare: bool = False) -> Story:
    """Return the story of `piece`; `bare` sets its text alone, when setting it whole has failed."""
    language = piece.article.language or edition.masthead.language
    layout = _layout(piece, bare=bare)
    headline = polish_text(piece.headline, language)
    body = _paragraphs(piece.body) if bare else piece.body.tree()
    polish(body, language)
    opening = _first_sentence(body)
    drop = layout in {"lead", "feature", "plain"}
    words = furniture(edition.masthead.language)
    blocks = galley_blocks(piece, body, _addresses(edition), words, drop=drop)
    standfirst = polish_text(piece.standfirst, language)
    return Story(
        anchor=f"a-{piece.id}", language=language, layout=layout, section=section,
        section_name=name, headline=headline,
        kicker=polish_text(piece.kicker, language),
        heads=_heads(headline_lines(headline, piece.lines), layout),
        standfirst=_tied(standfirst),
        teaser=standfirst or opening, authors=piece.article.bylines,
        byline=_byline(piece, layout, words), day=_day(piece, words, edition.date),
        minutes=minutes(piece.words), words=piece.words,
        plates=() if bare else _plates(piece, layout, language),
        runs=runs(blocks), quotes=_quotes(layout, blocks),
        source=_source(piece, words, edition.date), foot=_foot(layout, blocks),
        starts_page=piece.starts_page, beside=f"a-{piece.beside}" if piece.beside else "",
    )  # fmt: skip


def headline_lines(headline: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Return a polished headline in the editor's `lines`, all of it where there are none.

    Polishing changes marks and blanks, and no letter: so letters are counted.
    """
    found, rest = [], headline
    for line in lines[:-1]:
        letters = _letters(line)
        ends = [n for n, c in enumerate(rest) if c == " " and _letters(rest[:n]) == letters]
        if ends:
            found.append(rest[: ends[0]])
            rest = rest[ends[0] + 1 :]
    return (*found, rest)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _heads(lines: tuple[str, ...], layout: Layout) -> tuple[StoryHead, ...]:
    """Return the headline for each number of columns; briefs and picture pages have one."""
    sizes = HEADS[RANKS[layout]] if layout in RANKS else {1: HEADLINES[layout]}
    return tuple(_head(span, lines, sizes[span]) for span in sorted(sizes))


def _head(span: int, lines: tuple[str, ...], sizes: Sequence[Size]) -> StoryHead:
    size = broken_size(lines, sizes) if len(lines) > 1 else fitting_size(lines[0], sizes)
    broken = (balance(line, size.points, size.measure) for line in lines)
    return StoryHead(span=span, lines=tuple(chain.from_iterable(broken)), size=size.name)


def _layout(piece: Piece, *, bare: bool) -> Layout:
    """Return the piece's layout; without its picture a picture page is plain text."""
    layout = choose_layout(piece)
    return "plain" if bare and layout == "picture" else layout


def _tied(text: str) -> str:
    """Tie a very short last word to the one before; longer ones may stand alone in narrow lines."""
    return tie_last(text, SHORT_LAST_WORD) if text.count(" ") >= LEAST_TIED else text


def _paragraphs(body: Body) -> HtmlElement:
    """Return the plain paragraphs of `body`, for one that could not be set as it is.

    None is long, and no word: either can keep a typesetter busy for minutes.
    """
    from lxml import html as lxml_html

    root: HtmlElement = lxml_html.Element("div")
    for text in (part for block in body.text.split("\n\n") for part in _short(block)):
        paragraph = root.makeelement("p", {})
        paragraph.text = _LONG_WORD.sub(_broken, text)
        root.append(paragraph)
    return root


def _short(text: str) -> list[str]:
    """Return `text` in parts of `PLAIN_CHARACTERS` at most; a short one as it is."""
    return _PLAIN.findall(text) or [text]


def _broken(word: re.Match[str]) -> str:
    """Return a long word with places where a line may end in it."""
    parts = (word[0][at : at + PLAIN_LETTERS] for at in range(0, len(word[0]), PLAIN_LETTERS))
    return "\N{ZERO WIDTH SPACE}".join(parts)


def _addresses(edition: Edition) -> Mapping[str, str]:
    return {p.article.url.rstrip("/"): f"a-{p.id}" for p in edition.pieces if p.article.url}


def _plates(piece: Piece, layout: Layout, language: str) -> tuple[Plate, ...]:
    if piece.image is None:
        return ()
    frames = hero_frames(piece.image, RANKS.get(layout, "short"))
    caption, said = piece.image.caption, (piece.headline, piece.standfirst)
    made = [plate(piece.image, frame, caption=caption, said=said) for frame in frames]
    if piece.image.media in piece.decorations:
        made = [*map(decorative, made)]
    return tuple(replace(p, caption=polish_text(p.caption, language)) for p in made)


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


def _quotes(layout: Layout, blocks: tuple[GalleyBlock, ...]) -> tuple[GalleyBlock, ...]:
    """Return what may be quoted beside the text; briefs and picture pages quote nothing."""
    return tuple(b.lifted for b in blocks if b.lifted) if layout in RANKS else ()


def _foot(layout: Layout, blocks: tuple[GalleyBlock, ...]) -> int:
    """Return about how many lines the text under a picture page takes."""
    if layout != "picture":
        return 0
    lines = sum(math.ceil(len(b.text) / PLATE_MEASURE) for b in blocks)
    return lines + PLATE_FOOT
