"""One clock for a whole fetch, read wherever a socket is waited for."""

from __future__ import annotations

import math
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_end: ContextVar[float] = ContextVar("end of the fetch", default=math.inf)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End everything inside after `seconds`, and not later than one around it; in this thread."""
    token = _end.set(min(_end.get(), monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


@contextmanager
def off_the_clock() -> Iterator[None]:
    """Let what happens inside not count towards the deadline: waiting for one's turn."""
    start = monotonic()
    try:
        yield
    finally:
        _end.set(_end.get() + monotonic() - start)


def remaining() -> float:
    """Return the seconds left, at least 0; infinite outside a `deadline`."""
    return max(0.0, _end.get() - monotonic())
