"""What counts as a word, by the one rule that everybody asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.body import Body
from pressday.body.markup import plain
from pressday.body.words import count, is_spaceless, repeats, split
from pressday.extract.read import dom
from pressday.library.folding import tokens

KOREAN = "우리는 신문을 만든다."


def test_hyphens_divide_words_and_apostrophes_and_decimal_points_do_not() -> None:
    sentence = "It’s a state-of-the-art press — 1,000 sheets an hour."
    assert split(sentence) == [
        "It’s", "a", "state", "of", "the", "art", "press", "1,000", "sheets", "an", "hour",
    ]  # fmt: skip
    assert count(sentence) == 11
    assert count("state-of-the-art") == 4
    assert split("It's 3.14 of it") == ["It's", "3.14", "of", "it"]


def test_markup_does_not_count_as_words() -> None:
    html = '<p>Two <a href="https://example.org/many-words">words</a></p>'
    assert Body(html).words == count(plain(html)) == 2


def test_a_comparison_sign_is_text() -> None:
    assert count("1 < 2 and 3") == Body("1 < 2 and 3").words == 4


@pytest.mark.parametrize("nothing", ["", " \n", "— … ?! 🙂", "\u0301"])
def test_no_words_in_nothing(nothing: str) -> None:
    assert (split(nothing), count(nothing)) == ([], 0)


def test_a_rule_has_no_words() -> None:
    assert Body("<hr/>").words == 0


@pytest.mark.parametrize(
    ("text", "characters", "words"),
    [
        ("新聞印刷", 4, 2),
        ("中文字", 3, 2),
        ("東京タワー", 5, 3),
        ("がっこう", 4, 2),
        ("\U00020000\U00020001", 2, 1),
        ("ภาษา", 4, 2),
        ("ຂ່າວ", 3, 2),
    ],
    ids=["Chinese", "odd", "Katakana", "Hiragana", "rare", "Thai", "Lao"],
)
def test_two_characters_of_a_script_without_blanks_count_as_one_word(
    text: str, characters: int, words: int
) -> None:
    assert (len(split(text)), count(text)) == (characters, words)
    assert all(map(is_spaceless, split(text)))


def test_the_marks_upon_a_character_belong_to_it() -> None:
    assert split("พิมพ์") == ["พิ", "ม", "พ์"]
    assert split("か\u3099く") == ["か\u3099", "く"]
    assert split("cafe\u0301s") == ["cafe\u0301s"]


def test_scripts_may_stand_side_by_side() -> None:
    assert split("2026年 press新聞") == ["2026", "年", "press", "新", "聞"]
    assert count("2026年 press新聞") == 4


def test_a_sentence_in_korean_is_divided_by_blanks_whoever_counts() -> None:
    assert split(KOREAN) == ["우리는", "신문을", "만든다"]
    ways = (
        count(KOREAN),
        Body(f"<p>{KOREAN}</p>").words,
        Body(f"<p>{KOREAN[:4]}<em>{KOREAN[4:]}</em></p>").words,
        len(dom.tokens(KOREAN)),
        len(tokens(KOREAN)),
    )
    assert ways == (3, 3, 3, 3, 3)


def test_words_of_hindi_keep_their_vowel_signs() -> None:
    sentence = "हिन्दी की कविताएँ अच्छी हैं।"
    assert split(sentence) == ["हिन्दी", "की", "कविताएँ", "अच्छी", "हैं"]
    assert count(sentence) == 5


def test_words_of_many_scripts_are_whole() -> None:
    for word in ("été", "Straße", "слово", "λέξη", "كَلِمَة", "מִלָּה", "சொல்", "բառ"):
        assert split(f"({word}, {word})") == [word, word]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("«\u202fBonjour\u202f!\u202f» dit-il", 3),
        ("Ja\u202f: nein", 2),
        ("_home_", 1),
        ("__init__ of snake_case", 3),
        ("\u200ehome", 1),
        ("\u200fשלום \u200fעולם", 2),
        ("\ufeffInk dries", 2),
        ("\u00adink", 1),
        ("\u0301ink", 1),
    ],
)
def test_no_word_is_lost_to_what_nobody_sees_before_it(text: str, words: int) -> None:
    assert count(text) == words


SPACED = st.text(st.sampled_from("abzÉß0179жЖλאبक가나ἄ"), min_size=1, max_size=8)


@given(st.lists(SPACED))
def test_words_joined_by_blanks_are_as_many_as_they_were(words: list[str]) -> None:
    assert count(" ".join(words)) == sum(map(count, words))


@given(st.text(), st.text())
def test_a_blank_divides_and_joins_nothing(first: str, second: str) -> None:
    assert split(f"{first} {second}") == split(first) + split(second)


@given(st.text(), st.text())
def test_two_texts_have_no_fewer_words_than_one_of_them(first: str, second: str) -> None:
    assert count(f"{first} {second}") >= max(count(first), count(second)) >= 0


@given(st.text() | st.text(st.sampled_from("aé1'. \t\n\xa0\u2003\u202f\u3000\u1680新ก_\u0301")))
def test_no_word_holds_white_space(text: str) -> None:
    assert [word for word in split(text) if word.split() != [word]] == []


@given(st.text())
def test_words_stand_in_the_text_in_their_order(text: str) -> None:
    at = 0
    for word in split(text):
        at = text.index(word, at) + len(word)


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("sixty PAPERS, one night, one press", True),
        ("Sixty papers, one night", False),  # four words: anybody may say them
        ("papers, one night, one press", True),
        ("Sixty papers, one night, one press – The Evening Paper", True),
        ("Sixty papers, one night, one press, and nobody slept in the hall", False),
        ("…", False),
    ],
)
def test_who_says_some_words_in_a_row_or_hardly_more_repeats_them(
    text: str, *, again: bool
) -> None:
    assert repeats(text, "Sixty papers, one night, one press") is again
    assert not repeats(text, "")
