"""Tables of a page: which hold data, and in which order their rows are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_PARTS = {"thead": 0, "tfoot": 2}  # where the rows of a part come, whatever place it has
_WIDEST = 30  # columns: a cell that says it spans more means the whole row


def holds_data(source: Element) -> bool:
    """Return whether a table with others inside is a table still: they say less than it does.

    A table without others is looked at when it is built.
    """
    inner = [t for t in source.iter("table") if t is not source]
    if not inner:
        return True
    outermost = [t for t in inner if next(t.iterancestors("table")) is source]
    own = [cell for row, _ in rows(source) for cell in row.iterchildren("td", "th")]
    if not any(cell.tag == "th" for cell in own):
        return False
    nested = sum(len(dom.tokens(dom.visible_text(table))) for table in outermost)
    return 2 * nested < len(dom.tokens(dom.visible_text(source)))


def rows(source: Element) -> Iterator[tuple[Element, str]]:
    """Iterate over a table's own rows as they are read, each with its part: thead or tbody."""
    own = [row for row in source.iter("tr") if next(row.iterancestors("table"), None) is source]
    parts = [row.getparent() for row in own]
    named = [
        (row, "" if part is None else str(part.tag)) for row, part in zip(own, parts, strict=True)
    ]
    heads = {_said(row) for row, name in named if name == "thead"}
    for row, name in sorted(named, key=lambda pair: _PARTS.get(pair[1], 1)):
        if name != "tfoot" or _said(row) not in heads:  # a head repeated at the foot of a screen
            yield row, "thead" if name == "thead" else "tbody"


def _said(row: Element) -> str:
    return " ".join(dom.visible_text(row).split())


def close_row(table: Element, empty: Element) -> None:
    """Take a row without cells out of a table being built; cells that reach over it get shorter."""
    above = list(table.iter("tr"))[:-1]
    for distance, row in enumerate(reversed(above), start=1):
        for cell in row:
            span = int(cell.get("rowspan", "1"))
            if span > distance:
                cell.set("rowspan", str(span - 1))
                if span == 2:  # noqa: PLR2004 - none is left to reach
                    cell.attrib.pop("rowspan")
    dom.drop(empty)


def limit_spans(table: Element) -> None:
    """Let no cell of a built table span more columns than the others make."""
    made = list(table.iter("tr"))
    widths = (sum(s for s in map(_span, row) if s <= _WIDEST) for row in made)
    columns = max(widths, default=1)
    for cell in table.iter("td", "th"):
        if _span(cell) > _WIDEST:
            cell.set("colspan", str(max(1, columns)))
        if cell.get("colspan") == "1":
            cell.attrib.pop("colspan")


def _span(cell: Element) -> int:
    return int(cell.get("colspan", "1"))
