"""Which left-out blocks are warned of: one page of our own writing for each kind of loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.extract.stories import SENTENCES, URL, page

from pressday.extract import extract_page
from pressday.extract.account import missed
from pressday.extract.account.fates import Accounted, Trace
from pressday.extract.account.passages import Holder, Passage
from pressday.extract.judge.claims import PageClaims

if TYPE_CHECKING:
    from pressday.model import Draft

LOST = "Forty vans wait in the yard while the last sheets dry, and nobody is in a hurry to leave."
NOTICE = "All rights reserved. Printed by Dock Street Press Ltd, Harbour Road 3, Ash."
LINKS = "<ul><li><a href='/i'>Imprint</a></li><li><a href='/p'>Privacy</a></li></ul>"
FORM = (
    "Enter your e-mail address, and we send you our news once a week. You can always unsubscribe."
)


def read(html: str, *, keep: tuple[str, ...] = ()) -> Draft:
    return extract_page(html.encode(), identity=URL, url=URL, keep=keep)


def named(draft: Draft) -> list[str]:
    return [fate.text for fate in draft.account if fate.warned]


def about_loss(draft: Draft) -> list[str]:
    return [warning for warning in draft.warnings if "extract --explain" in warning]


LOSSES = {
    "in a box with the name of another": f"<div class='promo'><p>{LOST}</p></div>",
    "in an aside that offers something": f"<aside class='related'><p>{LOST}</p></aside>",
    "in the element of a menu": f"<nav><p>{LOST}</p></nav>",
    "in a button": f"<button><p>{LOST}</p></button>",
    "under an odd class": f"<p class='share-box'>{LOST}</p>",
    "hidden by an attribute": f"<p hidden>{LOST}</p>",
    "hidden by a style": f"<p style='display:none'>{LOST}</p>",
    "hidden by a class": f"<p class='visually-hidden'>{LOST}</p>",
}


@pytest.mark.parametrize("inside", LOSSES.values(), ids=LOSSES)
def test_a_paragraph_lost_among_the_others_is_warned_of(inside: str) -> None:
    draft = read(page(inside))
    assert LOST not in draft.body.text
    assert named(draft) == [LOST]
    [warning] = about_loss(draft)
    assert "Forty vans wait in the yard" in warning
    assert "keep" in warning


def test_a_line_that_formulas_stand_in_is_not_taken_for_lost() -> None:
    weight, sheet = "<d-math>W_{enc}^{\\ell}</d-math>", "<d-math>\\ell</d-math>"
    draft = read(page(f"<p>where {weight} is the ink matrix on sheet {sheet}, and</p>"))
    assert "is the ink matrix on sheet \u2113, and" in draft.body.text
    assert about_loss(draft) == []


def test_the_warning_says_where_the_block_stands() -> None:
    [warning] = about_loss(read(page(f"<div class='promo'><p>{LOST}</p></div>")))
    assert "near \u201cAna Lopez has worked" in warning


def test_a_warning_counts_what_it_does_not_name() -> None:
    other = (
        "The doors of the yard stand open until six, and whoever walks past them smells the ink."
    )
    draft = read(page(f"<div class='promo'><p>{LOST}</p><p>{other}</p></div>"))
    assert len(about_loss(draft)) == 1
    assert about_loss(draft)[0].startswith("may have lost 2 blocks, first \u201cForty vans")


def test_a_paragraph_that_has_moved_behind_the_article_is_warned_of() -> None:
    draft = read(page(after=f"<div class='block'><p>{LOST}</p></div>"))
    assert LOST not in draft.body.text
    assert named(draft) == [LOST]


UNDAMAGED = {
    "nothing else": page(),
    "a footer": page(after=f"<footer>{LINKS}<p>{NOTICE}</p></footer>"),
    "a menu": page(before="<ul>" + "<li><a href='/a'>News of the town</a></li>" * 9 + "</ul>"),
    "links between": page("<div class='related'><a href='/a'>The hall by the river is to be"
                          " sold at last, and nobody knows to whom</a></div>"),
    "said again behind": page(after=f"<div class='block'><p>{SENTENCES[0]}"
                              f" {SENTENCES[0][::-1]}</p></div>"),
    "said twice": page(f"<p>{LOST}</p><aside><p>{LOST}</p></aside>"),
    "hidden outside": page(before=f"<div hidden><form><p>{FORM}</p></form></div>"),
    "a box of many lines": page("<aside>" + "".join(
        f"<p>{LOST} {n}</p>" for n in ("one", "two", "three", "four", "five")) + "</aside>"),
}  # fmt: skip


@pytest.mark.parametrize("html", UNDAMAGED.values(), ids=UNDAMAGED)
def test_a_page_that_lost_nothing_does_not_warn(html: str) -> None:
    draft = read(html)
    assert (named(draft), about_loss(draft)) == ([], [])


def test_a_note_whose_sign_stands_in_the_text_is_warned_of() -> None:
    sign = "<p>The river rose by a metre in a night, as the log says.<a href='#n1'>[1]</a></p>"
    note = f"<aside class='sidebar'><p id='n1'>{LOST}</p></aside>"
    assert named(read(page(sign, after=note))) == [LOST]


def test_a_selector_of_the_editor_is_no_loss() -> None:
    draft = read(page(f"<aside><p>{LOST}</p></aside>"), keep=("p:first-child",))
    assert (named(draft), about_loss(draft)) == ([], [])


def test_what_stood_under_a_heading_that_is_left_alone_is_warned_of() -> None:
    many = "".join(f"<p>{LOST} {n}</p>" for n in ("One.", "Two.", "Three.", "Four.", "Five."))
    more = "<h2>The morning</h2><p>At six the doors open, and the cold comes in from the river.</p>"
    draft = read(page(f"<h2>The evening</h2><div class='promo'>{many}</div>{more}"))
    assert "The evening" in draft.body.text
    assert len(named(draft)) == 5


CAPTION = "The hall at ten in the evening, before the press begins to run."


@pytest.mark.parametrize("box", ["aside", "div class='promo'"])
def test_a_picture_with_a_caption_lost_among_the_paragraphs_is_warned_of(box: str) -> None:
    figure = f"<figure><img src='/hall.jpg'><figcaption>{CAPTION}</figcaption></figure>"
    draft = read(page(f"<{box}>{figure}</{box.split(maxsplit=1)[0]}>"))
    assert draft.images == ()
    assert named(draft) == [CAPTION]


def passage(number: int, words: int) -> Passage:
    place = Holder(
        element=etree.Element("p"),
        above=None,
        depth=0,
        tag="p",
        names="",
        linked=False,
        never=False,
    )
    text = f"{'word ' * (words - 1)}end."
    return Passage(
        number=number, kind="paragraph", text=text, words=text.split(), place=place, linked=0.0
    )


@pytest.mark.parametrize(("printed", "warned"), [(11, True), (300, False)])
def test_a_few_words_of_a_page_of_two_thousand_are_warned_of(*, printed: int, warned: bool) -> None:
    left = [Trace(passage=passage(number, 100), why="doubt") for number in range(1, 21)]
    traces = [Trace(passage=passage(0, printed), why=""), *left]
    draft = extract_page(page().encode(), identity=URL, url=URL)
    found = list(missed.warnings(Accounted(draft=draft, traces=traces, claims=PageClaims()), []))
    assert [w.startswith("11 words came out, 2000 more stand") for w in found] == [True] * warned
