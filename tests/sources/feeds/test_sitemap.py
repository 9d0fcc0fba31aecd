"""Sitemaps of every form, to the newest pages of a site."""

from __future__ import annotations

import gzip
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.config import SourceRule
from pressday.errors import SourceError
from pressday.fetch import Fetcher, Limits, access_for
from pressday.model import Outcome
from pressday.sources import SOURCES, Item, Session
from pressday.sources.feeds.sitemap import SitemapPage, parse_sitemap, sitemaps_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
TEXT = "A sentence that says something about the harbour. " * 30


def urlset(*urls: tuple[str, str]) -> str:
    places = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>"
        for url, date in urls
    )
    return f'<?xml version="1.0"?><urlset {NAMESPACE}>{places}</urlset>'


def index(*maps: tuple[str, str]) -> str:
    places = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>"
        for url, date in maps
    )
    return f"<sitemapindex {NAMESPACE}>{places}</sitemapindex>"


# ---- bytes to places


def test_pages_are_read_with_their_dates() -> None:
    data = urlset(("https://a.example/1", "2026-11-20"), (" /2?x=1&amp;y=2 ", ""))
    assert parse_sitemap(data.encode(), where="x", url="https://a.example/sitemap.xml") == (
        SitemapPage(url="https://a.example/1", modified=datetime(2026, 11, 20, tzinfo=UTC)),
        SitemapPage(url="https://a.example/2?x=1&y=2"),
    )


def test_news_say_title_date_and_language() -> None:
    data = (
        f'<urlset {NAMESPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<image:image><image:loc>https://a.example/1.jpg</image:loc><image:title>Quay</image:title>"
        "</image:image><loc>https://a.example/1</loc><news:news><news:publication>"
        "<news:name>The A</news:name><news:language>de</news:language></news:publication>"
        "<news:publication_date>2026-11-20T10:00:00+01:00</news:publication_date>"
        "<news:title>Hafen &amp; Meer</news:title></news:news></url></urlset>"
    )
    assert parse_sitemap(data.encode(), where="x") == (
        SitemapPage(
            url="https://a.example/1",
            title="Hafen & Meer",
            language="de",
            published=datetime(2026, 11, 20, 9, tzinfo=UTC),
        ),
    )


def test_a_plain_list_of_addresses_is_a_sitemap() -> None:
    data = b"\xef\xbb\xbfhttps://a.example/1\r\n# not this\nhttps://a.example/2\n\n"
    urls = [place.url for place in parse_sitemap(data, where="x")]
    assert urls == ["https://a.example/1", "https://a.example/2"]


def test_a_cut_or_careless_sitemap_gives_what_is_whole() -> None:
    whole = urlset(*((f"https://a.example/{n}", "") for n in range(5)))
    assert len(parse_sitemap(whole[: whole.index("/4")].encode(), where="x")) >= 4
    careless = "<urlset><url><loc>https://a.example/?a=1&b=2</loc></url></urlset>"
    assert parse_sitemap(careless.encode(), where="x")[0].url.startswith("https://a.example/?a=1")


@pytest.mark.parametrize("data", [b"", b"<html><body>Hello</body></html>", b"Dear editor", b"\0\1"])
def test_what_is_no_sitemap_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="is no sitemap"):
        parse_sitemap(data, where="x")


def test_entities_neither_grow_nor_read_files() -> None:
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(10)
    )
    data = (
        f'<!DOCTYPE x [{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url>'
        "<loc>https://a.example/&a9;&f;</loc></url></urlset>"
    )
    found = str(parse_sitemap(data.encode(), where="x"))
    assert "root:" not in found
    assert len(found) < 1000


def test_robots_txt_names_sitemaps() -> None:
    text = "User-agent: *\nDisallow: /x\nSitemap: https://a.example/s.xml\nSITEMAP:/t.xml\nsitemap:"
    assert sitemaps_of(text, "https://a.example/robots.txt") == (
        "https://a.example/s.xml",
        "https://a.example/t.xml",
    )


@given(st.binary(max_size=200), st.sampled_from([b"", b"<urlset><url><loc>https://a.example/"]))
def test_any_bytes_are_a_sitemap_or_an_error(data: bytes, start: bytes) -> None:
    with suppress(SourceError):
        parse_sitemap(start + data, where="x", url="https://a.example/")


# ---- a site


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Site:
    """A folder that is served, and which of its files were asked for."""

    def __init__(self, folder: Path, url: str, asked: list[str]) -> None:
        self.folder, self.url, self.asked = folder, url, asked

    def write(self, name: str, text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.replace("SITE", self.url).encode()
        (self.folder / name).write_bytes(data)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "site"
    folder.mkdir()
    asked: list[str] = []

    class Handler(_Files):
        def do_GET(self) -> None:
            asked.append(self.path)
            super().do_GET()

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}", asked)
    server.shutdown()
    server.server_close()


@contextmanager
def session(rule: SourceRule, folder: Path) -> Iterator[Session]:
    limits = Limits(backoff_s=0.01, gap_s=0)
    with Fetcher("test", allow={"127.0.0.1"}, limits=limits) as fetcher:
        own = fetcher.as_source(access_for(rule.name, rule.url or ""), rule.rate)
        yield Session(folder=folder, fetcher=own)


def listed(site: Site, path: str, **fields: Any) -> list[Item | Outcome[Any]]:
    rule = SourceRule(name="S", kind="sitemap", url=site.url + path, **fields)
    with session(rule, site.folder) as at:
        return list(SOURCES["sitemap"](rule, at))


