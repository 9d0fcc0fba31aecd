"""A run of text, inline markup and blocks, sorted into paragraphs and blocks.

The same idea as the "active formatting elements" of HTML parsing: inline
elements stay open across paragraph borders, so a link around two blocks becomes
a link in each, and no one has to ask beforehand what an element contains.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from lxml import etree

from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element


class Maker(Protocol):
    """Makes known elements of a prepared tree: what those who build one kind ask of the builder."""

    origins: dict[Element, Element]

    def flow(self, source: Element) -> list[Element]:
        """Return the content of a container as blocks."""

    def single(self, source: Element, tag: str) -> tuple[Element | None, list[Element]]:
        """Return the content of `source` as one `tag` element, and the figures found in it."""


@dataclass(slots=True, kw_only=True)
class Paragraphs:
    """Collects blocks; `single` flows have one block only, and put later figures into `aside`.

    Mutable on purpose: it is the pen, and lives for one container.
    """

    tag: str = "p"
    single: bool = False
    blocks: list[Element] = field(default_factory=list)
    aside: list[Element] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    origins: dict[Element, Element] = field(default_factory=dict)
    opened: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _paragraph: Element | None = None
    _cursor: Element | None = None
    _breaks: int = 0
    _places: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)  # joined late: adding one by one is quadratic

    def text(self, text: str | None, source: Element) -> None:
        """Add text; blanks alone never open a paragraph."""
        text = dom.seen(text or "")
        if not text or (not text.strip() and (self._paragraph is None or self._breaks)):
            return
        self._pen(source)
        self._pieces.append(text)

    def open(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Open an inline element unless one of its kind is open already."""
        if any(name == tag for name, _ in self.opened):
            return False
        self._settle_break()
        self.opened.append((tag, dict(attributes)))
        if self._cursor is not None:
            self._write()
            self._cursor = etree.SubElement(self._cursor, tag, dict(attributes))
        return True

    def close(self) -> None:
        """Close the inline element opened last."""
        self.opened.pop()
        self._write()
        if self._cursor is not None:
            self._cursor = self._cursor.getparent()

    def inline(self, element: Element, source: Element) -> None:
        """Add a finished inline element."""
        pen = self._pen(source)
        self._write()
        pen.append(element)

    def line_break(self) -> None:
        """Note a `br`; the second in a row ends the paragraph."""
        if self._paragraph is None:
            return
        self._breaks += 1
        if self._breaks > 1 and not self.single:
            self.flush()

    def place(self, name: str) -> None:
        """Remember an empty anchor: the next paragraph or block is what it points at."""
        self._places.append(name)

    def block(self, element: Element, source: Element) -> None:
        """Add a finished block behind what is there."""
        if self.single:
            self.aside.append(element)
            return
        self.flush()
        self._mark(element)
        self.origins[element] = source
        self.blocks.append(element)

    def figure(self, element: Element, source: Element) -> None:
        """Add a figure; one inside a paragraph waits for its end, so that no sentence is split."""
        if self._breaks:
            self.flush()
        self.origins.setdefault(element, source)
        target = self.aside if self.single or self._paragraph is not None else self.blocks
        target.append(element)

    def border(self) -> None:
        """Note the border of a block: the paragraph ends, or in a single flow a word does."""
        if self.single:
            if self._cursor is not None:
                self._pieces.append(" ")
        else:
            self.flush()

    def flush(self) -> None:
        """End the paragraph."""
        self._write()
        paragraph, self._paragraph, self._cursor, self._breaks = self._paragraph, None, None, 0
        if paragraph is not None:
            self.blocks.append(paragraph)
        if not self.single:
            self.blocks += self.aside
            self.aside = []

    def _pen(self, source: Element) -> Element:
        self._settle_break()
        if self._cursor is None:
            self._cursor = self._paragraph = etree.Element(self.tag, self.attributes)
            self._mark(self._paragraph)
            self.origins[self._paragraph] = source
            for tag, attributes in self.opened:
                self._cursor = etree.SubElement(self._cursor, tag, attributes)
        return self._cursor

    def _write(self) -> None:
        if self._pieces and self._cursor is not None:
            _append(self._cursor, "".join(self._pieces))
            self._pieces = []

    def _settle_break(self) -> None:
        if self._breaks and self._cursor is not None:
            self._write()
            etree.SubElement(self._cursor, "br")
        self._breaks = 0

    def _mark(self, element: Element) -> None:
        """Give remembered anchors to `element`; several stand in one attribute for now."""
        if self._places:
            names = [element.get("id") or "", *self._places]
            element.set("id", " ".join(name for name in names if name))
            self._places = []


def _append(cursor: Element, text: str) -> None:
    last = next(cursor.iterchildren(reversed=True), None)  # `len` counts them all
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        cursor.text = (cursor.text or "") + text
