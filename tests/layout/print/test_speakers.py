"""Who says a quotation, and with whom an interview is."""

from __future__ import annotations

import re

import pytest

from pressday.layout.print.speakers import names, speaker

TEXT = "The mayor Ada Finch came, and Ben Yew. Yesterday it was late; yesterday, too."
_QUOTED = re.compile(r"[“«„][^”“»]*[”»“]")


LATER = "“We won,” said Ada Finch. It was late. “Nobody slept.”"


def told(text: str, number: int = -1) -> str:
    """Return who says one of the quotations of `text`, the last if none is named."""
    start, end = [found.span() for found in _QUOTED.finditer(text)][number]
    return speaker(text, start, end, f"{text} {TEXT}")


@pytest.mark.parametrize(
    "text",
    [
        "“We won,” said Ada Finch.", "“We won,” Ada Finch said.", "“We won”, joked Ada Finch.",
        "“We won!” cried Ada Finch.", "“We won,” said team captain Ada Finch, 43.",
        "“We won,” said Mayor Ada Finch.", "“We won,” said Finch.", "“We won,” Finch said.",
        "“We won,” Finch told Ben Yew.", "Ada Finch said: “We won.”", "Ada Finch: “We won.”",
        "It was late. Ada Finch said, “We won.”", "Yesterday Ada Finch said, “We won.”",
        "“We won,” said Ada Finch. “And nobody slept.”", "“We won,” Ada Finch said, “at last.”",
        "„Wir siegten“, sagt Ada Finch.", "« Nous gagnons », explique Ada Finch, maire.",
        "«Ganamos», dice Ada Finch.", "«Abbiamo vinto», ha detto Ada Finch.",
        "“Wij wonnen”, zei Ada Finch.", "“Wygraliśmy”, powiedziała Ada Finch.",
        "«Vencemos», disse Ada Finch.",
    ],
)  # fmt: skip
def test_a_name_beside_a_quotation_with_a_verb_between_is_its_speaker(text: str) -> None:
    assert told(text) == "Ada Finch"


@pytest.mark.parametrize(
    "text",
    [
        "“We won,” she said.", "“We won,” said the mayor.", "“We won,” he told Ada Finch.",
        "“We won,” they told Ada Finch.", "He told Ada Finch: “We won.”",
        "“We won.” Ada Finch left.",
        "“We won,” and Ada Finch laughed.", "“We won,” according to Ada Finch.",
        "“We won,” said Ada Finch’s sister.", "“We won,” said Ada Mary Finch’s car.",
        "“We won,” said Ada Finch and Ben Yew.",
        "«Ganamos», según Ada Finch.", "“We won,” said Unknown.", LATER, "A sign said “We won.”",
    ],
)  # fmt: skip
def test_where_words_do_not_tell_nobody_is_named(text: str) -> None:
    assert told(text) == ""


def test_titles_and_initials_belong_to_a_name_and_ends_of_sentences_do_not() -> None:
    assert told("“We won,” said Dr. J. Finch-Yew. The mayor left.") == "Dr. J. Finch-Yew"
    assert told("“We won,” said Lt. Col. Amy Lee. Then she left.") == "Lt. Col. Amy Lee"


def test_a_family_name_that_two_share_names_nobody() -> None:
    text = "“We won,” said Finch. Cay Finch slept."
    assert told(text) == ""


def test_full_names_are_found_without_what_stands_before_them() -> None:
    text = f"A Talk With Ada Finch: The Mayor Ludwig van Beuren and Hull’s Cay Yew. {TEXT} a with"
    assert names(text, text) == ("Ada Finch", "Ludwig van Beuren", "Cay Yew", "Ben Yew")
