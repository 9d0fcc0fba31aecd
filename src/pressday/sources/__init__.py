"""Where articles come from: one reader a kind, each listing a rule's articles.

A reader raises SourceError when the source as a whole cannot be read, and yields
an Outcome with an error for one file or entry that cannot be listed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pressday.sources.desk import Desk, Found, Item, Reading
from pressday.sources.feed import read_feed
from pressday.sources.folder import read_folder
from pressday.sources.given import read_input
from pressday.sources.lists import read_list
from pressday.sources.mail import read_mail
from pressday.sources.opml import read_opml
from pressday.sources.page import read_page
from pressday.sources.pictures import load_picture
from pressday.sources.sitemap import read_sitemap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pressday.config import SourceRule

    Reader = Callable[[SourceRule, Desk], Iterator[Found]]

SOURCES: Mapping[str, Reader] = MappingProxyType(
    {
        "feed": read_feed,
        "page": read_page,
        "list": read_list,
        "sitemap": read_sitemap,
        "opml": read_opml,
        "folder": read_folder,
        "mail": read_mail,
    }
)

__all__ = ["SOURCES", "Desk", "Found", "Item", "Reading", "load_picture", "read_input"]
