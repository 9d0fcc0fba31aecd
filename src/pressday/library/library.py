"""The library: articles in, articles out, nothing lost between two commands."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

from sqlalchemy import delete, insert, select, update

from pressday.errors import ConfigError, WriteError
from pressday.library import records, search
from pressday.library.engine import open_engine, writer
from pressday.library.faults import explained
from pressday.library.fetched import FetchedPages
from pressday.library.migrations import migrate
from pressday.library.pictures import images, placed
from pressday.library.store import Store
from pressday.library.tables import ARTICLES, MEDIA, ORIGINALS, REVISIONS
from pressday.model import Article
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Row, Table

    from pressday.fetch import Cache
    from pressday.model import Draft, Image

Status = Literal["new", "updated", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a draft: the article as the library now has it."""

    article: Article
    status: Status


class Library:
    """A folder with `library.db`, `raw/` (originals) and `media/` (pictures); a context manager.

    Any number of commands may use it at once: each write is one transaction,
    each file is written whole or not at all. Every method raises WriteError when
    the disk or the database does not take a write, ConfigError when what is
    there is no library of this or an earlier release.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._where = str(folder / "library.db")
        self._engine = engine
        self._writing = writer(engine)
        self._media = Store(folder / "media")
        self._originals = Store(folder / "raw")

    @classmethod
    def open(cls, folder: Path, url: str | None = None) -> Library:
        """Open the library in `folder`, made where there is none, and bring it up to date.

        `url` names another database than the file in the folder, as SQLAlchemy
        writes it.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError.of(error, folder) from error
        library = cls(folder, open_engine(folder, url))
        try:
            with library._write() as connection:
                migrate(connection)
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the library itself, which `open` has opened."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the database."""
        self.close()

    @property
    def cache(self) -> Cache:
        """What the fetcher remembers from one run to the next."""
        return FetchedPages(self._read, self._write, self._originals)

    def add(
        self,
        draft: Draft,
        pictures: Mapping[str, Image],
        *,
        raw: bytes,
        media_type: str,
        fetched: datetime,
    ) -> Saved:
        """Keep the article of `draft`, and the `raw` bytes of `media_type` that it came from.

        `pictures` are those already put, by their address in the draft; a
        picture of the body that is not among them is left out with a warning.
        An article whose content changed keeps its earlier revision beside it.
        """
        article = _article(draft, pictures, fetched)
        with self._write() as connection:
            old = connection.execute(select(ARTICLES).where(ARTICLES.c.id == article.id)).first()
            if old is not None and old.revision == article.revision:
                return Saved(article=records.from_record(old.record), status="unchanged")
            original = self._put(connection, self._originals, ORIGINALS, raw, media_type)
            row = _row(article, draft.identity, original)
            if old is None:
                connection.execute(insert(ARTICLES).values(row))
            else:
                _archive(connection, old)
                row["dated"] = row["published"] or old.dated
                connection.execute(update(ARTICLES).where(ARTICLES.c.id == article.id).values(row))
            search.index(connection, article)
        return Saved(article=article, status="new" if old is None else "updated")

    def put_picture(self, data: bytes, media_type: str) -> str:
        """Keep a picture and return its sha256, by which articles name it."""
        with self._write() as connection:
            return self._put(connection, self._media, MEDIA, data, media_type)

    def media_path(self, media: str) -> Path:
        """Return the file of a picture.

        Raises ConfigError when the library has no such picture.
        """
        with self._read() as connection:
            media_type = connection.scalar(
                select(MEDIA.c.media_type).where(MEDIA.c.sha256 == media)
            )
        if media_type is None:
            raise ConfigError(
                f"the library has no picture media:{media}",
                where=self._where,
                hint="run collect again, or take the picture out of the text",
            )
        return self._media.path(media, media_type)

    def original(self, article_id: str) -> Path | None:
        """Return the file with the bytes from which an article's present revision was made."""
        query = (
            select(ORIGINALS.c.sha256, ORIGINALS.c.media_type)
            .join(ARTICLES, ARTICLES.c.original == ORIGINALS.c.sha256)
            .where(ARTICLES.c.id == article_id)
        )
        with self._read() as connection:
            row = connection.execute(query).first()
        return self._originals.path(row.sha256, row.media_type) if row else None

    def article(self, article_id: str, revision: str = "") -> Article | None:
        """Return an article as it is now, or as it was at `revision`; None where there is none."""
        now = select(ARTICLES.c.record).where(ARTICLES.c.id == article_id)
        then = select(REVISIONS.c.record).where(
            REVISIONS.c.article == article_id, REVISIONS.c.revision == revision
        )
        queries = [now.where(ARTICLES.c.revision == revision), then] if revision else [now]
        with self._read() as connection:
            found = [record for query in queries if (record := connection.scalar(query))]
        return records.from_record(found[0]) if found else None

    def articles(
        self, words: Sequence[str] = (), since: datetime | None = None
    ) -> tuple[Article, ...]:
        """Return the articles that have all of `words`, newest first.

        An article is dated by its publication, an undated one by the first time
        it was fetched; `since` leaves out the older ones. Case and accents of
        the words do not matter, and their ends may be missing.
        """
        query = select(ARTICLES.c.id, ARTICLES.c.record).order_by(
            ARTICLES.c.dated.desc(), ARTICLES.c.id
        )
        if since is not None:
            query = query.where(ARTICLES.c.dated >= records.stamp(since))
        with self._read() as connection:
            rows = connection.execute(query).all()
            found = search.find(connection, words) if words else None
        return tuple(
            records.from_record(row.record) for row in rows if found is None or row.id in found
        )

    def ids(self) -> set[str]:
        """Return the ids of all articles."""
        with self._read() as connection:
            return set(connection.scalars(select(ARTICLES.c.id)))

    def remove(self, article_id: str) -> bool:
        """Take out an article with its revisions, and say whether it was there.

        Its original and its pictures stay on disk: others may share them.
        """
        with self._write() as connection:
            search.forget(connection, article_id)
            result = connection.execute(delete(ARTICLES).where(ARTICLES.c.id == article_id))
            return result.rowcount > 0

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with explained(self._where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with explained(self._where), self._writing.begin() as connection:
            yield connection

    @staticmethod
    def _put(
        connection: Connection, store: Store, table: Table, data: bytes, media_type: str
    ) -> str:
        """Keep `data` in `store` and its type in `table`; the type first given to bytes stays."""
        known = connection.scalar(select(table.c.media_type).where(table.c.sha256 == sha256(data)))
        digest = store.put(data, known or media_type)
        if known is None:
            row = {"sha256": digest, "media_type": media_type, "bytes": len(data)}
            connection.execute(insert(table).values(row))
        return digest


def _article(draft: Draft, pictures: Mapping[str, Image], fetched: datetime) -> Article:
    body, left_out = placed(draft, pictures)
    lead = pictures.get(draft.lead)
    article = Article(
        id=records.article_id(draft.identity),
        revision="",
        source=draft.source,
        url=draft.url,
        title=draft.title,
        standfirst=draft.standfirst,
        body=body,
        bylines=draft.bylines,
        site=draft.site,
        section=draft.section,
        tags=draft.tags,
        language=draft.language,
        published=draft.published,
        modified=draft.modified,
        fetched=fetched,
        licence=draft.licence,
        kind=draft.kind,
        weight=draft.weight,
        lead=lead.media if lead else "",
        images=images(draft, pictures),
        provenance=draft.provenance,
        text_from=draft.text_from,
        warnings=(*draft.warnings, *left_out),
    )
    return dataclasses.replace(article, revision=records.revision(article))


def _row(article: Article, identity: str, original: str) -> dict[str, str | None]:
    published = records.stamp(article.published) if article.published else None
    fetched = records.stamp(article.fetched)
    return {
        "id": article.id,
        "identity": identity,
        "revision": article.revision,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "site": article.site,
        "section": article.section,
        "language": article.language,
        "published": published,
        "fetched": fetched,
        "dated": published or fetched,
        "original": original,
        "record": records.to_record(article),
    }


def _archive(connection: Connection, old: Row[Any]) -> None:
    """Keep a revision that is about to be replaced, once: a text may go back to what it was."""
    known = select(REVISIONS.c.revision).where(
        REVISIONS.c.article == old.id, REVISIONS.c.revision == old.revision
    )
    if connection.scalar(known) is None:
        names = ("revision", "fetched", "original", "record")
        row = {"article": old.id} | {name: getattr(old, name) for name in names}
        connection.execute(insert(REVISIONS).values(row))
