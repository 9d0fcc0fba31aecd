"""What every revision of an article says of itself but its text, read without the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from pressday.library.tables import ARTICLES, REVISIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FIELDS = ("title", "source", "site", "url", "licence")


@dataclass(frozen=True, slots=True)
class Label:
    """Title, source, site, address and licence of one revision."""

    revision: str = ""
    title: str = ""
    source: str = ""
    site: str = ""
    url: str = ""
    licence: str = ""


def labels(connection: Connection) -> dict[tuple[str, str], Label]:
    """Return the labels of all revisions by id and revision; those of now also without one."""
    found: dict[tuple[str, str], Label] = {}
    for key, table in ((REVISIONS.c.article, REVISIONS), (ARTICLES.c.id, ARTICLES)):
        fields = [func.json_extract(table.c.record, f"$.{name}") for name in _FIELDS]
        for row in connection.execute(select(key, table.c.revision, *fields)):
            said = Label(*(value or "" for value in row[1:]))
            found[row[0], said.revision] = said
            if table is ARTICLES:
                found[row[0], ""] = said
    return found
