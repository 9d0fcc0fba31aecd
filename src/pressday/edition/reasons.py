"""Why an article stands in a run sheet, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.edition.estimate import BRIEF_WORDS
from pressday.edition.events import Events
from pressday.edition.plan import Claims, noting
from pressday.edition.ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pressday.config import Publication
    from pressday.edition.offers import Offer
    from pressday.edition.sheet import SheetPiece

_STATES = {"fresh": "new", "late": "late", "left over": "left over", "held": "held before"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """By what `plan` has weighed the articles of a sheet; `rest` is the section of the others."""

    claims: Claims
    ranking: Ranking
    offers: Mapping[str, Offer]
    rest: str

    @classmethod
    def of(
        cls,
        publication: Publication,
        there: Sequence[Offer],
        left: Sequence[Offer],
        *,
        rest: str,
        days: tuple[date, date],
    ) -> Reasons:
        """Return the reasons for what is `there`, among what was `left` over."""
        events = Events()
        articles = [offer.article for offer in noting([*there, *left], events)]
        return cls(
            claims=Claims.of(publication),
            ranking=Ranking.of(articles[: len(there)], events, days),
            offers={offer.article.id: offer for offer in there},
            rest=rest,
        )

    def why(self, piece: SheetPiece, section: str) -> str:
        """Return the reasons for a piece, the weightiest first; for one nobody knows nothing."""
        offer = self.offers.get(piece.article)
        return "; ".join(self._why(piece, section, offer)) if offer else ""

    def _why(self, piece: SheetPiece, section: str, offer: Offer) -> Iterator[str]:
        article = offer.article
        day = article.published.date().isoformat() if article.published else "no day"
        yield f"{_STATES[offer.state]}, of {day}"
        yield self.claims.reason(article, section, self.rest)
        if piece.weight == "lead":
            yield "leads"
        if piece.weight == "brief":
            yield (
                f"a brief, under {BRIEF_WORDS} words" if article.words < BRIEF_WORDS else "a brief"
            )
        yield from self.ranking.reasons(article)
