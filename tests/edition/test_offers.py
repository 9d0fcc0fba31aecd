"""How an article comes to be on offer: fresh, late or left over, by when the last edition ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from pressday.edition import offers
from pressday.edition.offers import Last

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Summary

WEDNESDAY = date(2026, 11, 25)
FRIDAY_NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TUESDAY_NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("finished", "came", "day", "state"),
    [
        (FRIDAY_NOON, "2026-11-27T09", "2026-11-20", "left over"),  # after the day, still open
        (FRIDAY_NOON, "2026-11-27T09", "2026-11-25", "left over"),  # of the day itself
        (FRIDAY_NOON, "2026-11-27T09", "2026-11-26", "fresh"),  # of a later day: not for that one
        (FRIDAY_NOON, "2026-11-27T15", "2026-11-20", "late"),  # when that was finished
        (FRIDAY_NOON, "2026-11-27T15", "", "fresh"),
        (TUESDAY_NOON, "2026-11-24T15", "2026-11-24", "fresh"),  # finished before its day
        (TUESDAY_NOON, "2026-11-25T09", "2026-11-20", "late"),
        (None, "2026-11-25T09", "2026-11-20", "left over"),
        (None, "2026-11-25T09", "2026-11-25", "fresh"),
        (None, "2026-11-26T09", "2026-11-20", "late"),
    ],
)
def test_left_over_is_what_the_last_edition_could_have_had(
    make_summary: Callable[..., Summary], finished: datetime | None, came: str, day: str, state: str
) -> None:
    moment = datetime.fromisoformat(f"{came}:00:00+00:00")
    article = replace(make_summary("one", day=day), came=moment)
    (offer,) = offers([article], Last(day=WEDNESDAY, finished=finished))
    assert offer.state == state
