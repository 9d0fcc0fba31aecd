"""The folder in which an edition is made, and the one for what is kept from build to build."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAGING = ".building-"
_TRIAL = b"x" * 65_536  # bytes: a disk that is full may still take an empty file


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give a folder beside the finished files, which is gone afterwards whatever happens."""
    existed = output.exists()
    try:
        output.mkdir(parents=True, exist_ok=True)
        folder, lock = _made(output)
    except OSError as error:
        raise WriteError.of(error, output) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
        if not existed and not any(output.iterdir()):
            output.rmdir()


@contextmanager
def cache_of(folder: Path) -> Iterator[Path]:
    """Give the folder of the cache; where that takes no writes a passing one."""
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(_TRIAL)
            trial.flush()
    except OSError:
        with tempfile.TemporaryDirectory(prefix="pressday-cache-") as passing:
            yield Path(passing)
    else:
        yield folder


def _made(output: Path) -> tuple[Path, int]:
    """Make the folder and hold a lock on it, which ends with this process however that ends.

    Removes what builds that were killed have left: folders that nobody holds. The
    lock on `output` keeps others from looking between the making and the locking.
    """
    turn = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        for left in output.glob(f"{_STAGING}*"):
            _remove_unheld(left)
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=output))
        lock = os.open(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    finally:
        os.close(turn)
    return folder, lock


def _remove_unheld(folder: Path) -> None:
    with contextlib.suppress(OSError):
        lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
        finally:
            os.close(lock)
