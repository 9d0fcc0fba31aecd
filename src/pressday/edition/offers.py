"""What is on offer for an edition: all that no run sheet has and nobody has dismissed. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from pressday.model import Summary

    State = Literal["held", "fresh", "late", "left over"]

OLDER = 30  # articles of one source that are late or left over: the newest are offered first
_TURNS = ("late", "left over"), ("fresh",), ("held",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An article on offer for an edition, and how it comes to be.

    It is *fresh* when it is of the edition's days, or says no day and came in them; *late*
    when it came in them and is older; *left over* when it was there for the edition before;
    *held* when the editor held it there.
    """

    article: Summary
    state: State = "fresh"

    @property
    def is_older(self) -> bool:
        """Whether it is of an earlier edition's days, and nobody has held it."""
        return self.state in _TURNS[0]

    @property
    def turn(self) -> int:
        """What takes room before what: the greatest first."""
        return next(n for n, states in enumerate(_TURNS) if self.state in states)


def offers(
    articles: Iterable[Summary], since: date | None, held: Collection[str] = ()
) -> Iterator[Offer]:
    """Yield `articles` as offers to the edition after the one of the day `since`, if there is one.

    `held` are the ids of those that were held for it.
    """
    for article in articles:
        yield Offer(article=article, state=_state(article, since, held))


def newest_offers(offered: Iterable[Offer], there: Iterable[Offer] = ()) -> Iterator[Offer]:
    """Yield what is proposed of `offered`, newest first: of what is older some of each source.

    What is `there` already, in the sheet, counts.
    """
    older = Counter(offer.article.source for offer in there if offer.is_older)
    for offer in offered:
        older[offer.article.source] += offer.is_older
        if not offer.is_older or older[offer.article.source] <= OLDER:
            yield offer


def _state(article: Summary, since: date | None, held: Collection[str]) -> State:
    if article.id in held:
        return "held"
    day = article.published.date() if article.published else None
    if since is None or (day is not None and day >= since):
        return "fresh"
    if article.came.date() <= since:
        return "left over"
    return "late" if day else "fresh"
