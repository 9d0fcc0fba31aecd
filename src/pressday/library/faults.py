"""What goes wrong with a database, in one line for the editor."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from pressday.errors import ConfigError, PressdayError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
