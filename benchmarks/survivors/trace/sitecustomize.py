"""Writes down which function of the source each test calls, in all processes that it starts.

Python imports a module of this name at its start, and so do the processes behind a
fork server; pytest loads it once more as a plugin, which says what test is running.
The number of the test stands in a file that all of them map into memory.
"""

from __future__ import annotations

import mmap
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

_FOLDER = Path(os.environ["SURVIVORS_TRACE"]) if "SURVIVORS_TRACE" in os.environ else None
_SOURCE = os.environ.get("SURVIVORS_SOURCE", "")
_seen: set[tuple[int, object]] = set()
_tests: list[str] = []

if _FOLDER:
    with (_FOLDER / "number").open("r+b") as _file:
        _number = mmap.mmap(_file.fileno(), 4)
    _calls = os.open(_FOLDER / "calls", os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _called(frame: FrameType, _event: str, _argument: object) -> None:
    code = frame.f_code
    if not code.co_filename.startswith(_SOURCE):
        return
    number = int.from_bytes(_number[:4], "little")
    if (number, code) not in _seen:
        _seen.add((number, code))
        path = code.co_filename.removeprefix(_SOURCE)
        os.write(_calls, f"{number}\t{path}\t{code.co_firstlineno}\n".encode())


if _FOLDER:
    threading.settrace(_called)
    sys.settrace(_called)


def _say(item: Any, *, setup: bool) -> None:  # noqa: ANN401 - pytest is not imported here
    if item.nodeid not in _tests:
        _tests.append(item.nodeid)
        with (_FOLDER or Path()).joinpath("tests").open("a") as file:
            file.write(item.nodeid.replace("\n", " ") + "\n")
    number = 2 * (_tests.index(item.nodeid) + 1) + setup
    _number[:4] = number.to_bytes(4, "little")


def pytest_runtest_setup(item: Any) -> None:  # noqa: ANN401
    """Note that what is called now prepares this test, and maybe others of its file."""
    _say(item, setup=True)


def pytest_runtest_call(item: Any) -> None:  # noqa: ANN401
    """Note that what is called now is called by this test."""
    _say(item, setup=False)
