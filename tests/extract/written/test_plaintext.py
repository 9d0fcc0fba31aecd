from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.errors import ExtractError
from pressday.extract import extract_text

if TYPE_CHECKING:
    from pressday.model import Draft

REPO = Path(__file__).resolve().parents[3]
DATA = REPO / "tests/data"
SEED = REPO.parent / "shared/corpus/seed-article.txt"

# Guesses that take a line out of the text and keep it elsewhere in the draft.
_MOVED = ("by-line", "date line", "address line", "title prefix removed")


def read(text: str) -> Draft:
    return extract_text(text, identity="articles/x.txt", name="night-shift.txt")


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def all_words(draft: Draft) -> Counter[str]:
    moved = [g.text for g in draft.guesses if g.rule in _MOVED or g.rule.endswith(" line")]
    title = "" if draft.provenance["title"] == "guessed" and not _has_title(draft) else draft.title
    declared = {g.rule for g in draft.guesses}
    title = "" if "title line" in declared else title
    standfirst = "" if "standfirst line" in declared else draft.standfirst
    return words_of(" ".join([title, standfirst, draft.body.text, *moved]))


def _has_title(draft: Draft) -> bool:
    return any(guess.rule == "title" for guess in draft.guesses)


@pytest.mark.parametrize("path", [DATA / "extract-pasted.txt", SEED], ids=["ours", "seed"])
def test_a_pasted_article_loses_nothing_but_the_sites_prefix(path: Path) -> None:
    if not path.exists():
        pytest.skip("the corpus is not here")
    text = path.read_text("utf-8")
    draft = read(text)
    paragraphs = [line for line in text.split("\n") if line]
    assert draft.title == paragraphs[0].removeprefix("You're reading: ")
    assert draft.standfirst == paragraphs[1]
    assert draft.body.text.split("\n\n") == paragraphs[2:]
    assert ("title prefix removed", "You're reading:") in [(g.rule, g.text) for g in draft.guesses]
    assert draft.body.html.count("<p>") == len(paragraphs) - 2
    assert "<aside" not in draft.body.html
    assert all_words(draft) == words_of(text)


def test_a_quotation_that_the_text_repeats_is_a_pull_quote() -> None:
    draft = read(
        "Night shift\n\nA standfirst that says what this is about in few words.\n\n"
        "“We print until the ink runs out and the drivers come at four,” says the foreman of the"
        " hall.\n\nWe print until the ink runs out\n\nThen the lights go off, one after another."
    )
    assert (
        '<aside class="pullquote"><p>We print until the ink runs out</p></aside>' in draft.body.html
    )
    assert "pull quote: the text says it too" in [guess.rule for guess in draft.guesses]


def test_a_quotation_that_stands_once_is_left_as_text_in_its_place() -> None:
    draft = read(
        "Night shift\n\nThe hall is silent at noon, and nobody is there but the paper.\n\n"
        "“Ink has a memory of its own, and so do I”\n\nThen the lights go off, one after another."
    )
    assert "<p>“Ink has a memory of its own, and so do I”</p><p>Then" in draft.body.html


def test_byline_date_and_address_leave_the_text() -> None:
    draft = read(
        "Night shift\nBy Ana Lopez and Jo van Dyke\n27 November 2026\nhttps://example.org/night\n\n"
        "What a town hears when the presses start, told by those who sleep above them.\n\n"
        "At ten the floor begins to hum. It is not loud, but it is everywhere, and it does not end"
        " before the last van has gone."
    )
    assert draft.bylines == ("Ana Lopez", "Jo van Dyke")
    assert draft.published == datetime(2026, 11, 27, tzinfo=UTC)
    assert draft.url == "https://example.org/night"
    assert draft.standfirst.startswith("What a town hears")
    assert draft.provenance["published"] == "guessed"
    assert draft.body.text.startswith("At ten the floor")


def test_key_lines_declare_what_they_say() -> None:
    draft = read(
        "Title: Night shift\nAuthor: Ana Lopez\nDate: 2026-11-27\nTags: print, night\nLang: en\n\n"
        "At ten the floor begins to hum.\n\nIt ends before four."
    )
    assert (draft.title, draft.bylines, draft.tags) == (
        "Night shift",
        ("Ana Lopez",),
        ("print", "night"),
    )
    assert draft.provenance["title"] == draft.provenance["language"] == "declared"
    assert draft.body.text == "At ten the floor begins to hum.\n\nIt ends before four."


def test_an_unreadable_date_is_warned_of() -> None:
    assert read("Date: last week\n\nTitle here\n\nText.").warnings == (
        'the date "last week" cannot be read',
    )


