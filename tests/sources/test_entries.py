"""Feeds as strangers write them, to entries."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.errors import SourceError
from pressday.sources.entries import Entry, Feed, is_cut_off, parse_feed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Dock &amp; Street</title><link>https://paper.example/</link><language>en-GB</language>
{items}</channel></rss>"""


def parse(items: str) -> Feed:
    return parse_feed(RSS.format(items=items).encode(), where="feed.xml")


def entry(inside: str) -> Entry:
    (only,) = parse(f"<item>{inside}</item>").entries
    return only


def test_the_feed_names_itself() -> None:
    feed = parse("")
    assert (feed.title, feed.language, feed.link) == (
        "Dock & Street",
        "en-GB",
        "https://paper.example/",
    )
    assert feed.entries == ()


def test_an_entry_tells_what_it_knows() -> None:
    found = entry(
        "<title>Ships &amp;amp; &lt;em&gt;men&lt;/em&gt;</title><link>/a?x=1</link>"
        "<guid isPermaLink='false'>g1</guid><pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate>"
        "<dc:creator>Ann O</dc:creator><category>Sea</category><category>Sea</category>"
        "<description>Short</description><content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>"
        "<media:thumbnail url='https://p.example/small.jpg'/>"
        "<media:content url='https://p.example/big.jpg' medium='image'/>"
    )
    assert found == Entry(
        link="https://paper.example/a?x=1",
        guid="g1",
        title="Ships & men",
        content="<p>Long</p>",
        summary="Short",
        authors=("Ann O",),
        tags=("Sea",),
        published=datetime(2026, 11, 23, 9, tzinfo=UTC),
        picture="https://p.example/big.jpg",
    )


def test_an_atom_feed_is_read_as_well() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>One</title>'
        '<link href="https://paper.example/1"/><id>tag:1</id><author><name>Bo</name></author>'
        "<updated>2026-11-20T08:00:00Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div>'
        "</content></entry></feed>"
    )
    (found,) = parse_feed(atom.encode(), where="-").entries
    assert (found.title, found.authors, found.guid) == ("One", ("Bo",), "tag:1")
    assert found.published == found.modified == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert "<p>Text</p>" in found.content
    assert found.summary == ""


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("ann@paper.example (Ann O)", ("Ann O",)),
        ("noreply@paper.example", ()),
        ("admin", ()),
        ("Ann O &lt;ann@paper.museum&gt;", ("Ann O",)),
        ("Ann O", ("Ann O",)),
    ],
)
def test_an_author_is_a_name_and_no_mail_address(author: str, names: tuple[str, ...]) -> None:
    assert entry(f"<title>x</title><author>{author}</author>").authors == names


def test_an_entry_without_title_is_called_by_its_first_words() -> None:
    title = entry(f"<description>{'word ' * 40}</description>").title
    assert title.startswith("word word")
    assert title.endswith("…")
    assert len(title) <= 81


def test_an_impossible_date_is_none() -> None:
    assert entry("<title>x</title><pubDate>Someday, 99 Foo</pubDate>").published is None


def test_a_teaser_called_content_does_not_hide_the_text() -> None:
    found = entry(
        f"<title>x</title><description>{'long ' * 400}</description>"
        "<content:encoded>short</content:encoded>"
    )
    assert found.summary == "short"
    assert found.is_full


@pytest.mark.parametrize(
    ("content", "summary", "full"),
    [
        ("a " * 800, "", True),
        ("", "a " * 800, True),
        ("a " * 100, "a " * 20, True),
        ("a " * 100, "a " * 90, False),
        ("a " * 100, "", False),
        ("a " * 800 + "[…]", "", False),
        ("a " * 800 + "<a>Continue reading</a>", "", False),
        ("a " * 800 + "<p>Read more »</p>", "", False),
        ("a " * 800 + "He said: read more. So they did it all.", "", True),
        ("", "", False),
    ],
)
def test_whole_texts_are_told_from_teasers(content: str, summary: str, *, full: bool) -> None:
    found = Entry(link="", guid="", title="", content=content, summary=summary)
    assert found.is_full is full


def test_a_long_last_sentence_is_not_a_cut() -> None:
    assert not is_cut_off("They could read more about it in the papers. Then it ended.")
    assert is_cut_off("It began in the harbour, when suddenly …")


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>a &nbsp; b & c</title></item>",
        "<item><title>a</title><unknown:x>y</unknown:x></item>",
        "<item><title>a</title></item><item><title>cut",
        "<item><title>a\x0c</title></item>",
    ],
)
def test_badly_written_feeds_are_read_all_the_same(broken: str) -> None:
    assert parse(broken).entries[0].title.startswith("a")


@pytest.mark.parametrize("data", [b"", b"  \n", b"Dear reader", b"\x89PNG\r\n", b"{}"])
def test_what_is_no_feed_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="no RSS or Atom feed"):
        parse_feed(data, where="x")


def test_a_page_in_the_feed_s_place_names_its_feed() -> None:
    page = (
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed.xml'></head>"
        b"<body><p>Hello</p></body></html>"
    )
    with pytest.raises(SourceError) as caught:
        parse_feed(page, where="x", url="https://paper.example/news/")
    assert caught.value.hint == "the page names a feed: https://paper.example/feed.xml"


def test_a_feed_cannot_name_a_file_of_this_machine(tmp_path: object) -> None:
    """The parser would open bytes that look like a path."""
    secret = f"{tmp_path}/feed.xml"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123 - a path as text is the point
        file.write(RSS.format(items="<item><title>secret</title></item>"))
    with pytest.raises(SourceError):
        parse_feed(secret.encode(), where="x")


def test_an_entity_of_the_feed_reads_no_file() -> None:
    data = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
        "<item><title>a &x;</title></item></channel></rss>"
    )
    assert "root:" not in str(parse_feed(data.encode(), where="x"))


@given(st.binary(max_size=200), st.sampled_from([b"", b"<rss version='2.0'><channel><item>"]))
def test_any_bytes_are_a_feed_or_an_error(data: bytes, start: bytes) -> None:
    with suppress(SourceError):
        parse_feed(start + data, where="x")
