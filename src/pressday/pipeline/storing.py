"""One reading into the library: its pictures first, then the article and where it was listed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pressday.errors import ExtractError, FetchError
from pressday.library import Saved
from pressday.library.records import article_id
from pressday.model import DraftImage, Image, Outcome
from pressday.pictures.addresses import shown_address
from pressday.pictures.printable import normalise_picture
from pressday.sources import load_picture
from pressday.sources.feeds.feed import ONLY_FEED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pressday.library import Library, Listing
    from pressday.model import Article, Draft
    from pressday.sources import Reading, Session

_LOG = logging.getLogger("pressday.pipeline")

STAYS = "the stored text stays"  # ends what is said of an article that cannot be read again


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Where articles are kept; `now` is when they were fetched, in UTC.

    `lacking` are the articles that lacked files before; with `anew` pictures are fetched
    that are known as well.
    """

    library: Library
    now: datetime
    lacking: frozenset[str] = frozenset()
    anew: bool = False


def keep(
    reading: Reading, intake: Intake, session: Session, listing: Listing | None = None
) -> Outcome[Saved]:
    """Put one reading into the library and tell what became of it.

    A picture that cannot be had is a warning; when only the moment was wrong, the
    place is noted as incomplete, so that the next collection tries again.
    """
    pictures = _Pictures()
    for image in _wanted(reading.draft):
        pictures.load(image, reading, intake, session)
    whole = listing and replace(listing, complete=listing.complete and not pictures.is_passing)
    if stays := _staying(reading.draft, pictures, intake.library):
        old, said = stays
        if whole:
            intake.library.note(whole, old, now=intake.now)
        return Outcome(
            subject=old.title, value=Saved(article=old, status="unchanged"), warnings=said
        )
    saved = intake.library.add(
        reading.draft,
        pictures.found,
        raw=reading.raw,
        media_type=reading.media_type,
        fetched=intake.now,
        listing=whole,
    )
    if _is_mended(saved, intake):
        saved = replace(saved, status="mended")
    told = saved.article.warnings if saved.status in {"new", "updated"} else ()
    warnings = (*saved.warnings, *pictures.warnings, *told)
    _note(saved, reading)
    return Outcome(subject=saved.article.title, value=saved, warnings=warnings)


def _is_mended(saved: Saved, intake: Intake) -> bool:
    """Tell whether an article that stays as it is had lost files and has them again."""
    had_lost = saved.status == "unchanged" and saved.article.id in intake.lacking
    return had_lost and not intake.library.is_lacking(saved.article.id)


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


@dataclass(slots=True)
class _Pictures:
    """The pictures of a draft by their addresses, or why there is none.

    `is_passing` says that some may be had another time.
    """

    found: dict[str, Image | str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    is_passing: bool = False

    @property
    def lost(self) -> dict[str, str]:
        return {url: why for url, why in self.found.items() if isinstance(why, str)}

    def load(self, image: DraftImage, reading: Reading, intake: Intake, session: Session) -> None:
        """Fetch a picture, unless it is known and need not be asked for anew."""
        known = _known(image, intake)
        if known and not intake.anew:
            self.found[image.url] = known
            return
        try:
            self.found[image.url] = _fetched(image, reading, intake, session)
        except (FetchError, ExtractError) as error:
            self.is_passing |= isinstance(error, FetchError) and error.passing
            self.found[image.url] = known or error.message
            if known:
                self.warnings.append(_earlier_copy(image.url, error.message))


def _is_web(image: DraftImage) -> bool:
    return image.url.startswith(("http://", "https://"))


def _known(image: DraftImage, intake: Intake) -> Image | None:
    known = intake.library.picture_at(image.url) if _is_web(image) else None
    if known is None:
        return None
    return replace(known, alt=image.alt, caption=image.caption, credit=image.credit)


def _fetched(image: DraftImage, reading: Reading, intake: Intake, session: Session) -> Image:
    data = load_picture(image.url, reading, session.fetcher)
    picture = session.run(normalise_picture, data)
    return Image(
        media=intake.library.put_picture(
            picture.data,
            picture.media_type,
            original=data,
            original_type=picture.original_type,
            look=picture.look,
            url=image.url if _is_web(image) else "",
        ),
        media_type=picture.media_type,
        width_px=picture.width_px,
        height_px=picture.height_px,
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
    )


def _staying(
    draft: Draft, pictures: _Pictures, library: Library
) -> tuple[Article, tuple[str, ...]] | None:
    """Return the article that stays as it was, and why; None where the draft may take its place.

    A server's bad hour must not take the pictures out of the library, nor a page that
    is gone its text, of which the feed has a summary.
    """
    old = library.article(article_id(draft.identity))
    if old is None:
        return None
    gone = next((w for w in draft.warnings if w.startswith(ONLY_FEED)), "")
    if gone and old.text_from in {"page", "browser"}:
        return old, (f"{gone.partition(': ')[2]}; {STAYS}",)
    if pictures.lost and _only_lacks_pictures(old, draft):
        return old, tuple(_earlier_copy(url, why) for url, why in pictures.lost.items())
    return None


def _only_lacks_pictures(old: Article, draft: Draft) -> bool:
    is_same_text = old.body.text == draft.body.text
    heads = (old.title, old.standfirst), (draft.title, draft.standfirst)
    return bool(old.images) and is_same_text and heads[0] == heads[1]


def _earlier_copy(url: str, why: str) -> str:
    return f"picture {shown_address(url)}: {why}; the earlier copy stays"
