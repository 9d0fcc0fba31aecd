"""Reading: the structure of a whole book, and what pictures and links say in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pressday.layout.words import furniture
from pressday.press.pdf.tags.roles import spoken_in
from pressday.press.pdf.tags.structure import (
    Element,
    LinkArea,
    add_flow,
    name_links,
    number_headings,
)
from pressday.press.pdf.tags.tables import complete_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pressday.layout.print.book import Book, Bookmark, BookSection, Flow
    from pressday.press.pdf.composed import Spot
    from pressday.press.pdf.fragment import Fragment
    from pressday.press.pdf.imposition import Printed

HEADS = "furniture"
"""The flow of running heads, where the names of sections stand."""


def read_aloud(
    book: Book,
    fragments: Mapping[str, Fragment],
    printed: Iterable[Printed],
    spots: Mapping[str, Spot],
) -> tuple[Element, Mapping[str, Sequence[str]]]:
    """Return the structure of `book`, and the pictures of each flow that nothing describes.

    The order is that of the pages: front, sections with their pieces, back.
    """
    reading = _Reading(book, fragments, printed, spots)
    return reading.document(), reading.undescribed


class _Reading:
    """A book's structure on its way."""

    def __init__(
        self,
        book: Book,
        fragments: Mapping[str, Fragment],
        printed: Iterable[Printed],
        spots: Mapping[str, Spot],
    ) -> None:
        self.undescribed: defaultdict[str, list[str]] = defaultdict(list)
        self._book, self._fragments, self._spots = book, fragments, spots
        self._words = furniture(book.language)
        self._shown = {
            _whole(node.source): flow.title
            for flow in book.pieces
            for node in fragments[flow.name].tags.nodes
            if node.role == "Figure"
        }
        self._titles = dict(_labels(book.outline))
        self._printed: defaultdict[str, list[Printed]] = defaultdict(list)
        for one in printed:
            self._printed[one.laid.flow].append(one)

    def document(self) -> Element:
        whole = Element(role="Document", language=self._book.language, title=self._book.title)
        for flow in self._book.front:
            self._add(whole, flow)
        whole.kids += [self._section(section) for section in self._book.sections]
        for flow in self._book.back:
            self._add(whole, flow)
        number_headings(whole.elements)
        complete_tables(whole.everything())
        name_links(whole.everything())
        return whole

    def _section(self, section: BookSection) -> Element:
        """Return a section with its name and its pieces, in the order of the pages."""
        made = Element(role="Sect", language=self._book.language, title=section.name)
        anchor = f"sec-{section.number}"
        heads = add_flow(made, self._fragments[HEADS].tags, self._printed[HEADS], only=anchor)
        made.kids = [kid for head in heads for kid in head.kids]
        for heading in made.elements:
            heading.level = 1  # it stands above headlines, which are the first of their pieces
        for flow in sorted(section.flows, key=self._place):
            self._add(made, flow)
        return made

    def _place(self, flow: Flow) -> tuple[int, float, float]:
        spot = self._spots.get(flow.name)  # one whose words a stylesheet hides stands nowhere
        return (spot.page, -spot.y, spot.x) if spot else (0, 0, 0)

    def _add(self, parent: Element, flow: Flow) -> None:
        fragment = self._fragments[flow.name]
        parts = add_flow(parent, fragment.tags, self._printed[flow.name])
        if len(parts) == 1:
            parts[0].title, parts[0].name = flow.title, flow.name
        for part in parts:
            for element in part.everything():
                self._describe(element, flow)

    def _describe(self, element: Element, flow: Flow) -> None:
        """Say what a picture shows and where a link leads, as far as anything tells."""
        if element.role == "Figure" and not element.alt:
            self.undescribed[flow.name].append(element.source)
            told = flow.title or self._shown.get(_whole(element.source)) or self._book.title
            words = furniture(element.language or self._book.language)
            element.language = spoken_in(element.language, words.language)
            element.alt = f"{words.word('picture_with')} “{told}”"
        for area in element.kids:
            if isinstance(area, LinkArea):
                self._finish(area.annotation, flow)

    def _finish(self, annotation: Any, flow: Flow) -> None:  # noqa: ANN401
        from pikepdf import String

        annotation.Contents = String(self._leads_to(annotation, flow))
        annotation.F = 4  # printed, as PDF/A asks of what is seen

    def _leads_to(self, annotation: Any, flow: Flow) -> str:  # noqa: ANN401
        action = annotation.get("/A")
        if action is not None:
            return str(action.get("/URI", ""))
        name = str(annotation.Dest)
        told = self._titles.get(name) or self._fragments[flow.name].tags.words.get(name, "")
        page = f"{self._words.word('see_page')} {self._spots[name].page + 1}"
        return f"{told}, {page}" if told else page


def _whole(source: str) -> str:
    """Return the address of a picture, without what of it is shown."""
    return source.partition("?")[0]


def _labels(entries: Sequence[Bookmark]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield entry.anchor, entry.label
        yield from _labels(entry.children)
