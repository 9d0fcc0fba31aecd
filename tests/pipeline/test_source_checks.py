"""How sources do: asked over real connections, one article of each tried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from pressday.config import load_publication
from pressday.errors import UsageError
from pressday.model import Outcome, Step
from pressday.pipeline import source_checks
from pressday.pipeline.source_checks import a_week, check_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.pipeline.source_checks import Health

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TEXT = "A sentence that says something about the harbour. " * 40
HEAD = 'schema = 1\n[publication]\ntitle = "T"\nlanguage = "en"\n[fetch]\nallow = ["127.0.0.1"]\n'
PAGE = f"<html lang=en><body><article><h1>Harbour</h1><p>{TEXT}</p></article></body></html>"
SHELL = (
    "<html><body><noscript>You need to enable JavaScript to run this app.</noscript>"
    "<div id=root></div><script src=x.js></script></body></html>"
)


def feed(host: str, *links: str, text: str = "Teaser …") -> str:
    dates = (NOW - timedelta(days=3 * n) for n in range(len(links)))
    items = "".join(
        f"<item><title>Story {n}</title><link>{host}{link}</link><description>{text}</description>"
        f"<pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, (link, date) in enumerate(zip(links, dates, strict=True))
    )
    return f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = f"http://{self.headers['Host']}"
        answers = {
            "/good": feed(host, "/page", "/page?2", "/page?3"),
            "/full": feed(host, "/none", text="word " * 400),
            "/short": feed(host, "/none"),
            "/shells": feed(host, "/shell"),
            "/empty": feed(host),
            "/page": PAGE,
            "/shell": SHELL,
        }
        body = answers.get(self.path.partition("?")[0], "")
        self.send_response(301 if self.path == "/old" else 200 if body else 404)
        if self.path == "/old":
            self.send_header("Location", "/good")
        self.send_header("Content-Type", "text/xml" if "<rss" in body else "text/html")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def checked(folder: Path, text: str, *names: str) -> list[Outcome[Health]]:
    (folder / "pressday.toml").write_text(HEAD + text)
    events: Any = check_sources(load_publication(folder), names)
    return [event for event in events if not isinstance(event, Step)]


def written(url: str, kind: str = "feed", name: str = "S") -> str:
    return f'[[source]]\nname = "{name}"\nkind = "{kind}"\nurl = "{url}"\nrate = 0\n'


def test_a_source_is_in_the_state_that_its_articles_show(site: str, tmp_path: Path) -> None:
    wanted: list[tuple[str, str, tuple[str, ...], str]] = [
        ("/good", "feed", ("ok",), "page"),
        ("/full", "feed", ("ok",), "feed"),
        ("/short", "feed", ("summary-only",), "feed"),
        ("/shells", "feed", ("needs a browser",), "feed"),
        ("/old", "feed", ("moved",), "page"),
        ("/page", "page", ("ok",), "page"),
        ("/shell", "page", ("needs a browser",), ""),
        ("/gone", "feed", ("dead",), ""),
        ("/gone?1", "page", ("dead",), ""),
        ("/page?1", "sitemap", ("dead",), ""),
    ]
    text = "".join(written(site + path, kind, path) for path, kind, _, _ in wanted)
    outcomes = checked(tmp_path, text)
    values = [(outcome.subject, outcome.value) for outcome in outcomes]
    found = [(n, v.kind, v.states, v.text_from) for n, v in values if v]
    assert found == wanted
    assert [bool(outcome.error) for outcome in outcomes] == [w[2] == ("dead",) for w in wanted]
    assert [v.moved for _, v in values if v and v.moved] == [f"{site}/good"]
    assert not (tmp_path / "library").exists()


def test_the_newest_article_and_how_many_a_week_are_told(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_checks, "_SLOW_S", 0.0)
    (outcome,) = checked(tmp_path, written(f"{site}/good"))
    health = outcome.value
    assert health is not None
    assert health.states == ("slow",)
    assert (health.title, health.published, health.listed) == ("Story 0", NOW, 3)
    assert health.a_week == pytest.approx(2 / 6 * 7, abs=0.05)


def test_results_come_in_the_order_of_the_file_and_one_dead_source_stops_none(
    site: str, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(f"# Harbour\n\n{TEXT}")
    text = "".join(written(f"{site}/{path}", name=path) for path in ("gone", "good", "empty"))
    text += '[[source]]\nname = "ours"\nkind = "folder"\npath = "articles"\n'
    outcomes = checked(tmp_path, text)
    assert [outcome.subject for outcome in outcomes] == ["gone", "good", "empty", "ours"]
    assert [bool(outcome.error) for outcome in outcomes] == [True, False, False, False]
    assert outcomes[2].warnings == ("names no article",)
    ours = outcomes[3].value
    assert ours is not None
    assert (ours.title, ours.states) == ("Harbour", ("ok",))
    assert [o.subject for o in checked(tmp_path, text, "good")] == ["good"]
    with pytest.raises(UsageError, match='no source is called "god"'):
        checked(tmp_path, text, "god")


@pytest.mark.parametrize(
    ("days", "rate"),
    [([], None), ([0], None), ([0, 0], None), ([0, 7], 1.0), ([0, 1, 2, 3, 4, 5, 6, 7], 7.0)],
)
def test_a_week_is_counted_from_the_dates_between_the_first_and_the_last(
    days: list[int], rate: float | None
) -> None:
    assert a_week([NOW - timedelta(days=day) for day in days]) == rate
