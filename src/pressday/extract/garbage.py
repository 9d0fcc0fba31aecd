"""Python's collector of cycles, put off while a page is read."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def put_off() -> Iterator[None]:
    """Collect no cycles until the end.

    A page makes some ten thousand objects that all stay until it is done. Looking at them again
    and again as they grow took a quarter of the time, and found next to nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
