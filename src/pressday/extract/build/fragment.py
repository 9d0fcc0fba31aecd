"""Any HTML fragment (a feed's entry, a mail, an editor's file) to a body and its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.build.builder import Builder
from pressday.extract.build.finish import as_body, finish
from pressday.extract.build.footnotes import Notes
from pressday.extract.read import dom
from pressday.extract.read.prepare import prepare
from pressday.model import DraftImage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.body import Body


def clean_fragment(html: str | Element, *, base: str = "") -> tuple[Body, tuple[DraftImage, ...]]:
    """Return `html`, or what a parsed element holds, as a body, and its pictures in order.

    `base` is the URL that relative addresses belong to. A saved page or an
    editor's file passes the `file:///` URI of its folder, with a slash at the end: then
    pictures inside that folder (and nothing else of the disk) keep `file:` addresses.
    Without a base, relative links lose their target and relative pictures go.
    """
    source = dom.parse_fragment(html) if isinstance(html, str) else html
    body = read_body(source, base)
    finish(body)
    return as_body(body), pictures(body)


def read_body(source: Element, base: str) -> Element:
    """Return the loose blocks of an element as it was parsed, its footnotes at the end."""
    prepare(source, base)
    notes = Notes(source, base)
    builder = Builder(base)
    body = build_body(builder, source)
    notes.put(body, builder)
    return body


def build_body(builder: Builder, source: Element) -> Element:
    """Return the loose blocks of a prepared element inside a new `body`."""
    body = etree.Element("body")
    body.extend(builder.flow(source))
    return body


def pictures(body: Element) -> tuple[DraftImage, ...]:
    """Return every picture of a body once, with its alternative text, caption and credit."""
    found: dict[str, DraftImage] = {}
    for figure in body.iter("figure"):
        picture = picture_of(figure)
        found.setdefault(picture.url, picture)
    return tuple(found.values())


def picture_of(figure: Element) -> DraftImage:
    """Return what a built figure shows and says."""
    image, caption = figure.find("img"), figure.find("figcaption")
    credit = None if caption is None else caption.find(".//span[@class='credit']")
    whole, said = _said(caption), _said(credit)
    return DraftImage(
        url="" if image is None else image.get("src") or "",
        alt="" if image is None else image.get("alt") or "",
        caption=whole.removesuffix(said).strip(),
        credit=said,
    )


def _said(element: Element | None) -> str:
    return "" if element is None else " ".join(dom.inner_text(element).split())
