"""Merges a run sheet with its articles: the edition, as the reader will see it. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pressday.body import NOTHING, Body
from pressday.edition.bylines import printed_bylines
from pressday.edition.calendar import span
from pressday.edition.captions import fresh_caption, fresh_captions
from pressday.edition.descriptions import described
from pressday.edition.estimate import OPENING_PX, is_wide, opening_image, own_weight
from pressday.edition.heads import disagreements, with_head
from pressday.edition.lead_picture import Opening, without_picture
from pressday.edition.needless import is_logo, without_needless
from pressday.edition.overrides import as_told, chosen_picture, with_correction, with_quote
from pressday.edition.sites import site_names
from pressday.errors import ConfigError, NothingToBuild
from pressday.model import Edition, Outcome, Piece, Section, Spare
from pressday.text import nearest, shortened, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pressday.config import Publication
    from pressday.edition.sheet import Sheet, SheetPiece
    from pressday.model import Article, Image, Masthead

_TITLE = 24  # characters of a headline in a hint


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """The editor's own version of a text: a body like an article's, and its pictures.

    `lead` is the hash of the one that stands before all text, or empty. `said` is what it says
    of its piece, by the run sheet's keys, an `image` by its hash.
    """

    body: Body
    images: tuple[Image, ...] = ()
    lead: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What stands in the sheet's files, own versions of articles by their path.

    `problems` are what the editor has to decide in them.
    """

    editorial: Body = NOTHING
    next_week: Body = NOTHING
    bodies: Mapping[str, OwnText] = field(default_factory=dict)
    logo: Image | None = None
    notices: tuple[Piece, ...] = ()
    problems: tuple[str, ...] = ()

    def said(self, entry: SheetPiece) -> Mapping[str, Any]:
        """Return what the own version of a piece says of it; nothing where there is none."""
        own = self.bodies.get(entry.body or "")
        return own.said if own else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """An edition's place among the others; `previous` is the day of the one before it."""

    number: int
    previous: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """An edition, the pieces that had to stay out of it, and what the editor should look at.

    `places` gives file and line of each piece in the run sheet, `previous` is the day of
    the edition before. `accepted` are words of warnings that need not be told again, by the
    headline that they are told of, and by the edition's name all.
    """

    edition: Edition
    left_out: tuple[Outcome[Piece], ...] = ()
    problems: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    previous: date | None = None
    accepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def assemble(
    publication: Publication,
    place: Numbering,
    sheet: Sheet,
    articles: Mapping[str, Article],
    texts: Texts,
) -> Assembled:
    """Return the edition of `sheet`; every piece is what the reader will see.

    The sheet's words come before the article's. A piece whose article is not among
    `articles` stays out. Raises NothingToBuild when no piece is left,
    ConfigError when the cover is no piece of the sheet.
    """
    made = [
        (name, entry, _piece(entry, articles[entry.article], texts))
        for name, entry in _kept(sheet, texts)
        if entry.article in articles
    ]
    shown = [(name, entry, piece) for name, entry, piece in made if _shows(piece)]
    if not shown:
        hint = 'run "pressday collect" and "pressday plan", or add pieces to the sheet'
        raise NothingToBuild("no piece is left in this edition", where=str(sheet.path), hint=hint)
    signed = _as_printed(shown)
    kept_back = {entry.article for _, entry, _ in shown if entry.spare}
    all_spare = len(kept_back) == len(shown)
    named = [(n, piece) for n, piece in signed if all_spare or piece.id not in kept_back]
    spares = [(n, piece) for n, piece in signed if not all_spare and piece.id in kept_back]
    cover, doubt = _cover(sheet, [piece for _, piece in named])
    edition = Edition(
        name=sheet.name,
        identifier=_identifier(publication.masthead, sheet.name),
        masthead=replace(publication.masthead, logo=texts.logo),
        number=place.number,
        date=sheet.date,
        span=span(publication.cadence, sheet.date, place.previous),
        editorial=texts.editorial,
        next_week=texts.next_week,
        sections=_sections(sheet, named),
        cover=cover,
        spares=_spares(named, spares, texts.notices),
    )
    empty = (piece for _, _, piece in made if not _shows(piece))
    return Assembled(
        edition=edition,
        left_out=tuple(Outcome(subject=p.headline, error="the article has no text") for p in empty),
        places={entry.article: entry.where for _, entry, _ in shown},
        previous=place.previous,
        accepted={
            sheet.name: tuple(words for _, entry, _ in shown for words in entry.accept),
            **{piece.headline: entry.accept for _, entry, piece in shown},
        },
        problems=(
            *texts.problems,
            *(d for entry in sheet.pieces for d in disagreements(entry, texts.said(entry))),
            *(d for _, entry, piece in shown for d in _doubts(entry, piece)),
            *doubt,
            *(("every piece is spare, so all are printed",) if all_spare else ()),
        ),
    )


