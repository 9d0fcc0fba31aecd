"""An opened database: its transactions, and what may be done where the disk takes no writes."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from pressday.library import tidying
from pressday.library.database import (
    FILE,
    ClosedError,
    explained,
    new_database,
    open_engine,
    open_unchanging,
    writer,
)
from pressday.library.migrations import is_up_to_date, migrate, waiting
from pressday.library.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine


STORES = ("media", "raw")


class Database:
    """The database of the library in `folder`.

    `closed` is why it can only be read, else None; `where` names it in errors.
    """

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        closed: ClosedError | None = None,
        end: Callable[[], None] = lambda: None,
    ) -> None:
        self.where = str(folder / FILE)
        self.closed = closed
        self.engine = engine
        self.writing = writer(engine)
        self._end = end
        self._turn = Lock()

    @classmethod
    def open(cls, folder: Path) -> Database:
        """Open the database in `folder`, made where there is none, and bring it up to date.

        One that is up to date is not written to, and waits for no other command.
        Where the disk takes no writes it can be read all the same.
        """
        if not (folder / FILE).exists():
            _make(folder, datetime.now(UTC) if cls.is_lost(folder) else None)
        opened = cls(folder, open_engine(folder))
        try:
            opened._bring_up_to_date()
        except ClosedError as error:
            opened.close()
            return cls._for_reading(folder, error)
        except BaseException:
            opened.close()
            raise
        return opened

    @staticmethod
    def is_lost(folder: Path) -> bool:
        """Tell whether files of a library lie in `folder` and no database that knows them."""
        files = (Store(folder / name) for name in STORES)
        return not (folder / FILE).exists() and not all(store.is_empty() for store in files)

    @classmethod
    def waiting(cls, folder: Path) -> int:
        """Return how many articles opening the database in `folder` will bring up to date first."""
        if not (folder / FILE).exists():
            return 0
        looked_at = cls(folder, open_engine(folder))
        try:
            with looked_at.read() as connection:
                return waiting(connection)
        except ClosedError:  # nothing will be changed there
            return 0
        finally:
            looked_at.close()

    @classmethod
    def _for_reading(cls, folder: Path, closed: ClosedError) -> Database:
        """Open a database that cannot be written; raises `closed` for one of an earlier release."""
        engine, end = open_unchanging(folder)
        opened = cls(folder, engine, closed, end)
        try:
            with opened.read() as connection:
                is_current = is_up_to_date(connection)
        except BaseException:
            opened.close()
            raise
        if not is_current:
            opened.close()
            raise closed
        return opened

    def _bring_up_to_date(self) -> None:
        with self.read() as connection:
            is_current = is_up_to_date(connection)
        if not is_current:
            with self.write() as connection:
                migrate(connection)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        self._end()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a transaction that sees the database as it is now."""
        with explained(self.where, self.engine), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a transaction that may write; raises WriteError where the disk takes no writes."""
        if self.closed is not None:
            raise self.closed
        # Threads take turns here, because SQLite lets those who wait sleep and try again.
        with (
            self._turn,
            explained(self.where, self.engine),
            self.writing.begin() as connection,
        ):
            yield connection


def _make(folder: Path, beside_files: datetime | None) -> None:
    """Make the database of a new library; where files of a lost one are, note when.

    Those are not for us to throw away: see `tidying.sweep`.
    """
    with new_database(folder) as making:
        engine = open_engine(making)
        try:
            with explained(str(folder / FILE), engine), writer(engine).begin() as connection:
                migrate(connection)
                if beside_files:
                    tidying.keep_older(connection, beside_files)
        finally:
            engine.dispose()
