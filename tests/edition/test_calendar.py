"""Days of issue, folder names and spans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.edition import edition_name, next_date, span

if TYPE_CHECKING:
    from pressday.config import Cadence

CADENCES = st.sampled_from(["weekly", "daily", "monthly"])
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_an_edition_is_called_after_the_iso_week_of_its_day() -> None:
    assert edition_name(date(2026, 11, 27)) == "2026-W48"
    assert edition_name(date(2027, 1, 1)) == "2026-W53"


def test_a_second_edition_of_a_week_gets_a_number() -> None:
    assert edition_name(date(2026, 11, 27), taken={"2026-W48", "2026-W48-2"}) == "2026-W48-3"


def test_daily_and_monthly_editions_are_called_after_day_and_month() -> None:
    assert edition_name(date(2026, 11, 27), "daily") == "2026-11-27"
    assert edition_name(date(2026, 11, 27), "monthly") == "2026-11"


@pytest.mark.parametrize(
    ("cadence", "last", "today", "following"),
    [
        ("weekly", None, "2026-11-25", "2026-11-25"),
        ("weekly", "2026-11-20", "2026-11-25", "2026-11-27"),
        ("weekly", "2026-11-20", "2026-12-05", "2026-12-11"),
        ("weekly", "2026-11-20", "2026-11-20", "2026-11-27"),
        ("daily", "2026-11-20", "2026-11-20", "2026-11-21"),
        ("monthly", "2026-01-31", "2026-02-02", "2026-02-28"),
        ("monthly", "2026-12-05", "2026-12-06", "2027-01-05"),
    ],
)
def test_the_next_day_of_issue_keeps_step(
    cadence: Cadence, last: str | None, today: str, following: str
) -> None:
    before = date.fromisoformat(last) if last else None
    assert next_date(cadence, before, date.fromisoformat(today)) == date.fromisoformat(following)


def test_a_span_begins_the_day_after_the_last_edition() -> None:
    day = date(2026, 11, 27)
    assert span("weekly", day, date(2026, 11, 13)) == (date(2026, 11, 14), day)


def test_a_first_edition_covers_a_week_a_day_or_a_month() -> None:
    day = date(2026, 3, 31)
    assert span("weekly", day, None)[0] == date(2026, 3, 25)
    assert span("daily", day, None)[0] == day
    assert span("monthly", day, None)[0] == date(2026, 3, 1)


@settings(deadline=None)
@given(CADENCES, DAYS, DAYS)
def test_the_next_day_of_issue_is_never_past_and_never_the_last(
    cadence: Cadence, last: date, today: date
) -> None:
    if abs(last - today) < timedelta(days=2000):
        following = next_date(cadence, last, today)
        assert following >= today
        assert following != last


@settings(deadline=None)
@given(CADENCES, DAYS)
def test_a_span_ends_on_its_day(cadence: Cadence, day: date) -> None:
    first, last = span(cadence, day, None)
    assert first <= last == day
