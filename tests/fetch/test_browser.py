"""Pages that scripts fill, in the real Chromium; nothing gets out but through the guard."""

from __future__ import annotations

import shutil
import socket
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import Memory, fetcher

from pressday.errors import FetchError
from pressday.fetch import Access, Limits, Response
from pressday.fetch.browser import _PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers import Site

needs_chromium = pytest.mark.skipif(
    not any(map(shutil.which, _PROGRAMS)), reason="Chromium is not installed"
)
SCRIPT = {"Content-Type": "text/javascript"}
DATA = {"Content-Type": "application/json"}
LIMITS = Limits(render_s=12, backoff_s=0.01)


def render(site: Site, path: str = "/", *, discovered: bool = False, token: str = "") -> Response:
    pytest.importorskip("playwright", reason="the extra browser is not installed")
    access = Access(name="p", url=site.url("/feed"), authorization=token)
    with fetcher(LIMITS) as web:
        return web.as_source(access).render(site.url(path), discovered=discovered)


@pytest.fixture
def short() -> Iterator[Path]:
    """An empty folder near the root: Chromium's sockets allow no path of over 107 letters."""
    with TemporaryDirectory(prefix="p") as folder:
        yield Path(folder)


@needs_chromium
def test_a_page_that_scripts_fill_is_full_and_no_profile_stays(
    site: Site, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(short))
    site.page("/b", "<p id=a>Größe</p><script src=s.js></script><img src=p.png>".encode())
    fill = b"fetch('/d').then(r=>r.json()).then(d=>{document.getElementById('a').append(d.t)})"
    site.page("/s.js", fill, headers=SCRIPT)
    site.page("/d", b'{"t": " filled"}', headers=DATA)
    site.page("/p.png", headers={"Content-Type": "image/png"})
    site.redirect("/", "/b")
    answer = render(site)
    assert "Größe filled" in answer.body.decode()
    assert (answer.url, answer.media_type, answer.charset) == (site.url("/b"), "text/html", "utf-8")
    assert site.paths == ["/", "/b", "/s.js", "/d"]
    assert {headers["user-agent"].partition("/")[0] for _, headers in site.asked} == {"Pressday"}
    assert list(short.iterdir()) == []


ATTEMPTS = """
const out = document.createElement('pre'); document.body.append(out);
const got = text => out.append('GOT ' + text);
for (const url of URLS) {
  fetch(url).then(r => r.text()).then(got, () => {});
  fetch(url, {mode: 'no-cors'}).catch(() => {});
  fetch(url, {method: 'POST', body: 'x'}).catch(() => {});
  try { navigator.sendBeacon(url, 'x') } catch {}
  try { new EventSource(url) } catch {}
  try { new WebSocket(url.replace(/^http/, 'ws')) } catch {}
  try { new WebTransport(url.replace(/^http:/, 'https:')) } catch {}
  try { window.open(url) } catch {}
  try { new Worker(url) } catch {}
  for (const [tag, name] of [['iframe', 'src'], ['img', 'src'], ['script', 'src'], ['video', 'src'],
      ['object', 'data'], ['embed', 'src']]) {
    const it = document.createElement(tag); it[name] = url; document.body.append(it);
  }
  for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'stylesheet', 'icon',
      'prerender', 'modulepreload', 'manifest']) {
    const it = document.createElement('link'); it.rel = rel; it.href = url;
    document.head.append(it);
  }
  const form = document.createElement('form'); form.action = url; form.method = 'post';
  form.target = '_blank'; document.body.append(form); form.submit();
}
try {
  const peer = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:UDP'}]});
  peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));
} catch {}
setTimeout(() => { document.body.dataset.done = 'yes' }, 600);
"""


@needs_chromium
def test_nothing_gets_out_but_through_the_guard(stranger: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("planted secret")
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as tcp,
        closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp,
    ):
        udp.bind(("127.0.0.1", 0))
        port = tcp.getsockname()[1]
        urls = [f"http://{host}:{port}/x" for host in ("127.0.0.1", "localhost", "[::ffff:7f00:1]")]
        urls += ["http://169.254.169.254/latest/meta-data/", secret.as_uri(), "chrome://version"]
        script = ATTEMPTS.replace("URLS", repr(urls)).replace("UDP", str(udp.getsockname()[1]))
        stranger.page("/", b"<body><script src=s.js></script>")
        stranger.page("/s.js", script.encode(), headers=SCRIPT)
        html = render(stranger).body.decode()
        for listening in (tcp, udp):
            listening.settimeout(0.3)
        with pytest.raises(TimeoutError):
            tcp.accept()
        with pytest.raises(TimeoutError):
            udp.recvfrom(2000)
    assert "<pre></pre>" in html
    assert "planted secret" not in html
    assert set(stranger.paths) == {"/", "/s.js"}


