"""One page, from the web or saved to a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pressday.errors import ConfigError
from pressday.fetch import canonical_url
from pressday.sources.files.answers import fetch_page
from pressday.sources.files.documents import list_file
from pressday.sources.files.paging import read_whole
from pressday.sources.reading import Item, with_defaults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.config import SourceRule
    from pressday.sources.reading import Found, Reading, Session


def read_page(rule: SourceRule, session: Session) -> Iterator[Found]:
    """Yield the article at `rule.url`, or what is in the saved file `rule.path`.

    A saved page takes `rule.url` as the address it came from. Raises SourceError
    when the file cannot be read.
    """
    if rule.path:
        for one in list_file(session.folder / rule.path, session, url=rule.url or "", rule=rule):
            yield ruled(one, rule) if isinstance(one, Item) else one
    elif rule.url:
        yield page_item(rule.url, rule, session)
    else:
        raise ConfigError(f"source {rule.name!r} is a page and needs a url or a path")


def page_item(
    url: str, rule: SourceRule, session: Session, *, discovered: bool = False, title: str = ""
) -> Item:
    """Return the page at `url` as an item; for one that a program found robots.txt is asked."""
    read = partial(_visit, url, rule, session, discovered=discovered)
    item = Item(key=canonical_url(url), read=read, title=title, url=url)
    return ruled(item, rule)


def ruled(item: Item, rule: SourceRule) -> Item:
    """Return `item` whose reading says what the rule says where it says nothing itself."""
    return replace(item, read=lambda: with_defaults(item.read(), rule)) if rule.name else item


def _visit(url: str, rule: SourceRule, session: Session, *, discovered: bool) -> Reading:
    return read_whole(fetch_page(url, rule, session, discovered=discovered), session, rule)
