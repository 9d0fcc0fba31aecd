"""Listings of code: the numbers of their lines go, tables that only number them become `pre`."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEAST_LINES = 2  # fewer numbers in a row count nothing
_CODE = re.compile(
    r"(?:^|[\s_-])(?:code|highlight\w*|blob|hljs|ln|listing|source|prettyprint|syntax\w*)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(\d{1,6})\s*[.:|]?\s*")


def settle_listings(body: Element) -> None:
    """Leave of each listing its code alone, line by line as it stands, in place.

    Numbers are told by their order, not by what a program calls them: each line has the next.
    """
    for table in dom.elements(body, "table"):
        pre = _of_columns(table) if _is_inner(table) else None
        parent = table.getparent()
        if pre is not None and parent is not None:
            pre.tail = table.tail
            parent.replace(table, pre)
    for pre in dom.elements(body, "pre"):
        _drop_numbers(pre)
    every = list(dom.elements(body, "pre"))
    for before, pre, behind in zip([None, *every], every, [*every[1:], None], strict=False):
        if any(other is not None and _numbers_another(pre, other) for other in (before, behind)):
            dom.drop(pre)


def _is_inner(table: Element) -> bool:
    return table.getparent() is not None and table.find(".//table") is None


def _of_columns(table: Element) -> Element | None:
    """Return the listing of a table that has numbers in its first column and code in its second."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    pairs = [row for row in rows if len(row) == 2]  # noqa: PLR2004 - number and line
    if not rows or len(pairs) != len(rows) or not _holds_code(table):
        return None
    numbers = [line for number, _ in pairs for line in _numbers(number)]
    if not _count_up(numbers) or (len(rows) > 1 and len(numbers) != len(rows)):
        return None
    pre = etree.Element("pre")
    code = etree.SubElement(pre, "code")
    lines = [dom.verbatim(cell).strip("\n") for _, cell in pairs]
    code.text = "\n".join(lines)
    return pre


def _holds_code(table: Element) -> bool:
    if next(table.iter("pre", "code"), None) is not None:
        return True
    return any(_CODE.search(e.get("class") or "") for e in table.iter("table", "td"))


def _numbers(cell: Element) -> list[str]:
    told = [str(e.get("data-line-number")) for e in cell.iter() if e.get("data-line-number")]
    return told or dom.verbatim(cell).split()


def _count_up(numbers: list[str]) -> bool:
    """Whether numbers are whole, and each is one more than the last."""
    found = [_NUMBER.fullmatch(number) for number in numbers]
    if not found or not all(found):
        return False
    values = [int(number[1]) for number in found if number]
    return all(value == wanted for value, wanted in zip(values, count(values[0]), strict=False))


def _drop_numbers(pre: Element) -> None:
    """Drop the elements that begin each line of a listing with its number."""
    lines = dom.verbatim(pre).strip("\n").split("\n")
    numbers = [e for e in pre.iterdescendants() if not len(e) and _NUMBER.fullmatch(e.text or "")]
    told = [element.text or "" for element in numbers]
    # With a line end in each they are a column of numbers, which stands beside the listing.
    column = any("\n" in number for number in told)
    if column or len(told) < _LEAST_LINES or len(told) != len(lines) or not _count_up(told):
        return
    if all(line.lstrip().startswith(n.strip()) for line, n in zip(lines, told, strict=True)):
        for element in numbers:
            dom.drop(element)


def _numbers_another(pre: Element, other: Element) -> bool:
    """Whether a `pre` only counts the lines of another."""
    numbers, said = dom.verbatim(pre).split(), dom.verbatim(other)
    if len(numbers) < _LEAST_LINES or not _count_up(numbers):
        return False
    return len(said.strip("\n").split("\n")) == len(numbers) and not _count_up(said.split())
