"""Lists of feeds: read, written, and as a source of their own."""

from __future__ import annotations

from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.config import SourceRule
from pressday.errors import SourceError
from pressday.fetch import Fetcher, Limits
from pressday.model import Outcome
from pressday.sources import SOURCES, Item, Session
from pressday.sources.feeds.feed import read_feed
from pressday.sources.feeds.opml import Outline, parse_opml, write_opml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="News" title="News">
    <outline type="rss" text="Wire" xmlUrl="https://wire.example/feed" htmlUrl="https://wire.example/"/>
    <outline text="Local"><outline title="Dock &amp; Street" xmlUrl="https://dock.example/f?a=1&amp;b=2"/>
    </outline>
  </outline>
  <outline text="Alone" XMLURL="feed://alone.example/rss"/>
  <outline text="Again" xmlUrl="https://WIRE.example/feed?utm_source=x"/>
  <outline text="A note"/>
  <outline text="Local file" xmlUrl="file:///etc/passwd"/>
</body></opml>
"""


def test_folders_are_sections_and_each_feed_comes_once() -> None:
    assert parse_opml(LIST.encode(), where="x") == (
        Outline(
            url="https://wire.example/feed",
            title="Wire",
            site="https://wire.example/",
            section="News",
        ),
        Outline(url="https://dock.example/f?a=1&b=2", title="Dock & Street", section="Local"),
        Outline(url="https://alone.example/rss", title="Alone"),
    )


@pytest.mark.parametrize(
    "broken",
    [
        LIST.replace("&amp;", "&"),
        LIST[: LIST.index("Again")],
        LIST.replace("</outline>", ""),
        LIST.replace('<?xml version="1.0" encoding="UTF-8"?>', "\n\n"),
        LIST.replace("<opml", "<opml xmlns='http://opml.org/spec2'"),
    ],
)
def test_a_badly_written_list_is_read_all_the_same(broken: str) -> None:
    urls = [outline.url for outline in parse_opml(broken.encode(), where="x")]
    assert urls[0] == "https://wire.example/feed"
    assert len(urls) >= 2


@pytest.mark.parametrize("data", [b"", b"<opml><body/></opml>", b"<html>", b"Dear editor"])
def test_what_names_no_feed_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="names no feed"):
        parse_opml(data, where="x")


def test_entities_neither_grow_nor_read_files() -> None:
    data = (
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body>'
        '<outline text="&f;" xmlUrl="https://a.example/f"/></body></opml>'
    )
    with suppress(SourceError):
        assert "root:" not in str(parse_opml(data.encode(), where="x"))


_LINES = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zs"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(_LINES, _LINES | st.just("")), min_size=1, max_size=5))
def test_what_is_written_is_read_again(feeds: list[tuple[str, str]]) -> None:
    outlines = tuple(
        Outline(url=f"https://a.example/{n}?x=1&y=2", title=title, section=section)
        for n, (title, section) in enumerate(feeds)
    )
    read = parse_opml(write_opml(outlines, "Mine"), where="x")
    assert {one.url for one in read} == {one.url for one in outlines}
    if all("\ufffe" not in t + s and "\uffff" not in t + s for t, s in feeds):
        assert set(read) == set(outlines)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_an_error(data: bytes) -> None:
    with suppress(SourceError):
        parse_opml(b"<opml><outline xmlUrl='https://a.example/'/>" + data, where="x")


def test_a_list_is_a_source_and_a_feed_that_fails_stops_none(tmp_path: Path) -> None:
    """Feeds of a list that lie beside it are no files of ours: all are asked from the web."""
    (tmp_path / "feeds.opml").write_text(LIST)
    rule = SourceRule(name="Mine", kind="opml", path="feeds.opml", limit=1)
    with Fetcher("test", offline=True) as fetcher:
        found = list(SOURCES["opml"](rule, Session(folder=tmp_path, fetcher=fetcher)))
    failures = [one for one in found if isinstance(one, Outcome)]
    assert [one.subject for one in failures] == ["Wire", "Dock & Street", "Alone"]
    assert all(one.error for one in failures)


FEED = (
    "<rss version='2.0'><channel><title>S</title><item><guid>1</guid><title>A</title>"
    f"<description>{'word ' * 400}</description></item></channel></rss>"
)


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(FEED.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """Give the address of a site where everything is the same feed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_feeds_of_a_list_are_read_with_their_sections(site: str, tmp_path: Path) -> None:
    outlines = [
        Outline(url=f"{site}/wire", title="Wire", section="News"),
        Outline(url=f"{site}/dock", title="Dock", section="Local"),
        Outline(url=f"{site}/alone", title="Alone"),
    ]
    (tmp_path / "feeds.opml").write_bytes(write_opml(outlines, "Mine"))
    rule = SourceRule(name="Mine", kind="opml", path="feeds.opml", section="Rest")
    with Fetcher("test", allow={"127.0.0.1"}, limits=Limits(gap_s=0)) as fetcher:
        found = list(SOURCES["opml"](rule, Session(folder=tmp_path, fetcher=fetcher)))
        items = [one for one in found if isinstance(one, Item)]
        drafts = [one.read().draft for one in items]
    assert len({one.key for one in items}) == 3
    assert [(draft.section, draft.source) for draft in drafts] == [
        ("News", "Wire"),
        ("Local", "Dock"),
        ("Rest", "Alone"),
    ]


def test_a_list_from_the_web_cannot_lead_inside(site: str, tmp_path: Path) -> None:
    """The editor's own file may name a host of the house; a stranger's list may not."""
    (tmp_path / "feeds.opml").write_bytes(write_opml([Outline(url=f"{site}/wire")], "Mine"))
    rule = SourceRule(name="Mine", kind="opml", path="feeds.opml")
    with Fetcher("test", allow={"127.0.0.1"}, limits=Limits(gap_s=0)) as fetcher:
        session = Session(folder=tmp_path, fetcher=fetcher)
        assert all(isinstance(one, Item) for one in SOURCES["opml"](rule, session))
        strangers = SourceRule(name="W", kind="feed", url=f"{site}/wire")
        with pytest.raises(SourceError, match="not a public address"):
            list(read_feed(strangers, session, discovered=True))
