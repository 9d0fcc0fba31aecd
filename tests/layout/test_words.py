from __future__ import annotations

import itertools
import tomllib
from datetime import date
from typing import Any

import pytest

from pressday.assets import asset_dir
from pressday.errors import LayoutError
from pressday.layout.words import furniture, languages

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")


def table(language: str) -> dict[str, Any]:
    path = asset_dir("templates") / "shared" / "words" / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def test_eight_languages_have_words() -> None:
    assert languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_filled(language: str) -> None:
    english, own = table("en"), table(language)
    for part in english:
        assert own[part].keys() == english[part].keys(), part
    assert all(value.strip() for value in own["words"].values())
    plural_forms = furniture(language).locale.plural_form.tags | {"other"}
    for forms in own["counts"].values():
        assert plural_forms - {"many"} <= set(forms) or language == "pl"
        assert all("{n}" in form for form in forms.values())
    if language == "pl":
        assert all(set(f) == {"one", "few", "many", "other"} for f in own["counts"].values())


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(LANGUAGES, 2)])
def test_no_language_is_a_copy_of_another(one: str, other: str) -> None:
    mine, yours = table(one)["words"], table(other)["words"]
    same = [key for key in mine if mine[key] == yours[key]]
    assert len(same) < len(mine) / 3, same
    assert not [key for key in same if mine[key].count(" ") > 1], "phrases are never cognates"


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 1, "1 page"),
        ("en", 0, "0 pages"),
        ("fr", 0, "0 page"),
        ("pl", 1, "1 strona"),
        ("pl", 3, "3 strony"),
        ("pl", 12, "12 stron"),
        ("pl", 22, "22 strony"),
        ("de", 12345, "12.345 Seiten"),
    ],
)
def test_a_count_takes_the_plural_form_of_its_language(language: str, n: int, text: str) -> None:
    assert furniture(language).count("pages", n) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("language", "first", "last", "text"),
    [
        ("en", (2026, 11, 23), (2026, 11, 29), "23–29 November 2026"),
        ("en", (2026, 11, 28), (2026, 12, 4), "28 November – 4 December 2026"),
        ("en", (2026, 12, 28), (2027, 1, 3), "28 December 2026 – 3 January 2027"),
        ("en", (2026, 11, 28), (2026, 11, 28), "28 November 2026"),
        ("de", (2026, 11, 23), (2026, 11, 29), "23.–29. November 2026"),
        ("fr", (2026, 12, 1), (2026, 12, 7), "1er–7 décembre 2026"),
        ("es", (2026, 11, 28), (2026, 12, 4), "28 de noviembre – 4 de diciembre de 2026"),
        ("pl", (2026, 11, 23), (2026, 11, 29), "23–29 listopada 2026"),
    ],
)
def test_a_span_of_days_is_as_short_as_it_stays_clear(
    language: str, first: tuple[int, int, int], last: tuple[int, int, int], text: str
) -> None:
    assert furniture(language).span(date(*first), date(*last)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "4 March 2015"), ("de", "4. März 2015"), ("es", "4 de marzo de 2015"),
        ("fr", "4 mars 2015"), ("it", "4 marzo 2015"), ("nl", "4 maart 2015"),
        ("pl", "4 marca 2015"), ("pt", "4 de março de 2015"),
    ],
)  # fmt: skip
def test_a_day_of_another_year_than_the_editions_says_its_own(language: str, text: str) -> None:
    words, issue = furniture(language), date(2026, 11, 29)
    assert words.dated(date(2015, 3, 4), issue) == text
    assert words.dated(date(2026, 3, 4), issue) == words.day_month(date(2026, 3, 4))
    assert words.dated(date(2025, 12, 31), issue).endswith("2025")


def test_a_region_falls_back_to_its_language_and_the_unknown_to_english() -> None:
    assert furniture("de-AT").word("contents") == "Inhalt"
    assert furniture("de-AT").day(date(2026, 1, 2)) == "2. Jänner 2026"
    assert furniture("pt_BR").word("cover") == "Capa"
    for unknown in ("tlh", "", "x-y!", "../en"):
        assert furniture(unknown).word("contents") == "Contents"


def test_an_unknown_word_is_a_layout_error_that_names_the_file() -> None:
    with pytest.raises(LayoutError, match=r"words/fr\.toml: no word 'nonsense'"):
        furniture("fr").word("nonsense")
    with pytest.raises(LayoutError, match="no word"):
        furniture("fr").count("nonsense", 1)
