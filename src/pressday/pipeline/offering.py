"""What the library has on offer for an edition: what is left of it, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pressday.edition import (
    held,
    newest_offers,
    offers,
    read_dismissed,
    span,
    taken,
    unknown_articles,
)
from pressday.edition.lock import read_lock
from pressday.edition.offers import Last
from pressday.edition.plan import Claims, rooms, used_with_copies
from pressday.edition.reasons import Reasons
from pressday.layout.words import furniture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pressday.config import Publication
    from pressday.edition import Offer, Sheet
    from pressday.library import Library
    from pressday.model import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An article on offer for which there was no room, the section that it belongs to, and why."""

    section: str
    offer: Offer
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """What the library has on offer for an edition of the day `when`, after those `before`.

    `rest` is the section of what no section claims.
    """

    publication: Publication
    library: Library
    before: Sequence[Sheet]
    dismissed: Mapping[str, str]
    copies: Mapping[str, tuple[str, ...]]
    when: date
    rest: str

    @classmethod
    def of(
        cls, publication: Publication, library: Library, before: Sequence[Sheet], when: date
    ) -> Offering:
        """Return what is on offer after the sheets `before`."""
        return cls(
            publication=publication,
            library=library,
            before=before,
            dismissed=read_dismissed(publication.editions),
            copies=library.copies(),
            when=when,
            rest=furniture(publication.masthead.language).word("this_week"),
        )

    @property
    def since(self) -> date | None:
        """The day of the edition before."""
        return self.before[-1].date if self.before else None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that the edition covers."""
        return span(self.publication.cadence, self.when, self.since)

    @property
    def last(self) -> Last | None:
        """The edition before, and when it was finished."""
        if not self.before:
            return None
        lock = read_lock(self.before[-1])
        finished = datetime.fromisoformat(lock.finished) if lock and lock.finished else None
        return Last(day=self.before[-1].date, finished=finished)

    def all(self, sheet: Sheet | None) -> Iterator[Offer]:
        """Yield what `sheet`, if there is one, does not have yet, newest first."""
        articles = self.library.published(self.when, self._gone(sheet))
        yield from offers(articles, self.last, held(self.before))

    def there(self, sheet: Sheet | None) -> Iterator[Offer]:
        """Yield what `sheet` has, as if it were on offer."""
        ids = [piece.article for piece in sheet.pieces] if sheet else []
        yield from offers(self.library.summaries(ids).values(), self.last, held(self.before))

    def waiting(self, sheet: Sheet | None, left: Sequence[Offer]) -> Iterator[Waiting]:
        """Yield what would have been taken of all that is `left`, had there been room."""
        claims = Claims.of(self.publication)
        free = rooms(self.publication, sheet, as_set(self.library, sheet))
        for offer in newest_offers(left, self.there(sheet)):
            section = claims.section(offer.article) or self.rest
            why = free[section].refusal(offer.article) if section in free else ""
            yield Waiting(section=section, offer=offer, why=why)

    def reasons(self, sheet: Sheet, left: Sequence[Offer]) -> Reasons:
        """Return why the pieces of `sheet` are in it, and not what is `left`."""
        there = list(self.there(sheet))
        return Reasons.of(self.publication, there, left, rest=self.rest, days=self.days)

    def newer(self, sheet: Sheet | None) -> int:
        """Count what is of a later day than the edition's."""
        return self.library.count_after(self.when, self._gone(sheet))

    def _gone(self, sheet: Sheet | None) -> Mapping[str, str]:
        sheets = [*self.before, *([sheet] if sheet else [])]
        unknown = unknown_articles(sheet, self.library.ids()) if sheet else ()
        meant = {one.near: "" for one in unknown if one.near}
        gone = taken(sheets, sheet) | dict(self.dismissed) | meant
        return used_with_copies(gone, self.copies)


def as_set(library: Library, sheet: Sheet | None) -> dict[str, Summary]:
    """Return the articles of a sheet by id, with the words of the editor's own versions."""
    if sheet is None:
        return {}
    known, own = library.summaries([p.article for p in sheet.pieces]), own_words(sheet)
    return {key: replace(one, words=own.get(key, one.words)) for key, one in known.items()}


def own_words(sheet: Sheet) -> Mapping[str, int]:
    """Return the words of the editor's own versions; who has none waits for no reader."""
    if not any(piece.body for piece in sheet.pieces):
        return {}
    from pressday.pipeline.own_texts import own_words as read

    return read(sheet)
