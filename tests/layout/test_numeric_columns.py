"""Columns of figures are found as a whole, whatever signs the figures carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pressday.layout.numeric_columns import mark_figures


def marked(table: str) -> list[list[bool]]:
    """Return, row by row, which cells are marked."""
    element = html.fromstring(table)
    mark_figures(element)
    return [[cell.get("class") == "n" for cell in row] for row in element.iter("tr")]


def column(*cells: str) -> bool:
    rows = "".join(f"<tr><td>x</td><td>{cell}</td></tr>" for cell in cells)
    found = {row[1] for row in marked(f"<table><tbody>{rows}</tbody></table>")}
    assert len(found) == 1, "a column is one thing or the other"
    return found.pop()


@pytest.mark.parametrize(
    "cells",
    [
        ("1,036", "412"),
        ("5 ↓", "8", "1"),
        ("5 \u2193\ufe0e", "8"),
        ("+3.1 %", "\u22120.4\u00a0%"),
        ("£14.40", "€ 9,50"),
        ("½", "¾"),
        ("9:30", "10:15"),
        ("12", "–", "", "…", "7"),
        ('412<a class="noteref" href="#fn-1">1</a>', "57*"),
        ("١٢", "٣"),
        ("8.5", "NM", "4.3"),
        ("8.5", "9.2", "n. a."),
        ("Change", "8.5", "9.2", "7"),
    ],
)
def test_figures_with_their_signs_make_a_column_of_figures(cells: tuple[str, ...]) -> None:
    assert column(*cells)


@pytest.mark.parametrize(
    "cells",
    [
        ("412", "many"),
        ("3 sheets", "4"),
        ("–", "—"),
        ("", ""),
        ("三", "四"),
        ("↑", "↓"),
        ("1", "n/a"),
        ("Change", "1", "2"),
    ],
)
def test_one_cell_of_words_or_no_figure_at_all_makes_none(cells: tuple[str, ...]) -> None:
    assert not column(*cells)


def test_the_head_stands_over_its_figures() -> None:
    heads = "<tr><th>Side</th><th>Top left</th></tr>"
    body = "<tr><td>Outer</td><td>5 ↓</td></tr><tr><td>Inner</td><td>3</td></tr>"
    expected = [[False, True]] * 3
    assert marked(f"<table><thead>{heads}</thead><tbody>{body}</tbody></table>") == expected
    assert marked(f"<table>{heads}{body}</table>") == expected


def test_years_that_head_their_rows_are_labels() -> None:
    assert marked("<table><tr><th>1931</th><td>41</td></tr></table>") == [[False, True]]


def test_a_cell_over_several_columns_belongs_to_none() -> None:
    made = marked(
        "<table><thead><tr><th>Title</th><th colspan=2>Copies</th></tr></thead><tbody>"
        "<tr><td>Angler</td><td>90</td><td>120</td></tr>"
        "<tr><td colspan=3>in thousands</td></tr></tbody></table>"
    )
    assert made == [[False, False], [False, True, True], [False]]


def test_a_cell_that_reaches_down_pushes_the_next_row_along() -> None:
    made = marked(
        "<table><tr><td rowspan=2>North</td><td>a</td><td>1</td></tr>"
        "<tr><td>b</td><td>2</td></tr></table>"
    )
    assert made == [[False, False, True], [False, True]]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    made = marked("<table><tr><td>a<table><tr><td>7</td></tr></table></td><td>1</td></tr></table>")
    assert made == [[False, True], [False]]


SPANS = st.sampled_from(["", "0", "2", "3", "-1", "x", "99999999999", "²"])
CELLS = st.builds(
    '<{0} colspan="{1}" rowspan="{2}">{3}</{0}>'.format,
    st.sampled_from(["td", "th"]),
    SPANS,
    SPANS,
    st.sampled_from(["", "7", "word", "–"]),
)
ROWS = st.lists(CELLS, max_size=4).map(lambda cells: f"<tr>{''.join(cells)}</tr>")


@given(st.lists(ROWS, max_size=5).map("".join))
def test_no_spans_are_too_strange_and_words_are_never_figures(rows: str) -> None:
    element = html.fromstring(f"<table>{rows}</table>")
    mark_figures(element)
    figures = [c for c in element.iter("td") if c.get("class") == "n"]
    assert all(cell.text != "word" for cell in figures)