def test_an_unknown_language_is_warned_of_and_guessed() -> None:
    text = "The hall hums at ten and nobody in it has a watch, for the press tells them the time."
    draft = read(f"Language: jp\n\nNight shift\n\n{text}")
    assert draft.language == "en"
    assert draft.warnings == (
        'the language must be the code of a language, not "jp": did you mean "ja"?',
    )


def test_headings_lists_rules_and_quotations_are_recognised() -> None:
    body = read(
        "Night shift\n\nAt ten the floor begins to hum. It is not loud. It does not end. So it is."
        "\n\nThe hall\n\nThere are two machines in it, and the older one is the better of them.\n\n"
        "- ink\n- paper\n\n1. start\n2. stop\n\n* * *\n\n> She said no.\n\nThat was all there was."
    ).body.html
    assert "<h2>The hall</h2>" in body
    assert "<ul><li>ink</li><li>paper</li></ul><ol><li>start</li><li>stop</li></ol><hr/>" in body
    assert "<blockquote><p>She said no.</p></blockquote>" in body


def test_numbers_out_of_order_stay_text() -> None:
    body = read(
        "Night shift\n\n3. March was cold.\n\n5. May was not.\n\nThe rest is known."
    ).body.html
    assert "<p>3. March was cold.</p><p>5. May was not.</p>" in body


def test_hard_wrapped_lines_are_joined_and_verse_is_not() -> None:
    body = read(
        "Night shift\n\nAt ten the floor begins to hum, and those who live above\n"
        "the hall put down their books and wait for the first of the\nvans to leave.\n\n"
        "Ink on the floor,\nink on the door,\nnever more.\n\nThe end of it is not in sight yet."
    ).body.html
    assert "live above the hall put down their books and wait for the first of the vans" in body
    assert "<p>Ink on the floor,<br/>ink on the door,<br/>never more.</p>" in body


def test_one_line_is_one_paragraph_where_no_blank_line_divides() -> None:
    draft = read("Night shift\nAt ten the floor begins to hum.\n“Not again,” says the neighbour.")
    assert draft.title == "Night shift"
    assert draft.body.text.count("\n\n") == 1


def test_a_text_without_a_title_takes_the_name_of_its_file() -> None:
    draft = read("At ten the floor begins to hum.\n\nIt does not end before four.")
    assert draft.title == "Night shift"
    assert draft.provenance["title"] == "guessed"


def test_markup_in_plain_text_is_text() -> None:
    body = read("Night shift\n\n<script>alert(1)</script> & more\n\nThe end.").body.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in body


@pytest.mark.parametrize("text", ["", " \n\n\u200b\n", "\ufeff"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(ExtractError, match="the text is empty"):
        read(text)


def test_the_language_is_told_from_common_words() -> None:
    german = (
        "Die Nacht\n\n" + "Der Drucker und die Setzerin sind nicht mit dem Zug, den sie nahmen, "
    )
    assert read(german + "von der Stadt weg. Das ist für sie auch ein Glück.").language == "de"


_LONG = (
    "A longer paragraph of text that goes on for a while. It has several sentences. It says"
    " nothing. It ends after more than a hundred and twenty characters, as they do."
)
_LINES = st.sampled_from(
    [
        "Night shift", "You're reading: Night shift", "By Ana Lopez", "27 November 2026",
        "https://example.org/a-b", "- ink and water", "* paper", "1. start", "2. stop", "4) four",
        "> said she", "---", "* * *", "=====", "“Speech,” he said.", "The hall", "two words",
        "One sentence that is long enough to be a standfirst, ending here.",
        _LONG,
        "a line that was wrapped somewhere around seventy characters by a tool", "Author: Jo Dee",
        "Tags: a, b", "Note: this is text", "sentences. It says nothing. It ends", "well-",
        "Standfirst: short", "Title: Other", "", "", "", " ",
    ]
)  # fmt: skip
_TEXTS = st.lists(_LINES, min_size=1, max_size=14).map("\n".join)


def without_marks(words: Counter[str]) -> Counter[str]:
    """Numbers that a list carries itself are not words."""
    return Counter({word: n for word, n in words.items() if not word.isdigit()})


@given(_TEXTS)
@settings(max_examples=400, deadline=None)
def test_no_word_is_lost_or_doubled(text: str) -> None:
    try:
        draft = read(text)
    except ExtractError:
        return
    assert without_marks(all_words(draft)) == without_marks(words_of(text))


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_string_is_a_text_or_refused(text: str) -> None:
    try:
        draft = read(text)
    except ExtractError:
        return
    assert draft.title
    assert draft.body
