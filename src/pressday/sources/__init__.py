"""Where articles come from: one reader a kind, each turning a rule into readings.

A reader raises SourceError when the source as a whole cannot be read, and yields
an Outcome with an error for one file or entry that cannot.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pressday.sources.desk import Desk, Found, Reading
from pressday.sources.feed import read_feed
from pressday.sources.folder import read_folder
from pressday.sources.given import read_input
from pressday.sources.page import read_page
from pressday.sources.pictures import load_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pressday.config import SourceRule

    Reader = Callable[[SourceRule, Desk], Iterator[Found]]

SOURCES: Mapping[str, Reader] = MappingProxyType(
    {"feed": read_feed, "folder": read_folder, "page": read_page}
)

__all__ = ["SOURCES", "Desk", "Found", "Reading", "load_picture", "read_input"]
