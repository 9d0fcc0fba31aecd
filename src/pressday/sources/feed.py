"""A feed to articles: its own text where that is whole, else the page it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError, SourceError
from pressday.fetch import canonical_url
from pressday.model import Draft, DraftImage
from pressday.sources.desk import Reading, failed, with_defaults
from pressday.sources.entries import WEB, is_cut_off, parse_feed
from pressday.sources.files import read_bytes
from pressday.text import inner, parse_fragment, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.config import SourceRule
    from pressday.fetch import Response
    from pressday.model import Provenance
    from pressday.sources.desk import Desk, Found
    from pressday.sources.entries import Entry, Feed

_STANDFIRST_WORDS = 60
_STATED = ("title", "standfirst", "bylines", "site", "tags", "language", "published", "modified")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
# What a widespread blog engine puts under every entry, in the languages met.
_SIGNATURE = re.compile(
    r"(?:The post|Der Beitrag|Cet article|L[’']article|La entrada|L[’']articolo) .*"
    r"(?:appeared first on|erschien zuerst auf|est apparu en premier sur|se publicó primero en"
    r"|proviene da) .*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The bytes of a feed; `where` names them in messages, `url` is their address if known."""

    data: bytes
    where: str
    url: str = ""
    charset: str = ""

    @classmethod
    def from_answer(cls, answer: Response) -> Fetched:
        """Return what a server answered."""
        return cls(data=answer.body, where=answer.url, url=answer.url, charset=answer.charset)


def read_feed(rule: SourceRule, desk: Desk) -> Iterator[Found]:
    """Yield the articles of the feed at `rule.url` or in the file `rule.path`, newest first.

    Raises SourceError when it cannot be read or is no feed.
    """
    for found in read_entries(_load(rule, desk), desk, rule.limit):
        yield with_defaults(found, rule) if isinstance(found, Reading) else found


def read_entries(fetched: Fetched, desk: Desk, limit: int | None = None) -> Iterator[Found]:
    """Yield an article for each of the newest `limit` entries; the undated count as oldest."""
    feed = parse_feed(fetched.data, where=fetched.where, url=fetched.url, charset=fetched.charset)
    newest = sorted(feed.entries, key=lambda e: e.published or _LONG_AGO, reverse=True)
    for entry in newest[:limit]:
        try:
            yield _reading(entry, feed, desk)
        except PressdayError as error:
            yield failed(entry.link or entry.title or fetched.where, error)


def _load(rule: SourceRule, desk: Desk) -> Fetched:
    if rule.path:
        path = desk.folder / rule.path
        return Fetched(data=read_bytes(path), where=str(path), url=rule.url or "")
    if not rule.url:
        raise ConfigError(f"source {rule.name!r} is a feed and needs a url or a path")
    fetched = Fetched.from_answer(desk.fetcher.get(rule.url, "feed"))
    if not fetched.data.strip():
        raise SourceError("the feed is empty", where=fetched.where)
    return fetched


def _reading(entry: Entry, feed: Feed, desk: Desk) -> Reading:
    """Return the article of `entry`, from whichever of feed and page has more of it."""
    if not (entry.link or entry.guid or entry.text):
        raise SourceError("an entry without link, id or text")
    own = _own_reading(entry, feed)
    if entry.is_full or not entry.link.startswith(WEB):
        return _with_text(own, "the entry has neither text nor a link to a page")
    try:
        page = _page_reading(entry, desk)
    except PressdayError as error:
        reason = f"{error.message}: {error.hint}" if error.hint else error.message
        return _warned(_with_text(own, reason), f"only the feed's summary: {reason}")
    if words(page.draft.body) < words(own.draft.body):
        return _warned(own, "the page gave less text than the feed, whose text is kept")
    return replace(page, draft=_merged(own.draft, page.draft))


def _own_reading(entry: Entry, feed: Feed) -> Reading:
    """Return what the feed itself says of the article."""
    from pressday.extract import clean_fragment
    from pressday.extract.language import normalise_tag
    from pressday.extract.metadata import without_site

    web = entry.link.startswith(WEB)
    # Only a web address may be the base: below one of a file, pictures of this machine are read.
    base = next((b for b in (entry.link, feed.link) if b.startswith(WEB)), "")
    body, images = clean_fragment(entry.text, base=base)
    lead = entry.picture or (images[0].url if images else "")
    if lead and lead not in {image.url for image in images}:
        images = (DraftImage(url=lead), *images)
    draft = Draft(
        identity=canonical_url(entry.link) if web else entry.guid or entry.link or entry.title,
        url=canonical_url(entry.link) if web else "",
        title=without_site(entry.title, feed.title),
        standfirst=_standfirst(entry),
        body=_unsigned(body),
        bylines=entry.authors,
        site=feed.title,
        tags=entry.tags,
        language=normalise_tag(feed.language),
        published=entry.published,
        modified=entry.modified,
        lead=lead,
        images=images,
    )
    draft = replace(draft, provenance=_declared(draft))
    return Reading(draft=draft, raw=entry.text.encode(), media_type="text/html")


def _page_reading(entry: Entry, desk: Desk) -> Reading:
    from pressday.extract import extract_page

    answer = desk.fetcher.get(entry.link, "page")
    draft = extract_page(answer.body, identity=entry.link, url=answer.url, charset=answer.charset)
    return Reading(draft=draft, raw=answer.body, media_type="text/html")


def _merged(own: Draft, page: Draft) -> Draft:
    """Return the page's article under the feed's title, names, dates and tags.

    A feed states these on purpose; from a page they may be guesses.
    """
    guessed = page.provenance.get("language") == "guessed"
    lead = page.lead or own.lead
    known = {image.url for image in page.images}
    extra = tuple(image for image in own.images if image.url == lead and lead not in known)
    return replace(
        page,
        identity=own.identity,
        url=page.url or own.url,
        title=own.title or page.title,
        standfirst=page.standfirst or own.standfirst,
        bylines=own.bylines or page.bylines,
        site=page.site or own.site,
        tags=own.tags or page.tags,
        language=(own.language if guessed else "") or page.language or own.language,
        published=own.published or page.published,
        modified=own.modified or page.modified,
        lead=lead,
        images=page.images + extra,
        provenance=page.provenance | own.provenance,
    )


def _standfirst(entry: Entry) -> str:
    """Return the entry's summary where it introduces the text rather than repeats or cuts it."""
    if not entry.content:
        return ""
    summary = " ".join(plain(entry.summary).split())
    opening = " ".join(plain(entry.content).split())
    told = opening.startswith(summary[:_STANDFIRST_WORDS])
    long = words(summary) > _STANDFIRST_WORDS
    return "" if told or long or is_cut_off(summary) else summary


def _declared(draft: Draft) -> dict[str, Provenance]:
    return {name: "declared" for name in _STATED if getattr(draft, name)}


def _unsigned(body: str) -> str:
    """Return `body` without the blog engine's signature under it."""
    if not _SIGNATURE.search(plain(body[-2000:])):
        return body
    root = parse_fragment(body)
    if len(root) and _SIGNATURE.fullmatch(root[-1].text_content().strip()):
        root[-1].drop_tree()
    return inner(root).strip()


def _with_text(reading: Reading, reason: str) -> Reading:
    if not plain(reading.draft.body) and not reading.draft.images:
        raise SourceError(reason)
    return reading


def _warned(reading: Reading, warning: str) -> Reading:
    draft = reading.draft
    return replace(reading, draft=replace(draft, warnings=(*draft.warnings, warning)))
