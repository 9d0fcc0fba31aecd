"""Which addresses are asked, and what of them is shown to whom."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.errors import FetchError
from pressday.fetch.addresses import UNSAFE_PORTS, checked, host_of, referer_for, shown


@pytest.mark.parametrize(
    ("given_url", "asked"),
    [
        ("https://Paper.example/a?b=c#d", "https://paper.example/a?b=c"),
        ("http://me:secret@paper.example/a", "http://paper.example/a"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://paper.example:8443/", "https://paper.example:8443/"),
    ],
)
def test_an_address_is_asked_without_password_and_fragment(given_url: str, asked: str) -> None:
    assert checked(given_url) == asked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "paper.example/a",
        "file:///etc/passwd",
        "ftp://paper.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "http://",
        "http:///etc/passwd",
        "http://[::1",
        "http://a:x/",
        "http://a:0/",
        "http://a:99999/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        checked(url)


@pytest.mark.parametrize("port", [22, 25, 6379, 6667])
def test_a_port_of_another_trade_is_refused_like_browsers_do(port: int) -> None:
    if port not in UNSAFE_PORTS:  # browsers let it pass
        assert checked(f"http://paper.example:{port}/")
        return
    with pytest.raises(FetchError, match=f"port {port} is not one that pages"):
        checked(f"http://paper.example:{port}/")


@given(st.text(max_size=50).map(lambda text: f"http://user:hunter2@{text}"))
def test_a_password_never_shows(url: str) -> None:
    assert "hunter2" not in shown(url).rpartition("@")[2] or "hunter2" in url.rpartition("@")[2]
    assert "user:hunter2@" not in shown(url)


@given(st.text(max_size=80) | st.text("ab.:/@\\?#[]%^1 xⓔß。\u00ad", max_size=30))
def test_what_was_checked_once_stays_as_it_is_and_all_readers_agree_on_its_host(text: str) -> None:
    try:
        once = checked("http://" + text)
    except FetchError:
        return
    assert checked(once) == once
    assert host_of(once) == httpx.URL(once).raw_host.decode().strip("[]").rstrip(".")
    assert "#" not in once


HOUSE = frozenset({"desk"})


@pytest.mark.parametrize(
    ("url", "page", "told"),
    [
        ("https://cdn.example/p", "https://me:pw@a.example/x?token=1#y", "https://a.example/x"),
        ("https://cdn.example/p", "http://a.example", "http://a.example/"),
        ("http://cdn.example/p", "https://a.example/x", ""),
        ("https://cdn.example/p", "http://desk/x", ""),
        ("http://desk/p", "http://desk/x", "http://desk/x"),
        ("https://cdn.example/p", "file:///home/ann/x.html", ""),
        ("https://cdn.example/p", "", ""),
        ("https://cdn.example/p", "http://[::1", ""),
    ],
)
def test_a_server_of_pictures_learns_the_page_and_no_more(url: str, page: str, told: str) -> None:
    assert referer_for(url, page, HOUSE) == told
