"""What is worth more than what in an edition: the lead, and the order of a section. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.edition.estimate import LEAD_PX, is_wide, opening_image

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pressday.edition.events import Events
    from pressday.model import Summary

LEAD_WORDS = 350  # a shorter text does not carry the front of an edition
REFERENCE = 3.0  # days that guides and lists stand behind news
TOLD = 3  # further sources that count, each a day
LENGTH = PICTURE = PLACE = 0.5  # of a day
FIRST = 3  # places at the head of a feed that count
OLDEST = 7  # days; what is older is as old, and what says no day as well
GUIDE_HEADINGS, GUIDE_WORDS = 4, 250  # so many headings, so few words to each
LIST_ITEMS, LIST_WORDS = 12, 60  # the same of items
_COUNT = re.compile(r"(?<![\d.,$€£])\d{1,2}(?![\d.,%])")
_LEAST_COUNT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """By what articles are compared: the edition's first and last day, and tellers by id.

    Age counts from the day `newest`, the edition's own or that of its newest article.
    """

    days: tuple[date, date] | None
    newest: date | None
    tellers: Mapping[str, int]

    @classmethod
    def of(
        cls, articles: Sequence[Summary], events: Events, days: tuple[date, date] | None
    ) -> Ranking:
        """Return the ranking of `articles` among those whose `events` were noted."""
        dated = [article.published.date() for article in articles if article.published]
        newest = days[1] if days else max(dated, default=None)
        return cls(days=days, newest=newest, tellers=events.tellers([one.id for one in articles]))

    def for_lead(self, article: Summary) -> tuple[bool | float, ...]:
        """Return what is compared of articles for the front page; the greatest leads.

        News comes before guides and lists, and of the edition's days before all other; of
        that, what is long enough and has a picture.
        """
        report, fresh = not is_reference(article), self._is_fresh(article)
        long = article.words >= LEAD_WORDS
        return (
            report, fresh, long, has_picture(article), self.points(article),
            article.words,
        )  # fmt: skip

    def points(self, article: Summary) -> float:
        """Return what an article is worth in its section, in days of freshness."""
        told = min(TOLD, self.tellers.get(article.id, 0))
        long = LENGTH * (article.words >= LEAD_WORDS)
        shown = PICTURE * has_picture(article) + PLACE * is_first(article)
        behind = REFERENCE * is_reference(article)
        return told + long + shown - behind - self._age(article)

    def reasons(self, article: Summary) -> Iterator[str]:
        """Yield what `points` are given and taken for, in words."""
        told = min(TOLD, self.tellers.get(article.id, 0))
        if told:
            yield f"told by {told} more source{'s' * (told > 1)}"
        if article.words >= LEAD_WORDS:
            yield f"{LEAD_WORDS} words or more"
        if has_picture(article):
            yield "a wide picture"
        if is_first(article):
            yield f"among the first {FIRST} of its source"
        if is_reference(article):
            yield "a guide or a list, behind news"
        if article.published and (age := self._age(article)):
            yield "a week old or more" if age == OLDEST else f"{age:g} day{'s' * (age != 1)} old"

    def _is_fresh(self, article: Summary) -> bool:
        """Tell whether an article says that it is of the edition's days."""
        if article.published is None or article.guessed:
            return False
        return self.days is None or self.days[0] <= article.published.date() <= self.days[1]

    def _age(self, article: Summary) -> float:
        if article.published is None or self.newest is None:
            return OLDEST
        return min(OLDEST, (self.newest - article.published.date()).days)


def is_reference(article: Summary) -> bool:
    """Tell a guide, a list or a work of reference by its build: many headings or items, few words.

    A number in the headline that is about that of its headings or items makes a list, too.
    """
    parts, words = (article.headings, article.items), article.words
    guide = article.headings >= GUIDE_HEADINGS and words < GUIDE_WORDS * article.headings
    items = article.items >= LIST_ITEMS and words < LIST_WORDS * article.items
    counts = [int(n) for n in _COUNT.findall(article.title) if int(n) >= _LEAST_COUNT]
    listed = any(abs(part - n) <= max(1, n / 4) for n in counts for part in parts)
    return guide or items or listed


def is_first(article: Summary) -> bool:
    """Tell whether a source set an article at the head of its list."""
    return 0 < article.place <= FIRST


def has_picture(article: Summary) -> bool:
    """Tell whether an article has a picture that can carry the front of an edition."""
    image = opening_image(article.images, article.lead)
    return image is not None and is_wide(image, LEAD_PX)
