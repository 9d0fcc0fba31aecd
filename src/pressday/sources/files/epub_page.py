"""One document of an EPUB: XHTML as publishers write it, to HTML that reads the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, urldefrag, urljoin

from pressday.body.markup import inner
from pressday.sources.files.bundled import HOME
from pressday.sources.files.zips import parse_xml
from pressday.text import squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TYPE = "epub-type"  # what `epub:type` is called once namespaces are gone

# What a document is that is the book's and not its text (EPUB SSV 1.1; the guide of EPUB 2).
MATTER = frozenset(
    "cover titlepage title-page halftitlepage toc landmarks loi lot page-list copyright-page"
    " imprint colophon index seriespage".split()
)
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(\w{1,32};)")
_TAG = re.compile(r"[A-Za-z_][\w.-]*")
_HEADINGS = ("h1", "h2", "h3")
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note"})


@dataclass(frozen=True, kw_only=True)
class Page:
    """One document of a book: its name in the zip, and its bytes."""

    name: str
    raw: bytes

    @cached_property
    def body(self) -> Element:
        """The elements of the text, their names as in HTML."""
        root = parse(self.raw)
        found = root.find("body")
        body = root if found is None else found
        _show_drawn_pictures(body)
        for image in body.iter("img"):
            image.set("src", joined(self.name, image.get("src") or ""))
        _tie_notes(body)
        return body

    @property
    def html(self) -> str:
        """The text as HTML."""
        return inner(self.body)

    @property
    def heading(self) -> str:
        """The first heading, or an empty string."""
        found = next(self.body.iter(*_HEADINGS), None)
        return "" if found is None else squash(" ".join(str(t) for t in found.itertext()))

    @property
    def is_matter(self) -> bool:
        """Whether it calls itself a cover, a title page or the like."""
        near = [self.body, *(e for e in self.body if isinstance(e.tag, str))][:3]
        return any(MATTER & set((e.get(TYPE) or "").split()) for e in near)


def joined(home: str, href: str) -> str:
    """Return the address inside the book of what `href` in its document `home` points at.

    A path can lead up to the root of the book, never out of it.
    """
    try:
        return urldefrag(urljoin(HOME + quote(home), href.strip()))[0]
    except ValueError:
        return ""


def parse(data: bytes) -> Element:
    """Return the root of an XML document, names without namespaces, entities of HTML resolved."""
    known = _ENTITY.sub(_resolved, data)
    root = parse_xml(known)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        kind = element.get("{http://www.idpf.org/2007/ops}type")
        name = element.tag.rpartition("}")[2].rpartition(":")[2]
        element.tag = name if _TAG.fullmatch(name) else "span"
        if kind:
            element.set(TYPE, kind)
    return root


def _resolved(entity: re.Match[bytes]) -> bytes:
    """Return the sign that an entity of HTML stands for; XML knows none of them."""
    name = entity[0].decode("ascii", "replace")
    sign = unescape(name)
    return entity[0] if sign == name else "".join(f"&#{ord(s)};" for s in sign).encode()


def _show_drawn_pictures(body: Element) -> None:
    """Make an `img` of each drawing that only holds a picture, as covers and plates are made."""
    from lxml import etree

    for drawing in list(body.iter("svg")):
        pictures = list(drawing.iter("image"))
        if len(pictures) != 1 or drawing.find(".//path") is not None:
            continue
        href = pictures[0].get("{http://www.w3.org/1999/xlink}href") or pictures[0].get("href")
        parent = drawing.getparent()
        if href and parent is not None:
            image = etree.Element("img", {"src": href, "alt": drawing.get("aria-label") or ""})
            image.tail = drawing.tail
            parent.replace(drawing, image)


def _tie_notes(body: Element) -> None:
    """Let each note that a sign calls lead back to it: reading systems need no such link, we do."""
    from lxml import etree

    notes = {e.get("id"): e for e in body.iter() if _NOTES & set((e.get(TYPE) or "").split())}
    for note in notes.values():
        note.tag = "li"
    for number, sign in enumerate(list(body.iter("a"))):
        called = notes.get((sign.get("href") or "").partition("#")[2])
        if called is None or "noteref" not in (sign.get(TYPE) or "").split():
            continue
        name = sign.get("id") or f"sign-{number}"
        sign.set("id", name)
        sign.set("class", "noteref")
        if all((a.get("href") or "").partition("#")[2] != name for a in called.iter("a")):
            back = etree.SubElement([called, *called.iter("p")][-1], "a", {"href": f"#{name}"})
            back.text = "\u2191"
