"""Files named after their content: written whole or not at all, never twice."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.errors import WriteError
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUFFIXES: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
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
        try:
            if not (path.is_file() and path.stat().st_size == len(data)):
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, data)
        except OSError as error:
            raise WriteError.of(error, path) from error
        return digest


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # mkstemp's own mode would keep a web server out
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
