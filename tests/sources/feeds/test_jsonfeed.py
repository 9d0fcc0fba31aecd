"""JSON feeds as strangers write them, to entries."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.errors import SourceError
from pressday.sources.feeds.entries import Feed, FeedEntry
from pressday.sources.feeds.jsonfeed import is_json, parse_json_feed

HEAD = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Dock Street",
    "home_page_url": "https://dock.example/",
    "language": "en-GB",
    "authors": [{"name": "The desk"}],
}


def parse(*items: Any, **head: Any) -> Feed:
    data = json.dumps({**HEAD, **head, "items": items}).encode()
    return parse_json_feed(data, where="feed.json")


def entry(**item: Any) -> FeedEntry:
    (only,) = parse(item).entries
    return only


def test_an_entry_tells_what_it_knows() -> None:
    feed = parse(
        {
            "id": "1",
            "url": "/a",
            "title": "Ships",
            "content_html": "<p>Long</p>",
            "summary": "Short",
            "date_published": "2026-11-20T10:00:00+01:00",
            "date_modified": "2026-11-21T10:00:00Z",
            "authors": [{"name": "Ann O"}, {"url": "x"}],
            "tags": ["Sea", "Sea", 4],
            "image": "/big.jpg",
            "language": "de",
        }
    )
    assert (feed.title, feed.language, feed.link) == ("Dock Street", "en-GB", HEAD["home_page_url"])
    assert feed.entries[0] == FeedEntry(
        link="https://dock.example/a",
        guid="1",
        title="Ships",
        content="<p>Long</p>",
        summary="<p>Short</p>",
        authors=("Ann O",),
        tags=("Sea",),
        published=datetime(2026, 11, 20, 9, tzinfo=UTC),
        modified=datetime(2026, 11, 21, 10, tzinfo=UTC),
        picture="https://dock.example/big.jpg",
        language="de",
    )


def test_plain_text_becomes_paragraphs_and_no_markup() -> None:
    found = entry(id="1", content_text="One <b> & two\nlines\n\n\nTwo\x00")
    assert found.content == "<p>One &lt;b&gt; &amp; two\nlines</p><p>Two</p>"
    assert found.title == "One <b> & two lines Two"


def test_what_the_first_version_called_an_author_counts_and_the_feed_s_own_is_inherited() -> None:
    assert entry(id="1", author={"name": "Bo"}).authors == ("Bo",)
    assert entry(id="1").authors == ("The desk",)


@pytest.mark.parametrize(
    ("item", "picture"),
    [
        ({"banner_image": "https://p.example/b.png"}, "https://p.example/b.png"),
        (
            {
                "attachments": [
                    {"url": "/a.mp3", "mime_type": "audio/mpeg"},
                    {"url": "/a.png", "mime_type": "image/png"},
                ]
            },
            "https://dock.example/a.png",
        ),
        ({"image": "file:///etc/passwd"}, ""),
    ],
)
def test_pictures_are_found(item: dict[str, Any], picture: str) -> None:
    assert entry(id="1", **item).picture == picture


@pytest.mark.parametrize(
    "item",
    [
        {"id": None, "title": 3, "url": ["x"], "content_html": {}, "tags": "x", "authors": "y"},
        {"id": 5.5, "date_published": "yesterday", "image": None, "attachments": {}},
        {"id": "\ud800", "content_text": "half \ud800 a character"},
    ],
)
def test_wrong_types_count_as_absent(item: dict[str, Any]) -> None:
    found = parse(item, "no object", None).entries
    assert len(found) == 1
    assert found[0].mark
    assert found[0].text.encode() is not None


def test_a_cut_feed_gives_its_whole_entries() -> None:
    whole = json.dumps({**HEAD, "items": [{"id": str(n), "title": f"T{n}"} for n in range(3)]})
    feed = parse_json_feed(whole[:-9].encode(), where="x")
    assert [one.title for one in feed.entries] == ["T0", "T1"]
    assert feed.title == "Dock Street"


def test_an_endless_feed_ends() -> None:
    feed = parse(*({"id": str(n)} for n in range(1200)))
    assert (len(feed.entries), feed.left_out) == (500, 700)


def test_commas_and_control_characters_too_many_are_forgiven() -> None:
    data = b'\xef\xbb\xbf{"title": "A\tB", "items": [{"id": "1", "title": "x\ny"}]} trailing'
    feed = parse_json_feed(data, where="x")
    assert (feed.title, feed.entries[0].title) == ("A B", "x y")


@pytest.mark.parametrize("data", [b"{}", b'{"items": 4}', b"[]", b"null", b"{" * 5000, b'{"a": 1'])
def test_what_is_no_feed_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="no RSS, Atom or JSON feed"):
        parse_json_feed(data, where="x")


def test_an_object_is_told_from_other_texts() -> None:
    assert is_json(b"\xef\xbb\xbf \n{")
    assert not is_json(b"<rss>{")


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["items", "id", "url", "title", "authors", "author", "name", "tags", "image"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON, st.integers(0, 30))
def test_any_json_is_a_feed_or_an_error(value: Any, cut: int) -> None:
    data = json.dumps({"items": [value], "title": value}).encode()
    with suppress(SourceError):
        parse_json_feed(data[: len(data) - cut], where="x", url="https://dock.example/f")


@given(st.binary(max_size=80))
def test_any_bytes_are_a_feed_or_an_error(data: bytes) -> None:
    with suppress(SourceError):
        parse_json_feed(b'{"items": [' + data, where="x")
