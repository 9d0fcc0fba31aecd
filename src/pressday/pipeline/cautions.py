"""What the editor should know of an edition before it is set: pictures lost, pictures twice."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pressday.edition.lead_picture import without_picture
from pressday.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pressday.model import Article, Artifact, Edition, Image, Piece

    Alike = Callable[[str], Iterable[str]]

T = TypeVar("T")

_MEND = 'run "pressday library repair", then "pressday collect"'
_SHORT = 12  # hex digits that name a file
_FEW = re.compile(r"only \d+ words came out")
_SHOWN = 3  # headlines that stand for all
_LEAST_PX = 200  # a smaller picture is a sign or an author's portrait: those may come back


def lost_pictures(article: Article, is_there: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the pictures of an article whose files are gone or damaged, each once."""
    shown = (article.lead, *article.body.media, *(image.media for image in article.images))
    return tuple(media for media in dict.fromkeys(filter(None, shown)) if not is_there(media))


def told_lost(title: str, lost: Sequence[str]) -> Outcome[Piece]:
    """Return what became of an article that is printed without its `lost` pictures."""
    named = ", ".join(f"media/{media[:2]}/{media[:_SHORT]}…" for media in lost)
    return Outcome(subject=title, error=f"printed without {named}, lost or damaged: {_MEND}")


def warned(piece: Piece) -> tuple[str, ...]:
    """Return what the editor should know of a piece; that a brief is short is no warning."""
    told = piece.article.warnings
    return tuple(w for w in told if piece.weight != "brief" or not _FEW.fullmatch(w))


def unaccepted(outcome: Outcome[T], accepted: Mapping[str, Sequence[str]]) -> Outcome[T]:
    """Return `outcome` without the warnings that the editor has accepted, by subject."""
    words = accepted.get(outcome.subject, ())
    kept = tuple(w for w in outcome.warnings if not any(part in w for part in words))
    return replace(outcome, warnings=kept)


def told_dropped(edition: Edition) -> tuple[str, ...]:
    """Return one line for all pictures left out because they show nothing new, or nothing."""
    named = [
        f'"{piece.headline}" ({", ".join(media[:_SHORT] for media in piece.dropped)})'
        for piece in edition.offered
        if piece.dropped
    ]
    if not named:
        return ()
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    shown = ", ".join(named[:_SHOWN])
    return (f"left out as logos, or as pictures that their text had shown before: {shown}{more}",)


def without_doubles(edition: Edition, alike: Alike) -> Edition:
    """Return `edition` with pieces whose opening picture is not their first one once more.

    `alike` gives the pictures that look like one. The larger of the two stays, and
    the words of either.
    """
    sections = tuple(
        replace(section, pieces=tuple(_opened_once(piece, alike) for piece in section.pieces))
        for section in edition.sections
    )
    spares = tuple(replace(s, piece=_opened_once(s.piece, alike)) for s in edition.spares)
    return replace(edition, sections=sections, spares=spares)


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
    """Yield one warning for all pieces with a picture, or one like it, of a piece before."""
    shown: dict[str, str] = {}
    again: list[str] = []
    for piece in edition.offered:
        own = _shown_by(piece)
        before = [shown[m] for o in own for m in (o, *alike(o)) if m in shown]
        if before:
            again.append(f'"{piece.headline}" (as "{before[0]}")')
        for media in own:
            shown.setdefault(media, piece.headline)
    if again:
        more = f", and {len(again) - _SHOWN} more" if len(again) > _SHOWN else ""
        told = f"{', '.join(again[:_SHOWN])}{more} show a picture of a piece before, or one like it"
        yield Outcome(subject=edition.name, warnings=(told,))


def _shown_by(piece: Piece) -> tuple[str, ...]:
    large = {i.media for i in piece.article.images if max(i.width_px, i.height_px) >= _LEAST_PX}
    first = [piece.image.media] if piece.image else []
    return tuple(dict.fromkeys([*first, *(m for m in piece.body.media if m in large)]))
