"""What the fetcher brings home, and what it refuses, from a real server on the loopback address."""

from __future__ import annotations

import gzip
import zlib
from concurrent.futures import CancelledError, ThreadPoolExecutor
from time import sleep
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import fetcher
from tests.servers import CERTIFICATE, serving

from pressday import __version__
from pressday.errors import FetchError
from pressday.fetch import Access, Fetcher, Limits, user_agent

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.servers import Site


def test_a_page_comes_with_its_address_type_and_charset(site: Site) -> None:
    url = site.page("/a", b"caf\xe9", headers={"Content-Type": "Text/HTML; charset=ISO-8859-1"})
    with fetcher() as web:
        answer = web.get(url, "page")
    assert (answer.url, answer.status, answer.body) == (url, 200, b"caf\xe9")
    assert (answer.media_type, answer.charset) == ("text/html", "iso-8859-1")


def test_the_server_learns_who_asks_and_that_gzip_is_read(site: Site) -> None:
    with fetcher() as web:
        web.get(site.page("/a"), "page")
    _, headers = site.asked[0]
    assert headers["user-agent"] == f"Pressday/{__version__} (+editor@paper.example)"
    assert headers["accept-encoding"] == "gzip, deflate"


def test_a_contact_cannot_smuggle_a_header_line() -> None:
    assert user_agent("a@b.example\r\nX: (y)") == f"Pressday/{__version__} (+a@b.exampleX: y)"
    assert user_agent() == f"Pressday/{__version__}"


def test_gzip_is_decoded_all_members_of_it(site: Site) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0"
    url = site.page("/a", body, headers={"Content-Encoding": "gzip"})
    with fetcher() as web:
        assert web.get(url, "page").body == b"one two"


def test_a_gzip_bomb_is_given_up_at_the_limit(site: Site) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    assert len(bomb) < 50_000
    url = site.page("/bomb", bomb, headers={"Content-Encoding": "gzip"})
    with fetcher() as web, pytest.raises(FetchError, match="larger than 10 MB"):
        web.get(url, "page")


@pytest.mark.parametrize(
    "broken", [gzip.compress(b"x" * 5000)[:-12], b"no gzip at all"], ids=["cut", "none"]
)
def test_broken_gzip_is_an_error_and_no_half_page(site: Site, broken: bytes) -> None:
    url = site.page("/a", broken, headers={"Content-Encoding": "gzip"})
    with fetcher() as web, pytest.raises(FetchError, match="compressed answer is broken"):
        web.get(url, "page")


def test_an_encoding_nobody_asked_for_is_refused(site: Site) -> None:
    url = site.page("/a", b"x", headers={"Content-Encoding": "br"})
    with fetcher() as web, pytest.raises(FetchError, match="sends br"):
        web.get(url, "page")


def test_an_oversized_page_is_refused_by_its_announced_length(site: Site) -> None:
    url = site.page("/big", b"", headers={"Content-Length": "10000001"})
    with fetcher() as web, pytest.raises(FetchError, match="larger than 10 MB"):
        web.get(url, "page")


def test_an_oversized_page_of_unknown_length_is_refused_while_it_comes(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Connection", "close")
        handler.end_headers()
        while True:
            handler.wfile.write(bytes(100_000))

    site.pages["/endless"] = endless
    small = Limits(page=300_000)
    with fetcher(small) as web, pytest.raises(FetchError, match=r"larger than 0\.3 MB"):
        web.get(site.url("/endless"), "page")


def test_a_redirect_is_followed_and_the_last_address_told(site: Site) -> None:
    last = site.page("/b", b"here")
    url = site.redirect("/a", "b")
    with fetcher() as web:
        assert web.get(url, "page").url == last


def test_a_redirect_loop_ends(site: Site) -> None:
    url = site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    with fetcher() as web, pytest.raises(FetchError, match="redirects in a circle") as caught:
        web.get(url, "page")
    assert site.paths == ["/a", "/b", "/a"]
    assert caught.value.where == url


def test_a_redirect_without_end_ends_after_five(site: Site) -> None:
    for number in range(9):
        site.redirect(f"/{number}", f"/{number + 1}")
    with fetcher() as web, pytest.raises(FetchError, match="more than 5 times"):
        web.get(site.url("/0"), "page")
    assert len(site.asked) == 6


def test_a_redirect_to_itself_with_a_cookie_is_no_circle(site: Site) -> None:
    def gate(handler: BaseHTTPRequestHandler) -> None:
        passed = handler.headers["Cookie"] == "seen=1"
        handler.send_response(200 if passed else 302)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "0")
        handler.send_header("Set-Cookie", "seen=1")
        handler.send_header("Location", "/a")
        handler.end_headers()

    with fetcher() as web:
        assert web.get(site.answer("/a", gate), "page").status == 200


