"""One page, from the web or saved to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.errors import ConfigError, SourceError
from pressday.fetch import canonical_url
from pressday.sources.desk import with_defaults
from pressday.sources.files import Original, format_of, read_file, read_original

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.config import SourceRule
    from pressday.fetch import Response
    from pressday.sources.desk import Desk, Found, Reading


def read_page(rule: SourceRule, desk: Desk) -> Iterator[Found]:
    """Yield the one article at `rule.url`, or in the saved page `rule.path`.

    A saved page takes `rule.url` as the address it came from. Raises SourceError
    when it cannot be read, or when no article is in it.
    """
    if rule.path:
        path = desk.folder / rule.path
        yield with_defaults(read_file(path, desk.folder, url=rule.url or ""), rule)
    elif rule.url:
        yield with_defaults(read_answer(desk.fetcher.get(rule.url, "page")), rule)
    else:
        raise ConfigError(f"source {rule.name!r} is a page and needs a url or a path")


def read_answer(answer: Response, source: str = "") -> Reading:
    """Return the article in an answer; its identity is where the page says it lives."""
    kind = "text" if answer.media_type == "text/plain" else format_of(answer.body)
    if kind == "feed":
        raise SourceError("is a feed, not a page", where=answer.url, hint='write kind = "feed"')
    original = Original(
        data=answer.body,
        identity=canonical_url(answer.url),
        name=urlsplit(answer.url).path.rpartition("/")[2],
        source=source,
        url=answer.url,
        base=answer.url,
        charset=answer.charset,
    )
    return read_original(original, kind)
