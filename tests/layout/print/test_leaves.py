"""What the furniture of every page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html
from tests.layout.print.conftest import WEEK, texts

from pressday.layout.makeup import Mark, Page, Placed
from pressday.layout.print import furniture_html, lay_out
from pressday.layout.print.leaves import leaves
from pressday.layout.print.rules import COLUMN_STARTS, WIDTHS
from pressday.layout.theme import Theme

if TYPE_CHECKING:
    from pressday.layout.print.book import LeafFurniture

BOOK = lay_out(WEEK, Theme(), "A4")
LEAD, SECOND, *_ = (flow.name for flow in BOOK.pieces)
COUNTS = {"front": 1, "contents": 2, "colophon": 1}


def page(section: int, names: list[str], *marks: Mark) -> Page:
    placed = tuple(Placed(name, "run/0/0", 0, 9) for name in names)
    return Page(placed=placed, marks=marks, section=section, white=0)


PAGES = (
    page(1, [LEAD], Mark("opener", "1", 0, 3, 0)),
    page(1, [LEAD, SECOND], Mark("continued", LEAD, 2, 1, 0), Mark("divider", "", 0, 3, 30)),
    page(1, [SECOND], Mark("continued", SECOND, 0, 3, 0), Mark("opener", "2", 0, 3, 40)),
)


@pytest.fixture
def made() -> tuple[LeafFurniture, ...]:
    return leaves(BOOK, COUNTS, PAGES)


def test_each_page_of_the_book_has_a_leaf_with_its_number(made: tuple[LeafFurniture, ...]) -> None:
    assert [leaf.number for leaf in made] == [1, 2, 3, 4, 5, 6, 7]
    assert [leaf.head for leaf in made[3:6]] == ["News"] * 3


def test_only_a_page_under_an_opener_has_no_running_head(made: tuple[LeafFurniture, ...]) -> None:
    assert [leaf.opener for leaf in made] == [False, False, False, True, False, False, False]


def test_the_front_page_is_bare_and_others_are_not(made: tuple[LeafFurniture, ...]) -> None:
    assert [leaf.bare for leaf in made] == [True, *[False] * 6]


def test_what_goes_on_names_its_headline_and_the_page_it_comes_from(
    made: tuple[LeafFurniture, ...],
) -> None:
    marks = [mark for leaf in made for mark in leaf.marks if mark.kind == "continued"]
    assert [(mark.text, mark.page) for mark in marks] == [("Lead", 4), ("Second", 5)]


def test_an_opener_names_its_section_in_its_colour_and_is_an_anchor(
    made: tuple[LeafFurniture, ...],
) -> None:
    marks = [mark for leaf in made for mark in leaf.marks if mark.kind == "opener"]
    assert [(m.text, m.section, m.anchor) for m in marks] == [
        ("News", 1, "sec-1"),
        ("Craft", 2, "sec-2"),
    ]


def test_the_furniture_draws_each_mark_at_its_place(made: tuple[LeafFurniture, ...]) -> None:
    drawn = furniture_html(BOOK, Theme(), made)
    assert drawn.count('<div class="leaf') == 7
    assert texts(drawn, ".mark.continued") == ["from page 4 Lead", "from page 5 Second"]
    (mark, _) = html.fromstring(drawn).cssselect(".mark.continued")
    left = f"left: {COLUMN_STARTS[2]}pt; top: 0pt; width: {WIDTHS[1]}pt"
    assert mark.get("style") == left
    assert texts(drawn, ".mark.opener") == ["News", "Craft"]
    assert texts(drawn, ".mark.divider") == [""]