def _kept(sheet: Sheet, texts: Texts) -> list[tuple[str, SheetPiece]]:
    """Return the pieces that run, with what their own versions say of them."""
    return [
        (section.name, with_head(entry, texts.said(entry)))
        for section in sheet.sections
        for entry in section.pieces
        if entry.runs
    ]


def _shows(piece: Piece) -> bool:
    return bool(piece.words or piece.image or piece.body.pictures)


def _as_printed(shown: list[tuple[str, SheetPiece, Piece]]) -> list[tuple[str, Piece]]:
    """Return the pieces of sections: each site under one name, by-lines that name somebody.

    What the sheet says comes before both.
    """
    sites = site_names(piece.article for _, _, piece in shown)
    return [
        (name, _signed(piece, sites[piece.id], name, entry=entry)) for name, entry, piece in shown
    ]


def _signed(piece: Piece, site: str, section: str, *, entry: SheetPiece) -> Piece:
    bylines = printed_bylines(piece.article, site, section, title=piece.headline)
    printed = replace(piece.article, site=site, bylines=bylines)
    return replace(piece, article=as_told(printed, entry))


def _sections(sheet: Sheet, pieces: list[tuple[str, Piece]]) -> tuple[Section, ...]:
    """Return the sections that have pieces, numbered from 1."""
    own = {section.name for section in sheet.sections if section.own_pages}
    runs = groupby(pieces, key=itemgetter(0))
    return tuple(
        Section(
            name=name,
            number=number,
            pieces=tuple(piece for _, piece in run),
            own_pages=name in own,
        )
        for number, (name, run) in enumerate(runs, start=1)
    )


def _spares(
    named: list[tuple[str, Piece]], spares: list[tuple[str, Piece]], notices: tuple[Piece, ...]
) -> tuple[Spare, ...]:
    """Return what may fill pages; what has no section, and the notices, go to the last one."""
    names, last = {name for name, _ in named}, named[-1][0]
    kept = (Spare(section=n if n in names else last, piece=piece) for n, piece in spares)
    return (*kept, *(Spare(section=last, piece=piece, notice=True) for piece in notices))


def _identifier(masthead: Masthead, name: str) -> str:
    """Return the edition's name for ever (RFC 9562, version 5)."""
    named = f"pressday:{squash(masthead.title)}/{name}"
    return uuid.uuid5(uuid.NAMESPACE_URL, named).urn


def _piece(entry: SheetPiece, article: Article, texts: Texts) -> Piece:
    own = texts.bodies.get(entry.body or "")
    images = (*own.images, *article.images) if own else article.images
    whole = own.body if own else article.body
    kept, dropped = without_needless(whole, {image.media: image for image in images})
    told = described(kept, images, entry)
    body, images = with_correction(with_quote(told.body, entry), entry), told.images
    headline = entry.title or article.title
    standfirst = squash(article.standfirst if entry.standfirst is None else entry.standfirst)
    said = (headline, standfirst)
    lead = (own.lead if own else "") or article.lead
    opening = _opening(entry, body, images, lead, said)
    count = opening.body.words
    silent = [opening.image.media] if opening.image and entry.alt is False else []
    return Piece(
        article=_with_images(article, [fresh_caption(i, *said) for i in images]),
        starts_page=entry.page == "new",
        beside=entry.beside or "",
        kicker=entry.kicker or "",
        headline=headline,
        lines=entry.lines,
        standfirst=standfirst,
        body=opening.body,
        weight=entry.weight or own_weight(article, count) or "feature",
        layout=entry.layout,
        image=opening.image,
        lifts=entry.quote is not False,
        words=count,
        dropped=(
            *(i.media for i in images if i.media == lead and is_logo(i)),
            *dropped,
            *opening.dropped,
        ),
        decorations=(*told.decorations, *silent),
    )


