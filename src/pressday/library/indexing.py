"""Makes the indexes and summaries of a whole library that an earlier release wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, insert, text

from pressday.library import copies, records, sameness, search, summaries
from pressday.library.tables import USES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from pressday.model import Article


def note_uses(connection: Connection, article: Article) -> None:
    """Remember which pictures a revision of an article shows; it may have been there before."""
    shown = {image.media for image in article.images} | set(article.body.media)
    key = {"article": article.id, "revision": article.revision}
    rows = [key | {"media": media} for media in shown]
    connection.execute(
        delete(USES).where(USES.c.article == article.id, USES.c.revision == article.revision)
    )
    if rows:
        connection.execute(insert(USES), rows)


def reindex(connection: Connection) -> None:
    """Enter every article into the indexes of words, of sameness and of pictures, all empty yet."""
    for article in _articles(connection, "articles"):
        compared = sameness.read(article.title, article.body.text)
        connection.execute(
            text("UPDATE articles SET size = :size WHERE id = :id"),
            {"size": compared.size, "id": article.id},
        )
        search.index(connection, article)
        copies.enter(connection, article.id, compared)
        note_uses(connection, article)
    for article in _articles(connection, "revisions"):
        note_uses(connection, article)


def summarize(connection: Connection) -> None:
    """Keep what there is to say of every article."""
    for article in _articles(connection, "articles"):
        summaries.put(connection, article)


def _articles(connection: Connection, table: Literal["articles", "revisions"]) -> Iterator[Article]:
    """Yield all articles of a table, the oldest first, holding one at a time."""
    order = {"articles": "dated, id", "revisions": "article, revision"}[table]
    numbers = connection.scalars(text(f"SELECT rowid FROM {table} ORDER BY {order}")).all()  # noqa: S608 - two names
    one = text(f"SELECT record FROM {table} WHERE rowid = :number")  # noqa: S608 - the same
    for number in numbers:
        yield records.from_record(connection.execute(one, {"number": number}).scalar_one())
