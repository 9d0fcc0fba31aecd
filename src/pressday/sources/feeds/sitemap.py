"""A sitemap to articles: for sites without a feed, the newest pages by their dates.

XML sitemaps and indexes of them, news sitemaps, packed ones, and plain lists of
addresses: https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.errors import ConfigError, SourceError
from pressday.fetch import canonical_url
from pressday.model import Outcome
from pressday.sources.feeds.addresses import WEB, absolute
from pressday.sources.feeds.entries import LARGEST
from pressday.sources.feeds.packed import unpacked
from pressday.sources.files.original import read_bytes
from pressday.sources.files.page import page_item
from pressday.sources.reading import cut_off, failed, mark_of
from pressday.sources.rules import limited
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pressday.config import SourceRule
    from pressday.fetch import Response
    from pressday.model import Provenance
    from pressday.sources.reading import Found, Item, Reading, Session

NEWEST = 20  # articles, where a rule has neither limit nor age

_MOST_PAGES = 500  # listed of one source
_MOST_READ = 50_000  # addresses of one file, by the protocol
_MOST_MAPS = 30  # files of one index, and of those that it names
_DEEPEST = 3  # indexes in one another; the protocol knows one
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_LOCATION = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NO_ARTICLES = re.compile(
    r"categor|tag|author|image|video|attachment|product|taxonom|user", re.IGNORECASE
)
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|pdf|mp[34]|zip|xml|gz|css|js)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapPage:
    """One address of a sitemap: a page or, where `is_map`, another sitemap.

    `title`, `published` and `language` are said by news sitemaps alone.
    """

    url: str
    is_map: bool = False
    modified: datetime | None = None
    published: datetime | None = None
    title: str = ""
    language: str = ""

    @property
    def date(self) -> datetime | None:
        """When the page was published, else when it was last changed."""
        return self.published or self.modified

    @property
    def mark(self) -> str:
        """A hash of everything the sitemap says of the page."""
        return mark_of(self)


def read_sitemap(rule: SourceRule, session: Session) -> Iterator[Found]:
    """Yield the pages of the sitemap at `rule.url` or in the file `rule.path`, newest first.

    The address of a site's front page leads to the sitemaps that its robots.txt
    names, else to /sitemap.xml. Undated pages come last. Raises SourceError when
    there is no sitemap to be read.
    """
    pages: dict[str, SitemapPage] = {}
    for found in _pages(rule, session):
        if isinstance(found, Outcome):
            yield found
        else:
            pages.setdefault(canonical_url(found.url), found)
    newest = sorted(pages.items(), key=_date_of, reverse=True)
    items = (_item(key, place, rule, session) for key, place in newest)
    most = NEWEST if rule.age is None else _MOST_PAGES
    yield from limited(items, rule, most, silently=rule.age is None)


def parse_sitemap(data: bytes, *, where: str, url: str = "") -> tuple[SitemapPage, ...]:
    """Return the addresses in a sitemap of any form; raises SourceError when it is none.

    A broken file gives those before the fault.
    """
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:#|https?://)", data[:2000]):
        return _listed(data, url)
    places = tuple(_read(data, url))
    if not places and not re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", data[:5000]):
        raise SourceError("is no sitemap", where=where, hint="try the address of the site itself")
    return places


def maps_of_site(url: str, session: Session) -> tuple[SitemapPage, ...]:
    """Return the sitemaps of the site at `url`: those its robots.txt names, else /sitemap.xml."""
    robots = absolute("/robots.txt", url)
    try:
        text = session.fetcher.get(robots, "document").body.decode("utf-8", "replace")
    except SourceError:
        text = ""
    named = sitemaps_of(text, robots) or (absolute("/sitemap.xml", url),)
    return tuple(SitemapPage(url=address, is_map=True) for address in named)


def sitemaps_of(robots: str, url: str) -> tuple[str, ...]:
    """Return the addresses of sitemaps that a robots.txt at `url` names (RFC 9309, 2.2.4)."""
    found = (absolute(address, url) for address in _LOCATION.findall(robots))
    return tuple(dict.fromkeys(address for address in found if address.startswith(WEB)))


def is_root(url: str) -> bool:
    """Say whether `url` is the front page of a site."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def _date_of(pair: tuple[str, SitemapPage]) -> datetime:
    return pair[1].date or _LONG_AGO


def _pages(rule: SourceRule, session: Session) -> Iterator[SitemapPage | Outcome[Reading]]:
    if rule.path:
        path = session.folder / rule.path
        yield from _walk(
            _parsed(read_bytes(path), str(path), rule.url or "", session), rule, session
        )
    elif not rule.url:
        raise ConfigError(f"source {rule.name!r} is a sitemap and needs a url or a path")
    elif is_root(rule.url):
        yield from _walk(maps_of_site(rule.url, session), rule, session)
    else:
        answer = session.fetcher.get(rule.url, "document")
        yield from _walk(_parsed(answer.body, answer.url, answer.url, session), rule, session)


