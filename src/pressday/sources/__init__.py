"""Where articles come from: one reader a kind, each listing a rule's articles.

A reader raises SourceError when the source as a whole cannot be read, and yields
an Outcome with an error for one file or entry that cannot be listed. The kinds are
entry points: `pyproject.toml` names ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pressday.plugins import Table
from pressday.sources.files.named import read_input
from pressday.sources.picture_bytes import load_picture
from pressday.sources.reading import Found, Item, Reading, Session

if TYPE_CHECKING:
    from pressday.config import SourceRule

Reader = Callable[["SourceRule", Session], Iterator[Found]]

SOURCES: Table[Reader] = Table("pressday.sources")
"""Kind to reader; each loads its libraries when it is asked for."""

__all__ = ["SOURCES", "Found", "Item", "Reader", "Reading", "Session", "load_picture", "read_input"]
