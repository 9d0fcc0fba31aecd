"""What a web page says of its site: the feeds it names, and whether it needs a script. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressday.body import words
from pressday.sources.feeds.addresses import WEB, absolute
from pressday.sources.feeds.jsonfeed import is_json
from pressday.sources.files.address_lists import is_list
from pressday.sources.files.formats import format_of
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


_LOOKED_AT = 5000  # bytes
_ROOT = re.compile(rb"<(?:\w+:)?(opml|urlset|sitemapindex)[\s>]", re.IGNORECASE)

MOST_FEEDS = 20  # that one page may name

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "text/rss+xml",
        "text/atom+xml",
    }
)
# Types that other things than feeds have too: then the address must look like one.
_OPEN_TYPES = frozenset({"application/json", "application/xml", "text/xml", "text/rss", ""})
_FEED_PATH = re.compile(
    r"/(?:feeds?|rss2?|atom|index\.rdf|(?:[\w-]+\.)?(?:rss|atom|feed|rdf)"
    r"|(?:[\w-]*(?:rss|feed|atom)[\w-]*|index)\.(?:xml|json|rdf|rss))/?",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:feed|format|type|output)=(?:rss2?|atom|feed|json)(?:&|$)", re.IGNORECASE
)
_COMMENTS = re.compile(
    r"comment|kommentar|coment[aá]rio|commenti|reacties|opmerking|komment|discussion", re.IGNORECASE
)
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|requires?|activate|turn on|needs?|without|support)\W+(?:\w+\W+){0,4}?javascript"
    r"|javascript\W+(?:\w+\W+){0,3}?(?:disabled|required|is off|enabled to|aktivieren|deaktiviert"
    r"|désactivé|desactivado|disattivato)"
    r"|(?:aktivieren sie|activez|active|habilit\w+|attiva(?:re)?)\W+(?:\w+\W+){0,2}?javascript",
    re.IGNORECASE,
)
_SHELLS = ("root", "app", "__next", "__nuxt", "svelte", "main-app", "ember-basic-dropdown-wormhole")
_FEW_WORDS = 50  # that an empty application shows: its menu and its footer


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A feed that a page names."""

    url: str
    title: str = ""


def feeds_of(data: bytes, *, url: str, charset: str = "") -> tuple[Named, ...]:
    """Return the feeds that the HTML page `data` at `url` names, the best first.

    Those of the head come before those that are linked in the page, feeds of
    comments last.
    """
    page = _page(data, charset)
    if page is None:
        return ()
    base = _base(page, url)
    found: dict[str, Named] = {}
    for named in (*_in_head(page, base), *_in_text(page, base)):
        if named.url.startswith(WEB) and len(found) < MOST_FEEDS:
            found.setdefault(named.url, named)
    return tuple(sorted(found.values(), key=_is_of_comments))


def kind_of(data: bytes, url: str = "") -> str:
    """Return which kind of source `data` at `url` looks like; a page is what is nothing else."""
    start = data[:_LOOKED_AT].replace(b"\0", b"")  # UTF-16 becomes legible enough
    if is_json(start) or format_of(start) == "feed":
        return "feed"
    if root := _ROOT.search(start):
        return "opml" if root[1].lower() == b"opml" else "sitemap"
    if is_list(start):
        return "sitemap" if "sitemap" in url.lower() else "list"
    return "page"


def needs_script(data: bytes, charset: str = "") -> bool:
    """Say whether a page asks for JavaScript, or is the empty shell of an application.

    Many whole pages ask for it as well: ask this of pages that gave hardly any text.
    """
    page = _page(data, charset)
    if page is None:
        return False
    aside = (squash(element.text_content()) for element in page.iter("noscript"))
    if any(_NEEDS_SCRIPT.search(text[:1000]) for text in aside):
        return True
    scripts = page.xpath("boolean(//script)")
    for element in page.xpath("//script|//style|//noscript|//template|//head"):
        element.drop_tree()
    text = squash(page.text_content())
    if words.count(text) > _FEW_WORDS:
        return False
    shell = any(page.xpath("boolean(//*[@id=$name])", name=name) for name in _SHELLS)
    return bool(_NEEDS_SCRIPT.search(text[:2000])) or (scripts and shell)


def _page(data: bytes, charset: str) -> HtmlElement | None:
    from lxml import etree, html

    from pressday.extract import decode

    text = decode(data, charset).replace("\0", "")
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError):
        return None


def _base(page: HtmlElement, url: str) -> str:
    named = next((element.get("href") for element in page.iter("base")), "")
    return absolute(named, url) or url


def _in_head(page: HtmlElement, base: str) -> Iterator[Named]:
    for link in page.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        address = absolute(link.get("href"), base)
        kind = squash((link.get("type") or "").lower().partition(";")[0])
        fits = kind in _FEED_TYPES or (kind in _OPEN_TYPES and _is_feed_address(address))
        if ("alternate" in relations and fits) or ("feed" in relations and address):
            yield Named(url=address, title=squash(link.get("title") or ""))


def _in_text(page: HtmlElement, base: str) -> Iterator[Named]:
    """Yield the links to feeds on the page's own site."""
    for link in page.iter("a"):
        address = absolute(link.get("href"), base)
        kind = (link.get("type") or "").lower()
        if (_is_feed_address(address) and _host(address) == _host(base)) or kind in _FEED_TYPES:
            yield Named(url=address, title=squash(link.text_content())[:80])


def _is_feed_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    last = "/" + parts.path.rstrip("/").rpartition("/")[2]
    return bool(_FEED_PATH.fullmatch(last) or _FEED_QUERY.search(parts.query))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_of_comments(named: Named) -> bool:
    return bool(_COMMENTS.search(f"{urlsplit(named.url).path} {named.title}"))
