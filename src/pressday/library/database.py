"""Opens the database so that two commands may use it at once, and says what goes wrong with it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from pressday.errors import ConfigError, PressdayError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "library.db"

_OLDEST = (3, 35)  # the first that drops columns, which bringing old libraries up to date does
_PATIENCE_S = 60  # how long a command waits for another's transaction
_PAUSE_S = 0.02  # between two tries
_IMMEDIATE = "immediate"

_DAMAGED = (
    ConfigError,
    "not a library, or a damaged one",
    "put a copy of it back, or move it away and collect again",
)
_BUSY = (WriteError, "another command is using the library", "try again when it has finished")
_FULL = (WriteError, "the disk is full", "make room and run the command again")
_CLOSED = (WriteError, "the library cannot be written", "check who owns its folder")
# SQLite gives a disk without room these names too, when it makes a file beside the database.
_NO_FILE = (
    WriteError,
    "the library cannot be written",
    "make room on the disk, or check who owns the library's folder",
)

# Primary result codes: https://www.sqlite.org/rescode.html
_BY_CODE: dict[int, tuple[type[PressdayError], str, str]] = {
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _NO_FILE,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_IOERR: _NO_FILE,
}
_PRIMARY = 0xFF


def open_engine(folder: Path) -> Engine:
    """Return the engine for the database in `folder`.

    Raises ConfigError on a machine whose SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise ConfigError(
            f"SQLite {sqlite3.sqlite_version} is too old for the library",
            hint="use a Python that comes with SQLite 3.35 or newer",
        )
    where = URL.create("sqlite", database=str(folder / FILE))
    engine = create_engine(where, connect_args={"timeout": _PATIENCE_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def writer(engine: Engine) -> Engine:
    """Return the same engine, its transactions taking SQLite's write lock at their start.

    A transaction that reads first and writes later could be refused half-way.
    """
    return engine.execution_options(**{_IMMEDIATE: True})


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn a fault of the database inside into an error at `where`.

    Faults that no editor can mend pass through: they are bugs.
    """
    try:
        yield
    except PressdayError as error:
        error.where = error.where or where
        raise
    except (DBAPIError, sqlite3.Error) as error:
        code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) & _PRIMARY
        if code not in _BY_CODE:
            raise
        kind, message, hint = _BY_CODE[code]
        raise kind(message, where=where, hint=hint) from error


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - whatever the driver makes
    # The driver's own transactions begin at the first write, which is too late.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # In WAL mode a power cut may cost the last transaction, never the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    _ask_for_wal(connection)


def _ask_for_wal(connection: Any) -> None:  # noqa: ANN401 - the same
    """Switch to WAL mode; SQLite itself does not wait while another command is switching."""
    until = time.monotonic() + _PATIENCE_S
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
