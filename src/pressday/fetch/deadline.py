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
    """End everything inside after `seconds`, in this thread only."""
    token = _end.set(monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def remaining() -> float:
    """Return the seconds left, at least 0; infinite outside a `deadline`."""
    return max(0.0, _end.get() - monotonic())
