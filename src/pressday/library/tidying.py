"""Throws away what nothing in the library needs any more."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, union

from pressday.library import records
from pressday.library.tables import ARTICLES, FETCHED, MEDIA, ORIGINALS, REVISIONS, USES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from pressday.library.media import Stores

ANSWERS_LAST = timedelta(days=60)  # since they were last asked for
PICTURES_LAST = timedelta(days=7)  # since they were last put: their article may still be to come

WRITING_LASTS = timedelta(hours=1)  # at most, before the row is there


def forget(connection: Connection, now: datetime) -> None:
    """Delete the rows of answers long unused, of pictures in no text, of originals of nothing."""
    kept = (select(ARTICLES.c.original), select(REVISIONS.c.original))
    unused = FETCHED.c.used < records.stamp(now - ANSWERS_LAST)
    connection.execute(delete(FETCHED).where(unused, FETCHED.c.sha256.not_in(union(*kept))))
    old = MEDIA.c.kept < records.stamp(now - PICTURES_LAST)
    connection.execute(delete(MEDIA).where(old, MEDIA.c.sha256.not_in(select(USES.c.media))))
    needed = union(*kept, select(MEDIA.c.original))
    connection.execute(delete(ORIGINALS).where(ORIGINALS.c.sha256.not_in(needed)))


def keep_older(connection: Connection, moment: datetime) -> None:
    """Remember that all files from before `moment` stay, whether a row names them or not.

    In minutes, in SQLite's `user_version`, which is the application's and has 31 bits.
    """
    minutes = math.ceil(moment.timestamp() / 60)
    connection.exec_driver_sql(f"PRAGMA user_version = {minutes}")


def _kept_until(connection: Connection) -> datetime:
    minutes = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
    return datetime.fromtimestamp(minutes * 60, UTC)


def sweep(connection: Connection, stores: Stores, now: datetime) -> int:
    """Delete the files that no row names, unless they are an hour young; return how many.

    Files that were there before a database that was made anew stay: the one that knew
    them is lost, and they are all that is left of its articles.
    The caller holds the write lock. Whoever adds a row looks for its file under
    that lock as well, so that none loses a file it has written ahead.
    """
    answers = connection.scalars(select(FETCHED.c.sha256))
    originals = connection.scalars(select(ORIGINALS.c.sha256))
    media = connection.scalars(select(MEDIA.c.sha256))
    since, before = _kept_until(connection), now - WRITING_LASTS
    swept = stores.originals.sweep(_set(answers, originals), since, before)
    return swept + stores.media.sweep(_set(media), since, before)


def _set(*found: Iterable[str]) -> set[str]:
    return {digest for digests in found for digest in digests}
