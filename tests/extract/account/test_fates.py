"""What became of each block of a page, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.extract.stories import SENTENCES, URL, page

from pressday.extract import extract_page

if TYPE_CHECKING:
    from pressday.model import Fate

LOST = "Forty vans wait in the yard while the last sheets dry, and nobody is in a hurry to leave."


def account(html: str, *, keep: tuple[str, ...] = (), drop: tuple[str, ...] = ()) -> list[Fate]:
    return list(extract_page(html.encode(), identity=URL, url=URL, keep=keep, drop=drop).account)


def why(html: str, start: str = LOST, *, drop: tuple[str, ...] = ()) -> str:
    [fate] = [fate for fate in account(html, drop=drop) if fate.text.startswith(start[:30])]
    return fate.why


def test_every_paragraph_of_the_article_is_printed_and_told_in_order() -> None:
    told = [fate for fate in account(page()) if not fate.why]
    assert [fate.text[:30] for fate in told] == [said[:30] for said in SENTENCES]
    assert {fate.kind for fate in told} == {"paragraph"}
    assert all(fate.words > 20 for fate in told)


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (f"<nav><p>{LOST}</p></nav>", "navigation"),
        (f"<ul><li><a href='/a'>{LOST}</a></li></ul>", "navigation"),
        (f"<p hidden>{LOST}</p>", "hidden"),
        (f"<p style='display: none'>{LOST}</p>", "hidden"),
        (f"<form><p>{LOST}</p></form>", "form or control"),
        (f"<p class='gone'>{LOST}</p>", "drop selector"),
    ],
)
def test_a_block_that_is_left_out_says_which_step_did_it(block: str, reason: str) -> None:
    assert why(page(after=block), drop=(".gone",)) == reason


def test_what_leads_to_other_articles_is_called_theirs() -> None:
    line = "Related: <a href='/a'>The hall by the river is to be sold at last and torn down</a>"
    assert why(page(f"<p>{line}</p>"), "Related: ") == "another article's"


def test_a_block_said_twice_is_printed_once() -> None:
    fates = [
        f.why for f in account(page(f"<p>{LOST}</p><div><p>{LOST}</p></div>")) if f.text == LOST
    ]
    assert sorted(fates) == ["", "repeated"]


def test_words_that_stand_in_the_text_by_chance_are_not_printed_twice() -> None:
    menu = "<ul class='menu'><li>the hall</li><li>the press</li></ul>"
    fates = {fate.text: fate.why for fate in account(page(before=menu))}
    assert fates["the hall"]


def test_short_lines_of_a_page_are_no_content() -> None:
    assert all(fate.text != "Six words are not a paragraph" for fate in account(
        page(after="<p>Six words are not a paragraph</p>")))  # fmt: skip


def test_nesting_without_end_is_walked_without_recursion() -> None:
    deep = "<div>" * 1500 + f"<p>{LOST}</p>" + "</div>" * 1500
    assert any(fate.text == LOST for fate in account(page(deep)))


def test_what_an_editor_left_out_is_told_as_such_and_not_warned_of() -> None:
    html = page(f"<aside><p>{LOST}</p></aside>")
    fates = account(html, keep=(".text > p:first-child",))
    assert {fate.why for fate in fates} == {"", "not in keep"}
    assert not any(fate.warned for fate in fates)


def test_a_line_full_of_note_signs_is_printed() -> None:
    line = (
        "<p>The oldest ledger of the harbour<a href='#_ftn1' name='_ftnref1'>[1]</a> was lost in"
        " the flood, and the newest<a href='#_ftn2' name='_ftnref2'>[2]</a> in a fire.</p>"
    )
    notes = "".join(
        f"<p><a href='#_ftnref{n}' name='_ftn{n}'>[{n}]</a> Letters of the pilots, page {n}.</p>"
        for n in (1, 2)
    )
    (fate,) = (f for f in account(page(line, notes)) if "ledger" in f.text)
    assert (fate.why, fate.warned) == ("", False)
