"""How long, how far and how much a fetch may go, and which types answer which question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["page", "feed", "picture"]

MEGABYTE = 1_000_000

_DOCUMENTS = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "application/xml",
        "text/xml",
        "text/plain",
        "text/markdown",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
    }
)
_UNTYPED = frozenset({"", "application/octet-stream", "binary/octet-stream"})

ACCEPT: dict[Kind, str] = {
    "page": "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5",
    "feed": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5",
    "picture": "image/jpeg, image/png, image/*;q=0.8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, counts and bytes beyond which a fetch is given up.

    `total_s` holds for everything between asking and having the last byte:
    redirects, retries and pauses included. Byte limits hold for the bytes on
    the wire and for the decoded bytes alike.
    """

    connect_s: float = 15
    total_s: float = 60
    redirects: int = 5
    retries: int = 2
    backoff_s: float = 0.5
    longest_pause_s: float = 10
    page: int = 10 * MEGABYTE
    feed: int = 20 * MEGABYTE
    picture: int = 20 * MEGABYTE

    def bytes_for(self, kind: Kind) -> int:
        """Return the most bytes an answer of `kind` may have."""
        return {"page": self.page, "feed": self.feed, "picture": self.picture}[kind]


def answers(kind: Kind, media_type: str) -> bool:
    """Say whether `media_type` (lower case, without parameters) may hold a `kind`.

    Servers often leave the type out or call it a stream of octets: readers then
    look at the bytes.
    """
    if media_type in _UNTYPED:
        return True
    return media_type.startswith("image/") if kind == "picture" else media_type in _DOCUMENTS
