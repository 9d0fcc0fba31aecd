"""One page, from the web or saved to a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.config import SourceRule
from pressday.errors import ConfigError, SourceError
from pressday.fetch import canonical_url
from pressday.sources.files.documents import list_file, read_original
from pressday.sources.files.formats import SUFFIXES, format_of
from pressday.sources.files.original import Original
from pressday.sources.reading import Item, with_defaults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.fetch import Kind, Response
    from pressday.sources.files.formats import Format
    from pressday.sources.reading import Found, Reading, Session

ANY = SourceRule(name="", kind="page")  # of a page that is read without a source
_DOCUMENTS = frozenset({"docx", "epub", "mail", "mailbox", "mhtml", "webarchive"})


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


def fetch_page(
    url: str, rule: SourceRule, session: Session, *, discovered: bool = False
) -> Response:
    """Return what `url` answers: as sent, after its scripts ran, or as a file of any type."""
    if rule.body == "browser":
        return session.fetcher.render(url, discovered=discovered)
    suffix = "." + urlsplit(url).path.rpartition(".")[2].lower()
    kind: Kind = "document" if SUFFIXES.get(suffix) in _DOCUMENTS else "page"
    return session.fetcher.get(url, kind, discovered=discovered)


def read_answer(answer: Response, session: Session, rule: SourceRule = ANY) -> Reading:
    """Return the article in an answer; its identity is where the page says it lives."""
    kind = format_of_answer(answer)
    if kind == "feed":
        raise SourceError("is a feed, not a page", where=answer.url, hint='write kind = "feed"')
    reading = read_original(original_of(answer, rule), kind, session)
    if rule.body != "browser":
        return reading
    return replace(reading, draft=replace(reading.draft, text_from="browser"))


def format_of_answer(answer: Response) -> Format:
    """Return the format of an answer: the server's word counts for plain text alone."""
    found = format_of(answer.body)
    plain = answer.media_type == "text/plain" and found in ("page", "feed", "markdown")
    return "text" if plain else found


def original_of(answer: Response, rule: SourceRule = ANY) -> Original:
    """Return an answer as what an article is read from."""
    return Original(
        data=answer.body,
        identity=canonical_url(answer.url),
        name=urlsplit(answer.url).path.rpartition("/")[2],
        url=answer.url,
        base=answer.url,
        charset=answer.charset,
        keep=rule.keep,
        drop=rule.drop,
    )


def _visit(url: str, rule: SourceRule, session: Session, *, discovered: bool) -> Reading:
    return read_answer(fetch_page(url, rule, session, discovered=discovered), session, rule)
