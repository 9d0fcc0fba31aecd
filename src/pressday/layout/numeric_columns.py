"""Which columns of a table hold figures: those stand right, one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

FIGURES = "n"
MOST_SPANNED = 1000  # columns or rows; HTML Standard, 4.9.11
# what is put where there is no figure: it decides nothing
_MISSING = frozenset({"", "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2026", "..."})

_ABBREVIATION = 3  # letters
_OTHERS = 3  # one of so many cells of a column may be no figure
_BELOW = 3  # figures under a word make it their head, though no table says so


def mark_figures(table: HtmlElement) -> None:
    """Set the class `n` on the cells and the head of each column that holds nothing but figures.

    A figure is what has a digit and no letter, so that signs, arrows and units
    like % are part of it. Cells that head their row are labels, even when they
    are years; cells over several columns belong to none.
    """
    columns: dict[int, list[HtmlElement]] = {}
    for number, cell in _placed(table):
        if _span(cell, "colspan") == 1:
            columns.setdefault(number, []).append(cell)
    for column in columns.values():
        cells = [c for c in column if not _heads_columns(c)]
        if _holds_figures(cells) or (cells == column and _holds_figures(column[1:], _BELOW)):
            for cell in column:
                cell.classes.add(FIGURES)


def _holds_figures(cells: list[HtmlElement], least: int = 1) -> bool:
    texts = [squash(cell.text_content()) for cell in cells]
    told = [text for text in texts if text not in _MISSING]
    others = [text for text in told if not _is_figure(text)]
    few = len(others) * _OTHERS <= len(told) and all(map(_says_there_is_none, others))
    return len(told) >= least and few and all(c.tag == "td" for c in cells)


def _is_figure(text: str) -> bool:
    return any(sign.isnumeric() for sign in text) and not any(sign.isalpha() for sign in text)


def _says_there_is_none(text: str) -> bool:
    """Return whether a cell may stand for a figure that is not there: "n/a", "NM", "nil"."""
    letters = sum(sign.isalpha() for sign in text)
    return 0 < letters <= _ABBREVIATION and not any(sign.isnumeric() for sign in text)


def _heads_columns(cell: HtmlElement) -> bool:
    """Return whether `cell` stands in a row of heads, with or without an element around it."""
    row = cell.getparent()
    return row.getparent().tag == "thead" or all(c.tag == "th" for c in row)


def _placed(table: HtmlElement) -> Iterator[tuple[int, HtmlElement]]:
    """Yield each cell with the number of its column, counting what reaches down from above.

    Source: HTML Standard, 4.9.12.1, forming a table.
    """
    held: Mapping[int, int] = {}  # column: rows that a cell from above still fills
    group = None
    for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        if row.getparent() is not group:
            held, group = {}, row.getparent()
        column, below = 0, {c: rows - 1 for c, rows in held.items() if rows > 1}
        for cell in row:
            while column in held:
                column += 1
            yield column, cell
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if high > 1:
                below |= dict.fromkeys(range(column, column + wide), high - 1)
            column += wide
        held = below


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(int(value), MOST_SPANNED) or 1 if value.isascii() and value.isdigit() else 1
