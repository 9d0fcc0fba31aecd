"""Where an article was listed, and what its source said of it then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from pressday.library.tables import PLACES

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of a source: `key` names it there, `mark` is the hash of all the source said of it.

    `complete` is False when something failed for now, a picture say, so that
    the next run should read it again.
    """

    source: str
    key: str
    mark: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What an entry of a source became: an article's id, and `mark` and `complete` as then."""

    article: str
    mark: str
    complete: bool


def find(connection: Connection, source: str, key: str) -> Row[Any] | None:
    """Return the row of an entry, or None: article, mark, offered, complete."""
    query = select(PLACES).where(PLACES.c.source == source, PLACES.c.key == key)
    return connection.execute(query).first()


def keep(connection: Connection, place: Place, article: str, *, offered: str, seen: str) -> None:
    """Remember that `place` is `article`, in place of what was known of it.

    `offered` is the revision that the place itself had, whichever text stands.
    """
    connection.execute(
        delete(PLACES).where(PLACES.c.source == place.source, PLACES.c.key == place.key)
    )
    row = {
        "source": place.source,
        "key": place.key,
        "mark": place.mark,
        "article": article,
        "offered": offered,
        "complete": int(place.complete),
        "seen": seen,
    }
    connection.execute(insert(PLACES).values(row))
