"""What EbookLib gets wrong, put right; and the archive written so that it never varies.

EbookLib 0.20 stamps the hour of packing, leaves out the package's language,
names the navigation `id`, knows no language or colour of an entry, counts the depth of
the old table of contents as 0, and deflates what is compressed already.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element

    from pressday.layout.epub import EpubBook, NavPoint

OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
PREFIX = "{http://www.idpf.org/2007/ops}prefix"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EARLIEST = 1980  # years that an archive can name
FIRST = "mimetype"
DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_STORED = (FIRST, ".jpg", ".png", ".woff2")


def mend(epub: bytes, book: EpubBook) -> bytes:
    """Return the archive `epub` of `book` with its package, navigation and packing put right."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    mends: dict[str, Callable[[_Element, EpubBook], None]] = {
        "content.opf": _mend_package,
        "nav.xhtml": _mend_navigation,
        "toc.ncx": _mend_ncx,
    }
    for name, data in files.items():
        if change := mends.get(name.rpartition("/")[2]):
            files[name] = _changed(data, change, book)
    return _archive(files, book)


def _changed(data: bytes, change: Callable[[_Element, EpubBook], None], book: EpubBook) -> bytes:
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    change(root, book)
    doctype = b"<!DOCTYPE html>\n" if root.tag == f"{XHTML}html" else b""
    return DECLARATION + doctype + etree.tostring(root, encoding="utf-8", pretty_print=True)


def _mend_package(root: _Element, book: EpubBook) -> None:
    root.set(LANG, book.languages[0])
    for meta in root.iter(f"{OPF}meta"):
        if meta.get("property") == "dcterms:modified":
            meta.text = f"{book.date.isoformat()}T00:00:00Z"
        if meta.get("name") == "generator":
            meta.set("content", "Pressday")
    for element in root.iter():
        if element.get("linear") == "no":
            del element.attrib["linear"]


def _mend_navigation(root: _Element, book: EpubBook) -> None:
    root.attrib.pop(PREFIX, "")
    for nav in root.iter(f"{XHTML}nav"):
        kind = nav.get(TYPE)
        nav.set("id", str(kind))
        if kind == "toc":
            _mark_entries(nav, book)
        else:
            nav.set("hidden", "hidden")


def _mark_entries(nav: _Element, book: EpubBook) -> None:
    """Give each entry its section's colour, and its language if not the publication's."""
    for item, entry in zip(nav.iter(f"{XHTML}li"), _flat(book.nav), strict=True):
        if entry.colour:
            item.set("class", f"section-{entry.colour}")
        link = item.find(f"{XHTML}a")
        if link is not None and entry.language != book.languages[0]:
            link.set("lang", entry.language)
            link.set(LANG, entry.language)


def _mend_ncx(root: _Element, book: EpubBook) -> None:
    root.set(LANG, book.languages[0])
    for meta in root.iter(f"{NCX}meta"):
        if meta.get("name") == "dtb:depth":
            meta.set("content", str(_depth(book.nav)))


def _flat(entries: Iterable[NavPoint]) -> Iterator[NavPoint]:
    for entry in entries:
        yield entry
        yield from _flat(entry.children)


def _depth(entries: Iterable[NavPoint]) -> int:
    return max((1 + _depth(e.children) for e in entries), default=0)


def _archive(files: dict[str, bytes], book: EpubBook) -> bytes:
    """Return `files` zipped: the type first, then by name, all dated on the day of issue."""
    day = book.date
    stamp = (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (FIRST, *sorted(files.keys() - {FIRST})):
            info = zipfile.ZipInfo(name, stamp)
            info.create_system = 3  # Unix, whatever machine this is
            info.external_attr = 0o644 << 16
            stored = name.endswith(_STORED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name], compresslevel=None if stored else 9)
    return out.getvalue()
