"""Which of a source's articles its rule wants: by title, age and number. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pressday.config import title_test
from pressday.sources.reading import cut_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pressday.config import SourceRule
    from pressday.sources.reading import Found, Item


def refusal(rule: SourceRule, title: str, published: datetime | None, now: datetime) -> str:
    """Return why `rule` leaves the article out, empty when it is wanted.

    An article without a date is of no age, and one without a title yet (a page
    that only its address is known of) is judged when it has been read.
    """
    if rule.age is not None and published is not None and now - published > timedelta(rule.age):
        return f"older than {rule.age} {'day' if rule.age == 1 else 'days'}"
    return _refused_title(rule, title)


def limited(
    items: Iterable[Item], rule: SourceRule, most: int, *, silently: bool = False
) -> Iterator[Found]:
    """Yield items up to the rule's limit, else up to `most`; unwanted titles do not count.

    Where `most` leaves some out a warning says so, unless that is to be done `silently`.
    """
    left = rule.limit or most
    for item in items:
        wanted = not _refused_title(rule, item.title)
        if not left and wanted:
            yield cut_off(rule.name, most)
            return
        if left:
            yield item
        left -= left and wanted
        if not left and (rule.limit or silently):
            return


def _refused_title(rule: SourceRule, title: str) -> str:
    if not title.strip():
        return ""
    unwanted = next((p for p in rule.exclude if title_test(p)(title)), None)
    if unwanted is not None:
        return f'the title fits exclude "{unwanted}"'
    if rule.include and not any(title_test(pattern)(title) for pattern in rule.include):
        return "the title fits no pattern of include"
    return ""
