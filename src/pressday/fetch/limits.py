"""How long, how far and how much a fetch may go, and which types answer which question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["page", "feed", "picture", "document", "part"]

MEGABYTE = 1_000_000

# Feeds come under many names: application/xml+rss, text/rss, application/x-atom.
_READABLE = re.compile(r"(text|application)/.*\b(x?html|xml|json|rss|atom|rdf|plain|markdown)\b.*")
_UNTYPED = frozenset({"", "application/octet-stream", "binary/octet-stream"})

ACCEPT: dict[Kind, str] = {
    "page": "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5",
    "feed": (
        "application/atom+xml, application/rss+xml, application/feed+json,"
        " application/xml;q=0.9, */*;q=0.5"
    ),
    "picture": "image/jpeg, image/png, image/*;q=0.8",
    "document": "*/*",
    "part": "*/*",
}
# What a stranger's page chose, never the editor; a page has many, so they keep no gap.
EMBEDDED: frozenset[Kind] = frozenset({"picture", "part"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, counts and bytes beyond which a fetch is given up.

    `total_s` holds for everything between asking and having the last byte:
    redirects, retries and their pauses included, but not the wait for one of the
    `at_once` places (`at_once_a_host` for one host). `silence_s` is the longest wait
    for the next byte; an answer that in `slow_s` brings under `slowest` bytes a
    second is given up. Byte limits hold for the bytes on the wire and for the
    decoded bytes alike.

    `gap_s` lies between the starts of two requests to one host; a robots.txt may
    ask for more, up to `longest_gap_s`. A pause that a server asks for is kept up
    to `longest_pause_s`; one that asks for more is left alone until it is over.
    `fresh_s` is the longest time for which an answer is taken for fresh, `render_s` that
    which the scripts of a page have.
    """

    connect_s: float = 15
    silence_s: float = 20
    total_s: float = 60
    slow_s: float = 20
    slowest: int = 1000
    redirects: int = 5
    retries: int = 2
    backoff_s: float = 0.5
    longest_pause_s: float = 10
    at_once: int = 8
    at_once_a_host: int = 2
    gap_s: float = 0.5
    longest_gap_s: float = 10
    fresh_s: float = 86_400
    render_s: float = 15
    page: int = 10 * MEGABYTE
    feed: int = 20 * MEGABYTE
    picture: int = 20 * MEGABYTE
    document: int = 20 * MEGABYTE

    def bytes_for(self, kind: Kind) -> int:
        """Return the most bytes an answer of `kind` may have."""
        sizes = {
            "page": self.page,
            "feed": self.feed,
            "picture": self.picture,
            "document": self.document,
            "part": self.page,
        }
        return sizes[kind]


def answers(kind: Kind, media_type: str) -> bool:
    """Say whether `media_type` (lower case, without parameters) may hold a `kind`.

    Servers often leave the type out or call it a stream of octets: readers then
    look at the bytes. A document may be of any type, and so may a part: the scripts, styles and
    data that a page being rendered asks for.
    """
    if kind in {"document", "part"} or media_type in _UNTYPED:
        return True
    if kind == "picture":
        return media_type.startswith("image/")
    return _READABLE.fullmatch(media_type) is not None
