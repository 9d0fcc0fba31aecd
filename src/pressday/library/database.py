"""Opens the database so that two commands may use it at once, and says what goes wrong with it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from pressday.atomic import passing_folder, try_writing
from pressday.errors import ConfigError, DamagedError, PressdayError, WriteError
from pressday.library.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FILE = "library.db"

_OLDEST = (3, 35)  # the first that drops columns, which bringing old libraries up to date does
_PATIENCE_S = 60  # how long a command waits for another's transaction
_PAUSE_S = 0.02  # between two tries
_IMMEDIATE = "immediate"


class ClosedError(WriteError):
    """The disk takes no writes, so that the library can be read at most."""


WHAT_TO_DO = (
    "put a backup of the library in its place; without one, move library.db away and collect again"
)
_DAMAGED = (DamagedError, "the library is damaged", f'see "pressday library check"; {WHAT_TO_DO}')
_NO_LIBRARY = (DamagedError, "not a library, or a damaged one", WHAT_TO_DO)
_BUSY = (WriteError, "another command is using the library", "try again when it has finished")
_FULL = (ClosedError, "the disk is full", "make room and run the command again")
_CLOSED = (ClosedError, "the library cannot be written", "check who owns its folder")
# SQLite gives a disk without room these names too, when it makes a file beside the database.
_NO_FILE = (
    ClosedError,
    "the library cannot be written",
    "make room on the disk, or check who owns the library's folder",
)

# Primary result codes: https://www.sqlite.org/rescode.html
_BY_CODE: dict[int, tuple[type[PressdayError], str, str]] = {
    sqlite3.SQLITE_NOTADB: _NO_LIBRARY,
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

    Raises ConfigError on a machine whose SQLite is too old, DamagedError for a
    database that has been emptied.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise ConfigError(
            f"SQLite {sqlite3.sqlite_version} is too old for the library",
            hint="use a Python that comes with SQLite 3.35 or newer",
        )
    _refuse_emptied(folder / FILE)
    where = URL.create("sqlite", database=str(folder / FILE))
    engine = create_engine(where, connect_args={"timeout": _PATIENCE_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def open_unchanging(folder: Path) -> tuple[Engine, Callable[[], None]]:
    """Return an engine that only reads the database in `folder`, and what ends it.

    For disks that take no writes, on which WAL mode has no place for the file that
    its readers share: https://www.sqlite.org/wal.html#readonlydatabases. SQLite
    then reads the file as one that nobody changes. What a command that was killed
    has left in the log beside it would be passed over: with such a log both are
    copied to a temporary folder. Raises WriteError when there is no room for that.
    """
    log = folder / f"{FILE}-wal"
    if not _has_bytes(log):
        where = URL.create(
            "sqlite",
            database=(folder / FILE).resolve().as_uri(),
            query={"immutable": "1", "mode": "ro", "uri": "true"},
        )
        engine = create_engine(where)
        event.listen(engine, "begin", _begin)
        return engine, lambda: None
    copied = Path(tempfile.mkdtemp(prefix="pressday-library-"))
    try:
        for path in (folder / FILE, log):
            shutil.copyfile(path, copied / path.name)
    except OSError as error:
        shutil.rmtree(copied, ignore_errors=True)
        raise WriteError.of(error, copied) from error
    return open_engine(copied), lambda: shutil.rmtree(copied, ignore_errors=True)


@contextmanager
def new_database(folder: Path) -> Iterator[Path]:
    """Give a folder for a new database, which becomes that of `folder` at the end.

    So that an empty file never stands in the place of one: an empty one was emptied.
    Of two commands that make one at once the first has its way.
    """
    with ExitStack() as stack:
        try:
            making = stack.enter_context(passing_folder(folder))
        except OSError as error:
            raise WriteError.of(error, folder / FILE) from error
        yield making
        with suppress(FileExistsError):
            _give_name(making / FILE, folder / FILE)


def _give_name(made: Path, name: Path) -> None:
    """Give a file its name; raises FileExistsError where that is taken."""
    try:
        os.link(made, name)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if not name.exists():
            made.replace(name)


def writer(engine: Engine) -> Engine:
    """Return the same engine, its transactions taking SQLite's write lock at their start.

    A transaction that reads first and writes later could be refused half-way.
    """
    return engine.execution_options(**{_IMMEDIATE: True})


@contextmanager
def explained(where: str, engine: Engine) -> Iterator[None]:
    """Turn a fault of the database inside into an error at `where`.

    Whatever comes of a damaged database, a row of nonsense say, is such a fault.
    Others that no editor can mend pass through: they are bugs.
    """
    try:
        yield
    except PressdayError as error:
        error.where = error.where or where
        raise
    except Exception as error:
        kind, message, hint = _known(error) or (_found(engine) or (None, "", ""))
        if kind is None:
            raise
        if kind is ClosedError and (refused := _refused(Path(where).parent)):
            raise ClosedError.of(refused, where) from error
        raise kind(message, where=where, hint=hint) from error


def _refused(folder: Path) -> OSError | None:
    """Return why a folder takes no writes: SQLite does not tell a full disk from a closed one."""
    try:
        try_writing(folder)
    except OSError as error:
        return error
    return None


def _known(error: Exception) -> tuple[type[PressdayError], str, str] | None:
    fault = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(fault, sqlite3.Error):
        return None
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None and isinstance(fault, sqlite3.OperationalError):
        return _DAMAGED  # the driver's own: bytes that are no text
    return _BY_CODE.get((code or 0) & _PRIMARY)


def _found(engine: Engine) -> tuple[type[PressdayError], str, str] | None:
    """Return what is wrong with the database itself, after a fault that names no reason."""
    try:
        with engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                return _DAMAGED
            query = "SELECT name FROM sqlite_schema WHERE type = 'table'"
            names = {name for (name,) in connection.exec_driver_sql(query)}
    except (DBAPIError, sqlite3.Error) as error:
        return _known(error)
    return None if names.issuperset(METADATA.tables) else _DAMAGED


def _refuse_emptied(path: Path) -> None:
    if path.is_file() and not _has_bytes(path):
        message = "the library's database has been emptied: the file has no byte"
        raise DamagedError(message, where=str(path), hint=WHAT_TO_DO)


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


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
