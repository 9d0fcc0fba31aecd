"""What a fetcher remembers of an earlier answer, so that an unchanged page is not sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cached:
    """An answer with the validators its server gave (RFC 9110, 8.8); `body` is decoded.

    A redirect is kept too: `status` says which, `location` is the absolute
    address it leads to, and it has no body. The `location` of a feed is what its server
    says that it stands for (Content-Location). Before `fresh_until` (RFC 9111, 4.2;
    None: never) the server need not be asked again. Moments are in UTC.
    """

    body: bytes
    media_type: str
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    status: int = 200
    location: str = ""
    fetched: datetime | None = None
    fresh_until: datetime | None = None


class Cache(Protocol):
    """Keeps answers by key, for many threads; the library implements it.

    A key is an address without its fragment; answers that a source's credentials
    opened stand under the address with a fragment that names the source.
    """

    def lookup(self, key: str, /) -> Cached | None:
        """Return what was stored for `key`, or None."""

    def store(self, key: str, cached: Cached, /) -> None:
        """Keep `cached` for `key` in place of what was there."""
