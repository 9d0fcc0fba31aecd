"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pressday.errors import WriteError

_MODE = 0o644  # mkstemp's own mode would keep everybody else out


def replace_file(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write `data` under a passing name beside `path`, then give it its own in one step.

    Folders are made where they are missing; a file that is replaced keeps its
    mode. `durable` waits until the bytes are on the disk, so that not even a
    power cut leaves a name without them. Raises WriteError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            _fill(handle, data, durable=durable)
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else _MODE)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WriteError.of(error, path) from error


def _fill(handle: int, data: bytes, *, durable: bool) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if durable:
            os.fsync(file.fileno())
