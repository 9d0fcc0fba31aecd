"""robots.txt is asked for what a program found, and obeyed as RFC 9309 says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import fetcher

from pressday.errors import FetchError
from pressday.fetch import Access, Fetcher
from pressday.fetch.request_scope import RequestScope, new_cookies
from pressday.fetch.robots import Robots

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from tests.servers import Site

PRIVATE = b"User-agent: *\nDisallow: /private/\n"
TEXT = {"Content-Type": "text/plain"}


def source(web: Fetcher, site: Site) -> Fetcher:
    """The fetcher of a source at the site, whose pages may be discovered there."""
    return web.as_source(Access(name="paper", url=site.url("/feed")))


def test_a_discovered_page_is_left_where_the_site_asks_for_that(site: Site) -> None:
    site.page("/robots.txt", PRIVATE, headers=TEXT)
    open_page, closed = site.page("/a", b"x"), site.page("/private/b", b"y")
    with fetcher() as web:
        paper = source(web, site)
        assert paper.get(open_page, "page", discovered=True).body == b"x"
        with pytest.raises(FetchError, match=r"robots\.txt of 127\.0\.0\.1 asks") as caught:
            paper.get(closed, "page", discovered=True)
    assert site.paths == ["/robots.txt", "/a"]
    assert "by hand" in (caught.value.hint or "")


def test_what_the_editor_wrote_and_pictures_are_no_robot_s_choice(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /\n", headers=TEXT)
    with fetcher() as web:
        paper = source(web, site)
        paper.get(site.page("/a", b"x"), "page")
        paper.get(site.page("/feed", b"x"), "feed")
        paper.get(site.page("/p", b"x", headers={"Content-Type": "image/png"}), "picture")
    assert "/robots.txt" not in site.paths


def test_the_publication_may_switch_it_off(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /\n", headers=TEXT)
    with fetcher(robots=False) as web:
        assert source(web, site).get(site.page("/a", b"x"), "page", discovered=True).body == b"x"
    assert site.paths == ["/a"]


def test_a_group_for_pressday_goes_before_the_one_for_all(site: Site) -> None:
    rules = b"User-agent: *\nAllow: /\n\nUser-agent: pressday\nDisallow: /\n"
    site.page("/robots.txt", rules, headers=TEXT)
    with fetcher() as web, pytest.raises(FetchError, match=r"robots\.txt"):
        source(web, site).get(site.page("/a"), "page", discovered=True)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_txt_means_yes(site: Site, status: int) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /\n", status=status)
    with fetcher() as web:
        assert source(web, site).get(site.page("/a", b"x"), "page", discovered=True).body == b"x"


@pytest.mark.parametrize("status", [500, 501, 503])
def test_a_robots_txt_that_cannot_be_had_means_not_now(site: Site, status: int) -> None:
    site.page("/robots.txt", status=status, headers={"Retry-After": "0"})
    with fetcher() as web, pytest.raises(FetchError, match="cannot be read") as caught:
        source(web, site).get(site.page("/a"), "page", discovered=True)
    assert "/a" not in site.paths
    assert caught.value.passing
    assert "robots = false" in (caught.value.hint or "")


def test_a_robots_txt_behind_a_redirect_counts_and_one_in_a_circle_is_none(site: Site) -> None:
    site.redirect("/robots.txt", "/rules")
    site.page("/rules", PRIVATE, headers=TEXT)
    with fetcher() as web, pytest.raises(FetchError, match="asks programs"):
        source(web, site).get(site.page("/private/b"), "page", discovered=True)
    site.redirect("/rules", "/robots.txt")
    with fetcher() as web:
        source(web, site).get(site.page("/private/b"), "page", discovered=True)


def test_each_address_of_a_redirect_is_asked_for(site: Site) -> None:
    site.page("/robots.txt", PRIVATE, headers=TEXT)
    site.page("/private/b", b"y")
    with fetcher() as web, pytest.raises(FetchError, match="asks programs"):
        source(web, site).get(site.redirect("/a", "/private/b"), "page", discovered=True)
    assert "/private/b" not in site.paths


def test_a_site_is_asked_once_however_many_pages_wait(site: Site) -> None:
    site.page("/robots.txt", PRIVATE, headers=TEXT)
    urls = [site.page(f"/{number}", b"x") for number in range(12)]
    with fetcher() as web, ThreadPoolExecutor(12) as pool:
        paper = source(web, site)
        list(pool.map(lambda url: paper.get(url, "page", discovered=True), urls))
    assert site.paths.count("/robots.txt") == 1


def test_a_slower_pace_that_the_site_asks_for_is_kept(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 0.4\n", headers=TEXT)
    starts: list[float] = []

    def noted(handler: BaseHTTPRequestHandler) -> None:
        starts.append(monotonic())
        site.sends(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")(handler)

    site.answer("/a", noted)
    with fetcher() as web:
        paper = source(web, site)
        begun = monotonic()
        for _ in range(2):
            paper.get(site.url("/a"), "page", discovered=True)
    assert starts[1] - begun >= 0.4


def test_a_pace_beyond_reason_is_cut_short() -> None:
    robots = Robots(lambda *_: b"User-agent: *\nCrawl-delay: 86400\n", 10)
    assert robots.check("https://paper.example/a") == 10


@pytest.mark.parametrize("rules", [b"", b"\xff\xfe\x00", b"<html>nothing</html>", b"Disallow: /"])
def test_nonsense_forbids_nothing(rules: bytes) -> None:
    assert Robots(lambda *_: rules, 10).check("https://paper.example/a") == 0


def test_a_stranger_s_link_into_the_house_does_not_even_ask_for_robots_txt(site: Site) -> None:
    with fetcher() as web, pytest.raises(FetchError, match="not a public address"):
        web.get(site.page("/a"), "page", discovered=True)
    assert site.asked == []


def test_the_gap_between_pages_of_a_public_host_is_half_a_second_and_pictures_have_none() -> None:
    url = "https://paper.example/a"
    with fetcher() as web:
        page = RequestScope(kind="page", access=Access(), cookies=new_cookies())
        picture = RequestScope(kind="picture", access=Access(), cookies=new_cookies())
        assert (web._gap(url, page), web._gap(url, picture)) == (0.5, 0)
        slow = web.as_source(Access(url="https://paper.example/feed"), 3)
        assert (slow._gap(url, page), slow._gap("https://cdn.example/a", page)) == (3, 0.5)
        quick = web.as_source(Access(url="https://paper.example/feed"), 0)
        assert quick._gap(url, page) == 0
