"""When a request is tried again, and what Retry-After does for everybody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import fetcher

from pressday.errors import FetchError
from pressday.fetch import Limits
from pressday.fetch.retry import retry_after_s

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from tests.servers import Site

BUSY = b"HTTP/1.1 %d X\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n"
WELL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nwell"


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_three_times(site: Site, status: int) -> None:
    url = site.page("/a", status=status, headers={"Retry-After": "0"})
    with fetcher() as web, pytest.raises(FetchError, match=str(status)) as caught:
        web.get(url, "page")
    assert len(site.asked) == 3
    assert caught.value.passing


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 500])
def test_a_plain_no_is_not_argued_with(site: Site, status: int) -> None:
    url = site.page("/a", status=status)
    with fetcher() as web, pytest.raises(FetchError, match=str(status)):
        web.get(url, "page")
    assert len(site.asked) == 1


def test_what_passes_is_waited_for_as_long_as_the_server_asks(site: Site) -> None:
    url = site.in_turn("/a", site.sends(BUSY % (503, b"1")), site.sends(WELL))
    start = monotonic()
    with fetcher() as web:
        assert web.get(url, "page").body == b"well"
    assert monotonic() - start >= 1


def test_a_date_in_retry_after_is_understood() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 80 < (retry_after_s(soon) or 0) <= 90
    assert retry_after_s("Mon, 23 Nov 2020 10:00:00 GMT") == 0
    assert retry_after_s("120") == 120
    assert retry_after_s("9" * 400) is not None
    assert retry_after_s("tomorrow") is None
    assert retry_after_s("") is None


def test_a_server_that_asks_for_a_long_pause_is_left_alone_by_all(site: Site) -> None:
    first = site.page("/a", status=429, headers={"Retry-After": "3600"})
    second = site.page("/b", b"x")
    with fetcher() as web:
        with pytest.raises(FetchError, match="429"):
            web.get(first, "page")
        with pytest.raises(FetchError, match="asks for a pause of 60 minutes") as caught:
            web.get(second, "page")
    assert site.paths == ["/a"]
    assert caught.value.hint == "collect again after that"


def test_a_pause_that_outlasts_the_deadline_is_not_begun(site: Site) -> None:
    url = site.page("/a", status=503, headers={"Retry-After": "8"})
    start = monotonic()
    with fetcher(Limits(total_s=2)) as web, pytest.raises(FetchError, match="503"):
        web.get(url, "page")
    assert monotonic() - start < 2
    assert len(site.asked) == 1


def test_one_who_is_told_to_slow_down_slows_all(site: Site) -> None:
    starts: list[float] = []

    def well(handler: BaseHTTPRequestHandler) -> None:
        starts.append(monotonic())
        site.sends(WELL)(handler)

    site.in_turn("/a", site.sends(BUSY % (429, b"1")), well)
    site.answer("/b", well)
    with fetcher() as web, ThreadPoolExecutor(2) as pool:
        begun = monotonic()
        first = pool.submit(web.get, site.url("/a"), "page")
        while not site.asked:
            pass
        assert first.running()
        while web._turns._hosts["127.0.0.1"].rests < begun:
            pass
        assert web.get(site.url("/b"), "page").body == b"well"
        assert first.result().body == b"well"
    assert all(start - begun >= 1 for start in starts)


def test_a_connection_that_breaks_is_tried_again(site: Site) -> None:
    url = site.in_turn("/a", site.sends(b""), site.sends(b""), site.sends(WELL))
    with fetcher() as web:
        assert web.get(url, "page").body == b"well"


def test_a_connection_that_always_breaks_is_an_error_that_may_pass(site: Site) -> None:
    with fetcher() as web, pytest.raises(FetchError, match="no proper answer") as caught:
        web.get(site.raw("/a", b""), "page")
    assert len(site.asked) == 3
    assert caught.value.passing
