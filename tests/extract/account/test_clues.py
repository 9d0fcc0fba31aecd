"""What is measured of a left-out block."""

from __future__ import annotations

from tests.extract.stories import URL, page

from pressday.extract.account.clues import NAMES, measure
from pressday.extract.account.missed import asked
from pressday.extract.page import read_accounted

LOST = "Forty vans wait in the yard while Ana Lopez dries sheets, and nobody wants to leave."


def clues(html: str, start: str = "Forty vans") -> dict[str, float]:
    read = read_accounted(html.encode(), URL)
    [trace] = [trace for trace in asked(read.traces) if trace.passage.text.startswith(start)]
    [row] = measure(read, [trace])
    return dict(zip(NAMES, row, strict=True))


def test_a_box_is_the_outermost_element_that_holds_nothing_printed() -> None:
    more = "<p><a href='/x'>Go on</a></p>"
    found = clues(page(f"<div class='promo'><aside><h3>More</h3><p>{LOST}</p>{more}</aside></div>"))
    assert (found["box_level"], found["box_headings"], found["box_is_block"]) == (2, 1, False)
    assert 0 < found["box_linked"] < 0.2
    assert found["box_before"] > 0 < found["box_behind"]


def test_the_level_of_the_part_that_was_removed_is_known() -> None:
    assert clues(page(f"<p hidden>{LOST}</p>"))["part"] == 0
    assert clues(page(f"<div hidden><div><p>{LOST}</p></div></div>"))["part"] == 2


def test_names_are_looked_for_in_the_text_and_not_at_the_head_of_a_sentence() -> None:
    assert clues(page(f"<p hidden>{LOST}</p>"))["names_in_text"] == 1
    other = LOST.replace("Ana Lopez", "Ida Roth")
    assert clues(page(f"<p hidden>{other}</p>"))["names_in_text"] == 0


def test_what_nobody_judged_has_no_likelihood() -> None:
    assert clues(page(f"<form><p>{LOST}</p></form>"))["score"] == -1