@needs_chromium
@pytest.mark.parametrize("target", ["http://10.0.0.1/", "file:///etc/passwd", "data:text/html,x"])
def test_a_script_that_leads_away_to_where_nobody_may_go_leads_nowhere(
    site: Site, target: str
) -> None:
    site.page("/", f"<p>text</p><script>location = '{target}'</script>".encode())
    answer = render(site)
    assert b"<p>text</p>" in answer.body
    assert answer.url == site.url("/")


@needs_chromium
def test_a_script_that_leads_to_another_page_is_followed(site: Site) -> None:
    site.page("/", b"<p>text</p><script>location = '/next'</script>")
    site.page("/next", b"<p>next</p>")
    answer = render(site)
    assert (answer.url, b"next" in answer.body) == (site.url("/next"), True)


@needs_chromium
def test_a_window_that_a_script_opens_gets_nothing(site: Site) -> None:
    script = b"window.open('/popup'); fetch('/d').then(() => document.body.append('done'))"
    site.page("/", b"<p>text</p><script>" + script + b"</script>")
    site.page("/popup", b"<p>popup</p>")
    site.page("/d", b"x")
    answer = render(site)
    assert (answer.url, b"done" in answer.body) == (site.url("/"), True)
    assert "/popup" not in site.paths


@needs_chromium
def test_a_frame_of_a_stranger_gets_nothing_that_credentials_open(
    site: Site, stranger: Site
) -> None:
    page = f"<h1>x</h1><iframe src='{stranger.url('/frame')}'></iframe><script src=s.js></script>"
    site.page("/", page.encode())
    site.page("/s.js", b"", headers=SCRIPT)
    site.page("/members", b"members only")
    ask = (
        f"<script>fetch('{site.url('/members')}').then(r => r.text()).then(t => new Image)</script>"
    )
    stranger.page("/frame", ask.encode())
    render(site, token="Bearer t0ken")  # noqa: S106 - of this test alone
    assert "/frame" in stranger.paths
    assert "/members" not in site.paths
    assert all("authorization" not in headers for _, headers in stranger.asked)
    sent = {path for path, headers in site.asked if "authorization" in headers}
    assert sent == {"/", "/s.js"}


@needs_chromium
def test_robots_txt_holds_for_scripts_of_a_discovered_page(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /s.js\n")
    site.page("/", b"<p>text<script src=s.js></script>")
    assert b"text" in render(site, discovered=True).body
    assert set(site.paths) == {"/robots.txt", "/"}


@needs_chromium
def test_a_page_that_never_settles_is_taken_as_it_is_and_one_that_hangs_is_an_error(
    site: Site,
) -> None:
    pytest.importorskip("playwright", reason="the extra browser is not installed")
    tick = b"<p id=a>here</p><script>setInterval(() => fetch('/d?' + Math.random()), 50)</script>"
    site.page("/", tick)
    site.page("/hang", b"<p>here</p><script>for (;;) {}</script>")
    limits = Limits(render_s=2, backoff_s=0.01)
    with fetcher(limits) as web:
        assert b"here" in web.as_source(Access(url=site.url("/"))).render(site.url("/")).body
        with pytest.raises(FetchError, match="the browser could not show") as caught:
            web.render(site.url("/hang"))
    assert caught.value.where == site.url("/hang")


@needs_chromium
def test_what_was_rendered_is_kept_for_work_without_the_network(site: Site) -> None:
    pytest.importorskip("playwright", reason="the extra browser is not installed")
    memory = Memory()
    site.page("/", b"<p id=a></p><script>document.getElementById('a').append('filled')</script>")
    with fetcher(LIMITS, memory) as web:
        before = web.render(site.url("/"))
    with fetcher(LIMITS, memory, offline=True) as web:
        assert web.render(site.url("/")).body == before.body
        with pytest.raises(FetchError, match="--offline"):
            web.render(site.url("/other"))


def test_without_chromium_the_error_says_what_to_install(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright", reason="the extra browser is not installed")
    monkeypatch.setenv("PRESSDAY_CHROMIUM", "/no/such/program")
    with fetcher() as web, pytest.raises(FetchError, match="/no/such/program") as caught:
        web.render(site.page("/", b"x"))
    assert "apt install chromium" in (caught.value.hint or "")


def test_without_playwright_the_error_names_the_extra(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    with fetcher() as web, pytest.raises(FetchError, match="needs a browser") as caught:
        web.render(site.page("/", b"x"))
    assert caught.value.hint == 'pip install "pressday[browser]"'
