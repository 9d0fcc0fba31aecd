"""What an address answers, to what an article is read from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.config import SourceRule
from pressday.errors import SourceError
from pressday.fetch import canonical_url
from pressday.sources.files.documents import read_original
from pressday.sources.files.formats import SUFFIXES, format_of
from pressday.sources.files.original import Original

if TYPE_CHECKING:
    from pressday.fetch import Kind, Response
    from pressday.sources.files.formats import Format
    from pressday.sources.reading import Reading, Session

ANY = SourceRule(name="", kind="page")  # of a page that is read without a source
_DOCUMENTS = frozenset({"docx", "epub", "mail", "mailbox", "mhtml", "webarchive"})


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
    draft = reading.draft
    if rule.body == "browser":
        draft = replace(draft, text_from="browser")
    return replace(reading, draft=draft, url=answer.url)


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
