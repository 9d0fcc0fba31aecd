"""Finds what is damaged in a library: the database, its records and files, what is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select, text

from pressday.errors import DamagedError
from pressday.library import records, search
from pressday.library.folding import folded
from pressday.library.tables import (
    ARTICLES,
    FETCHED,
    MEDIA,
    ORIGINALS,
    REVISIONS,
    SUMMARIES,
    USES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from pressday.library.media import Stores
    from pressday.library.store import Store
    from pressday.model import Article

Part = Literal["database", "record", "picture", "original", "answer", "index"]

MOST_TOLD = 100  # faults of the database itself
LOST, CHANGED = "the file is gone", "the file is not what it was"
UNREADABLE = "the record cannot be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is damaged: `subject` is an article's id or a file's sha256.

    `fault` says what is wrong with it.
    """

    part: Part
    subject: str
    fault: str


def check(connection: Connection, stores: Stores) -> Iterator[Damage]:
    """Yield all that is damaged, each once; what cannot be read at all ends the search."""
    yield from _database(connection)
    try:
        yield from _records(connection)
        yield from files(connection, stores)
        yield from _rows(connection)
        yield from _indexes(connection)
    except DamagedError as error:
        yield Damage(part="database", subject="library.db", fault=error.message)


def files(connection: Connection, stores: Stores) -> Iterator[Damage]:
    """Yield the files that a row names and that are gone or not what they were."""
    yield from _files(connection, stores.media, MEDIA, "picture")
    yield from _files(connection, stores.originals, ORIGINALS, "original")
    known = {row.sha256 for row in connection.execute(select(ORIGINALS.c.sha256))}
    for damage in _files(connection, stores.originals, FETCHED, "answer"):
        if damage.subject not in known:
            yield damage


def unreadable(connection: Connection) -> Iterator[str]:
    """Yield the ids of the articles whose present record cannot be read."""
    for row in connection.execute(select(ARTICLES.c.id, ARTICLES.c.record)):
        try:
            records.from_record(row.record)
        except DamagedError:
            yield row.id


def _database(connection: Connection) -> Iterator[Damage]:
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_TOLD})"):
        if said != "ok":
            yield Damage(part="database", subject="library.db", fault=said)


def _records(connection: Connection) -> Iterator[Damage]:
    for article in unreadable(connection):
        yield Damage(part="record", subject=article, fault=UNREADABLE)
    for row in connection.execute(select(REVISIONS.c.article, REVISIONS.c.record)):
        try:
            records.from_record(row.record)
        except DamagedError:
            yield Damage(part="record", subject=row.article, fault=f"an earlier text: {UNREADABLE}")


def _files(connection: Connection, store: Store, table: Table, part: Part) -> Iterator[Damage]:
    query = select(table.c.sha256, table.c.media_type).where(table.c.sha256 != "").distinct()
    for row in connection.execute(query):
        if store.get(row.sha256, row.media_type) is None:
            is_there = store.path(row.sha256, row.media_type).exists()
            yield Damage(part=part, subject=row.sha256, fault=CHANGED if is_there else LOST)


def _rows(connection: Connection) -> Iterator[Damage]:
    """Yield the articles that name an original or a picture of which no row is there."""
    originals = set(connection.scalars(select(ORIGINALS.c.sha256)))
    for row in connection.execute(select(ARTICLES.c.id, ARTICLES.c.original)):
        if row.original not in originals:
            yield Damage(part="record", subject=row.id, fault="its original is not known")
    media = set(connection.scalars(select(MEDIA.c.sha256)))
    for digest in sorted(set(connection.scalars(select(USES.c.media))) - media):
        yield Damage(part="picture", subject=digest, fault="is shown, and not known")


def _indexes(connection: Connection) -> Iterator[Damage]:
    """Yield the articles whose summary or words in the index are not those of their record."""
    query = text("SELECT id, words FROM article_words")
    words = {row.id: row.words for row in connection.execute(query)}
    counted = {row.article: row for row in connection.execute(select(SUMMARIES))}
    bad = set(unreadable(connection))
    ids = set()
    for row in connection.execute(select(ARTICLES.c.id, ARTICLES.c.record)):
        ids.add(row.id)
        if row.id in bad:
            continue
        article = records.from_record(row.record)
        if words.get(row.id) != _folded(article):
            yield Damage(part="index", subject=row.id, fault="cannot be found by its words")
        summary = counted.get(row.id)
        if summary is None or (summary.title, summary.words) != (article.title, article.body.words):
            yield Damage(part="index", subject=row.id, fault="lists say something else of it")
    for gone in sorted((set(words) | set(counted)) - ids):
        yield Damage(part="index", subject=gone, fault="is listed, and not there")


def _folded(article: Article) -> str:
    return folded(search.words_of(article))
