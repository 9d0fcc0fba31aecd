"""What the editor should know of an edition before it is set: pictures twice, missing type."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from pressday.body import markup
from pressday.edition.lead_picture import without_picture
from pressday.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pressday.model import Article, Artifact, Edition, Image, Piece

    Alike = Callable[[str], Iterable[str]]

_MEND = 'run "pressday library repair", then "pressday collect"'
_SHORT = 12  # hex digits that name a file
_SHOWN = 8  # characters or headlines that stand for all
_LEAST_PX = 200  # a smaller picture is a sign or an author's portrait: those may come back


def lost_pictures(article: Article, is_there: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the pictures of an article whose files are gone or damaged, each once."""
    shown = (article.lead, *article.body.media, *(image.media for image in article.images))
    return tuple(media for media in dict.fromkeys(filter(None, shown)) if not is_there(media))


def told_lost(title: str, lost: Sequence[str]) -> str:
    """Return the line for an article that is printed without its `lost` pictures."""
    named = ", ".join(f"media/{media[:2]}/{media[:_SHORT]}…" for media in lost)
    return f"{title}: printed without {named}, lost or damaged: {_MEND}"


def without_doubles(edition: Edition, alike: Alike) -> Edition:
    """Return `edition` with pieces whose opening picture is not their first one once more.

    `alike` gives the pictures that look like one. The larger of the two stays, and
    the words of either.
    """
    sections = tuple(
        replace(section, pieces=tuple(_opened_once(piece, alike) for piece in section.pieces))
        for section in edition.sections
    )
    return replace(edition, sections=sections)


def _opened_once(piece: Piece, alike: Alike) -> Piece:
    first = next(iter(piece.body.media), "")
    images = {image.media: image for image in piece.article.images}
    if piece.image is None or first not in images or first not in alike(piece.image.media):
        return piece
    opening = without_picture(piece.body, images[first])
    image = _larger(piece.image, opening.image or images[first])
    return replace(piece, image=image, body=opening.body, words=opening.body.words)


def _larger(lead: Image, other: Image) -> Image:
    large = max(lead, other, key=lambda image: image.width_px * image.height_px)
    return replace(
        large,
        alt=lead.alt or other.alt,
        caption=lead.caption or other.caption,
        credit=lead.credit or other.credit,
        focus=lead.focus,
    )


def doubles(edition: Edition, alike: Alike) -> Iterator[Outcome[Artifact]]:
    """Yield a warning for each piece with a picture, or one like it, of a piece before."""
    shown: dict[str, str] = {}
    for piece in edition.pieces:
        own = _shown_by(piece)
        before = [shown[m] for o in own for m in (o, *alike(o)) if m in shown]
        if before:
            named = ", ".join(f'"{headline}"' for headline in [*dict.fromkeys(before)][:_SHOWN])
            warning = f"shows the same picture as {named}, or one that looks like it"
            yield Outcome(subject=piece.headline, warnings=(warning,))
        for media in own:
            shown.setdefault(media, piece.headline)


def _shown_by(piece: Piece) -> tuple[str, ...]:
    large = {i.media for i in piece.article.images if max(i.width_px, i.height_px) >= _LEAST_PX}
    first = [piece.image.media] if piece.image else []
    return tuple(dict.fromkeys([*first, *(m for m in piece.body.media if m in large)]))


def unprintable(edition: Edition) -> Iterator[Outcome[Artifact]]:
    """Yield a warning for each piece, and for the edition's own words, that no font can print."""
    head = edition.masthead
    own = (
        head.title, head.tagline, head.editor, head.colophon,
        *(section.name for section in edition.sections),
        edition.editorial.text, edition.next_week.text,
    )  # fmt: skip
    yield from _unknown(edition.name, own)
    for piece in edition.pieces:
        yield from _unknown(piece.headline, _words_of(piece))


def _words_of(piece: Piece) -> Iterator[str]:
    """Yield all that a piece prints; formulas are drawn, and their type has every sign."""
    root = piece.body.tree()
    for formula in [*root.iter("math")]:
        formula.drop_tree()
    article = piece.article
    yield from (piece.headline, piece.standfirst, article.site, article.licence, *article.bylines)
    yield markup.text_of(root)
    if piece.image:
        yield from (piece.image.caption, piece.image.credit)


def _unknown(subject: str, texts: Iterable[str]) -> Iterator[Outcome[Artifact]]:
    from pressday.press.fonts import missing

    unknown = missing(set(chain.from_iterable(texts)))
    if unknown:
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        named = " ".join(map(_named, unknown[:_SHOWN]))
        warning = f"no packaged font has {named}{more}: left out on paper"
        yield Outcome(subject=subject, warnings=(warning,))


def _named(character: str) -> str:
    """Return a character as a message shows it: its number where it has no form."""
    return character if character.isprintable() else f"U+{ord(character):04X}"
