"""Where articles come from: one reader a kind, each listing a rule's articles.

A reader raises SourceError when the source as a whole cannot be read, and yields
an Outcome with an error for one file or entry that cannot be listed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pressday.sources.desk import Desk, Found, Item, Reading
from pressday.sources.feeds.feed import read_feed
from pressday.sources.feeds.opml import read_opml
from pressday.sources.feeds.sitemap import read_sitemap
from pressday.sources.mail.source import read_mail
from pressday.sources.papers.folder import read_folder
from pressday.sources.papers.given import read_input
from pressday.sources.papers.lists import read_list
from pressday.sources.papers.page import read_page
from pressday.sources.pictures import load_picture

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
