"""Files named after their content, written whole or not at all, and the rows of their types."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from pressday.atomic import replace_file
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Table

_SUFFIXES: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/epub+zip": ".epub",
    "application/x-webarchive": ".webarchive",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Store:
    """A folder of files by hash: `ab/abcdef….jpg`, the first two digits as sub-folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str, media_type: str) -> Path:
        """Return where the file with `digest` is, or would be."""
        return self._folder / digest[:2] / f"{digest}{_SUFFIXES.get(media_type, '.bin')}"

    def put(self, data: bytes, media_type: str) -> str:
        """Keep `data` and return its sha256.

        The bytes go to a temporary name on the same disk and get their own name
        when they are safe there. Raises WriteError.
        """
        digest = sha256(data)
        path = self.path(digest, media_type)
        if _bytes_of(path) != data:  # a damaged disk may have cut or changed it
            replace_file(path, data, durable=True)
        return digest

    def get(self, digest: str, media_type: str) -> bytes | None:
        """Return the bytes whose sha256 is `digest`; None where they are gone or damaged."""
        data = _bytes_of(self.path(digest, media_type))
        return data if data is not None and sha256(data) == digest else None

    def holds(self, digest: str, media_type: str, length: int) -> bool:
        """Tell whether the file is there in its length: a look that reads no file."""
        try:
            return self.path(digest, media_type).stat().st_size == length
        except OSError:
            return False

    def is_empty(self) -> bool:
        """Tell whether no file is kept."""
        return next(self._folder.glob("??/*"), None) is None

    def sweep(self, known: Collection[str], since: datetime, before: datetime) -> int:
        """Delete the files of that time whose digest is not `known`, and return how many.

        What an interrupted command left under a passing name goes as well.
        """
        start, end = since.timestamp(), before.timestamp()
        unknown = (path for path in self._folder.glob("??/*") if path.stem not in known)
        gone = [path for path in unknown if start <= _written(path) < end]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)


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


def _written(path: Path) -> float:
    """Return when a file was written, in seconds; one that is gone by now is never old enough."""
    try:
        return path.stat().st_mtime
    except OSError:
        return math.inf


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
