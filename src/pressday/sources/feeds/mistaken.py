"""What is given as a feed and is none, and what helps. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressday.errors import SourceError, command
from pressday.sources.feeds.addresses import WEB, absolute, page_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LOOKED_AT = 20_000  # bytes, before which the first element stands
_SKIPPED = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<\?.*?\?>|<!--.*?-->|<!doctype\s[^>\[]*(?:\[.*?\]\s*)?>)*",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([a-z][\w.-]*)", re.IGNORECASE)
_COLLECTION = re.compile(
    rb"<(?:[\w.-]+:)?collection\s[^<>]{0,500}?href\s*=\s*[\"']([^\"'<>]{1,2000})[\"']",
    re.IGNORECASE,
)
_MOST_NAMED = 3  # collections in a hint
_CATALOGUE = "profile=opds-catalog"  # OPDS Catalog 1.2, 8: the type of a link to another list
_TAKING = "http://opds-spec.org/acquisition"  # 7.3: how a link to the file of a book begins
_CHOOSE = "give the address of a feed of articles"

# What the first element says, by its name in lower case.
_MISTAKEN: Mapping[str, tuple[str, str]] = {
    "opml": ("is a list of feeds (OPML), no feed", 'write kind = "opml"'),
    "urlset": ("is a map of a site, no feed", 'write kind = "sitemap"'),
    "sitemapindex": ("is a map of a site, no feed", 'write kind = "sitemap"'),
    "categories": ("is a list of categories, no feed", _CHOOSE),
    "opensearchdescription": ("describes a search, and is no feed", _CHOOSE),
    "rsd": ("describes a blog's interfaces, and is no feed", _CHOOSE),
}


def refuse_mistaken(data: bytes, *, where: str, url: str = "") -> None:
    """Raise SourceError where the document in `data` is known, and no feed."""
    start = data[:_LOOKED_AT]
    skipped = _SKIPPED.match(start)
    element = _ELEMENT.match(start, skipped.end() if skipped else 0)
    name = element[1].lower().decode("ascii", "replace") if element else ""
    if name == "service":  # RFC 5023, 8
        raise SourceError(
            "is a service document, which names feeds and is none",
            where=where,
            hint=_collections(data, url),
        )
    if name in _MISTAKEN:
        message, hint = _MISTAKEN[name]
        raise SourceError(message, where=where, hint=hint)


def refuse_catalogue(entries: Sequence[Mapping[str, Any]], where: str, url: str = "") -> None:
    """Raise SourceError where each of feedparser's `entries` is a book or another catalogue."""
    books = [raw for raw in entries if is_book(raw)]
    if not entries or not all(is_book(raw) or _leads_on(raw) for raw in entries):
        return
    listed = "books to download and no articles" if books else "other catalogues"
    message = f"is a catalogue of books (OPDS), which lists {listed}"
    raise SourceError(message, where=where, hint=taking(books, url) or _CHOOSE)


def is_book(raw: Mapping[str, Any]) -> bool:
    """Tell whether one of feedparser's entries stands for files of a book, and for no page."""
    return next(_files(raw), None) is not None and next(page_links(raw), None) is None


def taking(books: Sequence[Mapping[str, Any]], url: str) -> str:
    """Return how to add a book that an entry of a catalogue at `url` names, empty if none can be.

    Among its files only an EPUB can be read.
    """
    files = (file for raw in books for file in _files(raw))
    named = (file.get("href") for file in files if "epub" in (file.get("type") or "").lower())
    epub = next((found for name in named if (found := absolute(name, url)).startswith(WEB)), "")
    adding = command("pressday", "add", epub)
    return f"a book in EPUB can be added by its address: {adding}" if epub else ""


def _files(raw: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (link for link in raw.get("links", ()) if (link.get("rel") or "").startswith(_TAKING))


def _leads_on(raw: Mapping[str, Any]) -> bool:
    return any(_CATALOGUE in (link.get("type") or "").lower() for link in raw.get("links", ()))


def _collections(data: bytes, url: str) -> str:
    found = (raw.decode("utf-8", "replace") for raw in _COLLECTION.findall(data))
    named = [address for one in found if (address := absolute(one, url)).startswith(WEB)]
    return f"its feeds: {', '.join(named[:_MOST_NAMED])}" if named else _CHOOSE
