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
        ("11-27-2026", day(2026, 11, 27)),
        ("Friday November 27, 2026 @11:40AM", day(2026, 11, 27, 11, 40)),
    ],
)
def test_dates_are_read_as_machines_and_people_write_them(text: str, expected: datetime) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 09 Nov 2026 18:15:00 UTC+3", "2026-11-09T18:15:00+03:00"),
        ("Mon, 09 Nov 2026 18:15:00 GMT-03:30", "2026-11-09T18:15:00-03:30"),
        ("Mon Nov 09 2026 18:15:00 GMT+0900 (Japan Standard Time)", "2026-11-09T18:15:00+09:00"),
        ("Mon, 09 Nov 2026 18:15:00 -08", "2026-11-09T18:15:00-08:00"),
        ("Mon, 09 Nov 2026 18:15:00 Asia/Kolkata", "2026-11-09T18:15:00+05:30"),
        ("Mon, 09 Nov 2026 18:15:00 europe/berlin", "2026-11-09T18:15:00+01:00"),
        ("Thu, 09 Jul 2026 18:15:00 Europe/Berlin", "2026-07-09T18:15:00+02:00"),
        ("2026-11-09T18:15:00[Europe/Berlin]", "2026-11-09T18:15:00+01:00"),
        ("9 Nov 2026 18:15 AEDT", "2026-11-09T18:15:00+11:00"),
        ("July 9, 2026 8 pm ET", "2026-07-09T20:00:00-04:00"),
        ("November 9, 2026 8 pm PT", "2026-11-09T20:00:00-08:00"),
        ("Mon, Nov 09 2026 06:15:00 pm", "2026-11-09T18:15:00+00:00"),
        ("09 Nov 26 18:15 MST", "2026-11-09T18:15:00-07:00"),
        ("Mon, 09 Nov 98 18:15:00 UTC+2", "1998-11-09T18:15:00+02:00"),
        ("Mon Nov  9 18:15:00 2026 -0400", "2026-11-09T18:15:00-04:00"),
        ("20261109T1815+0530", "2026-11-09T18:15:00+05:30"),
        ("20261109181500", "2026-11-09T18:15:00+00:00"),
        ("2026-11-09T18:15:00\u221205:00", "2026-11-09T18:15:00-05:00"),
        ("2026-11-09T24:00:00Z", "2026-11-10T00:00:00+00:00"),
        ("2026-11-09T18:15:60Z", "2026-11-09T18:15:59+00:00"),
        ("2026-11-09 18.15", "2026-11-09T18:15:00+00:00"),
        ("Mon, 2026/11/09 18:15:00 EDT", "2026-11-09T18:15:00-04:00"),
        ("Mon, 9 Nov 2026 8:5:6 GMT", "2026-11-09T08:05:06+00:00"),
        ("2026년 11월 9일 오후 6:15", "2026-11-09T18:15:00+00:00"),
        ("11/03/2026 9:05 PM EST", "2026-11-03T21:05:00-05:00"),
        ("03/11/2026 21:05 CET", "2026-11-03T21:05:00+01:00"),
        ("03/13/2026 09:05 CET", "2026-03-13T09:05:00+01:00"),
        ("11-03-2026 9 pm PT", "2026-11-03T21:00:00-08:00"),
        ("3/3/2026", "2026-03-03T00:00:00+00:00"),
        ("2026-11-09-05:00", "2026-11-09T00:00:00+00:00"),
        ("2026-313", "2026-11-09T00:00:00+00:00"),
        ("Mon, 09 Nov 2026 18:15:00 QQT", "2026-11-09T18:15:00+00:00"),
        ("2026-11-09T25:61:00Z", "2026-11-09T00:00:00+00:00"),
        ("2026-11-09T18:15:00+23:00", "2026-11-08T19:15:00+00:00"),
        ("2026-11-09T18:15:00+99:00", "2026-11-09T18:15:00+00:00"),
    ],
)
def test_a_moment_keeps_the_offset_of_where_it_was_written(text: str, expected: str) -> None:
    found = read_date(text)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mon,",
        "18:15",
        "9 November",
        "--11-09",
        "2026-366",
        "2026-000",
        "3/4/2026",
        "3/4/2026 9:05 GMT",
        "13/13/2026",
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
    assert find_date("Le 27 novembre 2026 10:15 et demi") == day(2026, 11, 27, 10, 15)
    assert find_date("Room 12, 2 stairs") is None


def test_a_line_that_begins_with_a_date_is_told_from_a_name() -> None:
    assert opens_with_date("March 3, 2026 at 6:01 am Updated March 4, 2026")
    assert not opens_with_date("April Marsh, 3 March 2026")


@given(st.text(max_size=300))
def test_any_text_is_a_moment_with_an_offset_or_none(text: str) -> None:
    for found in (read_date(text), find_date(text)):
        assert found is None or (found.tzinfo is not None and 1599 <= found.year <= 2201)


@given(st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - hypothesis wants them naive
def test_a_moment_written_as_iso_comes_back(moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC, microsecond=0)
    assert read_date(moment.isoformat()) == moment or moment == datetime(1970, 1, 1, tzinfo=UTC)
