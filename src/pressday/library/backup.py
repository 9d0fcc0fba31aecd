"""A copy of a library that is whole while others write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from pressday.atomic import passing_folder
from pressday.errors import UsageError, WriteError
from pressday.library.database import FILE, ClosedError, explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.library.store import Store
    from pressday.library.transactions import Database

_TABLES = {"media": ("media",), "raw": ("originals", "fetched")}
_TRIES = 5  # a file that goes while it is copied was thrown away, with its row: so once more


def back_up(database: Database, stores: dict[str, Store], target: Path) -> list[str]:
    """Write a copy of the library to `target`: one file where that ends in `.tar`.

    Whole or not at all, never over what is there. Returns the files that are
    missing in the library itself. Raises UsageError when `target` is there, WriteError.
    """
    if os.path.lexists(target):
        hint = "name another: a backup never overwrites"
        raise UsageError("is there already", where=str(target), hint=hint)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with passing_folder(target.parent) as making:
            missing = _copied(database, stores, making / "library")
            _give_name(making, target)
    except OSError as error:
        raise WriteError.of(error, target) from error
    except ClosedError as error:  # no room for the copy, whose passing name nobody knows
        raise WriteError(error.message, where=str(target), hint=error.hint) from error
    return missing


def _copied(database: Database, stores: dict[str, Store], made: Path) -> list[str]:
    missing: list[str] = []
    for _ in range(_TRIES):
        before = missing
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        _copy_database(database, made / FILE)
        missing = [
            name
            for kind, store in stores.items()
            for name in _copy_files(made / FILE, kind, store, made / kind)
        ]
        if missing == before:  # nothing, or what is lost in the library itself
            break
    return missing


def _copy_database(database: Database, target: Path) -> None:
    """Copy the database as it is at one moment: https://www.sqlite.org/backup.html."""
    with explained(str(target), database.engine), closing(sqlite3.connect(target)) as copy:
        connection = database.engine.raw_connection()
        try:
            driver = connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the only driver there is
            driver.backup(copy)
        finally:
            connection.close()


def _copy_files(database: Path, kind: str, store: Store, target: Path) -> Iterator[str]:
    """Copy the files that the rows name; yield the names of those that are not there."""
    with closing(sqlite3.connect(database)) as connection:
        rows = {
            row
            for table in _TABLES[kind]
            for row in connection.execute(f"SELECT sha256, media_type FROM {table}")  # noqa: S608 - our own names
            if row[0]
        }
    for digest, media_type in sorted(rows):
        path = store.path(digest, media_type)
        copy = target / path.parent.name / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:
            copy.unlink(missing_ok=True)
            yield f"{kind}/{path.parent.name}/{path.name}"


def _give_name(making: Path, target: Path) -> None:
    if target.suffix != ".tar":
        (making / "library").rename(target)
        return
    packed = making / "library.tar"
    with tarfile.open(packed, "w") as tar:
        tar.add(making / "library", "library")
    with packed.open("rb") as file:
        os.fsync(file.fileno())
    with suppress(PermissionError):  # a file system without links
        os.link(packed, target)
        return
    packed.rename(target)
