"""One form for all addresses of one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.fetch import canonical_url


@pytest.mark.parametrize(
    ("given_url", "key"),
    [
        ("HTTP://Paper.EXAMPLE:80/a", "http://paper.example/a"),
        ("https://paper.example", "https://paper.example/"),
        ("https://paper.example/a#comments", "https://paper.example/a"),
        ("https://paper.example/a/../b/./c", "https://paper.example/b/c"),
        ("https://paper.example/a?b=2&a=1", "https://paper.example/a?a=1&b=2"),
        ("https://paper.example/a?id=7&utm_source=x&fbclid=y", "https://paper.example/a?id=7"),
        ("https://paper.example/a?mc_cid=1&mc_eid=2&gclid=3&cmp=4", "https://paper.example/a"),
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


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(canonical_url(text), str)
