"""The structure of a book: the nodes of all fragments as one tree, in the order of reading.

A paragraph is one element however many pages it stands on: what is marked with its
node belongs to it, wherever it was laid.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pressday.press.pdf.imposition import Printed
    from pressday.press.pdf.tags.notes import Box, MarkedRun, Tags

ROOT = -1
"""The node of a flow itself."""


@dataclass(frozen=True, slots=True)
class Content:
    """A run of marked content: the page of the book, from 0, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link's annotation, and the page on which it is."""

    page: int
    annotation: Any


@dataclass(eq=False, slots=True, kw_only=True)
class Element:
    """A structure element with what is in it; `boxes` are where a picture stands, by page."""

    role: str
    language: str = ""
    title: str = ""
    alt: str = ""
    scope: str = ""
    level: int = 0
    columns: int = 1
    rows: int = 1
    name: str = ""
    source: str = ""
    spoken: str = ""
    kids: list[Element | Content | LinkArea] = field(default_factory=list)
    boxes: dict[int, Box] = field(default_factory=dict)

    @property
    def elements(self) -> Iterator[Element]:
        """The elements right below it."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def everything(self) -> Iterator[Element]:
        """Yield it and all elements below, in the order of reading."""
        yield self
        for element in self.elements:
            yield from element.everything()


def add_flow(
    parent: Element, tags: Tags, printed: Iterable[Printed], *, only: str = ""
) -> Sequence[Element]:
    """Add to `parent` what of a flow was `printed`; return the elements that came under it.

    `only` keeps to what stands at the id of that name.
    """
    return _Growing(parent, tags, only).grown(printed)


class _Growing:
    """A flow's part of the tree on its way: elements by the number of their node."""

    def __init__(self, parent: Element, tags: Tags, only: str) -> None:
        self._tags, self._only = tags, only
        self._elements = {ROOT: parent}
        self._before = len(parent.kids)

    def grown(self, printed: Iterable[Printed]) -> Sequence[Element]:
        for one in sorted(printed, key=self._order):
            page = self._tags.pages[one.laid.page]
            for mark in page.marks:
                if self._is_wanted(mark.node):
                    self._add(mark, one)
            for node, annotation in zip(page.links, one.links, strict=True):
                if annotation is not None and self._is_wanted(node):
                    self._element(node).kids.append(LinkArea(one.page, annotation))
        return [*self._elements[ROOT].elements][self._before :]

    def _order(self, one: Printed) -> tuple[int, int]:
        return one.laid.order, one.page

    def _is_wanted(self, node: int) -> bool:
        return node != ROOT and (not self._only or self._tags.nodes[node].name == self._only)

    def _add(self, mark: MarkedRun, one: Printed) -> None:
        element = self._element(mark.node)
        if mark.spoken:
            element.kids.append(word := Element(role="Span", spoken=mark.spoken))
            word.language, element = element.language, word
        element.kids.append(Content(one.page, one.first + mark.number))
        if mark.box:
            box = _moved(mark.box, one)
            element.boxes[one.page] = _around(element.boxes.get(one.page, box), box)

    def _element(self, node: int) -> Element:
        if node not in self._elements:
            said = self._tags.nodes[node]
            made = Element(
                role=said.role, language=said.language, alt=said.alt, scope=said.scope,
                level=said.level, columns=said.columns, rows=said.rows, name=said.name,
                source=said.source, spoken=said.spoken,
            )  # fmt: skip
            self._element(said.parent).kids.append(made)
            self._elements[node] = made
        return self._elements[node]


def _moved(box: Box, one: Printed) -> Box:
    """Return left, bottom, right and top on the page of the book of a box from the top left."""
    left, top, right, bottom = box
    scale, dx = one.laid.scale, one.dx + one.laid.shift
    ys = (scale * (one.height - y) + one.dy for y in (bottom, top))
    low, high = (round(y, 2) for y in ys)
    return round(scale * left + dx, 2), low, round(scale * right + dx, 2), high


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    )  # fmt: skip


def number_headings(parts: Iterable[Element]) -> None:
    """Give headings levels without gaps; each of `parts` begins anew."""
    for part in parts:
        open_: list[int] = []
        for heading in (e for e in part.everything() if e.role == "H"):
            open_ = [*(level for level in open_ if level < heading.level), heading.level]
            heading.role = f"H{len(open_)}"


def name_links(elements: Iterable[Element]) -> None:
    """Make links that lead nowhere parts of their text."""
    for element in elements:
        if element.role == "Link" and not any(isinstance(k, LinkArea) for k in element.kids):
            element.role = "Span"
