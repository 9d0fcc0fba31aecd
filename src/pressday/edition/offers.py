"""What is on offer for an edition: all that no run sheet has and nobody has dismissed. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from pressday.model import Summary

    State = Literal["held", "fresh", "late", "left over"]

OLDER = 30  # articles of one source that are late or left over: the newest are offered first
_TURNS = ("late", "left over"), ("fresh",), ("held",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An article on offer for an edition, and how it comes to be.

    It is *fresh* when it is of the edition's days, or says no day and came in them; *late*
    when it came in them and is older; *left over* when it was on offer for the edition before;
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The edition before: its day, and when it was finished, None where nobody knows."""

    day: date
    finished: datetime | None = None

    def had(self, article: Summary) -> bool:
        """Tell whether an article was on offer for it."""
        day = _day(article)
        if self.finished is None:
            return article.came.date() <= self.day and (day is None or day < self.day)
        return article.came <= self.finished and (day is None or day <= self.day)

    def is_before(self, article: Summary) -> bool:
        """Tell whether an article is of a later day than it could have news of, or of none."""
        day, end = _day(article), self.finished.date() if self.finished else self.day
        return day is None or day >= min(self.day, end)


def offers(
    articles: Iterable[Summary], last: Last | None, held: Collection[str] = ()
) -> Iterator[Offer]:
    """Yield `articles` as offers to the edition after the `last`, if there is one.

    `held` are the ids of those that were held for it.
    """
    for article in articles:
        yield Offer(article=article, state=_state(article, last, held))


def newest_offers(offered: Iterable[Offer], there: Iterable[Offer] = ()) -> Iterator[Offer]:
    """Yield what is proposed of `offered`, newest first: of what is older some of each source.

    What is `there` already, in the sheet, counts.
    """
    older = Counter(offer.article.source for offer in there if offer.is_older)
    for offer in offered:
        older[offer.article.source] += offer.is_older
        if not offer.is_older or older[offer.article.source] <= OLDER:
            yield offer


def _state(article: Summary, last: Last | None, held: Collection[str]) -> State:
    if article.id in held:
        return "held"
    if last is None:
        return "fresh"
    if last.had(article):
        return "left over"
    return "fresh" if last.is_before(article) else "late"


def _day(article: Summary) -> date | None:
    return article.published.date() if article.published else None
