"""Earlier answers: which may be used as they are, which are asked about, which are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressday.errors import FetchError
from pressday.fetch.freshness import fresh_until, may_be_kept, varies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressday.fetch.cache import Cache, Cached


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A cache by the rules of RFC 9111 for one reader; without a cache nothing is remembered.

    `offline` takes every kept answer for fresh. `fresh_s` is the longest time for
    which one is. `anew` passes by what is kept, unless nothing may be asked.
    """

    cache: Cache | None
    offline: bool
    fresh_s: float
    anew: bool = False

    def lookup(self, key: str) -> Cached | None:
        """Return what is kept for `key`, fresh or not.

        Raises FetchError when nothing is and nothing may be asked.
        """
        if self.anew and not self.offline:
            return None
        kept = self.cache.lookup(key) if self.cache else None
        if kept is None and self.offline:
            raise FetchError(
                "is not kept, and --offline was given",
                hint="collect once without --offline",
                passing=True,
            )
        return kept

    def is_fresh(self, kept: Cached) -> bool:
        """Say whether `kept` may be used without asking."""
        until = kept.fresh_until
        return self.offline or (until is not None and datetime.now(UTC) < until)

    def keep(self, key: str, answer: Cached, headers: Mapping[str, str]) -> Cached:
        """Return `answer` with its times, and keep it where the server lets us.

        Answers without validators are kept too: --offline lives on them.
        """
        now = datetime.now(UTC)
        timed = replace(
            answer,
            etag=headers.get("etag", answer.etag),
            last_modified="" if varies(headers) else headers.get("last-modified", ""),
            fetched=now,
            fresh_until=fresh_until(headers, now, self.fresh_s),
        )
        if self.cache and may_be_kept(headers):
            self.cache.store(key, timed)
        return timed

    def renew(self, key: str, kept: Cached, headers: Mapping[str, str]) -> Cached:
        """Return `kept` with the times of a 304 that says it still holds (RFC 9111, 4.3.4)."""
        unchanged = {"etag": kept.etag, "last-modified": kept.last_modified}
        return self.keep(key, kept, unchanged | dict(headers))


def conditions(kept: Cached | None) -> dict[str, str]:
    """Return the headers that ask for an answer only when it differs from `kept`."""
    if kept is None:
        return {}
    found = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in found.items() if value}