def _with_images(article: Article, images: Iterable[Image]) -> Article:
    """Return the article with every picture that its piece may show, each once."""
    found: dict[str, Image] = {}
    for image in images:
        found.setdefault(image.media, image)
    return replace(article, images=tuple(found.values()))


def _opening(
    entry: SheetPiece, body: Body, images: tuple[Image, ...], lead: str, said: tuple[str, ...]
) -> Opening:
    """Return the picture that opens the piece, with the editor's words, and the body without it.

    No other caption says what is `said` already.
    """
    shown = tuple(i for i in images if i.media == lead or i.media in body.media)
    shown = tuple(image for image in shown if not is_logo(image))
    image = chosen_picture(entry, images) or opening_image(shown, lead)
    if image is None:
        return Opening(body=fresh_captions(body, *said))
    found = without_picture(body, image)
    if not entry.image:
        return replace(found, body=fresh_captions(found.body, *said), image=None)
    opening = _reworded(fresh_caption(found.image or image, *said), entry)
    rest = fresh_captions(found.body, *said, before=opening.caption)
    return replace(found, body=rest, image=opening)


def _reworded(image: Image, entry: SheetPiece) -> Image:
    alt = image.alt if entry.alt is None or isinstance(entry.alt, dict) else entry.alt
    return replace(
        image,
        alt=squash(alt or ""),
        caption=image.caption if entry.caption is None else squash(entry.caption),
        credit=image.credit if entry.credit is None else squash(entry.credit),
        focus=entry.focus or image.focus,
    )


def _doubts(entry: SheetPiece, piece: Piece) -> Iterator[str]:
    alt = None if isinstance(entry.alt, dict) else entry.alt
    told = (entry.caption, entry.credit, entry.focus, alt)
    if piece.image is None and any(key is not None for key in told):
        yield f"{entry.where}: a caption, credit, focus or alt, but no opening picture"
    if piece.weight == "lead" and entry.image and not _carries(piece):
        yield f'the lead "{piece.headline}" has no picture wide enough'


def _carries(piece: Piece) -> bool:
    return piece.image is not None and is_wide(piece.image, OPENING_PX)


def _cover(sheet: Sheet, pieces: list[Piece]) -> tuple[str, tuple[str, ...]]:
    """Return the id of the piece on the front page, empty for type alone, and what is doubtful."""
    if sheet.cover == "none":
        return "", ()
    if sheet.cover == "auto":
        return _largest(pieces), ()
    ids = [piece.id for piece in pieces]
    if sheet.cover not in ids:
        near = nearest(sheet.cover, [*ids, "auto", "none"])
        meant = f'did you mean "{near}"? ' if near else ""
        there = [f'{p.id} ("{shortened(p.headline, _TITLE)}")' for p in pieces if p.image]
        raise ConfigError(
            f'cover "{sheet.cover}" is no piece of this edition',
            where=sheet.where("cover"),
            hint=f"{meant}cover is one of {', '.join(['auto', 'none', *there])}",
        )
    chosen = pieces[ids.index(sheet.cover)]
    if chosen.image is None:
        return "", (f"{sheet.where('cover')}: the piece on the cover has no opening picture",)
    return chosen.id, ()


def _largest(pieces: list[Piece]) -> str:
    """Return the lead with the largest picture, else the feature with the largest."""
    areas = {
        piece.id: (piece.weight == "lead", piece.image.width_px * piece.image.height_px)
        for piece in pieces
        if piece.image is not None and piece.weight != "brief" and _carries(piece)
    }
    return max(areas, default="", key=areas.__getitem__)
