"""Tables on paper: in a column, across the page, in parts as high as a page, or as a list."""

from __future__ import annotations

import math
from copy import deepcopy
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from pressday.body.markup import text_of
from pressday.layout.cell_pictures import THUMB, THUMB_LINES
from pressday.layout.numeric_columns import mark_figures
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

COLUMNS = 2  # more do not fit a column, unless they are narrow
MOST_COLUMNS = 8  # more do not fit the page: the table becomes a list
CELL_CHARACTERS = 26  # in a column-wide table
CELL_LINES, WORD_CHARACTERS = 3, 18  # the same of one whose longer cells turn, if it is short
COLUMN_CHARACTERS = 36  # in a line of 157 points
COLUMN_LINES = 24  # of the rows of a part of a narrow table: two fill a column
APART = 2  # characters between two columns of a table
PAGE_CHARACTERS = 110  # in a line of 500 points
LINES = 45  # of a page, for the rows of one part; 30 rows of one line each
ROW_LINES = 0.5  # white and rule of a row


def arrange(table: HtmlElement) -> tuple[Literal["text", "wide"], tuple[HtmlElement, ...]]:
    """Return where `table` stands, in the columns or across them, and the elements it becomes.

    No element is higher than a page, because a band cannot be cut.
    """
    mark_figures(table)
    rows = [[_lines(c) for c in row] for row in table.iter("tr")]
    columns = max((len(row) for row in rows), default=0)
    thumbs = [any(THUMB in i.classes for i in row.iter("img")) for row in table.iter("tr")]
    heights = [
        max(height, THUMB_LINES + ROW_LINES if thumb else 0)
        for height, thumb in zip(_heights(rows, PAGE_CHARACTERS), thumbs, strict=True)
    ]
    if columns > MOST_COLUMNS or max(heights, default=0) > LINES:
        return "text", (_as_list(table, [[_words(c) for c in row] for row in table.iter("tr")]),)
    if columns <= COLUMNS and _fits_column(rows):
        return "text", (table,)
    if not any(thumbs) and _is_narrow(table, rows):
        return "text", tuple(_parts(table, [1 + ROW_LINES] * len(rows), COLUMN_LINES))
    return "wide", tuple(_parts(table, heights, LINES))


def _words(cell: HtmlElement) -> str:
    """Return what a cell says, its pictures in words."""
    return squash(" ".join([cell.text_content(), *(i.get("alt") or "" for i in cell.iter("img"))]))


def _lines(cell: HtmlElement) -> Sequence[str]:
    """Return the text of a cell in the lines that its paragraphs, items and breaks begin."""
    return [line for line in map(squash, text_of(cell).split("\n")) if line]


def _fits_column(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Tell whether a table of two columns is one of a column of text; long cells turn."""
    lines = [line for row in rows for cell in row for line in cell]
    heights = _heights(rows, COLUMN_CHARACTERS)
    if max(map(len, lines), default=0) <= CELL_CHARACTERS:
        return sum(heights) <= LINES
    words = [word for line in lines for word in line.split()]
    turns = max(map(len, words)) <= WORD_CHARACTERS and max(heights) <= CELL_LINES + ROW_LINES
    return turns and sum(heights) <= COLUMN_LINES


def _is_narrow(table: HtmlElement, rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Tell whether each row is one line of a column; the words of heads may turn."""
    body = {number for number, _ in _body(table)}
    lengths = [
        [
            _length(cell) if n in body else max(map(len, " ".join(cell).split()), default=0)
            for cell in row
        ]
        for n, row in enumerate(rows)
    ]
    widest = [max(column) for column in zip_longest(*lengths, fillvalue=0)]
    return bool(body) and sum(widest) + APART * (len(widest) - 1) <= COLUMN_CHARACTERS


def _length(cell: Sequence[str]) -> int:
    """Return the characters of a cell; one of several lines is no line of a column."""
    return len("".join(cell)) if len(cell) <= 1 else COLUMN_CHARACTERS + 1


def _heights(rows: Sequence[Sequence[Sequence[str]]], characters: int) -> list[float]:
    """Return about how many lines each row takes in a measure of so many characters.

    Columns share the measure in proportion to their longest lines.
    Source: CSS 2.2, 17.5.2.2, automatic table layout.
    """
    longest = [[max(map(len, cell), default=0) for cell in row] for row in rows]
    widest = [max(1, *column) for column in zip_longest(*longest, fillvalue=0)]
    turns = sum(widest) / characters
    return [
        max((_height(c, turns / w) for c, w in zip(row, widest, strict=False)), default=1)
        + ROW_LINES
        for row in rows
    ]


def _height(cell: Sequence[str], turns: float) -> int:
    return max(1, sum(math.ceil(len(line) * turns) for line in cell))


def _as_list(table: HtmlElement, rows: Sequence[Sequence[str]]) -> HtmlElement:
    """Return a definition list: a row's first cell is the term, the others go with their heads."""
    first = next(table.iter("tr"), None)
    headed = first is not None and first.find("th") is not None and len(rows) > 1
    heads, body = (rows[0], rows[1:]) if headed else ((), rows)
    items = table.makeelement("dl", {})
    terms = [(squash(c.text_content()), "") for c in table.iter("caption")]
    for row in body:
        pairs = zip_longest(heads[1:], row[1:], fillvalue="")
        terms.append(("".join(row[:1]), "; ".join(f"{h}: {c}" if h else c for h, c in pairs if c)))
    for name, text in terms:
        for tag, words in (("dt", name), ("dd", text)):
            if words:
                item = table.makeelement(tag, {})
                item.text = words
                items.append(item)
    return items


def _body(table: HtmlElement) -> list[tuple[int, HtmlElement]]:
    """Return the rows that do not belong to the head, with their numbers."""
    return [(n, r) for n, r in enumerate(table.iter("tr")) if r.getparent().tag != "thead"]


def _parts(table: HtmlElement, heights: Sequence[float], lines: int) -> Iterator[HtmlElement]:
    """Yield `table`, or several with the same head when its rows are more than `lines` high."""
    pages: list[set[int]] = [set()]
    used = 0.0
    for number, _ in _body(table):
        if used + heights[number] > lines:
            pages.append(set())
            used = 0.0
        pages[-1].add(number)
        used += heights[number]
    if len(pages) == 1:
        yield table
        return
    for page, kept in enumerate(pages):
        yield _part(table, kept, first=not page)


def _part(table: HtmlElement, kept: set[int], *, first: bool) -> HtmlElement:
    """Return a copy of `table` with the rows `kept`; only the first has the table's ids."""
    part = deepcopy(table)
    for number, row in _body(part):
        if number not in kept:
            row.getparent().remove(row)
    for element in () if first else part.iter():
        element.attrib.pop("id", None)
    return part
