"""Where an article was listed, and what its source said of it then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from pressday.library.tables import LISTINGS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An entry of a source: `key` names it there, `mark` is the hash of all the source said of it.

    `place` is where it stood in the source's list, from 1; 0 where that order says nothing.
    `complete` is False when something failed for now, a picture say, so that
    the next run should read it again.
    """

    source: str
    key: str
    mark: str = ""
    place: int = 0
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What an entry of a source became: an article's id, and `mark` and `complete` as then."""

    article: str
    mark: str
    complete: bool


def find(connection: Connection, source: str, key: str) -> Row[Any] | None:
    """Return the row of an entry, or None: article, mark, offered, complete."""
    query = select(LISTINGS).where(LISTINGS.c.source == source, LISTINGS.c.key == key)
    return connection.execute(query).first()


def of(connection: Connection, article: str) -> tuple[Listing, ...]:
    """Return where an article was listed, where it was seen last first."""
    query = select(LISTINGS).where(LISTINGS.c.article == article)
    rows = connection.execute(query.order_by(LISTINGS.c.seen.desc(), LISTINGS.c.source))
    return tuple(map(_read, rows))


def _read(row: Row[Any]) -> Listing:
    return Listing(
        source=row.source,
        key=row.key,
        mark=row.mark,
        place=row.place,
        complete=bool(row.complete),
    )


def keep(
    connection: Connection, listing: Listing, article: str, *, offered: str, seen: str
) -> None:
    """Remember that `listing` is `article`, in place of what was known of it.

    `offered` is the revision that the place itself had, whichever text stands.
    """
    connection.execute(
        delete(LISTINGS).where(LISTINGS.c.source == listing.source, LISTINGS.c.key == listing.key)
    )
    row = {
        "source": listing.source,
        "key": listing.key,
        "mark": listing.mark,
        "place": listing.place,
        "article": article,
        "offered": offered,
        "complete": int(listing.complete),
        "seen": seen,
    }
    connection.execute(insert(LISTINGS).values(row))
