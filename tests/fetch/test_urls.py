"""One form for all addresses of one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.fetch import canonical_url, same_key


@pytest.mark.parametrize(
    ("given_url", "key"),
    [
        ("HTTP://Paper.EXAMPLE:80/a", "http://paper.example/a"),
        ("https://paper.example", "https://paper.example/"),
        ("https://paper.example/a#comments", "https://paper.example/a"),
        ("https://paper.example/a/../b/./c", "https://paper.example/b/c"),
        ("https://paper.example/a?b=2&a=1", "https://paper.example/a?a=1&b=2"),
        ("https://paper.example/a?7841&page=", "https://paper.example/a?7841=&page="),
        ("https://paper.example/a?id=7&utm_source=x&fbclid=y", "https://paper.example/a?id=7"),
        ("https://paper.example/a?mc_cid=1&mc_eid=2&gclid=3&cmp=4", "https://paper.example/a"),
        (
            "https://paper.example/a?pk_campaign=x&ttclid=y&_ga=2.1&v=3",
            "https://paper.example/a?v=3",
        ),
        ("https://paper.example/a?source=rss&emc=rss&at_medium=x", "https://paper.example/a"),
        (
            "https://paper.example/a?source=desk&s=20",
            "https://paper.example/a?s=20&source=desk",
        ),
        ("https://m.paper.example/amp/a", "https://m.paper.example/amp/a"),
        ("https://me:secret@paper.example/a", "https://paper.example/a"),
        ("https://paper.example:8443/a", "https://paper.example:8443/a"),
        ("tag:paper.example,2026:7", "tag:paper.example,2026:7"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_the_addresses_of_a_page_share_one_key(given_url: str, key: str) -> None:
    assert canonical_url(given_url) == key


@given(st.text(max_size=40).map(lambda path: f"https://paper.example/{path}"))
def test_the_key_of_a_key_is_itself(url: str) -> None:
    key = canonical_url(url)
    assert canonical_url(key) == key


@pytest.mark.parametrize(
    "form",
    [
        "http://paper.example/a",
        "https://www.paper.example/a/",
        "https://m.paper.example/a",
        "https://amp.paper.example/a",
        "https://paper.example/amp/a",
        "https://paper.example/a/amp/?utm_source=x",
        "https://paper.example/a.amp",
        "https://paper.example/a?amp=1",
        "https://paper.example/a?outputType=amp",
        "https://paper.example/a/index.html",
        "https://www.google.com/amp/s/www.paper.example/a/amp/",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/a",
    ],
)
def test_all_forms_of_a_page_are_the_same(form: str) -> None:
    assert same_key(form) == "https://paper.example/a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/a?id=1", "https://paper.example/a?id=2"),
        ("https://en.m.paper.example/a", "https://de.m.paper.example/a"),
        ("https://paper.example/amplifier", "https://paper.example/lifier"),
        ("https://m.example/a", "https://a.example/a"),
        ("https://news.paper.example/", "https://paper.example/"),
    ],
)
def test_different_pages_stay_different(one: str, other: str) -> None:
    assert same_key(one) != same_key(other)


PARTS = ["amp", "/", "a", ".amp", "m.", "s", "c", ".html", "index", "?", "amp=1", "&", "www."]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_what_is_the_same_stays_the_same(path: str) -> None:
    key = same_key(f"https://paper.example/{path}")
    assert same_key(key) == key


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(canonical_url(text), str)
    assert isinstance(same_key(text), str)
