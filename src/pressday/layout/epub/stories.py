"""From pieces to stories: what the EPUB templates print, every choice already made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.layout.epub.addresses import shown, web_address
from pressday.layout.epub.bodies import Place, SetBody, set_body
from pressday.layout.print.rules import choose_layout
from pressday.layout.typography import polish_text
from pressday.layout.words import FALLBACK, Furniture, furniture, language_tag
from pressday.text import minutes, slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pressday.model import Edition, Image, Layout, Piece, Section

COLOURS = 6
SHORT_WORDS = 160
# a picture that fills the head of a page is cropped to 16:10: it must be wide and sharp
HERO_SHAPE, HERO_PX = 1.25, 800
RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_CAPITALS = frozenset({"lead", "feature", "plain", "short"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A picture with its words; `hero` fills the head of the page, `focus` is what it must show.

    One that `decorates` is not heard of; one is `told` by a description or a caption.
    """

    src: str
    alt: str
    caption: str
    credit: str
    hero: bool
    focus: str
    language: str
    decorates: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A piece ready for its template; `colour` is 1 to 6, `href` leads to it from any document."""

    anchor: str
    href: str
    file: str
    language: str
    direction: str
    layout: Layout
    colour: int
    section: str
    kicker: str
    headline: str
    standfirst: str
    by: str
    authors: tuple[str, ...]
    where: str
    published: str
    site: str
    address: str
    address_shown: str
    licence: str
    reading: str
    foreign: str
    plate: Plate | None
    body: SetBody
    media: tuple[str, ...]

    @property
    def undescribed(self) -> tuple[str, ...]:
        """The pictures that neither a description nor a caption tells of, by their hashes."""
        bare = self.plate is not None and not self.plate.told
        return (*self.media[:1], *self.body.undescribed) if bare else self.body.undescribed


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryContext:
    """What telling any story needs: the edition, its words, and where each piece stands."""

    edition: Edition
    words: Furniture
    files: Mapping[str, str]
    targets: Mapping[str, str]


def direction(language: str) -> str:
    """Return `rtl` for languages written from right to left, else nothing."""
    return "rtl" if language.replace("_", "-").partition("-")[0].lower() in RIGHT_TO_LEFT else ""


def colour(section: Section) -> int:
    """Return the number of the section's colour; the six repeat."""
    return (section.number - 1) % COLOURS + 1


def layout_of(piece: Piece, section: Section) -> Layout:
    """Return the layout of `piece`, as the decision table has it but for short ones.

    A brief without company in its section stands as an article, and only what
    fits a screen or two is set in the large type of a short piece.
    """
    layout = choose_layout(piece)
    if layout == "brief" and sum(choose_layout(p) == "brief" for p in section.pieces) > 1:
        return "brief"
    if layout in {"brief", "short"}:
        return "short" if piece.words < SHORT_WORDS else "plain"
    return layout


def language_of(piece: Piece, edition: Edition) -> str:
    """Return the language of a piece, the publication's where it is unknown."""
    return language_tag(piece.article.language) or own_language(edition)


def own_language(edition: Edition) -> str:
    """Return the publication's language, English where the tag is none."""
    return language_tag(edition.masthead.language) or FALLBACK


def story_context(
    edition: Edition, files: Mapping[str, str], targets: Mapping[str, str]
) -> StoryContext:
    """Return what `tell` needs; `files` maps piece ids to documents, `targets` links to places."""
    words = furniture(edition.masthead.language)
    return StoryContext(edition=edition, words=words, files=files, targets=targets)


def anchor(piece: Piece) -> str:
    """Return the anchor of `piece`, valid as an XML name whatever its id."""
    return f"a-{slug(piece.id)}"


def tell(piece: Piece, section: Section, at: StoryContext) -> Story:
    """Return the story of `piece` in `section`."""
    article, words = piece.article, at.words
    language = language_of(piece, at.edition)
    layout = layout_of(piece, section)
    body = set_body(piece.body, _place(piece, layout, language, at))
    plate = _plate(piece, layout, language, words) if layout != "brief" else None
    address = web_address(article.url)
    site = article.site or shown(address).partition("/")[0]
    published = _published(piece)
    return Story(
        anchor=anchor(piece),
        href=f"{at.files[piece.id]}#{anchor(piece)}",
        file=at.files[piece.id],
        language=language,
        direction=direction(language),
        layout=layout,
        colour=colour(section),
        section=section.name,
        kicker=polish_text(piece.kicker, language),
        headline=polish_text(piece.headline, language),
        standfirst=polish_text(piece.standfirst, language),
        by=words.word("interview_by" if layout == "interview" else "by"),
        authors=article.bylines,
        where=", ".join(filter(None, (site, _dated(published, at)))),
        published=words.day(published) if published else "",
        site=site,
        address=address,
        address_shown=shown(address),
        licence=article.licence or words.word("rights_held"),
        reading=words.count("min", minutes(piece.words)),
        foreign=_foreign(language, words),
        plate=plate,
        body=body,
        media=body.media
        if plate is None or piece.image is None
        else (piece.image.media, *body.media),
    )


def _place(piece: Piece, layout: Layout, language: str, at: StoryContext) -> Place:
    return Place(
        anchor=anchor(piece),
        language=language,
        level=3 if layout == "brief" else 2,
        words=at.words,
        images={image.media: image for image in piece.article.images},
        decorations=piece.decorations,
        targets=at.targets,
        opening=layout in _CAPITALS,
        closing=layout != "brief",
    )


def _plate(piece: Piece, layout: Layout, language: str, words: Furniture) -> Plate | None:
    image = piece.image
    if image is None:
        return None
    silent = image.media in piece.decorations
    return Plate(
        src=f"media:{image.media}",
        alt="" if silent else image.alt or words.word("picture_with"),
        decorates=silent,
        told=silent or bool(image.alt or image.caption),
        caption=polish_text(image.caption, language),
        credit=image.credit,
        hero=layout == "lead" and fills(image),
        focus=focus(image),
        language=language,
    )


def fills(image: Image) -> bool:
    """Return whether `image` can be cropped to fill the head of a page."""
    return image.width_px >= HERO_PX and image.width_px >= HERO_SHAPE * image.height_px


def focus(image: Image) -> str:
    """Return the point to keep as a CSS position."""
    return f"{image.focus[0]:.0%} {image.focus[1]:.0%}"


def _published(piece: Piece) -> date | None:
    """Return the day of first publication; a guessed one is never printed."""
    article = piece.article
    if article.published is None or article.provenance.get("published") == "guessed":
        return None
    return article.published.date()


def _dated(day: date | None, at: StoryContext) -> str:
    return at.words.dated(day, at.edition.date) if day else ""


def _foreign(language: str, words: Furniture) -> str:
    """Return the name of a language that is not the publication's, else nothing."""
    from babel import Locale, UnknownLocaleError

    base = language.partition("-")[0]
    if base.lower() == words.locale.language:
        return ""
    try:
        return Locale.parse(base).get_language_name(words.locale) or ""
    except (ValueError, UnknownLocaleError):
        return ""