def _walk(
    places: tuple[SitemapPage, ...], rule: SourceRule, session: Session
) -> Iterator[SitemapPage | Outcome[Reading]]:
    """Yield the pages of `places` and of the sitemaps among them, the promising ones first.

    Ends when the rule's number is reached and what is left was changed before that.
    """
    pages = [place for place in places if not place.is_map and _is_article(place.url)]
    waiting = [(1, place) for place in places if place.is_map]
    seen: set[str] = set()
    answered = not waiting
    faults: list[tuple[str, SourceError]] = []
    while waiting and len(seen) < _MOST_MAPS:
        depth, place = waiting.pop(waiting.index(min(waiting, key=_promise)))
        if place.url in seen or _is_older(place, pages, rule):
            continue
        seen.add(place.url)
        try:
            inner = _fetched(place, session)
        except SourceError as error:
            faults.append((place.url, error))
            continue
        answered = True
        pages += [one for one in inner if not one.is_map and _is_article(one.url)]
        if depth < _DEEPEST:
            waiting += [(depth + 1, one) for one in inner if one.is_map]
    if faults and not answered:
        raise faults[-1][1]
    yield from (failed(url, error) for url, error in faults)
    if any(not _is_older(place, pages, rule) for _, place in waiting):
        yield cut_off(rule.name, _MOST_MAPS, "sitemaps")
    yield from pages


def _promise(pair: tuple[int, SitemapPage]) -> tuple[object, ...]:
    """Return what sorts sitemaps: those of articles first, then the newest by date or number."""
    place = pair[1]
    path = urlsplit(place.url).path
    numbers = tuple(-int(number) for number in re.findall(r"\d{1,9}", path))
    date = place.modified.timestamp() if place.modified else 0.0
    return (bool(_NO_ARTICLES.search(path)), -date, numbers)


def _is_older(place: SitemapPage, pages: list[SitemapPage], rule: SourceRule) -> bool:
    """Say whether a sitemap was last changed before the oldest page that is wanted."""
    wanted = rule.limit or (NEWEST if rule.age is None else _MOST_PAGES)
    dates = sorted((page.date for page in pages if page.date), reverse=True)
    plain = not (rule.include or rule.exclude)
    full = len(dates) >= wanted
    return bool(plain and full and place.modified and place.modified < dates[wanted - 1])


def _fetched(place: SitemapPage, session: Session) -> tuple[SitemapPage, ...]:
    answer: Response = session.fetcher.get(place.url, "document", discovered=True)
    return _parsed(answer.body, answer.url, answer.url, session)


def _parsed(data: bytes, where: str, url: str, session: Session) -> tuple[SitemapPage, ...]:
    plain = unpacked(data, most=LARGEST, where=where)
    return session.run(parse_sitemap, plain, where=where, url=url)


def _listed(data: bytes, url: str) -> tuple[SitemapPage, ...]:
    lines = data.decode("utf-8-sig", "replace").splitlines()[:_MOST_READ]
    addresses = (absolute(line, url) for line in lines if not line.lstrip().startswith("#"))
    return tuple(SitemapPage(url=address) for address in addresses if address.startswith(WEB))


def _read(data: bytes, url: str) -> Iterator[SitemapPage]:
    """Yield the places of an XML sitemap, each element forgotten once it is read."""
    from lxml import etree

    events = etree.iterparse(
        BytesIO(data),
        tag=("{*}url", "{*}sitemap"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for count, (_, element) in enumerate(events):
            if count == _MOST_READ:
                return
            if (place := _place(element, url)).url.startswith(WEB):
                yield place
            element.clear()
            parent = element.getparent()
            while parent is not None and parent[0] is not element:
                del parent[0]
    except etree.XMLSyntaxError:  # beyond mending: what came before is whole
        return


def _place(element: Element, url: str) -> SitemapPage:
    from pressday.extract.describe.dates import read_date

    said = _texts(element)
    news: dict[str, str] = {}
    for child in element:
        if _name(child) == "news":
            news = {name: text for part in child.iter() for name, text in _texts(part).items()}
    return SitemapPage(
        url=absolute(said.get("loc", ""), url),
        is_map=_name(element) == "sitemap",
        modified=read_date(said.get("lastmod", "")),
        published=read_date(news.get("publication_date", "")),
        title=news.get("title", ""),
        language=news.get("language", ""),
    )


def _texts(element: Element) -> dict[str, str]:
    """Return what the children of `element` say, by their names; the first of a name counts.

    Pictures and films of a page have a `loc` too, further down.
    """
    return {_name(child): squash(child.text or "") for child in reversed(element)}


def _name(element: Element) -> str:
    """Return an element's name without its namespace, empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _is_article(url: str) -> bool:
    """Say whether `url` may be an article: neither a front page nor a picture."""
    try:
        return not is_root(url) and not _NO_PAGE.search(urlsplit(url).path)
    except ValueError:
        return False


def _item(key: str, place: SitemapPage, rule: SourceRule, session: Session) -> Item:
    page = page_item(place.url, rule, session, discovered=True, title=place.title)
    return replace(
        page,
        key=key,
        mark=place.mark,
        published=place.date,
        read=lambda: _dated(page.read(), place),
    )


def _dated(reading: Reading, place: SitemapPage) -> Reading:
    """Return `reading` with the dates of its sitemap where the page states none itself."""
    draft = reading.draft
    stated = draft.published if draft.provenance.get("published") == "declared" else None
    published = stated or place.published
    modified = draft.modified or place.modified
    said = {"published": published, "modified": modified}
    provenance: dict[str, Provenance] = {name: "declared" for name, date in said.items() if date}
    return replace(
        reading,
        draft=replace(
            draft,
            published=published or draft.published,
            modified=modified,
            provenance=draft.provenance | provenance,
        ),
    )
