"""robots.txt (RFC 9309): which pages a program may fetch, and how slowly."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from pressday.errors import FetchError
from pressday.fetch.addresses import host_of, origin_of
from pressday.fetch.faults import LATER, StatusError

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

TOKEN = "Pressday"  # noqa: S105 - the "product token" of RFC 9309, 2.2.1, no secret
PATH = "/robots.txt"
_READ = 512_000  # bytes; RFC 9309, 2.5 asks for 500 KiB at least
_FIRST_SERVER_FAULT = 500


class RedirectError(FetchError):
    """An address leads on and on."""


@dataclass(slots=True)
class _Site:
    """What one origin said; the lock lets one thread ask while others wait for the answer."""

    lock: Lock
    rules: Protego | FetchError | None = None


class Robots:
    """Remembers each origin's robots.txt for as long as the fetcher lives; for many threads.

    `read` returns the bytes of an address, and may look for it inside the house
    where its second argument says so; it raises FetchError.
    """

    def __init__(self, read: Callable[[str, bool], bytes], longest_gap_s: float) -> None:
        self._read = read
        self._longest_gap_s = longest_gap_s
        self._lock = Lock()
        self._sites: dict[tuple[str, bool], _Site] = {}

    def check(self, url: str, *, inside: bool = False) -> float:
        """Return the seconds the site asks to leave between requests, 0 where it says nothing.

        Raises FetchError where it does not want `url` fetched by a program, and
        while its robots.txt cannot be reached: RFC 9309, 2.3.1.4 then assumes that
        everything is disallowed. An answer of 4xx, and one that redirects more
        than five times, count as no robots.txt (2.3.1.3, 2.3.1.2). Crawl-delay is no part of
        the RFC; it is kept up to `longest_gap_s`.
        """
        rules = self._rules(origin_of(url), inside=inside)
        if isinstance(rules, FetchError):
            if not rules.passing:  # the guard, a certificate: the page's own fault just as well
                raise FetchError(rules.message, hint=rules.hint)
            raise FetchError(
                f"the site's robots.txt cannot be read, so no page may be ({rules.message})",
                hint=f"{LATER}, or write robots = false below [fetch] in pressday.toml",
                passing=True,
            )
        if not rules.can_fetch(url, TOKEN):
            raise FetchError(
                f"the robots.txt of {host_of(url)} asks programs not to fetch this page",
                hint="save the page in a browser and add the file, or add its address by hand",
            )
        return min(rules.crawl_delay(TOKEN) or 0.0, self._longest_gap_s)

    def _rules(self, origin: str, *, inside: bool) -> Protego | FetchError:
        with self._lock:
            site = self._sites.setdefault((origin, inside), _Site(Lock()))
        with site.lock:
            if site.rules is None:
                site.rules = self._asked(origin + PATH, inside=inside)
            return site.rules

    def _asked(self, url: str, *, inside: bool) -> Protego | FetchError:
        from protego import Protego

        try:
            text = self._read(url, inside)[:_READ].decode("utf-8-sig", "replace")
        except RedirectError:
            text = ""
        except FetchError as error:
            if not (isinstance(error, StatusError) and error.status < _FIRST_SERVER_FAULT):
                return error
            text = ""
        return Protego.parse(text)
