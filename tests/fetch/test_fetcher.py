"""What the fetcher brings home, and what it refuses, from a real server on the loopback address."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pressday import __version__
from pressday.errors import FetchError
from pressday.fetch import Cached, Fetcher, Limits, user_agent

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site at `http://127.0.0.1:PORT`; `asked` holds what was asked, headers in lower case."""

    server: ThreadingHTTPServer
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server.server_port}{path}"

    def page(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> str:
        """Answer `path` with `body`; an HTML page unless the headers say otherwise."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            sent = {"Content-Type": "text/html", "Content-Length": str(len(body))} | (headers or {})
            for name, value in sent.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer
        return self.url(path)

    def redirect(self, path: str, to: str) -> str:
        return self.page(path, status=302, headers={"Location": to})


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            here.asked.append((self.path, headers))
            try:
                here.pages[self.path](self)
            except KeyError:
                self.send_error(404)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = Site(server)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield here
    server.shutdown()
    server.server_close()


QUICK = Limits(backoff_s=0.01, total_s=20)


class Memory:
    """A cache in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Cached] = {}

    def lookup(self, url: str) -> Cached | None:
        return self.kept.get(url)

    def store(self, url: str, cached: Cached) -> None:
        self.kept[url] = cached


def fetcher(limits: Limits = QUICK, cache: Memory | None = None) -> Fetcher:
    return Fetcher(user_agent("editor@paper.example"), cache, {"127.0.0.1"}, limits)


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
    assert headers["accept-encoding"] == "gzip"


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


@pytest.mark.parametrize("broken", [gzip.compress(b"x" * 5000)[:-12], b"no gzip at all"])
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
    with fetcher() as web, pytest.raises(FetchError, match="more than 5 times") as caught:
        web.get(url, "page")
    assert len(site.asked) == 6
    assert caught.value.where == url


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


def test_a_slow_body_ends_with_the_deadline(site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    site.pages["/slow"] = slow
    with fetcher(Limits(total_s=0.3)) as web, pytest.raises(FetchError, match="in time"):
        web.get(site.url("/slow"), "page")


def test_headers_sent_drop_by_drop_end_with_the_deadline(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100:
            handler.wfile.write(bytes([byte]))
            time.sleep(0.03)

    site.pages["/drip"] = drip
    with fetcher(Limits(total_s=0.3)) as web, pytest.raises(FetchError, match="in time"):
        web.get(site.url("/drip"), "page")


def test_what_is_no_page_is_refused_by_its_type(site: Site) -> None:
    url = site.page("/a.pdf", b"%PDF", headers={"Content-Type": "application/pdf"})
    with fetcher() as web, pytest.raises(FetchError, match="is application/pdf, not a page"):
        web.get(url, "page")


def test_a_page_is_no_picture(site: Site) -> None:
    with fetcher() as web, pytest.raises(FetchError, match="is text/html, not a picture"):
        web.get(site.page("/a", b"x"), "picture")


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    memory = Memory()
    headers = {"ETag": '"v1"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
    url = site.page("/a", b"first", headers=headers)
    with fetcher(cache=memory) as web:
        web.get(url, "page")
        site.page("/a", status=304)
        again = web.get(url, "page")
    assert (again.body, again.media_type, again.status) == (b"first", "text/html", 200)
    _, asked = site.asked[1]
    assert asked["if-none-match"] == '"v1"'
    assert asked["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_a_changed_page_takes_the_place_of_the_remembered_one(site: Site) -> None:
    memory = Memory()
    with fetcher(cache=memory) as web:
        url = site.page("/a", b"first", headers={"ETag": '"v1"'})
        web.get(url, "page")
        site.page("/a", b"second", headers={"ETag": '"v2"'})
        assert web.get(url, "page").body == b"second"
    assert memory.kept[url].etag == '"v2"'


def test_a_page_without_validators_is_not_remembered(site: Site) -> None:
    memory = Memory()
    with fetcher(cache=memory) as web:
        web.get(site.page("/a", b"x"), "page")
    assert memory.kept == {}


def test_a_busy_server_is_asked_again(site: Site) -> None:
    url = site.page("/a", status=503, headers={"Retry-After": "0"})
    with fetcher() as web, pytest.raises(FetchError, match="503"):
        web.get(url, "page")
    assert len(site.asked) == 3


def test_a_server_that_asks_for_a_long_pause_is_left_alone(site: Site) -> None:
    url = site.page("/a", status=429, headers={"Retry-After": "3600"})
    with fetcher() as web, pytest.raises(FetchError, match="429"):
        web.get(url, "page")
    assert len(site.asked) == 1


def test_a_connection_that_breaks_is_tried_again(site: Site) -> None:
    def fail_once(handler: BaseHTTPRequestHandler) -> None:
        site.page("/a", b"well")
        handler.close_connection = True

    site.pages["/a"] = fail_once
    with fetcher() as web:
        assert web.get(site.url("/a"), "page").body == b"well"


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