@pytest.mark.parametrize(
    ("steps", "moved"),
    [((301,), 1), ((308, 301), 2), ((301, 302), 1), ((302, 301), None), ((307,), None), ((), None)],
)
def test_the_address_that_takes_its_place_is_told(
    site: Site, steps: tuple[int, ...], moved: int | None
) -> None:
    for number, status in enumerate(steps):
        site.redirect(f"/{number}", f"/{number + 1}", status)
    site.page(f"/{len(steps)}", b"here")
    with fetcher() as web:
        answer = web.get(site.url("/0"), "page")
    assert answer.moved == ("" if moved is None else site.url(f"/{moved}"))
    assert answer.body == b"here"


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "http://[::1"]
)
def test_a_redirect_out_of_the_web_is_refused(site: Site, target: str) -> None:
    with fetcher() as web, pytest.raises(FetchError):
        web.get(site.redirect("/a", target), "page")
    assert len(site.asked) == 1


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "0x7f000001", "[::1]", "0"])
def test_a_redirect_to_a_host_that_is_not_public_is_refused(site: Site, host: str) -> None:
    site.page("/secret", b"secret")
    url = site.redirect("/a", site.url("/secret", host))
    with fetcher() as web, pytest.raises(FetchError, match="not a public address") as caught:
        web.get(url, "page")
    assert caught.value.hint is not None
    assert "allow" in caught.value.hint
    assert [path for path, _ in site.asked] == ["/a"]


def test_nothing_on_this_machine_is_reached_unless_allowed(site: Site) -> None:
    url = site.page("/a", b"x")
    with Fetcher("t") as web, pytest.raises(FetchError, match=r"127\.0\.0\.1 is not a public"):
        web.get(url, "page")
    assert site.asked == []


def test_an_allowed_name_is_reached_where_its_address_is_not_named(site: Site) -> None:
    site.page("/a", b"x")
    with Fetcher("t", allow={"LocalHost"}) as web:
        assert web.get(site.url("/a", "localhost"), "page").body == b"x"


@pytest.mark.parametrize(
    ("status", "hint"), [(404, "check the address"), (403, "save the page"), (500, "later")]
)
def test_a_refusal_names_the_status_and_what_to_try(site: Site, status: int, hint: str) -> None:
    with fetcher() as web, pytest.raises(FetchError, match=str(status)) as caught:
        web.get(site.page("/a", status=status), "page")
    assert hint in (caught.value.hint or "")
    assert len(site.asked) == 1


def test_an_address_is_shown_without_its_password(site: Site) -> None:
    url = site.url("/none").replace("//", "//me:secret@")
    with fetcher() as web, pytest.raises(FetchError) as caught:
        web.get(url, "page")
    assert "secret" not in str(caught.value)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_a_slow_body_ends_with_the_deadline(site: Site) -> None:
    url = site.drip("/slow", HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 1000, 0.02)
    with fetcher(Limits(total_s=0.3)) as web, pytest.raises(FetchError, match="in time") as caught:
        web.get(url, "page")
    assert caught.value.passing


def test_headers_sent_drop_by_drop_end_with_the_deadline(site: Site) -> None:
    url = site.drip("/drip", b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100, 0.03)
    with fetcher(Limits(total_s=0.3)) as web, pytest.raises(FetchError, match="in time"):
        web.get(url, "page")


def test_a_server_that_falls_silent_is_given_up_before_the_deadline(site: Site) -> None:
    url = site.raw("/stall", HEAD + b"Content-Length: 9\r\n\r\nx", stall=True)
    with fetcher(Limits(silence_s=0.2)) as web, pytest.raises(FetchError, match="in time"):
        web.get(url, "page")


def test_a_body_that_trickles_is_given_up_before_the_deadline(site: Site) -> None:
    url = site.drip("/slow", HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 1000, 0.01)
    limits = Limits(slow_s=0.2, slowest=10_000)
    with fetcher(limits) as web, pytest.raises(FetchError, match="too slowly") as caught:
        web.get(url, "page")
    assert caught.value.hint == "try again later"


def test_endless_headers_are_refused(site: Site) -> None:
    url = site.raw("/a", b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 300_000)
    with fetcher() as web, pytest.raises(FetchError, match="no proper answer"):
        web.get(url, "page")


