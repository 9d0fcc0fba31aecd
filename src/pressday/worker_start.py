"""Preloaded by the server of worker processes: one that starts while its command ends says nothing.

It finds that its pool is gone, as a file or a pipe that is not there. Python would
print that with a traceback, in the middle of what the command says last.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_GONE = (FileNotFoundError, EOFError, ConnectionError)


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print why a worker could not start, unless its command has ended meanwhile."""
    if not issubclass(kind, _GONE):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = tell
