"""Opens the database so that two commands may use it at once."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_S = 60  # how long a command waits for another's transaction
_PAUSE_S = 0.02  # between two tries
_IMMEDIATE = "immediate"


def open_engine(folder: Path, url: str | None = None) -> Engine:
    """Return the engine for `url`, else for `folder`/library.db."""
    if url is not None and not url.startswith("sqlite"):
        return create_engine(url)
    where = url or URL.create("sqlite", database=str(folder / "library.db"))
    engine = create_engine(where, connect_args={"timeout": _PATIENCE_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def writer(engine: Engine) -> Engine:
    """Return the same engine, its transactions taking SQLite's write lock at their start.

    A transaction that reads first and writes later could be refused half-way.
    """
    return engine.execution_options(**{_IMMEDIATE: True})


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
