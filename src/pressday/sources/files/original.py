"""The bytes of a file that the editor named, and what is known of where they come from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pressday.errors import SourceError

LARGEST = 20_000_000  # bytes of one file
LARGEST_BOOK = 100_000_000  # bytes of a packed file: pictures fill it, and few of them are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes that hold an article, and what is known of where they come from.

    `base` is what relative addresses in them refer to, `url` where the article
    stands on the web. `path` is the file on this machine, None where there is
    none: only beside it may pictures be read. `keep` and `drop` are CSS selectors.
    """

    data: bytes
    identity: str
    name: str
    source: str = ""
    url: str = ""
    base: str = ""
    charset: str = ""
    path: Path | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @property
    def folder(self) -> Path | None:
        """The only place on this machine from which its pictures may be read."""
        return self.path.parent if self.path else None


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the content of a file the editor named.

    Raises SourceError when there is none, it is empty, or larger than `largest` bytes.
    """
    try:
        if not path.is_file():
            raise SourceError(_no_file(path), where=str(path))
        if path.stat().st_size > largest:
            raise SourceError(f"larger than {largest // 1_000_000} MB", where=str(path))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"cannot be read ({reason})", where=str(path)) from error
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf\xfe\xff"):
        raise SourceError("the file is empty", where=str(path))
    return data


def _no_file(path: Path) -> str:
    """Return what is wrong with a path at which there is no file."""
    if path.is_dir():
        return "is a folder, not a file"
    return "is a device or a pipe, not a file" if path.exists() else "no such file"


def is_folder(path: Path) -> bool:
    """Say whether `path` is a folder; what cannot be a path at all is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def relative(path: Path, publication: Path) -> str:
    """Return `path` as seen from the publication, with slashes: the same on every machine."""
    try:
        found = Path(os.path.relpath(path.resolve(), publication.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        found = path.resolve().as_posix()
    return readable(found)


def readable(name: str) -> str:
    """Return the name of a file as text: it need not be UTF-8, nor stay on one line."""
    return os.fsencode(name).decode("utf-8", "replace").replace("\n", " ").replace("\r", " ")
