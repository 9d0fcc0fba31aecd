"""What pages name: their feeds, and whether they are pages at all without scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.sources.feeds.discovery import Named, feeds_of, kind_of, needs_script

SITE = "https://paper.example/news/"


def found(head: str, body: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return [named.url for named in feeds_of(page.encode(), url=SITE)]


def alternate(href: str, kind: str = "application/rss+xml", title: str = "") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" title="{title}">'


def test_the_feeds_of_the_head_are_found_in_their_order() -> None:
    head = alternate("/a.xml") + alternate("b", "application/atom+xml") + alternate("/a.xml")
    assert found(head) == ["https://paper.example/a.xml", "https://paper.example/news/b"]


def test_comments_come_last_and_links_of_the_page_behind_those_of_the_head() -> None:
    head = alternate("/comments/feed/") + alternate("/x", title="News » Kommentar-Feed")
    head += alternate("/feed.json", "application/feed+json")
    assert found(head, '<a href="/rss">RSS</a><a href="/index.xml">XML</a>') == [
        "https://paper.example/feed.json",
        "https://paper.example/rss",
        "https://paper.example/index.xml",
        "https://paper.example/comments/feed/",
        "https://paper.example/x",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/feed",
        "/feed/",
        "/rss",
        "/rss.xml",
        "/atom.xml",
        "/blog/feed.json",
        "/?feed=rss2",
        "/news.rss",
    ],
)
def test_links_that_look_like_feeds_are_taken(address: str) -> None:
    assert found("", f'<a href="{address}">Follow</a>') == [f"https://paper.example{address}"]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://other.example/feed">a feed of others</a>',
        '<a href="/feedback">Write to us</a>',
        '<a href="/rss-explained.html">What is RSS?</a>',
        '<a href="javascript:feed()">x</a>',
        '<a href="http://[broken/feed">x</a>',
    ],
)
def test_other_links_are_no_feeds(body: str) -> None:
    assert found("", body) == []


def test_other_things_of_the_head_are_no_feeds() -> None:
    head = alternate("/wp-json/wp/v2/pages/1", "application/json")
    head += alternate("/oembed", "application/json+oembed") + alternate("file:///etc/feed.xml")
    assert found(head + '<link rel="alternate" hreflang="de" href="/de/">') == []


def test_the_page_s_base_and_titles_are_minded() -> None:
    head = '<base href="https://cdn.example/x/">' + alternate("f.xml", title=" The  Wire ")
    page = f"<html><head>{head}</head></html>".encode()
    assert feeds_of(page, url=SITE) == (Named(url="https://cdn.example/x/f.xml", title="The Wire"),)


@pytest.mark.parametrize(
    ("data", "url", "kind"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'>", "", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "", "feed"),
        (b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1"}', "", "feed"),
        (b"<?xml version='1.0'?><!-- x --><urlset xmlns='y'>", "", "sitemap"),
        (b"<sitemapindex>", "", "sitemap"),
        (b"<opml version='1.0'><head/>", "", "opml"),
        (b"https://a.example/1\nhttps://a.example/2\n", "", "list"),
        (b"https://a.example/1\n", "https://a.example/sitemap.txt", "sitemap"),
        (b"<!doctype html><p>Hello", "", "page"),
        (b"", "", "page"),
        ("<rss version='2.0'>".encode("utf-16"), "", "feed"),
    ],
)
def test_a_source_is_known_by_its_first_bytes(data: bytes, url: str, kind: str) -> None:
    assert kind_of(data, url) == kind


@pytest.mark.parametrize(
    ("page", "needs"),
    [
        (
            "<noscript>Please enable JavaScript to run this.</noscript><div id=root></div>",
            True,
        ),
        ("<p>JavaScript is disabled in your browser.</p>", True),
        ("<p>Bitte aktivieren Sie JavaScript, um fortzufahren.</p>", True),
        ("<p>Veuillez activer JavaScript : sans JavaScript désactivé rien ne va.</p>", True),
        ("<div id='__next'></div><script src=x.js></script>", True),
        ("<div id=root></div>", False),
        ("<p>A short note.</p><script>1</script>", False),
        (f"<p>{'JavaScript is required reading for all. ' * 20}</p>", False),
        ("", False),
    ],
)
def test_pages_that_want_a_script_are_known(page: str, *, needs: bool) -> None:
    assert needs_script(f"<html><body>{page}</body></html>".encode()) is needs


@given(st.binary(max_size=200))
def test_any_bytes_can_be_asked(data: bytes) -> None:
    assert feeds_of(b"<link rel=alternate href=" + data, url=SITE) is not None
    assert needs_script(data) in {True, False}
    assert kind_of(data)
