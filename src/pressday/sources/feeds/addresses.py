"""Addresses as feeds write them, to whole ones. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WEB = ("http://", "https://")
_PAGES = frozenset({"", "text/html", "application/xhtml+xml", "html", "text/xhtml", "xhtml"})
# A relation may be written as the address of its registration (RFC 4287, 4.2.7.2).
_REGISTRY = "http://www.iana.org/assignments/relation/"


def absolute(address: str | None, base: str) -> str:
    """Return `address` as seen from `base`, empty where it is none."""
    clean = squash(address or "")
    try:
        joined = urljoin(base, clean) if clean else ""
        urlsplit(joined)
    except ValueError:
        return ""
    return joined


def page_of(raw: Mapping[str, Any]) -> str:
    """Return the address of the page that an entry or a feed stands for, as it is written.

    feedparser takes none whose type has a parameter, or whose relation is an address.
    """
    return raw.get("link") or next(page_links(raw), "")


def page_links(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses that links name as the page; feedparser takes an id for one as well."""
    for relation in ("alternate", "canonical"):
        for link in raw.get("links", ()):
            kind = squash((link.get("type") or "").partition(";")[0]).lower()
            said = squash(link.get("rel") or "alternate").lower().removeprefix(_REGISTRY)
            if relation in said.split() and kind in _PAGES and link.get("href"):
                yield link["href"]
