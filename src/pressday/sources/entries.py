"""The bytes of an RSS or Atom feed to entries, however badly they are written. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from pressday.errors import SourceError
from pressday.text import plain, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from time import struct_time

WEB = ("http://", "https://")

_FULL_LENGTH = 1500  # characters of visible text
_FULL_RATIO = 2  # the text against its own summary
_TITLE_LENGTH = 80  # characters of a title made from the text

# How publishers end a text that goes on elsewhere.
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:continue reading|read more|read the rest|keep reading"
    r"|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leggi tutto|continua a leggere"
    r"|lees verder|leia mais|läs mer|les mer|læs mere|czytaj dalej)[^.\n]{0,120})[\s»→>\])]*$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_NOBODY = frozenset({"", "admin", "administrator", "editor", "unknown", "webmaster"})
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as its feed has it: `content` and `summary` are untrusted HTML.

    `content` is empty where the feed gives a description alone.
    """

    link: str
    guid: str
    title: str
    content: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    picture: str = ""

    @property
    def text(self) -> str:
        """The longest text that the feed gives, as HTML."""
        return self.content or self.summary

    @property
    def is_full(self) -> bool:
        """Whether the feed seems to give the whole article.

        That is: 1,500 characters, or twice the entry's own summary, and an end
        that does not point elsewhere.
        """
        text = plain(self.text)
        if is_cut_off(text):
            return False
        summary = plain(self.summary)
        doubled = bool(self.content and summary) and len(text) > _FULL_RATIO * len(summary)
        return len(text) >= _FULL_LENGTH or doubled


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's own title, language and address of its site, and its entries as they stand."""

    title: str
    language: str
    link: str
    entries: tuple[Entry, ...] = field(default=())


def parse_feed(data: bytes, *, where: str, url: str = "", charset: str = "") -> Feed:
    """Return the feed in `data`, which came from `where` and whose address is `url`.

    Raises SourceError when it is no feed; for a page that names a feed, the hint
    tells its address.
    """
    parsed = _parsed(data, charset, where)
    if not parsed.get("version") and not parsed.get("entries"):
        found = next(_alternates(data, url), "")
        hint = f"the page names a feed: {found}" if found else None
        raise SourceError("is no RSS or Atom feed", where=where, hint=hint)
    about = parsed.get("feed", {})
    link = _absolute(about.get("link", ""), url)
    return Feed(
        title=_visible(about, "title"),
        language=squash(about.get("language") or ""),
        link=link,
        entries=tuple(_entry(raw, link or url) for raw in parsed["entries"]),
    )


def is_cut_off(text: str) -> bool:
    """Say whether plain `text` ends as one that goes on elsewhere."""
    return bool(_CUT_OFF.search(text.rstrip()[-200:]))


def _parsed(data: bytes, charset: str, where: str) -> Mapping[str, Any]:
    import feedparser

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    try:
        # As a stream: bytes themselves would be tried as the name of a local file first.
        parsed: Mapping[str, Any] = feedparser.parse(
            BytesIO(data),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever a stranger's feed does to the parser
        raise SourceError("the feed cannot be read", where=where) from error
    return parsed


def _entry(raw: dict[str, Any], base: str) -> Entry:
    content = max((part.get("value") or "" for part in raw.get("content", ())), key=len, default="")
    summary = raw.get("summary") or ""
    # feedparser copies the content where there is no summary; and some feeds call the teaser
    # content and the text a description.
    summary = "" if summary == content else summary
    if content and len(content) < len(summary):
        content, summary = summary, content
    link = _absolute(raw.get("link", ""), base)
    # Asked directly, because feedparser's own lookup answers with `published` where it is missing.
    modified = _moment(dict.get(raw, "updated_parsed"))
    return Entry(
        link=link,
        guid=squash(raw.get("id") or ""),
        title=_visible(raw, "title") or _first_words(content or summary),
        content=content,
        summary=summary,
        authors=_authors(raw),
        tags=tuple(dict.fromkeys(t for tag in raw.get("tags", ()) if (t := _tag(tag)))),
        published=_moment(raw.get("published_parsed")) or modified,
        modified=modified,
        picture=next((p for p in _addresses(raw, link or base) if p.startswith(WEB)), ""),
    )


def _visible(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name) or ""
    detail = raw.get(f"{name}_detail") or {}
    return squash(plain(value) if "html" in (detail.get("type") or "") else value)


def _first_words(html: str) -> str:
    text = squash(plain(html))
    if len(text) <= _TITLE_LENGTH:
        return text
    return text[:_TITLE_LENGTH].rpartition(" ")[0] + "…"


def _authors(raw: Mapping[str, Any]) -> tuple[str, ...]:
    names = (_name(author, raw.get("author") or "") for author in raw.get("authors", ()))
    return tuple(dict.fromkeys(name for name in names if name.lower() not in _NOBODY))


def _name(author: Mapping[str, Any], written: str) -> str:
    """Return an author's name without the mail address.

    feedparser ends an address after four letters of its top-level domain and
    takes the others for the name: then the name is taken from what was written.
    """
    mail = author.get("email") or ""
    is_torn = bool(mail) and re.search(re.escape(mail) + r"\w", written)
    name = written if is_torn else author.get("name") or ""
    return squash(_MAIL.sub("", name).strip(" ()<>"))


def _tag(tag: Mapping[str, Any]) -> str:
    return squash(tag.get("label") or tag.get("term") or "")


def _moment(parsed: struct_time | None) -> datetime | None:
    """Return feedparser's UTC time; impossible dates are none."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def _addresses(raw: Mapping[str, Any], base: str) -> Iterator[str]:
    """Yield the addresses of pictures that stand beside the text, the best first."""
    for address in _pictures(raw):
        yield _absolute(address, base)


def _pictures(raw: Mapping[str, Any]) -> Iterator[str]:
    for media in raw.get("media_content", ()):
        if media.get("medium") == "image" or (media.get("type") or "").startswith("image/"):
            yield media.get("url") or ""
    for link in raw.get("links", ()):
        if link.get("rel") == "enclosure" and (link.get("type") or "").startswith("image/"):
            yield link.get("href") or ""
    for thumbnail in raw.get("media_thumbnail", ()):
        yield thumbnail.get("url") or ""


def _alternates(data: bytes, url: str) -> Iterator[str]:
    """Yield the addresses of the feeds that an HTML page names in its head."""
    from lxml import etree, html

    try:
        page = html.document_fromstring(data)
    except (etree.LxmlError, ValueError):
        return
    for link in page.iter("link"):
        named = (link.get("rel") or "").lower().split()
        if "alternate" in named and (link.get("type") or "").lower() in _FEED_TYPES:
            yield _absolute(link.get("href") or "", url)


def _absolute(address: str | None, base: str) -> str:
    clean = squash(address or "")
    try:
        return urljoin(base, clean) if clean else ""
    except ValueError:
        return ""