@pytest.mark.parametrize(
    "cut",
    [
        HEAD + b"Content-Length: 100\r\n\r\nonly this",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 5000)[:-9],
    ],
    ids=["length", "chunked", "gzip"],
)
def test_a_body_that_ends_too_early_is_asked_for_once_more_and_never_taken(
    site: Site, cut: bytes
) -> None:
    url = site.raw("/a", cut)
    with fetcher() as web, pytest.raises(FetchError, match=r"too early|is broken"):
        web.get(url, "page")
    assert len(site.asked) == 2


def test_a_body_that_its_length_would_cut_short_is_not_taken_for_the_whole(site: Site) -> None:
    url = site.raw("/a", HEAD + b"Content-Length: 9\r\n\r\nonly this, and then more")
    with fetcher() as web, pytest.raises(FetchError, match="longer than announced"):
        web.get(url, "page")
    assert len(site.asked) == 2


@pytest.mark.parametrize("tail", [b"", b"\r\n"])
@pytest.mark.parametrize("hints", [b"", b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n"])
def test_early_hints_and_an_empty_line_at_the_end_do_no_harm(
    site: Site, hints: bytes, tail: bytes
) -> None:
    whole = HEAD + b"Content-Length: 5\r\n\r\nwhole"
    with fetcher() as web:
        assert web.get(site.raw("/a", hints + whole + tail), "page").body == b"whole"


def test_a_body_that_was_cut_once_comes_whole(site: Site) -> None:
    whole = HEAD + b"Content-Length: 5\r\n\r\nwhole"
    url = site.in_turn("/a", site.sends(whole[:-2]), site.sends(whole))
    with fetcher() as web:
        assert web.get(url, "page").body == b"whole"


def test_deflate_is_decoded(site: Site) -> None:
    url = site.page("/a", zlib.compress(b"text"), headers={"Content-Encoding": "deflate"})
    with fetcher() as web:
        assert web.get(url, "page").body == b"text"


def test_what_is_no_page_is_refused_by_its_type(site: Site) -> None:
    url = site.page("/a.pdf", b"%PDF", headers={"Content-Type": "application/pdf"})
    with fetcher() as web, pytest.raises(FetchError, match="is application/pdf, not a page"):
        web.get(url, "page")


def test_a_page_is_no_picture(site: Site) -> None:
    url = site.page("/a", b"x")
    with fetcher() as web, pytest.raises(FetchError, match="is text/html, not a picture"):
        web.as_source(Access(url=url)).get(url, "picture")


def test_a_document_is_whatever_it_is(site: Site) -> None:
    headers = {"Content-Type": "application/epub+zip"}
    with fetcher() as web:
        answer = web.get(site.page("/a.epub", b"PK", headers=headers), "document")
    assert (answer.body, answer.media_type) == (b"PK", "application/epub+zip")


def test_a_closed_port_is_an_error_in_one_line(site: Site) -> None:
    url = site.url("/a")
    site.server.shutdown()
    site.server.server_close()
    with fetcher() as web, pytest.raises(FetchError) as caught:
        web.get(url, "page")
    assert "\n" not in str(caught.value)
    assert caught.value.where == url


@pytest.mark.parametrize(
    "url", ["", "paper.example/a", "file:///etc/passwd", "http://", "http://[::1", "http://a:x/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with fetcher() as web, pytest.raises(FetchError):
        web.get(url, "page")


def test_a_cookie_that_a_redirect_sets_is_shown_at_its_end(site: Site) -> None:
    site.page("/b", b"in")
    headers = {"Location": "/b", "Set-Cookie": "seen=1"}
    with fetcher() as web:
        web.get(site.page("/a", status=302, headers=headers), "page")
    assert site.asked[1][1]["cookie"] == "seen=1"


def test_no_cookie_is_carried_from_one_address_to_the_next(site: Site) -> None:
    with fetcher() as web:
        web.get(site.page("/a", b"one", headers={"Set-Cookie": "seen=1"}), "page")
        web.get(site.page("/b", b"two"), "page")
    assert "cookie" not in site.asked[1][1]


@pytest.mark.parametrize("certificate", [None, CERTIFICATE])
def test_closing_ends_what_is_still_under_way(
    certificate: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(certificate) as there, ThreadPoolExecutor(2) as pool:
        there.raw("/stall", HEAD + b"Content-Length: 9\r\n\r\nx", stall=True)
        with Fetcher("t", allow={"localhost"}) as web:
            reading = pool.submit(web.get, there.url("/stall", "localhost"), "page")
            while not there.asked:
                sleep(0.001)
        with pytest.raises(CancelledError):  # no FetchError: the page is not at fault
            reading.result(10)  # the server would be silent for a minute
