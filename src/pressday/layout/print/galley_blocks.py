"""What a galley is made of: text, pictures, quotations and what stands across the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup, escape

from pressday.body import markup
from pressday.layout.print.rules import visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pressday.layout.print.rules import Frame

WHOLE = 0.8  # of a picture; less of it is cut off before it is set
Kind = Literal["text", "picture", "row", "quote", "wide", "box", "pair"]

LABEL = 60  # characters of a line without a full stop that heads a table
HEADINGS = frozenset({"h2", "h3", "h4"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A picture of `aspect`, width by height, as it stands on the page; `src` is all of it.

    It is sharp up to `sharp` points of width. One that `decorates` is not heard of.
    """

    src: str
    alt: str
    caption: str
    credit: str
    frame: Frame
    aspect: float
    sharp: float
    focus: tuple[float, float] = (0.5, 0.5)
    decorates: bool = False

    @property
    def position(self) -> str:
        """Where its focus is, for CSS."""
        return f"{self.focus[0]:.0%} {self.focus[1]:.0%}"

    @property
    def shown(self) -> str:
        """The address of what can be seen of it in its frame, however that grows or gives.

        What is cut off would be in the file for nothing, and for whoever looks there.
        """
        width, height = visible(self.frame, self.aspect)
        if min(width, height) >= WHOLE or self.frame.cell:
            return self.src
        return f"{self.src}?{width:.3f},{height:.3f},{self.focus[0]:.2f},{self.focus[1]:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleyBlock:
    """A block of a galley: `elements` of text, tables and boxes, `plates`, or a `quote`.

    A sentence of a text may be `lifted` out of it, to fill a page where it helps;
    picture number `lift` may stand over more columns at the head of a page. Its plates
    then are how it stands in the text, and how it stands there. A pair is text with
    the `listing` that it speaks of beside it.
    """

    kind: Kind
    elements: tuple[HtmlElement, ...] = ()
    plates: tuple[Plate, ...] = ()
    quote: str = ""
    speaker: str = ""
    lifted: GalleyBlock | None = None
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
