"""The fetcher's memory, kept in the library."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from pressday.fetch import Cached
from pressday.library.database import ClosedError
from pressday.library.records import stamp
from pressday.library.tables import FETCHED

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Row

    from pressday.library.store import Store

    Transaction = Callable[[], AbstractContextManager[Connection]]

_NOTED = timedelta(days=1)  # a later use within a day is not worth a write
_PLAIN = ("media_type", "charset", "etag", "last_modified", "status", "location")
_TIMES = ("fetched", "fresh_until")


class FetchedPages:
    """Answers by key: validators in the database, bodies among the originals."""

    def __init__(self, read: Transaction, write: Transaction, store: Store) -> None:
        self._read = read
        self._write = write
        self._store = store

    def lookup(self, key: str, /) -> Cached | None:
        """Return what was kept for `key`, or None; a body that is lost was never kept."""
        with self._read() as connection:
            row = connection.execute(select(FETCHED).where(FETCHED.c.url == key)).first()
        if row is None:
            return None
        body = self._body(row)
        if body is None:
            return None
        self._note_use(row)
        facts: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
        facts |= {name: _moment(getattr(row, name)) for name in _TIMES}
        return Cached(body=body, **facts)

    def store(self, key: str, cached: Cached, /) -> None:
        """Keep `cached` for `key` in place of what was there."""
        times = {name: getattr(cached, name) for name in _TIMES}
        row = {name: getattr(cached, name) for name in _PLAIN} | {
            "url": key,
            "used": stamp(datetime.now(UTC)),
            **{name: moment and stamp(moment) for name, moment in times.items()},
        }
        self._keep(cached)
        with self._write() as connection:
            row["sha256"] = self._keep(cached)  # again: it may have been swept away meanwhile
            connection.execute(delete(FETCHED).where(FETCHED.c.url == key))
            connection.execute(insert(FETCHED).values(row))

    def _keep(self, cached: Cached) -> str:
        return self._store.put(cached.body, cached.media_type) if cached.body else ""

    def _body(self, row: Row[Any]) -> bytes | None:
        return self._store.get(row.sha256, row.media_type) if row.sha256 else b""

    def _note_use(self, row: Row[Any]) -> None:
        """Remember that an answer is still asked for, so that it is not thrown away."""
        now = datetime.now(UTC)
        if row.used < stamp(now - _NOTED):
            with suppress(ClosedError), self._write() as connection:
                query = update(FETCHED).where(FETCHED.c.url == row.url)
                connection.execute(query.values(used=stamp(now)))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
