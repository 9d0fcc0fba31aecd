"""What is the editor's word and what a stranger's: who may reach a host of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.fetch.fetchers import QUICK, STRANGER, fetcher

from pressday.errors import FetchError
from pressday.fetch import Access, Fetcher
from pressday.fetch.request_scope import RequestScope, new_cookies, sets_out

if TYPE_CHECKING:
    from tests.servers import Site

    from pressday.fetch import Kind


def test_the_stranger_of_these_tests_is_reached(site: Site, stranger: Site) -> None:
    stranger.page("/a", b"public")
    with Fetcher("t", limits=QUICK) as web:
        assert web.get(stranger.url("/a"), "page").body == b"public"
        with pytest.raises(FetchError, match="not a public address"):
            web.get(site.page("/a"), "page")


REFUSED: list[tuple[Kind, dict[str, Any], str]] = [
    ("page", {"discovered": True}, ""),
    ("page", {"discovered": True}, "stranger"),
    ("picture", {}, ""),
    ("picture", {}, "stranger"),
    ("part", {}, "stranger"),
    ("picture", {"referer": f"http://{STRANGER}/a"}, "house"),
    ("page", {"discovered": True, "referer": f"http://{STRANGER}/a"}, "house"),
]


@pytest.mark.parametrize(("kind", "how", "source"), REFUSED)
def test_a_stranger_s_word_does_not_lead_into_the_house(
    site: Site, stranger: Site, kind: Kind, how: dict[str, Any], source: str
) -> None:
    url = site.page("/a", b"secret", headers={"Content-Type": "image/png"})
    places = {"": "", "stranger": stranger.url("/feed"), "house": site.url("/feed")}
    with fetcher() as web:
        asking = web.as_source(Access(name="s", url=places[source]))
        with pytest.raises(FetchError, match="not a public address") as caught:
            asking.get(url, kind, **how)
    assert site.asked == []
    assert "allow counts for addresses that you wrote" in (caught.value.hint or "")


ALLOWED: list[tuple[Kind, dict[str, Any], str]] = [
    ("page", {}, ""),
    ("page", {}, "stranger"),
    ("feed", {}, "house"),
    ("page", {"discovered": True}, "house"),
    ("picture", {}, "house"),
    ("picture", {"referer": "http://127.0.0.1/a"}, "house"),
]


@pytest.mark.parametrize(("kind", "how", "source"), ALLOWED)
def test_the_editor_s_word_leads_into_the_house(
    site: Site, stranger: Site, kind: Kind, how: dict[str, Any], source: str
) -> None:
    headers = {"Content-Type": "image/png" if kind == "picture" else "text/html"}
    url = site.page("/a", b"ours", headers=headers)
    places = {"": "", "stranger": stranger.url("/feed"), "house": site.url("/feed")}
    with fetcher() as web:
        asking = web.as_source(Access(name="s", url=places[source]))
        assert asking.get(url, kind, **how).body == b"ours"


@pytest.mark.parametrize("source", ["", "house"])
@pytest.mark.parametrize("discovered", [True, False])
def test_a_stranger_s_redirect_does_not_lead_into_the_house(
    site: Site, stranger: Site, *, discovered: bool, source: str
) -> None:
    secret = site.page("/secret", b"secret")
    stranger.redirect("/a", secret)
    with fetcher(robots=False) as web:
        asking = web.as_source(Access(url=site.url("/feed") if source else ""))
        with pytest.raises(FetchError, match="not a public address"):
            asking.get(stranger.url("/a"), "page", discovered=discovered)
    assert site.asked == []
    assert stranger.paths == ["/a"]


def test_a_redirect_within_the_house_is_followed(site: Site) -> None:
    site.page("/b", b"ours")
    url = site.redirect("/a", "/b")
    with fetcher() as web:
        assert web.get(url, "page").body == b"ours"


def test_a_redirect_out_of_the_house_does_not_come_back(site: Site, stranger: Site) -> None:
    secret = site.page("/secret", b"secret")
    url = site.redirect("/a", stranger.url("/b"))
    stranger.redirect("/b", secret)
    with fetcher() as web, pytest.raises(FetchError, match="not a public address"):
        web.get(url, "page")
    assert site.paths == ["/a"]


def test_a_connection_that_a_trusted_errand_left_open_is_not_there_for_another(site: Site) -> None:
    url = site.page("/a", b"ours")
    with fetcher() as web:
        web.get(url, "page")
        with pytest.raises(FetchError, match="not a public address"):
            web.get(url, "page", discovered=True)
    assert site.paths == ["/a"]


def test_an_allowed_host_that_is_public_is_reached_by_everybody(stranger: Site) -> None:
    stranger.page("/a", b"public", headers={"Content-Type": "image/png"})
    with Fetcher("t", allow={STRANGER}, limits=QUICK) as web:
        assert web.get(stranger.url("/a"), "picture").body == b"public"


@pytest.mark.parametrize(
    ("url", "referer", "own"),
    [
        ("https://paper.example/a", "", True),
        ("https://PAPER.example:8443/a", "", True),
        ("http://paper.example/a", "", False),
        ("https://cdn.paper.example/a", "", False),
        ("https://paper.example.evil.example/a", "", False),
        ("https://paper.example/a", "https://paper.example/page", True),
        ("https://paper.example/logout", "https://evil.example/page", False),
    ],
)
def test_credentials_are_for_the_source_s_own_host_and_pages(
    url: str, referer: str, *, own: bool
) -> None:
    access = Access(name="p", url="https://paper.example/feed")
    scope = RequestScope(kind="page", access=access, cookies=new_cookies(), referer=referer)
    assert sets_out(scope, url, frozenset()).own is own


def test_a_host_in_another_script_is_one_host_however_it_is_written() -> None:
    assert Access(url="https://MÜNCHEN.example/feed").host == "xn--mnchen-3ya.example"
    assert Access(url="folder/feeds.opml").host == ""


def test_what_an_errand_has_lost_does_not_come_back() -> None:
    access = Access(name="p", url="http://desk/feed", authorization="Bearer x")
    house = frozenset({"desk"})
    scope = sets_out(
        RequestScope(kind="page", access=access, cookies=new_cookies()), "http://desk/a", house
    )
    assert (scope.inside, scope.own) == (True, True)
    assert scope.key("http://desk/a") == "http://desk/a#p"
    away = scope.at("https://evil.example/", house)
    back = away.at("http://desk/b", house)
    assert (back.inside, back.own) == (False, False)
    assert back.key("http://desk/b") == "http://desk/b"
