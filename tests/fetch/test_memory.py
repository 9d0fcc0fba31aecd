"""What is asked for again, what is not, and what is there without the network."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import Memory, fetcher

from pressday.errors import FetchError
from pressday.fetch import Access

if TYPE_CHECKING:
    from tests.servers import Site

VALIDATORS = {"ETag": '"v1"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    memory = Memory()
    url = site.page("/a", b"first", headers=VALIDATORS)
    with fetcher(cache=memory) as web:
        web.get(url, "page")
        site.page("/a", status=304)
        again = web.get(url, "page")
    assert (again.body, again.media_type, again.status) == (b"first", "text/html", 200)
    _, asked = site.asked[1]
    assert asked["if-none-match"] == '"v1"'
    assert asked["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_an_answer_that_still_holds_is_renewed_with_its_validators(site: Site) -> None:
    memory = Memory()
    url = site.page("/a", b"first", headers=VALIDATORS)
    with fetcher(cache=memory) as web:
        web.get(url, "page")
        site.page("/a", status=304, headers={"Cache-Control": "max-age=60"})
        web.get(url, "page")
        web.get(url, "page")
    kept = memory.kept[url]
    assert (kept.etag, kept.last_modified) == ('"v1"', "Mon, 23 Nov 2026 10:00:00 GMT")
    assert len(site.asked) == 2


def test_a_changed_page_takes_the_place_of_the_remembered_one(site: Site) -> None:
    memory = Memory()
    with fetcher(cache=memory) as web:
        url = site.page("/a", b"first", headers={"ETag": '"v1"'})
        web.get(url, "page")
        site.page("/a", b"second", headers={"ETag": '"v2"'})
        assert web.get(url, "page").body == b"second"
    assert memory.kept[url].etag == '"v2"'


def test_a_304_that_nobody_asked_for_is_no_answer(site: Site) -> None:
    with fetcher() as web, pytest.raises(FetchError, match="304"):
        web.get(site.page("/a", status=304), "page")


@pytest.mark.parametrize("control", ["max-age=60", "public, max-age=60, immutable"])
def test_a_fresh_answer_is_not_asked_for_again(site: Site, control: str) -> None:
    memory = Memory()
    url = site.page("/a", b"x", headers={"Cache-Control": control})
    with fetcher(cache=memory) as web:
        answers = [web.get(url, "page") for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(site.asked) == 1
    kept = memory.kept[url]
    assert kept.fetched
    assert kept.fresh_until
    assert kept.fetched < datetime.now(UTC) < kept.fresh_until


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "no-cache, max-age=60"},
        {"Cache-Control": "max-age=60", "Age": "61"},
        {"Cache-Control": "max-age=60", "Vary": "Accept"},
        {"Expires": "0"},
        {},
    ],
)
def test_an_answer_that_is_not_fresh_is_asked_for_again(
    site: Site, headers: dict[str, str]
) -> None:
    url = site.page("/a", b"x", headers=headers)
    with fetcher(cache=Memory()) as web:
        web.get(url, "page")
        web.get(url, "page")
    assert len(site.asked) == 2


def test_what_must_not_be_stored_is_not_kept(site: Site) -> None:
    memory = Memory()
    with fetcher(cache=memory) as web:
        web.get(site.page("/a", b"x", headers={"Cache-Control": "No-Store"}), "page")
    assert memory.kept == {}


def test_an_error_is_not_kept(site: Site) -> None:
    memory = Memory()
    with fetcher(cache=memory) as web, pytest.raises(FetchError):
        web.get(site.page("/a", b"x", status=404, headers={"Cache-Control": "max-age=60"}), "page")
    assert memory.kept == {}


def test_without_the_network_the_kept_answer_is_given_however_old(site: Site) -> None:
    memory = Memory()
    site.page("/b", b"text")
    url = site.redirect("/a", "/b", 301)
    with fetcher(cache=memory) as web:
        before = web.get(url, "page")
    with fetcher(cache=memory, offline=True) as web:
        assert web.get(url, "page") == before
    assert before.moved == site.url("/b")
    assert len(site.asked) == 2


def test_without_the_network_nothing_else_is_asked_for(site: Site) -> None:
    with fetcher(cache=Memory(), offline=True) as web:
        for discovered in (False, True):
            with pytest.raises(FetchError, match="not kept, and --offline") as caught:
                web.get(site.page("/a", b"x"), "page", discovered=discovered)
    assert site.asked == []
    assert caught.value.hint == "collect once without --offline"


def test_what_credentials_opened_is_not_shown_without_them(site: Site) -> None:
    memory = Memory()
    url = site.page("/a", b"for members", headers={"Cache-Control": "max-age=60"})
    member = Access(name="paper", url=url, authorization="Bearer secret-token")
    with fetcher(cache=memory) as web:
        web.as_source(member).get(url, "page")
        web.as_source(member).get(url, "page")
        assert len(site.asked) == 1
        site.page("/a", b"for all")
        assert web.get(url, "page").body == b"for all"
    assert set(memory.kept) == {url, f"{url}#paper"}
    assert "secret" not in repr(memory.kept)


def test_the_log_is_told_what_was_asked_and_what_came(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    url = site.page("/a", b"first", headers={"ETag": '"v1"'})
    with caplog.at_level("INFO", "pressday.fetch"), fetcher(cache=Memory()) as web:
        web.get(url, "page")
        site.page("/a", status=304, headers={"Cache-Control": "max-age=60"})
        web.get(url, "page")
        web.get(url, "page")
        with pytest.raises(FetchError):
            web.get(site.page("/b", status=404), "page")
    facts = [vars(record)["facts"] for record in caplog.records]
    asked = [(fact["status"], fact["bytes"], fact["from_cache"]) for fact in facts[:2]]
    assert asked == [(200, 5, False), (304, 0, True)]
    assert facts[2] == {"url": url, "from_cache": True}
    assert facts[3]["status"] == 404
    assert "404" in facts[4]["error"]
    assert {fact["url"] for fact in facts[:3]} == {url}
    assert all(fact["ms"] >= 0 for fact in facts[:2])


def test_what_a_feed_stands_for_is_remembered_with_it(site: Site) -> None:
    memory = Memory()
    said = VALIDATORS | {"Content-Location": "/archive/feed"}
    url = site.page("/a", b"<rss/>", headers=said)
    with fetcher(cache=memory) as web:
        assert web.get(url, "feed").base == site.url("/archive/feed")
        site.page("/a", status=304)
        again = web.get(url, "feed")
    assert (again.url, again.base, again.moved) == (url, site.url("/archive/feed"), "")


@pytest.mark.parametrize("said", ["/a", "file:///etc/", "http://h.example:x/", ""])
def test_a_content_location_that_is_no_other_web_address_says_nothing(
    site: Site, said: str
) -> None:
    url = site.page("/a", b"<rss/>", headers={"Content-Location": said})
    with fetcher() as web:
        assert web.get(url, "feed").base == ""
