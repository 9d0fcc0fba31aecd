"""Files named by their hash together with the rows that tell their type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from pressday.text import sha256

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from pressday.library.store import Store


def keep(connection: Connection, store: Store, table: Table, data: bytes, media_type: str) -> str:
    """Keep `data` in `store` and its type in `table`; return its sha256.

    The type first given to bytes stays. The file is there before the row is
    committed, so that no row is without its file. Raises WriteError.
    """
    digest = sha256(data)
    known = connection.scalar(select(table.c.media_type).where(table.c.sha256 == digest))
    store.put(data, known or media_type)
    if known is None:
        row = {"sha256": digest, "media_type": media_type, "bytes": len(data)}
        connection.execute(insert(table).values(row))
    return digest
