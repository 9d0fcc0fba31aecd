"""What a fetcher remembers of an earlier answer, so that an unchanged page is not sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Cached:
    """An answer with the validators its server gave (RFC 9110, 8.8); `body` is decoded."""

    body: bytes
    media_type: str
    charset: str = ""
    etag: str = ""
    last_modified: str = ""


class Cache(Protocol):
    """Keeps answers by address; the library implements it."""

    def lookup(self, url: str) -> Cached | None:
        """Return what was stored for `url`, or None."""

    def store(self, url: str, cached: Cached) -> None:
        """Keep `cached` for `url` in place of what was there."""
