"""The library: articles in, articles out, nothing lost between two commands."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import delete, select

from pressday.errors import ConfigError, WriteError
from pressday.library import (
    adding,
    copies,
    labels,
    listings,
    losses,
    media,
    records,
    search,
    store,
    summaries,
    tidying,
)
from pressday.library.database import FILE
from pressday.library.listings import Seen
from pressday.library.media import Stores
from pressday.library.store import Store
from pressday.library.tables import ARTICLES, MEDIA, ORIGINALS, REVISIONS
from pressday.library.transactions import Database
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from pressday.fetch import Cache
    from pressday.library.adding import Saved
    from pressday.library.labels import Label
    from pressday.library.listings import Listing
    from pressday.library.upkeep import Upkeep
    from pressday.model import Article, Draft, Image, Summary


class Library:
    """A folder with `library.db`, `raw/` (originals) and `media/` (pictures); a context manager.

    Any number of commands and threads may use it at once: each write is one
    transaction, each file is written whole or not at all. Files are written
    ahead of the transaction, in which all others would wait for the disk, and
    looked for again inside it. Every method raises WriteError when
    the disk or the database does not take a write, ConfigError when what is
    there is no library of this or an earlier release, DamagedError when it is
    not as it was left.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self._database = database
        self._read = database.read
        self._write = database.write
        self._stores = Stores(media=Store(folder / "media"), originals=Store(folder / "raw"))
        self._aside = ExitStack()
        self._passing: dict[str, Path] = {}

    @classmethod
    def open(cls, folder: Path) -> Library:
        """Open the library in `folder`, made where there is none, and bring it up to date.

        Where the disk takes no writes it can be read all the same.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError.of(error, folder) from error
        return cls(folder, Database.open(folder))

    @staticmethod
    def waiting(folder: Path) -> int:
        """Return how many articles of an earlier release `open` will bring up to date first."""
        return Database.waiting(folder)

    @staticmethod
    def is_lost(folder: Path) -> bool:
        """Tell whether files of a library lie in `folder` and no database that knows them."""
        return Database.is_lost(folder)

    @staticmethod
    def stands_in(folder: Path) -> bool:
        """Tell whether there is a library in `folder`, for those who would not make one."""
        return (folder / FILE).is_file()

    def close(self) -> None:
        """Let go of the database, and of pictures that were kept for as long as it was open."""
        self._aside.close()
        self._database.close()

    def __enter__(self) -> Self:
        """Return the library itself, which `open` has opened."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the database."""
        self.close()

    @property
    def upkeep(self) -> Upkeep:
        """What checks, mends and copies the library."""
        from pressday.library.upkeep import Upkeep

        return Upkeep(database=self._database, stores=self._stores)

    @property
    def cache(self) -> Cache:
        """What the fetcher remembers from one run to the next."""
        from pressday.library.fetched import FetchedPages

        return FetchedPages(self._read, self._write, self._stores.originals)

    def add(  # noqa: PLR0913 - a draft and the circumstances of its coming
        self,
        draft: Draft,
        pictures: Mapping[str, Image | str],
        *,
        raw: bytes,
        media_type: str,
        fetched: datetime,
        listing: Listing | None = None,
    ) -> Saved:
        """Keep the article of `draft`, and the `raw` bytes of `media_type` that it came from.

        `pictures` are those already put, by their address in the draft, or why one
        could not be had; what is not there is left out with a warning.
        An article whose content changed keeps its earlier revision beside it.
        `listing`, where it was listed, is remembered with it; without one it comes
        from the editor's own hand, whose text always stands.
        """
        offered = adding.offer(draft, pictures, fetched)
        self._stores.originals.put(raw, media_type)
        with self._write() as connection:
            return adding.add(
                connection,
                offered,
                listing,
                lambda: store.keep(connection, self._stores.originals, ORIGINALS, raw, media_type),
                lambda own: losses.mend_original(connection, self._stores, own, raw, media_type),
            )

    def lacking(self) -> frozenset[str]:
        """Return the ids of the articles that lack a file: their original, or a picture."""
        with self._read() as connection:
            return losses.articles(connection, self._stores)

    def is_lacking(self, article_id: str) -> bool:
        """Tell whether one article lacks a file, or is not there itself."""
        with self._read() as connection:
            return losses.of_article(connection, self._stores, article_id)

    def identity(self, article_id: str) -> str:
        """Return what an article is known by: an address, a path, a hash; empty for no article."""
        query = select(ARTICLES.c.identity).where(ARTICLES.c.id == article_id)
        with self._read() as connection:
            return connection.scalar(query) or ""

    def places(self, article_id: str) -> tuple[Listing, ...]:
        """Return where an article was listed, where it was seen last first."""
        with self._read() as connection:
            return listings.of(connection, article_id)

    def note(self, listing: Listing, article: Article, *, now: datetime) -> None:
        """Remember that `listing` is `article` as it stands; nothing else changes."""
        stamp = records.stamp(now)
        with self._write() as connection:
            listings.keep(connection, listing, article.id, offered=article.revision, seen=stamp)

    def seen(self, source: str, key: str) -> Seen | None:
        """Return what the entry `key` of a source became when it was last read, or None."""
        with self._read() as connection:
            row = listings.find(connection, source, key)
        if row is None:
            return None
        return Seen(article=row.article, mark=row.mark, complete=bool(row.complete))

    def put_picture(  # noqa: PLR0913 - a picture and the circumstances of its making
        self,
        data: bytes,
        media_type: str,
        *,
        original: bytes = b"",
        original_type: str = "",
        look: int | None = None,
        url: str = "",
    ) -> str:
        """Keep a picture and return its sha256, by which articles name it.

        `original` are the bytes it was made from, `look` its difference hash of
        64 bits, `url` where it was fetched, for `picture_at`.
        """
        origin = media.Origin(data=original, media_type=original_type, url=url)
        now = datetime.now(UTC)
        self._stores.media.put(data, media_type)
        if original:
            self._stores.originals.put(original, original_type)
        with self._write() as connection:
            return media.put(
                connection, self._stores, data, media_type, origin=origin, look=look, now=now
            )

    def show_picture(self, data: bytes, media_type: str) -> str:
        """Keep a picture that an edition shows, at least until the library is closed.

        So an edition can be built from a library that takes no writes. Returns its sha256.
        """
        try:
            return self.put_picture(data, media_type)
        except WriteError:
            digest = sha256(data)
            if not self.has_picture(digest):
                made = tempfile.TemporaryDirectory(prefix="pressday-media-")
                passing = Store(Path(self._aside.enter_context(made)))
                self._passing[passing.put(data, media_type)] = passing.path(digest, media_type)
            return digest

    def picture_at(self, url: str) -> Image | None:
        """Return the picture put from the web address `url` in the last seven days, or None."""
        with self._read() as connection:
            found = media.at(connection, url, datetime.now(UTC))
            is_whole = found is not None and (
                losses.has_picture(connection, self._stores, found.media)
                and losses.has_its_original(connection, self._stores, found.media)
            )
        return found if is_whole else None

    def has_picture(self, picture: str) -> bool:
        """Tell whether the file of a picture is there, and is what it was."""
        with self._read() as connection:
            return losses.has_picture(connection, self._stores, picture)

    def alike(self, picture: str) -> tuple[str, ...]:
        """Return the pictures that look like `picture`, the likest first; all are sha256."""
        with self._read() as connection:
            return media.alike(connection, picture)

    def media_path(self, picture: str) -> Path:
        """Return the file of a picture.

        Raises ConfigError when the library has no such picture.
        """
        if picture in self._passing:
            return self._passing[picture]
        query = select(MEDIA.c.media_type).where(MEDIA.c.sha256 == picture)
        with self._read() as connection:
            media_type = connection.scalar(query)
        if media_type is None:
            raise ConfigError(
                f"the library has no picture media:{picture}",
                where=self._database.where,
                hint="run collect again, or take the picture out of the text",
            )
        return self._stores.media.path(picture, media_type)

    def original(self, article_id: str) -> Path | None:
        """Return the file with the bytes from which an article's present revision was made."""
        query = (
            select(ORIGINALS.c.sha256, ORIGINALS.c.media_type)
            .join(ARTICLES, ARTICLES.c.original == ORIGINALS.c.sha256)
            .where(ARTICLES.c.id == article_id)
        )
        with self._read() as connection:
            row = connection.execute(query).first()
        return self._stores.originals.path(row.sha256, row.media_type) if row else None

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

    def history(self, article_id: str) -> tuple[Article, ...]:
        """Return an article as it is now and as it was, the newest revision first."""
        query = select(REVISIONS.c.record).where(REVISIONS.c.article == article_id)
        with self._read() as connection:
            rows = connection.scalars(query.order_by(REVISIONS.c.fetched.desc())).all()
        now = self.article(article_id)
        return (*([now] if now else []), *map(records.from_record, rows))

    def articles(
        self, words: Sequence[str] = (), since: datetime | None = None, *, copies: bool = False
    ) -> tuple[Article, ...]:
        """Return the articles that have all of `words`, newest first.

        An article is dated by its publication, an undated one by the first time
        it was fetched; `since` leaves out the older ones. Case and accents of
        the words do not matter, and their ends may be missing. Copies are left
        out, as their fuller version is there, unless `copies` asks for them.
        """
        query = select(ARTICLES.c.id, ARTICLES.c.record).order_by(
            ARTICLES.c.dated.desc(), ARTICLES.c.id
        )
        if since is not None:
            query = query.where(ARTICLES.c.dated >= records.stamp(since))
        if not copies:
            query = query.where(ARTICLES.c.fuller.is_(None))
        with self._read() as connection:
            rows = connection.execute(query).all()
            found = search.find(connection, words) if words else None
        return tuple(
            records.from_record(row.record) for row in rows if found is None or row.id in found
        )

    def listed(self, words: Sequence[str] = ()) -> Iterator[Summary]:
        """Yield what lists say of the articles that `articles` would return for `words`.

        They are read while they are taken, so that a long list needs no room.
        """
        with self._read() as connection:
            found = search.find(connection, words) if words else None
            for summary in summaries.newest_first(connection):
                if found is None or summary.id in found:
                    yield summary

    def published(self, until: date, left_out: Collection[str] = ()) -> Iterator[Summary]:
        """Yield what plans say of the articles until that day, the newest first.

        Undated ones are of any day, and stand where they were last fetched.
        Copies are left out, and articles with an id among `left_out`. They are
        read while they are taken.
        """
        with self._read() as connection:
            yield from summaries.published(connection, until, left_out)

    def count_after(self, day: date, left_out: Collection[str] = ()) -> int:
        """Count the articles that `published` leaves out because they are of a later day."""
        with self._read() as connection:
            return summaries.count_after(connection, day, left_out)

    def summaries(self, ids: Collection[str]) -> dict[str, Summary]:
        """Return what lists say of the articles `ids`, by id, of those that are there."""
        with self._read() as connection:
            return {summary.id: summary for summary in summaries.of(connection, ids)}

    def revisions(self, ids: Collection[str]) -> dict[str, str]:
        """Return the present revision of each of the articles `ids` that is there."""
        with self._read() as connection:
            return summaries.revisions(connection, ids)

    def labels(self) -> dict[tuple[str, str], Label]:
        """Return what all revisions say of themselves, by id and revision, of now also by id."""
        with self._read() as connection:
            return labels.labels(connection)

    def ids(self) -> set[str]:
        """Return the ids of all articles."""
        with self._read() as connection:
            return set(connection.scalars(select(ARTICLES.c.id)))

    def copies(self) -> dict[str, tuple[str, ...]]:
        """Return the copies of each article that has any, the fullest first."""
        with self._read() as connection:
            return copies.groups(connection)

    def remove(self, article_id: str) -> bool:
        """Take out an article with its revisions and places, and say whether it was there.

        Its copies stay, the fullest of them for the others. The files that were
        its own go when the library is tidied.
        """
        query = select(ARTICLES.c.record).where(ARTICLES.c.id == article_id)
        with self._write() as connection:
            record = connection.scalar(query)
            if record is None:
                return False
            copies.leave(connection, article_id, copies.text_of(record))
            search.forget(connection, article_id)
            connection.execute(delete(ARTICLES).where(ARTICLES.c.id == article_id))
            return True

    def tidy(self, now: datetime) -> int:
        """Delete answers unused for sixty days and files that nothing needs; return how many files.

        An article's original and pictures, and those of its revisions, always stay.
        """
        with self._write() as connection:
            tidying.forget(connection, now)
        # Only when the rows are gone for good may the files go.
        with self._write() as connection:
            return tidying.sweep(connection, self._stores, now)
