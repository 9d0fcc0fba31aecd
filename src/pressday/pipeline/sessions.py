"""One session of reading sources: the way to the network and the worker processes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.fetch import Fetcher, access_for, user_agent
from pressday.pipeline.workers import Workers
from pressday.sources import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.config import Publication, SourceRule
    from pressday.errors import PressdayError
    from pressday.fetch import Cache, Cached


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
