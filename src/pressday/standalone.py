"""What needs no publication: make one, look at the machine, keep a log, say what is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pressday.plugins import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from pressday.logbook import Log
    from pressday.pipeline import Check


def init(folder: str | Path) -> tuple[Path, ...]:
    """Make a publication that can be built at once in `folder`; return its files.

    Raises UsageError when one of them is there already, WriteError when one cannot
    be written.
    """
    from pressday import pipeline

    return pipeline.init(Path(folder))


def examine(folder: str | Path = ".") -> Iterator[Check]:
    """Yield what building in `folder` needs of this machine, and whether it is there."""
    from pressday import pipeline

    return pipeline.examine(Path(folder))


def log_to(path: str | Path) -> AbstractContextManager[Log]:
    """Write what a report of a bug needs into the file `path`, as long as the context lasts.

    JSON lines, added to what is there, and never a secret. Raises WriteError. A disk that is
    full later on stops nothing: `lost` of what the context gives then says why.
    """
    from pressday.pipeline.diary import logged

    return logged(Path(path))


def kinds() -> tuple[str, ...]:
    """Return the kinds of sources that are installed, those of plugins behind ours."""
    return tuple(Table("pressday.sources"))


def formats() -> tuple[str, ...]:
    """Return the formats that editions can be built in."""
    return tuple(Table("pressday.formats"))


def profiles() -> tuple[str, ...]:
    """Return the profiles that editions can be made as."""
    from pressday.config import profiles as known

    return tuple(known())


def themes() -> tuple[str, ...]:
    """Return the themes that are installed."""
    return tuple(Table("pressday.themes"))
