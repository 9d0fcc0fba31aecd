"""Mends what is damaged in a library from what is kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, text, update

from pressday.errors import DamagedError
from pressday.library import records, search
from pressday.library.indexing import reindex, summarize
from pressday.library.tables import (
    ARTICLES,
    FETCHED,
    MEDIA,
    ORIGINALS,
    REVISIONS,
    SAMPLES,
    SUMMARIES,
    USES,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from pressday.library.media import Stores
    from pressday.library.store import Store
    from pressday.model import Article


def original_of_picture(connection: Connection, stores: Stores, picture: str) -> bytes | None:
    """Return the bytes from which a picture was made, as they were; else None."""
    query = (
        select(ORIGINALS)
        .join(MEDIA, MEDIA.c.original == ORIGINALS.c.sha256)
        .where(MEDIA.c.sha256 == picture)
    )
    row = connection.execute(query).first()
    return stores.originals.get(row.sha256, row.media_type) if row else None


def put_aside(connection: Connection, stores: Stores, digest: str) -> None:
    """Delete files that are not what their names say: so collecting sees that they are lost."""
    for table, store in ((MEDIA, stores.media), (ORIGINALS, stores.originals)):
        query = select(table).where(table.c.sha256 == digest)
        for row in connection.execute(query):
            _delete_changed(store, row)


def forget_answer(connection: Connection, digest: str) -> None:
    """Forget an answer whose body is lost: it is asked for again."""
    connection.execute(delete(FETCHED).where(FETCHED.c.sha256 == digest))


def replace_record(connection: Connection, article: Article) -> None:
    """Let `article` be what its row says; the indexes are made again afterwards."""
    row = {"revision": article.revision, "record": records.to_record(article)}
    connection.execute(update(ARTICLES).where(ARTICLES.c.id == article.id).values(row))


def forget_earlier(connection: Connection) -> None:
    """Forget the earlier texts whose records cannot be read."""
    rows = connection.execute(select(REVISIONS.c.article, REVISIONS.c.revision, REVISIONS.c.record))
    for row in rows.all():
        try:
            records.from_record(row.record)
        except DamagedError:
            connection.execute(
                delete(REVISIONS).where(
                    REVISIONS.c.article == row.article, REVISIONS.c.revision == row.revision
                )
            )


def remake(connection: Connection) -> None:
    """Make all again that is made of the records, which can all be read."""
    connection.execute(text("REINDEX"))
    connection.execute(text("DROP TABLE article_words"))
    search.create_index(connection)
    for table in (SAMPLES, SUMMARIES, USES):
        connection.execute(delete(table))
    connection.execute(update(ARTICLES).values(fuller=None))
    reindex(connection)
    summarize(connection)


def _delete_changed(store: Store, row: Row[tuple[object, ...]]) -> None:
    if store.get(row.sha256, row.media_type) is None:
        store.path(row.sha256, row.media_type).unlink(missing_ok=True)
