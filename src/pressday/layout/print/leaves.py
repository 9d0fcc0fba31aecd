"""Leaves: what the furniture of every page says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.layout.print.book import LeafFurniture, LeafMark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pressday.layout.makeup import Mark, Page
    from pressday.layout.print.book import Book, Flow


def leaves(
    book: Book, counts: Mapping[str, int], pages: Sequence[Page]
) -> tuple[LeafFurniture, ...]:
    """Return what the furniture of every page needs; `counts` are the pages of late flows."""
    before = sum(counts[flow.name] for flow in book.front)
    made = [
        *(_late(flow) for flow in book.front for _ in range(counts[flow.name])),
        *_composed(book, pages, before),
        *(_late(flow) for flow in book.back for _ in range(counts[flow.name])),
    ]
    return tuple(replace(leaf, number=number) for number, leaf in enumerate(made, start=1))


def _late(flow: Flow) -> LeafFurniture:
    return LeafFurniture(section=flow.section, head=flow.head, bare=flow.bare)


def _composed(book: Book, pages: Sequence[Page], before: int) -> Iterator[LeafFurniture]:
    """Yield the leaves of composed pages, `before` of which others stand."""
    sections = {s.number: s for s in book.sections}
    flows = {flow.name: flow for flow in book.pieces}
    last: dict[str, int] = {}
    for number, page in enumerate(pages, start=before + 1):
        section = sections[page.section]
        marks = []
        for mark in page.marks:
            if mark.kind == "opener":
                opened = sections[int(mark.name)]
                made = _mark(mark, opened.colour, opened.name)
                named = replace(made, anchor=f"sec-{opened.number}", lines=opened.opener)
                marks.append(named)
            elif mark.kind == "continued":
                flow = flows[mark.name]
                marks.append(replace(_mark(mark, flow.section, flow.title), page=last[mark.name]))
            else:
                marks.append(_mark(mark, section.colour, ""))
        last |= dict.fromkeys((placed.name for placed in page.placed), number)
        opener = any(mark.kind == "opener" and not mark.line for mark in page.marks)
        yield LeafFurniture(
            section=section.colour, head=section.name, opener=opener, marks=tuple(marks)
        )


def _mark(mark: Mark, colour: int, text: str) -> LeafMark:
    return LeafMark(
        kind=mark.kind, column=mark.column, span=mark.span, line=mark.line, section=colour,
        text=text,
    )  # fmt: skip
