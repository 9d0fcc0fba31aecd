from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.extract import decode


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("naïve €".encode(), "", "naïve €"),
        ("naïve €".encode("cp1252"), "", "naïve €"),
        ("naïve".encode("utf-16"), "", "naïve"),
        (b"\xef\xbb\xbfink", "", "ink"),
        ("naïve €".encode("cp1252"), "iso-8859-1", "naïve €"),
        ("naïve".encode(), "iso-8859-1", "naïve"),
        ("<meta charset=cp1251>ночь".encode("cp1251"), "", "<meta charset=cp1251>ночь"),
        ("夜".encode("shift_jis"), "Shift_JIS", "夜"),
        (b"ink \xff", "utf-8", "ink \ufffd"),
        ("naïve €, déjà vu".encode("cp1252"), "utf-8", "naïve €, déjà vu"),
        (b"ink", "no-such-charset", "ink"),
        (b"ink", "zlib", "ink"),
        (b"ink \xff", "idna", "ink \xff"),
        (b"ink \xff", "undefined", "ink \xff"),
        (b"ink \xff", "punycode", "ink \xff"),
        (b"ink \\ud800", "unicode_escape", "ink \\ud800"),
        (b"ink", "a\0b", "ink"),
    ],
)  # fmt: skip
def test_bytes_are_read_as_browsers_read_them(data: bytes, charset: str, text: str) -> None:
    assert decode(data, charset) == text


MEANT = "“Here’s to the river – naïve, déjà vu,” she said… 夜 🗞"


@pytest.mark.parametrize("mistaken", ["latin-1", "cp1252"])
def test_what_a_site_encoded_twice_is_read_twice(mistaken: str) -> None:
    meant = MEANT if mistaken == "latin-1" else "‘Here’s to the river – naïve… and €5’"
    twice = meant.encode().decode(mistaken).encode()
    assert decode(b"<p>ink</p>" + twice) == f"<p>ink</p>{meant}"


@pytest.mark.parametrize(
    "text",
    [
        "a text on encodings shows â€™ and says ’, – and ’",
        "one â€™ and another â€™, no more",
        "shows â€™, â€™ and â€™, and means what is ’: ’, ’ and ’",
        "Ã© alone, Ã± and Ã©: nobody knows",
        "À L’ÉTÂ°€ : âœ ê¯",
    ],
)
def test_what_may_be_meant_as_it_is_stays(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.binary(), st.sampled_from(["", "utf-8", "latin-1", "big5", "utf-16", "x"]))
def test_any_bytes_become_text(data: bytes, charset: str) -> None:
    assert isinstance(decode(data, charset), str)
