from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.extract.describe.dates import find_date, opens_with_date, read_date


def day(year: int, month: int, number: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, number, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-27", day(2026, 11, 27)),
        ("2026-11-27T08:30:00+02:00", day(2026, 11, 27, 6, 30)),
        ("2026-11-27T08:30:00+0200", day(2026, 11, 27, 6, 30)),
        ("2026-11-27T08:30-04", day(2026, 11, 27, 12, 30)),
        ("2026-11-27T08:30:00.000Z", day(2026, 11, 27, 8, 30)),
        ("2026-11-27T08:30:00.0000000Z", day(2026, 11, 27, 8, 30)),
        ("2026-11-27T08:30:00+01:00[Europe/Berlin]", day(2026, 11, 27, 7, 30)),
        ("2026-11-27 08:30:00 +0100", day(2026, 11, 27, 7, 30)),
        ("2026-11-27 08:30 UTC", day(2026, 11, 27, 8, 30)),
        ("2026-11-27T08:30:00 EST", day(2026, 11, 27, 13, 30)),
        ("2026-11-27 08:30 PM", day(2026, 11, 27, 20, 30)),
        ("2026/11/27", day(2026, 11, 27)),
        ("20261127", day(2026, 11, 27)),
        ("20261127T083000Z", day(2026, 11, 27, 8, 30)),
        ("2026-W48-5", day(2026, 11, 27)),
        ("1795768200", day(2026, 11, 27, 8, 30)),
        ("1795768200000", day(2026, 11, 27, 8, 30)),
        ("Fri, 27 Nov 2026 08:30:00 GMT", day(2026, 11, 27, 8, 30)),
        ("Fri Nov 27 08:30:00 EST 2026", day(2026, 11, 27, 13, 30)),
        ("November 27, 2026, 07:47 PM EST", day(2026, 11, 28, 0, 47)),
        ("27 November 2026, 10:15 GMT", day(2026, 11, 27, 10, 15)),
        ("November 27th, 2026", day(2026, 11, 27)),
        ("Nov. 27, 2026 at 12:05 am", day(2026, 11, 27, 0, 5)),
        ("Freitag, 27. November 2026 um 10:15 Uhr", day(2026, 11, 27, 10, 15)),
        ("le 1er août 2026", day(2026, 8, 1)),
        ("3 de março de 2026", day(2026, 3, 3)),
        ("5 maja 2026", day(2026, 5, 5)),
        ("27. marraskuuta 2026", day(2026, 11, 27)),
        ("27 ноября 2026", day(2026, 11, 27)),
        ("2026年11月27日", day(2026, 11, 27)),
        ("2026년 11월 27일", day(2026, 11, 27)),
        ("27.11.2026", day(2026, 11, 27)),
        ("27/11/2026", day(2026, 11, 27)),
        ("11/27/2026", day(2026, 11, 27)),
    ],
)
def test_dates_are_read_as_machines_and_people_write_them(text: str, expected: datetime) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3/4/2026",
        "yesterday",
        "2026-13-40",
        "2026-02-30",
        "99 Foo 2026",
        "0001-01-01",
        "2026-11",
        "2026",
        ("27 November 2026 was a long day"),
        "1970-01-01T00:00:00Z",
        "31 listopada 2026",
        "9" * 300,
    ],
)
def test_what_leaves_the_day_open_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_a_date_is_found_among_words() -> None:
    assert find_date("By Ana Lopez on Friday, 27 November 2026 10:15") == day(2026, 11, 27, 10, 15)
    assert find_date("Updated 2026-11-27") == day(2026, 11, 27)
    assert find_date("Room 12, 2 stairs") is None


def test_a_line_that_begins_with_a_date_is_told_from_a_name() -> None:
    assert opens_with_date("March 3, 2026 at 6:01 am Updated March 4, 2026")
    assert not opens_with_date("April Marsh, 3 March 2026")


@given(st.text(max_size=300))
def test_any_text_is_a_moment_in_utc_or_none(text: str) -> None:
    for found in (read_date(text), find_date(text)):
        assert found is None or (found.tzinfo is UTC and 1600 <= found.year <= 2200)


@given(st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - hypothesis wants them naive
def test_a_moment_written_as_iso_comes_back(moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC, microsecond=0)
    assert read_date(moment.isoformat()) == moment or moment == datetime(1970, 1, 1, tzinfo=UTC)
