"""Throws away what nothing in the library needs any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, union

from pressday.library import records
from pressday.library.tables import ARTICLES, FETCHED, MEDIA, ORIGINALS, REVISIONS, USES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

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


def sweep(connection: Connection, stores: Stores, now: datetime) -> int:
    """Delete the files that no row names, unless they are an hour young; return how many.

    The caller holds the write lock. Whoever adds a row looks for its file under
    that lock as well, so that none loses a file it has written ahead.
    """
    answers = connection.scalars(select(FETCHED.c.sha256))
    originals = connection.scalars(select(ORIGINALS.c.sha256))
    media = connection.scalars(select(MEDIA.c.sha256))
    before = now - WRITING_LASTS
    swept = stores.originals.sweep(_set(answers, originals), before)
    return swept + stores.media.sweep(_set(media), before)


def _set(*found: Iterable[str]) -> set[str]:
    return {digest for digests in found for digest in digests}
