"""Fetches one address: guarded, limited, in its turn, retried, not sent again when unchanged."""

from __future__ import annotations

import copy
import logging
from concurrent.futures import CancelledError
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from pressday.errors import FetchError
from pressday.fetch.access import Access
from pressday.fetch.addresses import checked, host_of, shown
from pressday.fetch.cache import Cached
from pressday.fetch.deadline import deadline, off_the_clock
from pressday.fetch.exchange import Exchange, Question, check_type
from pressday.fetch.faults import explained
from pressday.fetch.limits import EMBEDDED, Kind, Limits
from pressday.fetch.memory import Memory
from pressday.fetch.politeness import Turns
from pressday.fetch.request_scope import RequestScope, new_cookies, sets_out
from pressday.fetch.response import Response
from pressday.fetch.robots import RedirectError, Robots

if TYPE_CHECKING:
    from collections.abc import Collection

    from pressday.fetch.cache import Cache

_LOG = logging.getLogger("pressday.fetch")

_OK = 200
_FOR_GOOD = frozenset({301, 308})
_SHORTER = "open the address in a browser and take the one that it ends at"


class Fetcher:
    """Fetches pages, feeds, pictures and documents, for many threads; a context manager.

    `agent` is the User-Agent. `robots` says whether robots.txt is obeyed for pages
    that a program found. `offline` gives only what `cache` has kept. Proxies named
    in the environment are not used: behind one, nobody could tell which address
    was reached.

    `allow` names hosts that may be reached although they are not public. It counts
    only for the editor's own words: for an address got with `discovered=False`
    (never a picture), and for all that a source whose own address is on such a
    host leads to, unless a page outside asks for it (`referer`). A redirect stays
    inside only while every address on the way is; a stranger's page or server
    never leads there.
    """

    def __init__(  # noqa: PLR0913 - the two switches are keywords
        self,
        agent: str,
        cache: Cache | None = None,
        allow: Collection[str] = (),
        limits: Limits = Limits(),  # noqa: B008 - frozen
        *,
        offline: bool = False,
        robots: bool = True,
    ) -> None:
        self._house = frozenset(host.lower().strip("[]") for host in allow)
        self._limits = limits
        self._memory = Memory(cache=cache, offline=offline, fresh_s=limits.fresh_s)
        self._turns = Turns(limits)
        self._exchange = Exchange(agent, self._house, limits, self._turns)
        self._robots = Robots(self._robots_txt, limits.longest_gap_s) if robots else None
        self._access = Access()
        self._rate: float | None = None

    def __enter__(self) -> Self:
        """Return the fetcher itself; connections are made when they are needed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections; who still waits for an answer gets a CancelledError."""
        self._turns.close()
        self._exchange.close()

    def as_source(self, access: Access, rate: float | None = None) -> Fetcher:
        """Return this fetcher with the credentials and the pace of one source.

        Connections, turns and what is remembered are the same. `rate` is the
        seconds between requests to the source's host, in place of all other gaps; for a
        source without an address, to every host it names. The fetcher that was
        entered closes; this one needs no closing.
        """
        other = copy.copy(self)
        other._access, other._rate = access, rate  # noqa: SLF001 - the same class
        return other

    def anew(self) -> Fetcher:
        """Return this fetcher, asking as if nothing had been kept; answers are kept all the same.

        robots.txt is still what was kept of it, and offline nothing changes.
        """
        other = copy.copy(self)
        other._memory = replace(self._memory, anew=True)  # noqa: SLF001 - the same class
        return other

    def get(self, url: str, kind: Kind, *, referer: str = "", discovered: bool = False) -> Response:
        """Return what `url` answers, redirects followed.

        `discovered` is for what a program found: robots.txt is asked, but for feeds, which
        are made for programs.
        `referer` is the address at which the page was read that names `url`, which many
        servers of pictures want to know. Raises FetchError with the address, one line and
        where possible a hint, and CancelledError when the fetcher was closed meanwhile.
        """
        scope = RequestScope(
            kind=kind,
            access=self._access,
            cookies=new_cookies(),
            referer=referer,
            discovered=discovered,
        )
        try:
            with explained(shown(url)), deadline(self._limits.total_s):
                return self._follow(url, sets_out(scope, checked(url), self._house))
        except FetchError as error:
            _LOG.info("not fetched", extra={"facts": {"url": url, "error": str(error)}})
            if self._turns.is_closed:  # it says nothing of the address: no text goes without it
                raise CancelledError from None
            raise

    def render(self, url: str, *, discovered: bool = False) -> Response:
        """Return the page at `url` as it is after its scripts have run, as HTML in UTF-8.

        Needs the extra pressday[browser] and Chromium. The browser has no network
        of its own: it gets what this fetcher gets. Raises FetchError.
        """
        from pressday.fetch.browser import Doors, rendered

        with explained(shown(url)):
            key = checked(url) + "#rendered"
            kept = self._memory.lookup(key) if self._memory.offline else None
            if kept:
                return _response(url, kept, "page", "")
            page = self.get(url, "page", discovered=discovered)
            doors = Doors(own=self.get, strangers=self.as_source(Access(), 0.0).get)
            done = rendered(page, doors, self._limits, discovered=discovered)
            answer = Cached(body=done.body, media_type=done.media_type, charset=done.charset)
            self._memory.keep(key, answer, {})
            return done

    def _follow(self, url: str, scope: RequestScope) -> Response:
        url, moved, for_good = checked(url), "", True
        seen = set()
        for _ in range(self._limits.redirects + 1):
            answer = self._answer(url, scope)
            if answer.status == _OK:
                return _response(url, answer, scope.kind, moved)
            # The same address with another cookie is another question.
            step = (url, scope.shown_cookies())
            if step in seen:
                raise RedirectError("redirects in a circle", hint=_SHORTER)
            seen.add(step)
            url = checked(answer.location)
            scope = scope.at(url, self._house)
            for_good = for_good and answer.status in _FOR_GOOD
            moved = url if for_good else moved
        raise RedirectError(f"redirects more than {self._limits.redirects} times", hint=_SHORTER)

    def _answer(self, url: str, scope: RequestScope) -> Cached:
        """Return the answer of one address: from memory while it is fresh, else from its server."""
        # A page's scripts and styles are of no use later: what they made of it is kept.
        memory = replace(self._memory, cache=None) if scope.kind == "part" else self._memory
        kept = memory.lookup(scope.key(url))
        if kept and memory.is_fresh(kept):
            _LOG.info("not asked", extra={"facts": {"url": url, "from_cache": True}})
            return kept
        question = Question(url=url, scope=scope, kept=kept, gap=self._gap(url, scope))
        return self._exchange.ask(question, memory)

    def _gap(self, url: str, scope: RequestScope) -> float:
        """Return the seconds to leave after the last request to the same host.

        Pictures need no gap: a page has many of them, browsers ask for six at a time, and
        here two are. Raises FetchError where robots.txt does not want the page fetched.
        """
        wanted = 0.0
        if self._robots and scope.discovered and scope.kind != "feed":
            with off_the_clock():
                wanted = self._robots.check(url, inside=scope.inside)
        if self._rate is not None and self._access.host in {"", host_of(url)}:
            return self._rate
        if scope.kind in EMBEDDED:
            return 0.0
        return max(wanted, 0.0 if scope.inside else self._limits.gap_s)

    def _robots_txt(self, url: str, inside: bool) -> bytes:  # noqa: FBT001 - a callback's place
        """Return a robots.txt, asked for with the reach of the scope that needs it."""
        scope = RequestScope(
            kind="document", access=Access(), cookies=new_cookies(), inside=inside
        ).at(url, self._house)
        with explained(url), deadline(self._limits.total_s):
            return self._follow(url, scope).body


def _response(url: str, answer: Cached, kind: Kind, moved: str) -> Response:
    check_type(kind, answer.media_type)
    return Response(
        url=url,
        status=_OK,
        media_type=answer.media_type,
        charset=answer.charset,
        body=answer.body,
        moved=moved,
        base=answer.location,
    )