def paths(found: list[Item | Outcome[Any]], site: Site) -> list[str]:
    return [one.url.removeprefix(site.url) for one in found if isinstance(one, Item)]


def test_the_newest_come_first_and_the_undated_last(site: Site) -> None:
    site.write(
        "sitemap.xml",
        urlset(
            ("SITE/old", "2026-11-01"),
            ("SITE/none", ""),
            ("SITE/", "2026-11-23"),
            ("SITE/new", "2026-11-22T10:00Z"),
            ("SITE/a.pdf", "2026-11-22"),
            ("SITE/new?utm_source=x", ""),
        ),
    )
    found = listed(site, "/sitemap.xml")
    assert paths(found, site) == ["/new", "/old", "/none"]
    assert next(one.key for one in found if isinstance(one, Item)) == f"{site.url}/new"
    assert paths(listed(site, "/sitemap.xml", limit=1), site) == ["/new"]


def test_twenty_are_taken_where_the_rule_says_nothing(site: Site) -> None:
    site.write("sitemap.xml", urlset(*((f"SITE/{n}", "") for n in range(30))))
    assert len(listed(site, "/sitemap.xml")) == 20
    assert len(listed(site, "/sitemap.xml", age=7)) == 30


def test_the_front_page_leads_to_what_robots_txt_names(site: Site) -> None:
    site.write("robots.txt", "User-agent: *\nSitemap: SITE/news.xml.gz\nSitemap: SITE/gone.xml\n")
    site.write("news.xml.gz", gzip.compress(urlset((f"{site.url}/a", "2026-11-20")).encode()))
    found = listed(site, "/")
    assert paths(found, site) == ["/a"]
    (failure,) = [one for one in found if isinstance(one, Outcome)]
    assert "404" in failure.error


def test_without_robots_txt_the_usual_place_is_tried(site: Site) -> None:
    with pytest.raises(SourceError, match="404"):
        listed(site, "")
    site.write("sitemap.xml", urlset(("SITE/a", "")))
    assert paths(listed(site, ""), site) == ["/a"]


def test_of_an_index_the_newest_maps_are_read_and_no_more_than_needed(site: Site) -> None:
    site.write(
        "index.xml",
        index(
            ("SITE/2024.xml", "2024-12-31"),
            ("SITE/2026.xml", "2026-11-20"),
            ("SITE/category-sitemap.xml", "2026-11-23"),
            ("SITE/index.xml", ""),
        ),
    )
    site.write("2026.xml", urlset(("SITE/a", "2026-11-20"), ("SITE/b", "2026-11-19")))
    found = listed(site, "/index.xml", limit=2)
    assert paths(found, site) == ["/a", "/b"]
    assert "/2024.xml" not in site.asked
    assert "/category-sitemap.xml" not in site.asked or "/2026.xml" in site.asked[:3]


def test_maps_without_dates_are_read_from_the_highest_number_on(site: Site) -> None:
    site.write("index.xml", index(*((f"SITE/part-{n}.xml", "") for n in range(1, 60))))
    for n in range(1, 60):
        site.write(f"part-{n}.xml", urlset((f"SITE/{n}", "")))
    listed(site, "/index.xml")
    maps = [path for path in site.asked if path.startswith("/part")]
    assert maps[0] == "/part-59.xml"
    assert len(maps) <= 30


def test_a_packed_bomb_is_refused(site: Site) -> None:
    site.write("sitemap.xml.gz", gzip.compress(b" " * 30_000_000))
    with pytest.raises(SourceError, match="unpacks to more than 20 MB"):
        listed(site, "/sitemap.xml.gz")


def test_a_page_without_dates_gets_those_of_the_sitemap(site: Site) -> None:
    site.write(
        "sitemap.xml",
        f'<urlset {NAMESPACE} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        "<loc>SITE/a.html</loc><lastmod>2026-11-21</lastmod><n:news><n:publication_date>2026-11-20"
        "</n:publication_date><n:title>Harbour</n:title></n:news></url></urlset>",
    )
    site.write(
        "a.html", f"<html><body><article><h1>Harbour</h1><p>{TEXT}</p></article></body></html>"
    )
    rule = SourceRule(name="S", kind="sitemap", url=f"{site.url}/sitemap.xml", section="News")
    with session(rule, site.folder) as at:
        (item,) = SOURCES["sitemap"](rule, at)
        assert isinstance(item, Item)
        assert (item.title, item.published) == ("Harbour", datetime(2026, 11, 20, tzinfo=UTC))
        draft = item.read().draft
    assert (draft.source, draft.section, draft.text_from) == ("S", "News", "page")
    assert draft.published == datetime(2026, 11, 20, tzinfo=UTC)
    assert draft.modified == datetime(2026, 11, 21, tzinfo=UTC)
    assert draft.provenance["published"] == draft.provenance["modified"] == "declared"


def test_a_saved_sitemap_is_read_from_its_file(site: Site) -> None:
    site.write("saved.xml", urlset(("https://a.example/1", "")))
    rule = SourceRule(name="S", kind="sitemap", path="saved.xml")
    with session(rule, site.folder) as at:
        (item,) = SOURCES["sitemap"](rule, at)
    assert isinstance(item, Item)
    assert item.url == "https://a.example/1"


def test_a_map_that_is_one_place_alone_does_no_harm() -> None:
    with pytest.raises(SourceError, match="no sitemap"):
        parse_sitemap(b"<!--x--><url/>", where="x")
