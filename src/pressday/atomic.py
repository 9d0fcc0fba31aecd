"""Writes a file whole or not at all, and clears what killed processes left half-written."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pressday.errors import BusyError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MODE = 0o644  # mkstemp's own mode would keep everybody else out
_PASSING = ".new-"
_RANDOM = "?" * 8  # what tempfile puts behind a prefix
_cleared: set[Path] = set()  # folders of files in which this process has looked: once is enough
_working: set[tuple[int, Path]] = set()  # in which folders which threads hold the lock
_TRIAL = b"x" * 65_536  # bytes: a disk that is full may still take an empty file


def replace_file(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write `data` under a passing name beside `path`, then give it its own in one step.

    Folders are made where they are missing; a file that is replaced keeps its
    mode. `durable` waits until the bytes are on the disk, so that not even a
    power cut leaves a name without them. Raises WriteError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent not in _cleared:
            _clear(path.parent, _PASSING)
        passing, handle = _made(lambda: _new_file(path.parent))
        try:
            with os.fdopen(handle, "wb") as file:  # held until it has its name
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(handle)
                passing.chmod(path.stat().st_mode & 0o777 if path.exists() else _MODE)
                passing.replace(path)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WriteError.of(error, path) from error


@contextmanager
def passing_folder(parent: Path, prefix: str = _PASSING) -> Iterator[Path]:
    """Give a new folder in `parent`, which is gone afterwards whatever happens; raises OSError."""
    _clear(parent, prefix)
    folder, lock = _made(lambda: _new_folder(parent, prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one command after the other read and write what lies in `folder`: others wait.

    Who holds the lock may ask for it again; it ends with the process. Raises WriteError
    where there is no such folder.
    """
    mine = threading.get_ident(), folder.resolve()
    if mine in _working:
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise WriteError.of(error, folder) from error
    try:
        _hold(handle)
        _working.add(mine)
        yield
    finally:
        _working.discard(mine)
        os.close(handle)


@contextmanager
def alone(path: Path, note: str) -> Iterator[None]:
    """Hold the lock file `path`, with a `note` for others, for as long as the context lasts.

    The lock ends with the process, whatever ends that. Raises BusyError with the note of
    whoever holds it, WriteError where it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, _MODE)
    except OSError as error:
        raise WriteError.of(error, path) from error
    try:
        _refuse_busy(handle, path)
        os.truncate(handle, 0)
        os.pwrite(handle, note.encode(), 0)
        yield
    finally:
        os.close(handle)


def _refuse_busy(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        since = path.read_text("utf-8") or "just now"
        hint = "wait for it; the lock ends with the run, whatever ends that"
        raise BusyError(
            f"another run is under way since {since}", where=str(path), hint=hint
        ) from None
    except OSError:  # a file system that knows no locks
        return


def try_writing(folder: Path) -> None:
    """Write something into `folder` that is gone again at once; raises OSError where that fails."""
    with tempfile.TemporaryFile(dir=folder) as trial:
        trial.write(_TRIAL)
        trial.flush()


def _new_file(folder: Path) -> tuple[Path, int]:
    handle, name = tempfile.mkstemp(prefix=_PASSING, dir=folder)
    return Path(name), handle


def _new_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    return folder, os.open(folder, os.O_RDONLY)


def _made(make: Callable[[], tuple[Path, int]]) -> tuple[Path, int]:
    """Make something of a passing name, and hold a lock on it that ends with this process.

    Another process may take it for left over between the making and the locking:
    then it is made again.
    """
    while True:
        made, handle = make()
        _hold(handle)
        with suppress(FileNotFoundError):
            if made.stat().st_ino == os.fstat(handle).st_ino:
                return made, handle
        os.close(handle)


def _clear(folder: Path, prefix: str) -> None:
    """Remove what processes that were killed have left in `folder`: what nobody holds."""
    _cleared.add(folder)
    for left in folder.glob(f"{prefix}{_RANDOM}"):
        with suppress(OSError):
            lock = os.open(left, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                if _hold(lock, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
            finally:
                os.close(lock)


def _hold(handle: int, how: int = fcntl.LOCK_EX) -> bool:
    """Take a lock, and say whether that went; some file systems know none."""
    try:
        fcntl.flock(handle, how)
    except OSError:
        return False
    return True
