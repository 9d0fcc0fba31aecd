"""One session of reading sources: the way to the network, and other processes for the rest.

What strangers' bytes may make slow or bring down runs in these, under a time limit.
"""

from __future__ import annotations

import os
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar
from urllib.parse import urlsplit

from pressday.errors import ExtractError
from pressday.fetch import Fetcher, access_for, user_agent
from pressday.processes import ForkServer
from pressday.sources import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from pebble import ProcessPool

    from pressday.config import Publication, SourceRule
    from pressday.errors import PressdayError
    from pressday.fetch import Cache, Cached

P = ParamSpec("P")
T = TypeVar("T")

_SECONDS = 60.0  # a page takes 0.05, the worst honest one seen 5
_MOST = 2  # processes; with three the whole command would need over 300 MB
_TASKS = 2_000  # of one process, before a fresh one takes its place: parsers keep memory
# What the readers run, and what that imports when it is first called: once for all processes.
_PRELOADED = [
    "pressday.sources",
    "pressday.sources.feeds.feed",
    "pressday.sources.feeds.opml",
    "pressday.sources.feeds.sitemap",
    "pressday.sources.mail.source",
    "pressday.extract.page",
    "pressday.pictures.printable",
]


@contextmanager
def opened(
    publication: Publication, cache: Cache | None, *, offline: bool = False
) -> Iterator[Session]:
    """Give the session of a publication, and close its connections and processes at the end."""
    fetcher = Fetcher(
        user_agent(publication.masthead.contact),
        cache,
        publication.allow,
        offline=offline,
        robots=publication.robots,
    )
    with fetcher, Workers() as workers:
        yield Session(folder=publication.folder, fetcher=fetcher, run=workers)


def of_source(session: Session, rule: SourceRule, *, anew: bool = False) -> Session:
    """Return `session` with the credentials and the pace of one source.

    `anew` asks for what is kept as if it were not.
    """
    fetcher = session.fetcher.anew() if anew else session.fetcher
    access = access_for(rule.name, rule.url or "")
    return replace(session, fetcher=fetcher.as_source(access, rule.rate))


def host(url: str | None) -> str:
    """Return the host that `url` asks, by which tasks are kept apart; empty for what is local."""
    try:
        return urlsplit(url or "").netloc.lower()
    except ValueError:
        return ""


def said(error: PressdayError) -> str:
    """Return an error with its hint on one line."""
    return f"{error} ({error.hint})" if error.hint else str(error)


def bug(fault: Exception) -> str:
    """Return the line for a fault of ours that must not stop the others."""
    return f"a bug, please report it ({type(fault).__name__}: {fault})"


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """A cache that forgets what it is given."""

    cache: Cache

    def lookup(self, url: str) -> Cached | None:
        """Return what is kept for `url`, or None."""
        return self.cache.lookup(url)

    def store(self, url: str, cached: Cached) -> None:
        """Keep nothing."""


class Workers:
    """Runs pure functions in other processes, each call under a time limit; a context manager.

    A process that hangs or dies is replaced, and only its own call fails, with
    ExtractError. The processes start with the first call.
    """

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._pool = _pool()
        self._ended = False
        self._calls: set[Future[Any]] = set()

    def __enter__(self) -> Self:
        """Return the workers themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop all processes, whatever they are doing; who waits for one gets CancelledError."""
        self._ended = True
        for call in tuple(self._calls):
            call.cancel()
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it bare
        self._pool.join()

    def __call__(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns; raise what it raises."""
        from pebble import ProcessExpired

        future = self._pool.schedule(work, args=args, kwargs=kwargs, timeout=self._seconds)
        self._calls.add(future)
        try:
            if self._ended:  # meanwhile: nobody would ever answer
                raise CancelledError
            result: T = future.result()
        except TooLong as error:
            raise ExtractError(f"takes more than {self._seconds:g} s to read") from error
        except ProcessExpired as error:
            raise ExtractError("brings its parser down") from error
        finally:
            self._calls.discard(future)
        return result


def _pool() -> ProcessPool:
    from pebble import ProcessPool

    context = ForkServer()
    context.set_forkserver_preload(_PRELOADED)
    most = min(_MOST, os.cpu_count() or 1)
    return ProcessPool(max_workers=most, max_tasks=_TASKS, context=context)
