"""Turns: how many requests run at a time, over all and to one host, and how far apart they start.

A request waits for both kinds of place at once, so that one that waits for a
busy host keeps none of the places for all. Who came first goes first among
those that may go.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING

from pressday.errors import FetchError
from pressday.fetch.deadline import off_the_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.fetch.limits import Limits


@dataclass(slots=True)
class _Host:
    """What is known of a host: requests under way, and the moments before which none may start.

    `spaced` binds requests that keep a gap, `rests` all of them.
    """

    running: int = 0
    spaced: float = -math.inf
    rests: float = -math.inf

    def opens(self, gap: float) -> float:
        """Return the moment from which a request that keeps `gap` may start."""
        return max(self.rests, self.spaced) if gap else self.rests


@dataclass(slots=True, eq=False)
class _Ticket:
    """One waiting request; `woken` is set when it may go, or should look again."""

    host: _Host
    gap: float
    woken: Event = field(default_factory=Event)
    goes: bool = False


class Turns:
    """Gives requests their turns; safe in many threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._running = 0
        self._hosts: dict[str, _Host] = {}
        self._waiting: dict[_Ticket, None] = {}  # in order of arrival
        self._closed = Event()

    @contextmanager
    def turn(self, host: str, gap: float) -> Iterator[None]:
        """Wait until a request to `host` may start, and hold its places meanwhile.

        The start lies at least `gap` seconds after that of the last request that
        kept one. The wait does not count towards the deadline. Raises FetchError
        when the host has asked for a longer rest than is waited for.
        """
        with self._lock:
            ticket = _Ticket(self._hosts.setdefault(host, _Host()), gap)
            self._waiting[ticket] = None
        try:
            with off_the_clock():
                self._wait(ticket)
            yield
        finally:
            self._leave(ticket)

    def rest(self, host: str, seconds: float) -> None:
        """Start no request to `host` for the next `seconds`, whoever asks."""
        with self._lock:
            known = self._hosts.setdefault(host, _Host())
            known.rests = max(known.rests, monotonic() + seconds)
            self._wake(known)

    def sleep(self, seconds: float) -> None:
        """Wait for `seconds`, less when the fetcher is closed."""
        if self._closed.wait(seconds):
            raise _closed()

    @property
    def is_closed(self) -> bool:
        """Whether nobody gets a turn any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Send everybody home who still waits."""
        with self._lock:
            self._closed.set()
            for ticket in self._waiting:
                ticket.woken.set()

    def _wait(self, ticket: _Ticket) -> None:
        while True:
            with self._lock:
                ticket.woken.clear()
                self._check(ticket)
                self._call()
                if ticket.goes:
                    return
                pause = ticket.host.opens(ticket.gap) - monotonic()
            # Without a pause it is places that are missing: who leaves one wakes the next.
            ticket.woken.wait(pause if pause > 0 else None)

    def _check(self, ticket: _Ticket) -> None:
        if self._closed.is_set():
            raise _closed()
        rest = ticket.host.rests - monotonic()
        if rest > self._limits.longest_pause_s:
            raise FetchError(
                f"the site asks for a pause of {_spoken(rest)}", hint="collect again after that"
            )

    def _call(self) -> None:
        """Let all go for whom there are places; the lock is held."""
        now = monotonic()
        for ticket in list(self._waiting):
            if self._running >= self._limits.at_once:
                return
            host = ticket.host
            if host.running < self._limits.at_once_a_host and host.opens(ticket.gap) <= now:
                self._start(ticket, now)

    def _start(self, ticket: _Ticket, now: float) -> None:
        del self._waiting[ticket]
        self._running += 1
        ticket.host.running += 1
        if ticket.gap:
            ticket.host.spaced = now + ticket.gap
        ticket.goes = True
        ticket.woken.set()

    def _leave(self, ticket: _Ticket) -> None:
        with self._lock:
            self._waiting.pop(ticket, None)
            if ticket.goes:
                self._running -= 1
                ticket.host.running -= 1
            self._call()
            self._wake(ticket.host)

    def _wake(self, host: _Host) -> None:
        """Let those who wait for `host` look again at how long: the lock is held."""
        for ticket in self._waiting:
            if ticket.host is host:
                ticket.woken.set()


def _closed() -> FetchError:
    return FetchError("the work was ended before its turn came")


def _spoken(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else f"{math.ceil(seconds)} seconds"
