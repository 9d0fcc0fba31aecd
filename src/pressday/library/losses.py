"""Which articles have files that are gone or cut: their original, or a picture they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from pressday.library import store
from pressday.library.tables import ARTICLES, MEDIA, ORIGINALS, USES

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from pressday.library.media import Stores
    from pressday.library.store import Store


def articles(connection: Connection, stores: Stores) -> frozenset[str]:
    """Return the ids of the articles whose present text lacks a file.

    A look at the length of each file that is named: 20,000 take some tenths of a second.
    """
    originals = _there(connection, stores.originals, ORIGINALS)
    rows = connection.execute(select(MEDIA.c.sha256, MEDIA.c.original))
    made_of = {row.sha256: row.original for row in rows}
    media = {
        digest
        for digest in _there(connection, stores.media, MEDIA)
        if not made_of[digest] or made_of[digest] in originals
    }
    own = select(ARTICLES.c.id, ARTICLES.c.original)
    shown = select(USES.c.article, USES.c.media).join(
        ARTICLES, (ARTICLES.c.id == USES.c.article) & (ARTICLES.c.revision == USES.c.revision)
    )
    lost = {article for article, digest in connection.execute(own) if digest not in originals}
    lost |= {article for article, digest in connection.execute(shown) if digest not in media}
    return frozenset(lost)


def of_article(connection: Connection, stores: Stores, article: str) -> bool:
    """Tell whether the present text of one article lacks a file."""
    original = select(ORIGINALS).join(ARTICLES, ARTICLES.c.original == ORIGINALS.c.sha256)
    row = connection.execute(original.where(ARTICLES.c.id == article)).first()
    if row is None or not stores.originals.holds(row.sha256, row.media_type, row.bytes):
        return True
    shown = (
        select(MEDIA)
        .join(USES, USES.c.media == MEDIA.c.sha256)
        .join(
            ARTICLES, (ARTICLES.c.id == USES.c.article) & (ARTICLES.c.revision == USES.c.revision)
        )
        .where(ARTICLES.c.id == article)
    )
    return not all(
        stores.media.holds(row.sha256, row.media_type, row.bytes)
        and has_its_original(connection, stores, row.sha256)
        for row in connection.execute(shown).all()
    )


def has_picture(connection: Connection, stores: Stores, picture: str) -> bool:
    """Tell whether the file of a picture is there, and is what it was."""
    query = select(MEDIA.c.media_type).where(MEDIA.c.sha256 == picture)
    media_type = connection.scalar(query)
    return media_type is not None and stores.media.get(picture, media_type) is not None


def has_its_original(connection: Connection, stores: Stores, picture: str) -> bool:
    """Tell whether the bytes from which a picture was made are there, or never were."""
    made_of = select(MEDIA.c.original).where(MEDIA.c.sha256 == picture)
    query = select(ORIGINALS).where(ORIGINALS.c.sha256 == made_of.scalar_subquery())
    row = connection.execute(query).first()
    if row is None:
        return connection.scalar(made_of) == ""
    return stores.originals.holds(row.sha256, row.media_type, row.bytes)


def mend_original(
    connection: Connection, stores: Stores, article_id: str, raw: bytes, media_type: str
) -> None:
    """Let `raw` be the original of an article whose own is lost; else nothing changes."""
    query = (
        select(ORIGINALS)
        .join(ARTICLES, ARTICLES.c.original == ORIGINALS.c.sha256)
        .where(ARTICLES.c.id == article_id)
    )
    row = connection.execute(query).first()
    if row is None or stores.originals.get(row.sha256, row.media_type) is None:
        digest = store.keep(connection, stores.originals, ORIGINALS, raw, media_type)
        connection.execute(
            update(ARTICLES).where(ARTICLES.c.id == article_id).values(original=digest)
        )


def _there(connection: Connection, kept: Store, table: Table) -> set[str]:
    rows = connection.execute(select(table.c.sha256, table.c.media_type, table.c.bytes))
    return {row.sha256 for row in rows if kept.holds(row.sha256, row.media_type, row.bytes)}
