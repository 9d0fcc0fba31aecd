"""Tables stand where they fit, and none is higher than a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from pressday.body.markup import parse_fragment
from pressday.layout.print.tables import LINES, _heights, arrange

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG = "a cell with a good many words in it, which turn into several lines " * 3


def table(*rows: tuple[str, ...], head: tuple[str, ...] = ()) -> HtmlElement:
    made = html.Element("table")
    for tag, cells in [*([("th", head)] if head else []), *(("td", row) for row in rows)]:
        line = html.etree.SubElement(made, "tr")
        for cell in cells:
            html.etree.SubElement(line, tag).text = cell
    return made


def texts(element: HtmlElement) -> list[str]:
    return [e.text or "" for e in element.iter("td", "dt", "dd")]


def test_rows_that_turn_make_a_part_shorter() -> None:
    rows = [(f"row {n}", LONG, "x", LONG) for n in range(34)]
    where, parts = arrange(table(*rows))
    assert where == "wide"
    assert len(parts) > 1
    assert [t for p in parts for t in texts(p)] == [c for row in rows for c in row]


def test_a_narrow_table_whose_cells_turn_leaves_the_column() -> None:
    cell = "twenty-five characters ok"
    assert arrange(table(*[("one", "two")] * 30))[0] == "text"
    assert arrange(table(*[(cell, cell)] * 30))[0] == "wide"


def long_head(rows: int, cell: str = "+12.3%") -> HtmlElement:
    lines = "".join(f"<tr><td>{n}/1/2013</td><td>{cell}</td></tr>" for n in range(rows))
    head = "<tr><th>Date</th><th>Percentage change in the median price of homes</th></tr>"
    made: HtmlElement = parse_fragment(f"<table><thead>{head}</thead>{lines}</table>")[0]
    return made


def test_a_narrow_table_runs_in_columns_in_parts_under_its_head_however_long_that_is() -> None:
    where, parts = arrange(long_head(40))
    assert where == "text"
    assert [len(list(part.iter("tr"))) - 1 for part in parts] == [16, 16, 8]
    assert all(part.find(".//th") is not None for part in parts)


def test_a_table_of_long_cells_is_not_narrow() -> None:
    assert arrange(long_head(40, "twelve and three tenths of it"))[0] == "wide"


def test_a_table_with_a_row_higher_than_a_page_becomes_a_list() -> None:
    where, (made,) = arrange(table(("Ink", LONG * 40), head=("What", "Why")))
    assert (where, made.tag) == ("text", "dl")
    assert texts(made) == ["Ink", f"Why: {LONG * 40}".strip()]


def test_a_table_of_one_row_loses_nothing_as_a_list() -> None:
    _, (made,) = arrange(table(("first", LONG * 40)))
    assert texts(made) == ["first", (LONG * 40).strip()]


def test_a_wide_table_without_a_head_keeps_its_first_row() -> None:
    rows = [tuple(f"{r}{c}" for c in "abcdefghi") for r in (1, 2)]
    _, (made,) = arrange(table(*rows))
    assert texts(made) == [
        "1a",
        "1b; 1c; 1d; 1e; 1f; 1g; 1h; 1i",
        "2a",
        "2b; 2c; 2d; 2e; 2f; 2g; 2h; 2i",
    ]


def test_cells_beyond_the_head_are_kept() -> None:
    _, (made,) = arrange(table(tuple("abcdefghij"), head=("What", "How")))
    assert texts(made) == ["a", "How: b; c; d; e; f; g; h; i; j"]


def test_an_empty_table_is_no_trouble() -> None:
    empty = table()
    assert arrange(empty) == ("text", (empty,))


@pytest.mark.parametrize(
    ("rows", "heights"),
    [
        ([["a", "b"]], [1.5]),
        ([["a" * 50, "b" * 60]], [1.5]),
        ([["a" * 50, "b" * 61]], [2.5]),
        ([["a", "b" * 219], ["a", "b"]], [2.5, 2.5]),
        ([[]], [1.5]),
        ([], []),
    ],
)
def test_a_row_is_as_high_as_its_fullest_cell(rows: list[list[str]], heights: list[float]) -> None:
    assert _heights([[[cell] for cell in row] for row in rows], 110) == heights


def test_each_item_in_a_cell_takes_a_line() -> None:
    items = "".join(f"<li>{n} per cent</li>" for n in range(9))
    rows = "".join(f"<tr><th>Row</th><td><ul>{items}</ul></td></tr>" for _ in range(8))
    kind, parts = arrange(parse_fragment(f"<table>{rows}</table>")[0])
    assert kind == "wide"
    assert [len(list(part.iter("tr"))) for part in parts] == [4, 4]


def test_rows_with_pictures_are_as_high_as_these() -> None:
    row = '<tr><td>One</td><td>Two</td><td><img class="thumb" src="media:x"></td></tr>'
    _, parts = arrange(parse_fragment(f"<table>{row * 34}</table>")[0])
    assert [len(list(part.iter("tr"))) for part in parts] == [18, 16]


def test_a_list_says_what_its_pictures_show() -> None:
    row = "<tr>" + "<td>a</td>" * 9 + '<td><img src="media:x" alt="yes"></td></tr>'
    _, (made,) = arrange(parse_fragment(f"<table>{row}</table>")[0])
    assert texts(made)[-1].endswith("; yes")


def test_a_part_holds_30_rows_of_one_line() -> None:
    assert 30 * _heights([["a"]], 110)[0] == LINES
