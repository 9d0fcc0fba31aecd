from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday import text


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (240, 1), (480, 2), (2400, 10)])
def test_reading_time_is_at_least_a_minute(count: int, expected: int) -> None:
    assert text.minutes(count) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Proof, No. 48", "the-proof-no-48"),
        ("Ægir’s Straße in Łódź", "aegirs-strasse-in-lodz"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_slug_is_safe_in_a_file_name(title: str, expected: str) -> None:
    assert text.slug(title) == expected


@given(st.text())
def test_a_slug_is_never_empty_and_always_ascii(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text.slug(title))
    assert len(text.slug(title)) <= text.SLUG_LENGTH


def test_different_titles_without_latin_letters_have_different_slugs() -> None:
    assert text.slug("新聞") != text.slug("印刷")


def test_the_nearest_known_word_is_found_whatever_its_case() -> None:
    assert text.nearest("Standfrist", ["title", "standfirst"]) == "standfirst"
    assert text.nearest("zebra", ["title", "standfirst"]) is None


def test_white_space_is_folded() -> None:
    assert text.squash("  a\u00a0 b\n\tc ") == "a b c"


def test_the_hash_is_that_of_the_standard() -> None:
    assert text.sha256(b"abc").startswith("ba7816bf8f01cfea")


def test_what_no_page_can_show_is_gone_from_a_line() -> None:
    assert text.squash("Night\x1b]0;x\x07 \x00train\ud800") == "Night]0;x train"


def test_what_is_too_long_ends_with_a_sentence_or_says_that_it_goes_on() -> None:
    told = "Nobody slept that night. The press ran until three, and then it stood."
    assert text.shortened(told, 100) == told
    assert text.shortened(told, 40) == "Nobody slept that night."
    assert text.shortened(told, 20) == "Nobody slept that…"
