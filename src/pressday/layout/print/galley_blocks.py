"""What a galley is made of: text, pictures, quotations and what stands across the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup, escape

from pressday.body import markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pressday.layout.print.rules import Frame

Kind = Literal["text", "picture", "row", "quote", "wide", "box", "pair"]

LABEL = 60  # characters of a line without a full stop that heads a table
HEADINGS = frozenset({"h2", "h3", "h4"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A picture as it stands on the page."""

    src: str
    alt: str
    caption: str
    credit: str
    frame: Frame
    focus: str = "50% 50%"


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleyBlock:
    """A block of a galley: `elements` of text, tables and boxes, `plates`, or a `quote`.

    An `optional` quotation is lifted out of the text, to fill a page where it helps;
    picture number `lift` may stand over more columns at the head of a page. Its plates
    then are how it stands in the text, and how it stands there. A pair is text with
    the `listing` that it speaks of beside it.
    """

    kind: Kind
    elements: tuple[HtmlElement, ...] = ()
    plates: tuple[Plate, ...] = ()
    quote: str = ""
    speaker: str = ""
    optional: bool = False
    lift: int | None = None
    listing: GalleyBlock | None = None

    @property
    def text(self) -> str:
        """What a reader sees of it, blocks apart by a blank line; nothing of plates."""
        beside = self.listing.elements if self.listing else ()
        return self.quote or markup.text_of(*self.elements, *beside)

    @property
    def html(self) -> Markup:
        """The block as a template prints it."""
        if self.quote:
            return escape(self.quote)
        return Markup("".join(map(markup.outer, self.elements)))  # noqa: S704 - elements of a body

    @property
    def is_heading(self) -> bool:
        """Whether the block begins with a heading."""
        return bool(self.elements) and self.elements[0].tag in HEADINGS

    @property
    def leads_in(self) -> bool:
        """Whether the block ends in a heading, or in words that announce what follows."""
        last = self.elements[-1] if self.kind == "text" and self.elements else None
        if last is None:
            return False
        text = last.text_content().strip()
        is_label = last.tag == "p" and len(text) <= LABEL and text[-1:].isalnum()
        return is_label or last.tag in HEADINGS or "leads-in" in last.classes
