"""Words of a piece are compared with what a file says, whatever stands between them."""

from __future__ import annotations

import pytest
from tests.layout.test_epub import edition, piece

from pressday.press.checked import ExpectedPiece, Parity, compare, expect, parity_findings

TEXT = (
    "The web climbs out of the second unit a little after one in the morning, and nobody in "
    "the hall can hear anybody else. A well-known editor counts twenty-four bundles by hand."
)


@pytest.mark.parametrize(
    "heard",
    [
        TEXT,
        TEXT.replace("climbs out", "climbs\nout").replace("second", "sec-\nond"),
        TEXT.replace("well-known", "well-\nknown").upper(),
        TEXT.replace(" after one", " By Ada Quill, page 7, after one"),
    ],
)
def test_words_are_all_there_however_lines_break_and_whatever_stands_between(heard: str) -> None:
    assert compare(TEXT, heard) == Parity()


def test_words_that_are_gone_are_named() -> None:
    assert compare(TEXT, TEXT.replace("nobody in the hall", "")).missing == (
        "nobody",
        "in",
        "the",
        "hall",
    )


def test_words_that_are_said_again_later_are_found_where_they_stand() -> None:
    step = "none were found in the device"
    text = f"Look at all of them here: {step}. {TEXT} {TEXT[:-9].title()} now, and {step}."
    assert compare(text, text.replace("were found", "were 2. found", 1)) == Parity()


def test_words_in_another_place_are_told_from_lost_ones() -> None:
    first, second = TEXT.split(". ")
    assert "bundles" in compare(TEXT, f"{second} {first}").moved


def test_what_comes_twice_is_told_by_its_beginning() -> None:
    assert compare(TEXT, f"{TEXT} {TEXT}").doubled.startswith("in the morning")


def test_what_is_expected_has_tables_as_paper_has_them_and_says_quotations_once() -> None:
    cells = [f"<td>{n}</td>" for n in range(10)]
    heads = "".join(f"<th>h{n}</th>" for n in range(10))
    table = f"<table><tr>{heads}</tr><tr>{''.join(cells)}</tr></table>"
    quote = '<aside class="pullquote"><p>Ink — Ada</p></aside>'
    issue = edition(("News", (piece(1, body=f"<p>Ink.</p>{quote}{table}<p>End.</p>"),)))
    shown, listed = (expect(issue, paper=p).pieces[0].text.split() for p in (False, True))
    assert "Ada" not in shown
    assert shown[shown.index("h0") :][:3] == ["h0", "h1", "h2"]
    assert listed[listed.index("h1:") - 1 :][:3] == ["0", "h1:", "1;"]


def test_a_word_or_two_are_worth_a_look_and_more_must_be_mended() -> None:
    piece = ExpectedPiece(anchor="a-1", headline="The web", language="en", text=TEXT)
    few = [*parity_findings(piece, TEXT.replace("morning", ""), 4)]
    many = [*parity_findings(piece, TEXT[:60], 4)]
    assert [(f.severity, f.page, f.place) for f in few] == [("look", 4, "The web")]
    assert [f.severity for f in many] == ["mend"]


def test_what_is_set_large_may_be_said_once_more_and_not_twice() -> None:
    said = f"{TEXT} {TEXT}"
    assert not compare(TEXT, said, large=TEXT).doubled
    assert compare(TEXT, f"{said} {TEXT}", large=TEXT).doubled
