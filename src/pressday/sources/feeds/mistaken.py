"""What is given as a feed and is none, and what helps. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressday.errors import SourceError
from pressday.sources.feeds.addresses import WEB, absolute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def refuse_catalogue(entries: Sequence[Mapping[str, Any]], where: str) -> None:
    """Raise SourceError where each of feedparser's `entries` only leads to another catalogue."""
    kinds = [[(link.get("type") or "") for link in raw.get("links", ())] for raw in entries]
    leads_on = [any(_CATALOGUE in kind.lower() for kind in of_one) for of_one in kinds]
    if entries and all(leads_on):
        message = "is a catalogue of books (OPDS), which lists other catalogues"
        raise SourceError(message, where=where, hint=_CHOOSE)


def _collections(data: bytes, url: str) -> str:
    found = (raw.decode("utf-8", "replace") for raw in _COLLECTION.findall(data))
    named = [address for one in found if (address := absolute(one, url)).startswith(WEB)]
    return f"its feeds: {', '.join(named[:_MOST_NAMED])}" if named else _CHOOSE
