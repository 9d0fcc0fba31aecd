"""The fetcher's memory, kept in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from pressday.fetch import Cached
from pressday.library.tables import FETCHED

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from pressday.library.store import Store

    Transaction = Callable[[], AbstractContextManager[Connection]]


class FetchedPages:
    """Answers by address: validators in the database, bodies among the originals."""

    def __init__(self, read: Transaction, write: Transaction, store: Store) -> None:
        self._read = read
        self._write = write
        self._store = store

    def lookup(self, url: str) -> Cached | None:
        """Return what was kept for `url`, or None; a body that cannot be read was never kept."""
        with self._read() as connection:
            row = connection.execute(select(FETCHED).where(FETCHED.c.url == url)).first()
        if row is None:
            return None
        try:
            body = self._store.path(row.sha256, row.media_type).read_bytes()
        except OSError:
            return None
        return Cached(
            body=body,
            media_type=row.media_type,
            charset=row.charset,
            etag=row.etag,
            last_modified=row.last_modified,
        )

    def store(self, url: str, cached: Cached) -> None:
        """Keep `cached` for `url` in place of what was there."""
        row = {
            "url": url,
            "sha256": self._store.put(cached.body, cached.media_type),
            "media_type": cached.media_type,
            "charset": cached.charset,
            "etag": cached.etag,
            "last_modified": cached.last_modified,
        }
        with self._write() as connection:
            connection.execute(delete(FETCHED).where(FETCHED.c.url == url))
            connection.execute(insert(FETCHED).values(row))
