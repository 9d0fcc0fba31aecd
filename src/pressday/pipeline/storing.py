"""One reading into the library: its pictures first, then the article and where it was listed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.errors import ExtractError, FetchError
from pressday.library.records import article_id
from pressday.model import DraftImage, Image, Outcome
from pressday.pictures.addresses import shown_address
from pressday.pictures.printable import normalise_picture
from pressday.sources import load_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from pressday.library import Library, Listing, Saved
    from pressday.model import Article, Draft
    from pressday.sources import Reading, Session

_LOG = logging.getLogger("pressday.pipeline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Where articles are kept; `now` is when they were fetched, in UTC."""

    library: Library
    now: datetime


def keep(
    reading: Reading, intake: Intake, session: Session, listing: Listing | None = None
) -> Outcome[Saved]:
    """Put one reading into the library and tell what became of it.

    A picture that cannot be had is a warning; when only the moment was wrong, the
    place is noted as incomplete, so that the next collection tries again.
    """
    pictures: dict[str, Image | str] = {}
    passing = False
    for image in _wanted(reading.draft):
        try:
            pictures[image.url] = _picture(image, reading, intake, session)
        except (FetchError, ExtractError) as error:
            passing = passing or (isinstance(error, FetchError) and error.passing)
            pictures[image.url] = error.message
    noted = replace(listing, complete=listing.complete and not passing) if listing else None
    lost = {url: why for url, why in pictures.items() if isinstance(why, str)}
    if lost and (old := _earlier(reading.draft, intake.library)):
        if noted:
            intake.library.note(noted, old, now=intake.now)
        return _as_it_was(old, lost)
    saved = intake.library.add(
        reading.draft,
        pictures,
        raw=reading.raw,
        media_type=reading.media_type,
        fetched=intake.now,
        listing=noted,
    )
    told = () if saved.status == "unchanged" else saved.article.warnings
    warnings = tuple(dict.fromkeys((*saved.warnings, *told)))  # a picture may be lost twice
    _note(saved, reading)
    return Outcome(subject=saved.article.title, value=saved, warnings=warnings)


def _note(saved: Saved, reading: Reading) -> None:
    article = saved.article
    facts = {
        "id": article.id,
        "url": article.url,
        "status": saved.status,
        "text_from": article.text_from,
        "bytes": len(reading.raw),
        "words": article.body.words,
        "pictures": len(article.images),
        "provenance": article.provenance,
        "warnings": article.warnings,
    }
    _LOG.info("kept", extra={"facts": facts})


def _wanted(draft: Draft) -> Iterable[DraftImage]:
    """Return the pictures to load, each address once."""
    images = {image.url: image for image in draft.images}
    if draft.lead:
        images.setdefault(draft.lead, DraftImage(url=draft.lead))
    return images.values()


def _picture(image: DraftImage, reading: Reading, intake: Intake, session: Session) -> Image:
    web = image.url.startswith(("http://", "https://"))
    known = intake.library.picture_at(image.url) if web else None
    if known is not None:
        return replace(known, alt=image.alt, caption=image.caption, credit=image.credit)
    data = load_picture(image.url, reading, session.fetcher)
    picture = session.run(normalise_picture, data)
    return Image(
        media=intake.library.put_picture(
            picture.data,
            picture.media_type,
            original=data,
            original_type=picture.original_type,
            look=picture.look,
            url=image.url if web else "",
        ),
        media_type=picture.media_type,
        width_px=picture.width_px,
        height_px=picture.height_px,
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
    )


def _earlier(draft: Draft, library: Library) -> Article | None:
    """Return the article as it was, when only pictures that failed now would make it another.

    Else a server's bad hour would take the pictures out of the library.
    """
    old = library.article(article_id(draft.identity))
    if old is None or not old.images or old.body.text != draft.body.text:
        return None
    return old if (old.title, old.standfirst) == (draft.title, draft.standfirst) else None


def _as_it_was(old: Article, lost: Mapping[str, str]) -> Outcome[Saved]:
    from pressday.library import Saved

    kept = Saved(article=old, status="unchanged")
    said = (
        f"picture {shown_address(url)}: {why}; the earlier copy stays" for url, why in lost.items()
    )
    return Outcome(subject=old.title, value=kept, warnings=tuple(said))
