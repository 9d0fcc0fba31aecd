from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday import text


def test_words_of_a_sentence_are_counted_with_hyphens_and_apostrophes_inside() -> None:
    assert text.words("It’s a state-of-the-art press — 1,000 sheets an hour.") == 8


def test_markup_does_not_count_as_words() -> None:
    assert text.words('<p>Two <a href="https://example.org/many-words">words</a></p>') == 2


def test_two_characters_of_a_script_without_blanks_count_as_one_word() -> None:
    assert text.words("新聞印刷 press") == 3


def test_a_comparison_sign_is_text() -> None:
    assert text.words("1 < 2 and 3") == 4


def test_no_words_in_nothing() -> None:
    assert text.words("") == text.words("<hr/>") == 0


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (240, 1), (480, 2), (2400, 10)])
def test_reading_time_is_at_least_a_minute(count: int, expected: int) -> None:
    assert text.minutes(count) == expected


def test_blocks_stand_apart_by_a_blank_line() -> None:
    html = "<h2>Ink</h2><p>Black &amp; <em>wet</em>.</p><ul><li>one</li><li>two</li></ul>"
    assert text.plain(html) == "Ink\n\nBlack & wet.\n\none\n\ntwo"


def test_lines_of_code_and_breaks_stay_lines() -> None:
    assert text.plain("<p>a<br/>b</p><pre>x = 1\ny = 2</pre>") == "a\nb\n\nx = 1\ny = 2"


def test_lines_of_the_source_are_not_lines_of_the_text() -> None:
    assert text.plain("<p>one\n   two</p>") == "one two"


def test_cells_of_a_row_do_not_run_together() -> None:
    assert text.plain("<table><tr><th>Ink</th><td>4</td></tr></table>") == "Ink 4"


def test_scripts_are_not_visible() -> None:
    assert text.plain("<script>let a = '<p>x</p>'</script><p>Read</p><style>p{}</style>") == "Read"


def test_an_unclosed_comparison_at_the_end_is_not_lost() -> None:
    assert text.plain("<p>3 < 4 &lt; 5</p>") == "3 < 4 < 5"


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


@given(st.text())
def test_plain_text_and_words_take_any_string(value: str) -> None:
    assert text.words(value) >= 0
    assert text.plain(value) == text.plain(value).strip()


@pytest.mark.parametrize("broken", ["<a ", "<!--", "<![", "<!", "&#", "</", "<b>x"])
def test_broken_markup_of_any_length_is_read_to_its_end(broken: str) -> None:
    assert text.plain(f"<p>Ink</p>{broken * 20_000}").startswith("Ink")


def test_references_mean_what_browsers_take_them_for() -> None:
    assert text.plain("It&#146;s &quot;wet&quot; &#60;b&gt;") == 'It\u2019s "wet" <b>'


def test_what_no_page_can_show_is_gone_from_a_line() -> None:
    assert text.squash("Night\x1b]0;x\x07 \x00train\ud800") == "Night]0;x train"
