"""Brings a library of any earlier release to the shape of this one.

A step is a tuple of statements that PostgreSQL understands as well. Steps are
only ever added at the end: a step that has been released is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from pressday.errors import ConfigError
from pressday.library import search

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

Step = tuple["str | Callable[[Connection], None]", ...]

_FIRST: Step = (
    "CREATE TABLE schema_version (version INTEGER PRIMARY KEY)",
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        identity TEXT NOT NULL,
        revision TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        site TEXT NOT NULL,
        section TEXT NOT NULL,
        language TEXT NOT NULL,
        published TEXT,
        fetched TEXT NOT NULL,
        dated TEXT NOT NULL,
        original TEXT NOT NULL,
        record TEXT NOT NULL
    )""",
    "CREATE INDEX articles_dated ON articles (dated, id)",
    """CREATE TABLE revisions (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        revision TEXT NOT NULL,
        fetched TEXT NOT NULL,
        original TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (article, revision)
    )""",
    """CREATE TABLE media (
        sha256 TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL
    )""",
    """CREATE TABLE originals (
        sha256 TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL
    )""",
    """CREATE TABLE fetched (
        url TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL,
        charset TEXT NOT NULL,
        etag TEXT NOT NULL,
        last_modified TEXT NOT NULL
    )""",
    search.create_index,
)

STEPS: tuple[Step, ...] = (_FIRST,)


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Apply the steps that the database has not seen, inside the caller's transaction.

    Raises ConfigError when the database is newer than the steps, or holds
    tables but none of a library.
    """
    version = _version(connection)
    if version > len(steps):
        raise ConfigError(
            f"the library has version {version}, this Pressday knows up to {len(steps)}",
            hint="update Pressday",
        )
    for step in steps[version:]:
        _apply(connection, step)
    if version < len(steps):
        connection.execute(text("DELETE FROM schema_version"))
        insert = text("INSERT INTO schema_version (version) VALUES (:version)")
        connection.execute(insert, {"version": len(steps)})


def _version(connection: Connection) -> int:
    tables = inspect(connection).get_table_names()
    if "schema_version" in tables:
        return int(connection.scalar(text("SELECT max(version) FROM schema_version")) or 0)
    if tables:
        raise ConfigError(
            "a database of another program, not a library",
            hint="move the file away, or give the library another folder",
        )
    return 0


def _apply(connection: Connection, step: Step) -> None:
    for action in step:
        if isinstance(action, str):
            connection.execute(text(action))
        else:
            action(connection)
