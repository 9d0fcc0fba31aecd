from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pressday.body import Body
from pressday.body.markup import printable
from pressday.layout.typography import polish_text, polished, tie_last

LANGUAGES = ("en", "de", "de-CH", "fr", "es", "it", "pt-BR", "nl", "pl", "ru", "tlh", "")


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("en", '"Hello," she said', "“Hello,” she said"),
        ("en", "\"He said 'no' to it\"", "“He said ‘no’ to it”"),
        ("en", '("nested "inner" words")', "(“nested ‘inner’ words”)"),
        ("de", '"Hallo", sagte sie', "„Hallo“, sagte sie"),
        ("de", "\"das ist 'gut'\"", "„das ist ‚gut‘“"),
        ("de-CH", '"Grüezi"', "«Grüezi»"),
        ("fr", '"Bonjour!" dit-il', "«\u202fBonjour\u202f!\u202f» dit-il"),
        ("es", '¿"Qué"?', "¿«Qué»?"),
        ("it", "\"un 'caso'\"", "«un “caso”»"),
        ("pt", '"Olá"', "“Olá”"),
        ("nl", '\'s Avonds zei hij "dag"', "’s Avonds zei hij “dag”"),
        ("pl", '"Witaj" i "do \'widzenia\'"', "„Witaj” i „do «widzenia»”"),
    ],
)
def test_straight_quotes_become_those_of_the_language(language: str, typed: str, set_: str) -> None:
    assert polish_text(typed, language) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("it's the dogs' bone", "it’s the dogs’ bone"),
        ("the '90s rock 'n' roll", "the ’90s rock ’n’ roll"),
        ("'Tis the season", "’Tis the season"),
        ("the 1980's", "the 1980’s"),
        ("he is 5'10\" tall", "he is 5′10″ tall"),
        ('a 6" nail', "a 6″ nail"),
        ('she said "in 1989"', "she said “in 1989”"),
        ("the letter 't' is", "the letter ‘t’ is"),
    ],
)
def test_apostrophes_primes_and_single_quotes_are_told_apart(typed: str, set_: str) -> None:
    assert polish_text(typed, "en") == set_


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_curly_quotes_that_are_there_already_stay(language: str) -> None:
    text = "“so” ‘it’ „is“ now"
    assert polish_text(text, language) == text


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("en", "one - two", "one\u00a0– two"),
        ("en", "one--two", "one—two"),
        ("de", "eins--zwei", "eins\u00a0– zwei"),
        ("pt", "um -- dois", "um\u00a0— dois"),
        ("en", "wait... what", "wait… what"),
        ("en", "two  blanks", "two blanks"),
        ("en", "5 - 3, 2019-2020, --help, well-known", "5 - 3, 2019-2020, --help, well-known"),
    ],
)
def test_dashes_and_ellipses_follow_the_language(language: str, typed: str, set_: str) -> None:
    assert polish_text(typed, language) == set_


def test_numbers_keep_their_units_and_labels() -> None:
    assert polish_text("12 km at 3 % of No. 5", "en") == "12\u00a0km at 3\u00a0% of No.\u00a05"
    assert polish_text("5 kittens, 3 m/s", "en") == "5 kittens, 3 m/s"


def test_french_high_punctuation_has_its_spaces() -> None:
    typed = "Quoi ? Voilà: oui; à 10:30, « ceci » !"
    expected = "Quoi\u202f? Voilà\u00a0: oui\u202f; à 10:30, «\u202fceci\u202f»\u202f!"
    assert polish_text(typed, "fr") == expected


def test_quotes_open_and_close_across_inline_elements_but_not_across_blocks() -> None:
    html = '<p>"An <em>odd"</em> one</p><p>"new<br>"lines"</p>'
    assert polished(Body(html), "en") == "<p>“An <em>odd”</em> one</p><p>“new<br>“lines”</p>"


