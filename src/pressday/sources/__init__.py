"""Where articles come from: one reader a kind, each listing a rule's articles.

A reader raises SourceError when the source as a whole cannot be read, and yields
an Outcome with an error for one file or entry that cannot be listed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pressday.sources.feeds.feed import read_feed
from pressday.sources.feeds.opml import read_opml
from pressday.sources.feeds.sitemap import read_sitemap
from pressday.sources.files.address_lists import read_list
from pressday.sources.files.folder import read_folder
from pressday.sources.files.named import read_input
from pressday.sources.files.page import read_page
from pressday.sources.mail.source import read_mail
from pressday.sources.picture_bytes import load_picture
from pressday.sources.reading import Found, Item, Reading, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pressday.config import SourceRule

    Reader = Callable[[SourceRule, Session], Iterator[Found]]

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

__all__ = ["SOURCES", "Found", "Item", "Reading", "Session", "load_picture", "read_input"]
