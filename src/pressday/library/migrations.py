"""Brings a library of any earlier release to the shape of this one.

Steps are only ever added at the end: a step that has been released is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from pressday.errors import ConfigError, DamagedError
from pressday.library import copies, search
from pressday.library.database import WHAT_TO_DO
from pressday.library.indexing import reindex, summarize

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

_SECOND: Step = (
    "ALTER TABLE articles ADD COLUMN giver TEXT NOT NULL DEFAULT ''",
    "UPDATE articles SET giver = source",
    "ALTER TABLE articles ADD COLUMN size INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE articles ADD COLUMN fuller TEXT",
    "CREATE INDEX articles_fuller ON articles (fuller)",
    """CREATE TABLE places (
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        mark TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        offered TEXT NOT NULL,
        complete INTEGER NOT NULL,
        seen TEXT NOT NULL,
        PRIMARY KEY (source, key)
    )""",
    "CREATE INDEX places_article ON places (article)",
    "ALTER TABLE media ADD COLUMN original TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE media ADD COLUMN look BIGINT",
    "ALTER TABLE media ADD COLUMN width_px INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE media ADD COLUMN height_px INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE media ADD COLUMN kept TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE uses (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        revision TEXT NOT NULL,
        media TEXT NOT NULL,
        PRIMARY KEY (article, revision, media)
    )""",
    "CREATE INDEX uses_media ON uses (media)",
    """CREATE TABLE picture_addresses (
        url TEXT PRIMARY KEY,
        media TEXT NOT NULL REFERENCES media (sha256) ON DELETE CASCADE,
        fetched TEXT NOT NULL
    )""",
    "CREATE INDEX picture_addresses_media ON picture_addresses (media)",
    "ALTER TABLE fetched ADD COLUMN status INTEGER NOT NULL DEFAULT 200",
    "ALTER TABLE fetched ADD COLUMN location TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE fetched ADD COLUMN fetched TEXT",
    "ALTER TABLE fetched ADD COLUMN fresh_until TEXT",
    "ALTER TABLE fetched ADD COLUMN used TEXT NOT NULL DEFAULT ''",
    "DROP TABLE article_words",  # its rows had no numbers, so each change read them all
    search.create_index,
    copies.create_index,
    reindex,
)

_THIRD: Step = (
    """CREATE TABLE summaries (
        article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        source TEXT NOT NULL,
        title TEXT NOT NULL,
        url TEXT NOT NULL,
        site TEXT NOT NULL,
        section TEXT NOT NULL,
        language TEXT NOT NULL,
        published TEXT,
        fetched TEXT NOT NULL,
        kind TEXT NOT NULL,
        weight TEXT,
        lead TEXT NOT NULL,
        images TEXT NOT NULL,
        words INTEGER NOT NULL,
        warnings TEXT NOT NULL
    )""",
    "CREATE INDEX summaries_published ON summaries (published)",
    "ALTER TABLE articles DROP COLUMN url",
    "ALTER TABLE articles DROP COLUMN title",
    "ALTER TABLE articles DROP COLUMN section",
    "ALTER TABLE articles DROP COLUMN language",
    "ALTER TABLE articles DROP COLUMN published",
    "DROP INDEX articles_fuller",
    # Who is whose copy, and the order of lists, without a look at the long rows of the table.
    "CREATE INDEX articles_listed ON articles (fuller, dated DESC, id, size)",
)

_FOURTH: Step = (
    "ALTER TABLE summaries ADD COLUMN opening TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE summaries ADD COLUMN headings INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE summaries ADD COLUMN items INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE summaries ADD COLUMN guessed INTEGER NOT NULL DEFAULT 0",
    summarize,  # what the third step left to this one, which knows all columns
)

_FIFTH: Step = ("ALTER TABLE places ADD COLUMN place INTEGER NOT NULL DEFAULT 0",)

STEPS: tuple[Step, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH)


def is_up_to_date(connection: Connection, steps: Sequence[Step] = STEPS) -> bool:
    """Tell whether the database has seen all steps.

    Raises ConfigError when it has seen others as well, or holds tables but none
    of a library.
    """
    return _version(connection, steps) == len(steps)


def waiting(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """Return how many articles of an earlier release are still to be brought up to date.

    Raises ConfigError as `is_up_to_date` does.
    """
    if _version(connection, steps) in {0, len(steps)}:
        return 0
    return int(connection.scalar(text("SELECT count(*) FROM articles")) or 0)


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Apply the steps that the database has not seen, inside the caller's transaction.

    Raises ConfigError as `is_up_to_date` does.
    """
    version = _version(connection, steps)
    for step in steps[version:]:
        _apply(connection, step)
    if version < len(steps):
        connection.execute(text("DELETE FROM schema_version"))
        insert = text("INSERT INTO schema_version (version) VALUES (:version)")
        connection.execute(insert, {"version": len(steps)})


def _version(connection: Connection, steps: Sequence[Step]) -> int:
    """Return how many steps the database has seen."""
    tables = connection.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).all()
    if not tables:
        return 0
    if "schema_version" not in tables:
        raise ConfigError(
            "a database of another program, not a library",
            hint="move the file away, or give the library another folder",
        )
    version = connection.scalar(text("SELECT max(version) FROM schema_version"))
    if version is None:
        raise DamagedError("the library is damaged: its version is gone", hint=WHAT_TO_DO)
    if version > len(steps):
        raise ConfigError(
            f"the library has version {version}, this Pressday knows up to {len(steps)}",
            hint="update Pressday",
        )
    return int(version)


def _apply(connection: Connection, step: Step) -> None:
    for action in step:
        if isinstance(action, str):
            connection.execute(text(action))
        else:
            action(connection)