def test_code_formulas_and_addresses_are_left_alone() -> None:
    for html in (
        '<p><code>"a" -- b...</code></p>',
        '<pre>"a"  b</pre>',
        "<p><a href=\"http://a.b/?q='x'\">a</a></p>",
        "<p>http://a.b/it's</p>".replace("'s", ""),
        "<p>see http://a.example/x--y...z now</p>",
        '<math><mi>x"</mi></math>',
    ):
        assert polished(Body(html), "fr") == html


def test_a_foreign_passage_is_set_by_its_own_custom() -> None:
    html = '<p>"He said <em lang="de">"ja"</em>"</p><blockquote lang="fr"><p>"Oui"</p></blockquote>'
    assert polished(Body(html), "en") == (
        '<p>“He said <em lang="de">„ja“</em>”</p>'
        '<blockquote lang="fr"><p>«\u202fOui\u202f»</p></blockquote>'
    )


def test_a_language_of_unknown_custom_keeps_its_quotes() -> None:
    assert polish_text('"Qapla\'"  ...', "tlh") == '"Qapla\'" …'


@pytest.mark.parametrize(
    ("tied", "loose"),
    [
        ("on\u00a0the quay\u00a0wall", "on the quay wall"),
        ("£23.99\u00a0More info:\u00a0here", "£23.99 More info: here"),
        ("two \u00a0blanks", "two blanks"),
        ("\u00a0at the head", " at the head"),
        ("12\u00a0km by M.\u00a0Dupont, a\u00a0b", "12\u00a0km by M.\u00a0Dupont, a\u00a0b"),
        ("page\u00a012 of 10\u00a0000", "page\u00a012 of 10\u00a0000"),
        ("word\u00a0– word", "word\u00a0– word"),
    ],
)
def test_words_that_a_page_tied_may_part_and_numbers_stay_with_their_units(
    tied: str, loose: str
) -> None:
    assert polish_text(tied, "en") == loose


def test_words_tied_over_the_border_of_an_element_may_part() -> None:
    body = Body("<p><em>one,\u00a0</em>two\u00a0<b>three</b></p>")
    assert "\u00a0" not in polished(body, "en")


def test_the_last_word_of_a_headline_is_tied_if_it_is_short() -> None:
    assert tie_last("The map room opens again") == "The map room opens\u00a0again"
    assert tie_last("Opens again") == "Opens again"
    assert tie_last("The great transmogrification") == "The great transmogrification"


CHARS = st.text(st.sampled_from("ab Zé5'\"-.:;!?«»“”‘’„()— \u00a0\u202f\n%km/"), max_size=40)
TAGS = st.sampled_from(
    ["<em>", "</em>", "<p>", "</p>", "<code>", "</code>", '<span lang="de">', "</span>", "<br>"]
)
BODIES = st.lists(CHARS | TAGS, max_size=12).map("".join)


def words(html: str) -> list[str]:
    return re.findall(r"[^\W_]+", unescape(re.sub(r"<[^>]*>", "", html)))


@settings(max_examples=300, deadline=None)
@given(BODIES, st.sampled_from(LANGUAGES))
@example("<em>\u00a0", "en")
@example("<em>\u00a05", "en")
def test_polishing_twice_is_polishing_once_and_words_never_change(html: str, language: str) -> None:
    once = polished(Body(html), language)
    assert polished(Body(once), language) == once
    assert words(once) == words(html)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | CHARS, st.sampled_from(LANGUAGES))
def test_plain_text_is_polished_once_for_all(text: str, language: str) -> None:
    once = polish_text(text, language)
    assert polish_text(once, language) == once
    assert words(once) == words(printable(text))


def test_a_hundred_thousand_quotes_are_no_trouble() -> None:
    once = polish_text("'\"a" * 30_000, "en")
    assert len(once.replace("\u200b", "")) == 90_000


def test_an_endless_word_may_be_broken_and_an_address_stays_whole() -> None:
    body = Body(f'<p><a href="https://a.example/{"x" * 900}">{"y" * 900}</a></p>')
    once = polished(body, "en")
    assert f'href="https://a.example/{"x" * 900}"' in once
    assert max(len(part) for part in once.partition(">y")[2].split("\u200b")) < 40
    assert polished(Body(once), "en") == once
