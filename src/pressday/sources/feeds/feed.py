"""A feed to articles: its own text where that is whole, else the page it points to."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.body import Body, words
from pressday.config import SourceRule
from pressday.errors import ConfigError, FetchError, PressdayError, SourceError
from pressday.model import Draft, DraftImage, Outcome
from pressday.sources.feeds.addresses import WEB
from pressday.sources.feeds.discovery import feeds_of
from pressday.sources.feeds.entries import LARGEST, MOST_ENTRIES, is_cut_off, parse_feed
from pressday.sources.feeds.jsonfeed import is_json, parse_json_feed
from pressday.sources.feeds.naming import address_of, named
from pressday.sources.feeds.packed import unpacked
from pressday.sources.files.answers import fetch_page
from pressday.sources.files.formats import format_of
from pressday.sources.files.original import read_bytes
from pressday.sources.files.paging import read_whole
from pressday.sources.reading import Item, Reading, failed, with_defaults
from pressday.sources.rules import limited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.fetch import Response
    from pressday.model import Provenance
    from pressday.sources.feeds.entries import Feed, FeedEntry
    from pressday.sources.feeds.naming import NamedEntry
    from pressday.sources.reading import Found, Session

# Begin the warning that says why a page's text is not there: in its place is one of these.
ONLY_FEED = ("only the feed's summary: ", "only the feed's text: ")
_STANDFIRST_WORDS = 60
STATED = ("title", "standfirst", "bylines", "site", "tags", "language", "published", "modified")
_ANY = SourceRule(name="", kind="feed")  # of a feed that is read without a source
_TRIED = 3  # feeds that a page names
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
    """The bytes of a feed; `where` names them in messages, `url` is their address if known.

    `base` is another address that relative ones refer to, where the server says so.
    """

    data: bytes
    where: str
    url: str = ""
    base: str = ""
    charset: str = ""

    @classmethod
    def from_answer(cls, answer: Response) -> Fetched:
        """Return what a server answered."""
        url = answer.url
        return cls(data=answer.body, where=url, url=url, base=answer.base, charset=answer.charset)


def read_feed(rule: SourceRule, session: Session, *, discovered: bool = False) -> Iterator[Found]:
    """Yield the entries of the feed at `rule.url` or in the file `rule.path`, newest first.

    Where a page stands in its place, the best feed that the page names is read, and
    a warning says which. `discovered` says that the address is not the editor's
    own. Raises SourceError when there is no feed that can be read.
    """
    fetched = _load(rule, session, discovered=discovered)
    if format_of(fetched.data) == "page":
        page, fetched = fetched, _named_feed(fetched, session)
        warning = f"is a page: the feed that it names is read, {fetched.url}"
        yield Outcome(subject=page.where, warnings=(warning,))
    yield from read_entries(fetched, session, rule)


def read_entries(fetched: Fetched, session: Session, rule: SourceRule = _ANY) -> Iterator[Found]:
    """Yield an item for each of the newest entries; the undated count as oldest.

    Raises SourceError when the bytes are no feed.
    """
    feed = feed_of(fetched, session)
    yield from (Outcome(subject=fetched.where, warnings=(said,)) for said in _warnings(feed))
    entries = sorted(feed.entries, key=lambda e: e.published or _LONG_AGO, reverse=True)
    keyed = named(entries)
    items = (_item(one, feed, rule, session) for one in keyed.values())
    yield from limited(items, rule, MOST_ENTRIES, silently=bool(feed.left_out))
    if len(keyed) == 0 and feed.entries:
        yield failed(fetched.where, SourceError("an entry without link, id or text"))


def _warnings(feed: Feed) -> Iterator[str]:
    """Yield what to say of entries that become no articles."""
    if feed.left_out:
        yield f"has {feed.left_out} entries more than are looked at: collect it more often"
    if feed.books:
        besides = "1 book" if feed.books == 1 else f"{feed.books} books"
        yield ": ".join(filter(None, (f"lists {besides} to download, no articles", feed.taking)))


def feed_of(fetched: Fetched, session: Session) -> Feed:
    """Return the feed in what was fetched, packed or not; raises SourceError when it is none."""
    data = unpacked(fetched.data, most=LARGEST, where=fetched.where)
    if not data.strip():
        raise SourceError("the feed is empty", where=fetched.where)
    where, url = fetched.where, fetched.base or fetched.url
    if is_json(data):
        return session.run(parse_json_feed, data, where=where, url=url)
    return session.run(parse_feed, data, where=where, url=url, charset=fetched.charset)


def fetch_named(url: str, page: str, session: Session) -> Response:
    """Return the feed at `url`, which the page at `page` names.

    On the page's own host it is what the editor asked for, whatever robots.txt says
    to search engines; elsewhere it is a stranger's word.
    """
    same = urlsplit(url).netloc == urlsplit(page).netloc
    return session.fetcher.get(url, "feed", discovered=not same)


def _load(rule: SourceRule, session: Session, *, discovered: bool) -> Fetched:
    if rule.path:
        path = session.folder / rule.path
        return Fetched(data=read_bytes(path), where=str(path), url=rule.url or "")
    if not rule.url:
        raise ConfigError(f"source {rule.name!r} is a feed and needs a url or a path")
    return Fetched.from_answer(session.fetcher.get(rule.url, "feed", discovered=discovered))


def _named_feed(page: Fetched, session: Session) -> Fetched:
    """Return the first of the feeds a page names that is one."""
    candidates = session.run(feeds_of, page.data, url=page.url, charset=page.charset)
    for candidate in candidates[:_TRIED]:
        with suppress(SourceError):
            fetched = Fetched.from_answer(fetch_named(candidate.url, page.url, session))
            feed_of(fetched, session)
            return fetched
    message = "none of the feeds it names can be read" if candidates else "names no feed"
    hint = 'write kind = "page" for the article itself, or kind = "sitemap" for its site'
    raise SourceError(f"is a page, and {message}", where=page.where, hint=hint)


def _item(one: NamedEntry, feed: Feed, rule: SourceRule, session: Session) -> Item:
    entry = one.entry
    from_page = entry.link.startswith(WEB) and _asks_page(entry, rule)
    return Item(
        key=one.key,
        mark=one.mark,
        title=entry.title,
        published=entry.published,
        url=entry.link if from_page else "",
        read=lambda: with_defaults(_reading(one, feed, rule, session), rule),
    )


def _asks_page(entry: FeedEntry, rule: SourceRule) -> bool:
    return rule.body in {"page", "browser"} or (rule.body == "auto" and not entry.is_full)


def _reading(one: NamedEntry, feed: Feed, rule: SourceRule, session: Session) -> Reading:
    """Return the article of an entry, from whichever of feed and page has more of it."""
    entry, own = one.entry, _own_reading(one, feed, session)
    if not (entry.link.startswith(WEB) and _asks_page(entry, rule)):
        return _with_text(own, "the entry has neither text nor a link to a page")
    try:
        page = read_whole(fetch_page(entry.link, rule, session, discovered=True), session, rule)
    except PressdayError as error:
        reason = f"{error.message}: {error.hint}" if error.hint else error.message
        passing = isinstance(error, FetchError) and error.passing
        summary = replace(_with_text(own, reason), complete=not passing)
        return _warned(summary, _only(entry, reason))
    is_other = bool(one.part) and not _is_about(entry, page.draft)
    if rule.body == "auto" and is_other and own.draft.body.text:
        return _warned(own, _only(entry, "other entries lead to the same page"))
    if rule.body == "auto" and page.draft.body.words < own.draft.body.words:
        return _warned(own, "the page gave less text than the feed, whose text is kept")
    merged = _merged(own.draft, page.draft)
    # A page that is about this very entry is the article, in however many entries it is announced.
    identity = merged.identity if is_other or not one.part else address_of(entry)
    return replace(page, draft=replace(merged, identity=identity))


def _only(entry: FeedEntry, reason: str) -> str:
    return f"{ONLY_FEED[bool(entry.content)]}{reason}"


def _is_about(entry: FeedEntry, page: Draft) -> bool:
    said, shown = (" ".join(title.casefold().split()) for title in (entry.title, page.title))
    return bool(said and shown) and (said in shown or shown in said)


def _own_reading(one: NamedEntry, feed: Feed, session: Session) -> Reading:
    """Return what the feed itself says of the article."""
    from pressday.extract import clean_fragment
    from pressday.extract.describe.language import normalise_tag
    from pressday.extract.describe.metadata import without_site

    entry = one.entry
    # Only a web address may be the base: below one of a file, pictures of this machine are read.
    base = next((b for b in (entry.base, entry.link, feed.link) if b.startswith(WEB)), "")
    body, images = session.run(clean_fragment, entry.text, base=base)
    lead = entry.picture or (images[0].url if images else "")
    if lead and lead not in {image.url for image in images}:
        images = (DraftImage(url=lead), *images)
    draft = Draft(
        identity=one.identity,
        url=address_of(entry),
        title=without_site(entry.title, feed.title),
        standfirst=_standfirst(entry),
        body=_unsigned(body),
        bylines=entry.authors,
        site=feed.title,
        tags=entry.tags,
        language=normalise_tag(entry.language) or normalise_tag(feed.language),
        published=entry.published,
        modified=entry.modified,
        lead=lead,
        images=images,
        text_from="feed",
    )
    draft = replace(draft, provenance=_declared(draft))
    return Reading(draft=draft, raw=entry.text.encode("utf-8", "replace"), media_type="text/html")


def _merged(own: Draft, page: Draft) -> Draft:
    """Return the page's article under the feed's title, names, dates and tags.

    A feed states these on purpose; from a page they may be guesses.
    """
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
        site=_surer("site", own, page),
        tags=own.tags or page.tags,
        language=_surer("language", own, page),
        published=own.published or page.published,
        modified=own.modified or page.modified,
        lead=lead,
        images=page.images + extra,
        provenance=page.provenance | own.provenance,
    )


def _surer(name: str, own: Draft, page: Draft) -> str:
    """Return what the page says; where that is only guessed, the feed comes first."""
    said: tuple[str, str] = (getattr(page, name), getattr(own, name))
    first, second = reversed(said) if page.provenance.get(name) == "guessed" else said
    return first or second


def _standfirst(entry: FeedEntry) -> str:
    """Return the entry's summary where it introduces the text rather than repeats or cuts it."""
    if not entry.content:
        return ""
    summary = " ".join(entry.shown_summary.split())
    opening = " ".join(entry.shown.split())
    told = opening.startswith(summary[:_STANDFIRST_WORDS])
    long = words.count(summary) > _STANDFIRST_WORDS
    return "" if told or long or is_cut_off(summary) else summary


def _declared(draft: Draft) -> dict[str, Provenance]:
    return {name: "declared" for name in STATED if getattr(draft, name)}


def _unsigned(body: Body) -> Body:
    """Return `body` without the blog engine's signature under it."""
    if not body.blocks or not _SIGNATURE.fullmatch(body.blocks[-1].text):
        return body
    root = body.tree()
    root[-1].drop_tree()
    return Body.of(root)


def _with_text(reading: Reading, reason: str) -> Reading:
    if not reading.draft.body.text and not reading.draft.images:
        raise SourceError(reason)
    return reading


def _warned(reading: Reading, warning: str) -> Reading:
    draft = reading.draft
    return replace(reading, draft=replace(draft, warnings=(*draft.warnings, warning)))
