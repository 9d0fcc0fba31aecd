"""From a book's files to the bytes of an EPUB: EbookLib packs, a second pass mends."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import TYPE_CHECKING

from pressday.layout.epub.book import FRONT, STYLESHEET, EpubBook, NavPoint
from pressday.press.epub.cover_picture import draw_front
from pressday.press.epub.mending import mend
from pressday.press.epub.metadata import describe
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ebooklib import epub
    from lxml.etree import _Element

    from pressday.layout.epub import Document
    from pressday.press.epub.media import Media

NAV = "nav.xhtml"
XHTML = "{http://www.w3.org/1999/xhtml}"
_MEDIA_TYPES = {
    "css": "text/css",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "xhtml": "application/xhtml+xml",
}
# landmark: its name in the guide of EPUB 2, from which EbookLib makes both
_GUIDE = {"bodymatter": "text"}


def pack(book: EpubBook, media: Media, faces: Mapping[str, bytes]) -> bytes:
    """Return `book` with its pictures and fonts as an EPUB 3.3 file, the same bytes every time."""
    from ebooklib import epub

    package = epub.EpubBook()
    describe(book, package)
    package.set_cover(FRONT, draw_front(book.front, media), create_page=False)
    files = {STYLESHEET: book.css.encode(), **media.files}
    files |= {f"fonts/{name}": data for name, data in faces.items()}
    for name in sorted(files):
        package.add_item(_item(name, files[name]))
    for document in book.documents:
        item = _item(document.name, _finish(document, {FRONT: FRONT, **media.names}))
        item.properties = list(document.properties)
        package.add_item(item)
        package.spine.append(item)
    nav = epub.EpubNav(file_name=NAV, title=book.nav_title)
    nav.add_link(href=STYLESHEET)
    package.add_item(nav)
    package.add_item(epub.EpubNcx())
    package.toc = _contents(book.nav)
    package.guide = [
        {"href": m.href, "title": m.label, "type": _GUIDE.get(m.kind, m.kind)}
        for m in book.landmarks
    ]
    out = io.BytesIO()
    options = {"raise_exceptions": True, "epub3_pages": False}
    epub.write_epub(out, package, options | {"landmark_title": book.landmarks_title})
    return mend(out.getvalue(), book)


def _item(name: str, data: bytes) -> epub.EpubItem:
    from ebooklib import epub

    identifier = f"i-{name.replace('/', '-')}"
    kind = _MEDIA_TYPES[name.rpartition(".")[2]]
    return epub.EpubItem(uid=identifier, file_name=name, media_type=kind, content=data)


def _contents(entries: Iterable[NavPoint]) -> list[object]:
    """Return EbookLib's table of contents: links, and sections with links below them."""
    from ebooklib import epub

    def link(entry: NavPoint) -> epub.Link:
        return epub.Link(entry.href, entry.label, f"n-{sha256(entry.href.encode())[:12]}")

    return [
        (epub.Section(e.label, e.href), _contents(e.children)) if e.children else link(e)
        for e in entries
    ]


def _finish(document: Document, names: Mapping[str, str]) -> bytes:
    """Return the file of `document`, its pictures by their names in the book."""
    from lxml import etree

    root = deepcopy(document.root)
    for picture in list(root.iter(f"{XHTML}img")):
        name = names.get(picture.get("src", "").removeprefix("media:"))
        if name is None:
            _leave_out(picture)
        else:
            picture.set("src", name)
    data: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return data


def _leave_out(picture: _Element) -> None:
    """Put a picture's text alternative in its place."""
    from lxml import etree

    text = etree.Element(f"{XHTML}span")
    text.text, text.tail = picture.get("alt"), picture.tail
    parent = picture.getparent()
    if parent is not None:
        parent.replace(picture, text)
