"""How long an answer is fresh, by RFC 9111."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.fetch.freshness import directives, fresh_until, may_be_kept, moment, varies

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DATE = "Mon, 23 Nov 2026 12:00:00 GMT"
LONGEST = 86_400


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": 'Max-Age="60"'}, 60),
        ({"cache-control": "max-age=60", "age": "20"}, 40),
        ({"cache-control": "max-age=60", "date": "Mon, 23 Nov 2026 11:59:30 GMT"}, 30),
        ({"cache-control": "max-age=60", "expires": "0"}, 60),
        ({"cache-control": "max-age=31536000, immutable"}, LONGEST),
        ({"cache-control": "s-maxage=60"}, None),
        ({"cache-control": "max-age=60", "age": "60"}, None),
        ({"cache-control": "max-age=0"}, None),
        ({"cache-control": "max-age=-5"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "max-age=60, no-cache"}, None),
        ({"cache-control": "no-store"}, None),
        ({"date": DATE, "expires": "Mon, 23 Nov 2026 12:10:00 GMT"}, 600),
        ({"date": DATE, "expires": "Mon, 23 Nov 2026 11:00:00 GMT"}, None),
        ({"date": DATE, "expires": "-1"}, None),
        ({"cache-control": "max-age=60", "vary": "Accept-Encoding, User-Agent"}, 60),
        ({"cache-control": "max-age=60", "vary": "*"}, None),
        ({"cache-control": "max-age=60", "vary": "Accept-Language"}, None),
        ({}, None),
    ],
)
def test_the_lifetime_is_what_the_server_says(headers: dict[str, str], seconds: int | None) -> None:
    until = fresh_until(headers, NOW, LONGEST)
    assert until == (None if seconds is None else NOW + timedelta(seconds=seconds))


def test_directives_are_read_in_any_form() -> None:
    said = 'no-cache="set-cookie, x", max-age=60,,Private , x=1, max-age=90'
    assert directives(said)["max-age"] == "60"
    assert set(directives(said)) == {"no-cache", "max-age", "private", "x"}


def test_only_no_store_forbids_to_keep() -> None:
    assert may_be_kept({"cache-control": "private, no-cache"})
    assert not may_be_kept({"cache-control": "max-age=60, no-store"})


def test_what_depends_on_the_question_varies() -> None:
    assert varies({"vary": "accept-encoding, Referer"})
    assert not varies({"vary": "Accept-Encoding"})
    assert not varies({})


def test_a_date_comes_in_utc() -> None:
    assert moment(DATE) == NOW
    assert moment("Mon, 23 Nov 2026 13:00:00 +0100") == NOW
    assert moment("yesterday") is None


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=10))
def test_no_header_is_too_odd(control: str, expires: str, age: str) -> None:
    headers = {"cache-control": control, "expires": expires, "age": age}
    until = fresh_until(headers, NOW, LONGEST)
    assert until is None or NOW < until <= NOW + timedelta(seconds=LONGEST)
