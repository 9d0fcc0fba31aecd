"""Words as search and sameness see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.library.folding import is_spaceless, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ein Müller in Łódź", ["ein", "muller", "in", "lodz"]),
        ("Øre, ÆON: straße!", ["ore", "aeon", "strasse"]),
        ("東京の新聞", ["東", "京", "の", "新", "聞"]),
        ("ກໍ a", ["ກ", "a"]),
        ("snake_case it's", ["snake", "case", "it", "s"]),
        ("ﬁve ２", ["five", "2"]),
        ("—", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@given(st.text())
def test_no_word_has_capitals_blanks_or_accents(text: str) -> None:
    for word in tokens(text):
        assert word == word.casefold()
        assert word.split() == [word]


def test_a_text_is_spaceless_when_most_of_its_words_are_single_characters() -> None:
    assert is_spaceless(tokens("東京の新聞 Daily"))
    assert not is_spaceless(tokens("The daily paper of 東京"))
    assert not is_spaceless([])
