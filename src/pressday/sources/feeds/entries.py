"""The bytes of an RSS, RDF or Atom feed to entries, however badly they are written. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pressday.body.markup import plain
from pressday.errors import SourceError
from pressday.sources.feeds.addresses import WEB, absolute, page_of
from pressday.sources.feeds.escapes import unescaped, unescaped_line
from pressday.sources.feeds.mistaken import is_book, refuse_catalogue, refuse_mistaken, taking
from pressday.sources.reading import mark_of
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

MOST_ENTRIES = 500  # of one feed that are looked at
LARGEST = 20_000_000  # bytes of a feed, unpacked
TITLE_LENGTH = 80  # characters of a title made from the text

_FULL_LENGTH = 1500  # characters of visible text
_FULL_RATIO = 2  # the text against its own summary

# How publishers end a text that goes on elsewhere.
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:continue reading|read more|read the rest|keep reading"
    r"|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leggi tutto|continua a leggere"
    r"|lees verder|leia mais|läs mer|les mer|læs mere|czytaj dalej)[^.\n]{0,120})[\s»→>\])]*$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_NOBODY = frozenset({"", "admin", "administrator", "editor", "unknown", "webmaster"})
_ENTRY = re.compile(rb"<(?:[a-z]\w*:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_CDATA = re.compile(rb"<!\[CDATA\[|\]\]>")
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
# The parser's own patterns need the square of the length of such a run.
_TRAP = re.compile(rb"[\w.+-]{1000,}|\s{1000,}")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # byte order marks of UTF-16
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CUT_CHARACTER = 4  # bytes of the longest character in UTF-8


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One entry as its feed has it: `content` and `summary` are untrusted HTML.

    `content` is empty where the feed gives a description alone. `base` is what
    relative addresses in the text refer to, where the feed says so.
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
    language: str = ""
    base: str = ""

    @property
    def mark(self) -> str:
        """A hash of everything the feed says of the entry."""
        return mark_of(self)

    @property
    def text(self) -> str:
        """The longest text that the feed gives, as HTML."""
        return self.content or self.summary

    @cached_property
    def shown(self) -> str:
        """The longest text as a reader sees it."""
        return plain(self.text)

    @cached_property
    def shown_summary(self) -> str:
        """The summary as a reader sees it."""
        return plain(self.summary)

    @property
    def is_full(self) -> bool:
        """Whether the feed seems to give the whole article.

        That is: 1,500 characters, or twice the entry's own summary, and an end
        that does not point elsewhere.
        """
        text, summary = self.shown, self.shown_summary
        if is_cut_off(text):
            return False
        doubled = bool(self.content and summary) and len(text) > _FULL_RATIO * len(summary)
        return len(text) >= _FULL_LENGTH or doubled


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's own title, language and address of its site, and its entries as they stand.

    `left_out` counts entries in the middle of a feed of more than `MOST_ENTRIES`,
    which were not looked at, `books` those that are files to download; `taking` says
    how one of these can be added.
    """

    title: str
    language: str
    link: str
    entries: tuple[FeedEntry, ...] = field(default=())
    left_out: int = 0
    books: int = 0
    taking: str = ""


def parse_feed(data: bytes, *, where: str, url: str = "", charset: str = "") -> Feed:
    """Return the feed in `data`, which came from `where` and whose address is `url`.

    Raises SourceError when it is no feed.
    """
    parts, left_out = _shortened(_narrow(data))
    refuse_mistaken(parts, where=where, url=url)
    parsed = _parsed(_mended(parts), _charset(parts, charset), where)
    if not parsed.get("version") and not parsed.get("entries"):
        raise SourceError("is no RSS, Atom or JSON feed", where=where)
    refuse_catalogue(parsed["entries"], where, url)
    books = [raw for raw in parsed["entries"] if is_book(raw)]
    about = parsed.get("feed", {})
    site = absolute(page_of(about), url)
    link = site if site.startswith(WEB) else ""  # a name, such as an id, is no address
    return Feed(
        title=_visible(about, "title"),
        language=squash(about.get("language") or ""),
        link=link,
        entries=tuple(_entry(r, link or url) for r in parsed["entries"] if not is_book(r)),
        left_out=left_out,
        books=len(books),
        taking=taking(books, url),
    )


def is_cut_off(text: str) -> bool:
    """Say whether plain `text` ends as one that goes on elsewhere."""
    return bool(_CUT_OFF.search(text.rstrip()[-200:]))


def _narrow(data: bytes) -> bytes:
    """Return `data` in UTF-8 if it is UTF-16, which nothing below could look into."""
    if not data.startswith(_WIDE):
        return data
    return _DECLARATION.sub("", data.decode("utf-16", "replace")).encode("utf-8", "replace")


def _shortened(data: bytes) -> tuple[bytes, int]:
    """Return an endless feed without its middle, and how many entries that are.

    The newest stand at the beginning or, in some, at the end.
    """
    starts = [found.start() for found in _ENTRY.finditer(data)]
    if len(starts) <= 2 * MOST_ENTRIES:
        return data, 0
    return data[: starts[MOST_ENTRIES]] + data[starts[-MOST_ENTRIES] :], (
        len(starts) - 2 * MOST_ENTRIES
    )


def _mended(data: bytes) -> bytes:
    """Return `data` without what its parser reads wrong: see `_TRAP` and `_flat`."""
    return _flat(_TRAP.sub(b" ", data.strip()))


def _flat(data: bytes) -> bytes:
    """Return `data` with sections of CDATA that stand in others made one with them.

    XML knows no such thing: the inner end would be that of the outer section. A
    mere mention of the mark, which has no end of its own, stays.
    """
    marks = list(_CDATA.finditer(data))
    kinds = "".join("(" if mark[0].startswith(b"<") else ")" for mark in marks)
    inner = [marks[m.start() + n] for m in re.finditer(r"\(\(\)(?=\))", kinds) for n in (1, 2)]
    kept = [data[a:b] for a, b in _between(inner, len(data))]
    return b"".join(kept)


def _between(marks: Sequence[re.Match[bytes]], end: int) -> Iterator[tuple[int, int]]:
    at = 0
    for mark in marks:
        yield at, mark.start()
        at = mark.end()
    yield at, end


def _charset(data: bytes, named: str) -> str:
    """Return the charset of `data`: UTF-8 if it is that, else what is named, as browsers take it.

    Servers and declarations are often wrong, and hardly any other text happens to
    be valid UTF-8.
    """
    from w3lib.encoding import resolve_encoding

    if not data.isascii():
        try:
            data[:-_CUT_CHARACTER].decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8"
    declared = _ENCODING.match(data)
    names = (named, declared[1].decode("ascii", "replace") if declared else "")
    return next((found for name in names if name and (found := resolve_encoding(name))), "")


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


def _entry(raw: dict[str, Any], base: str) -> FeedEntry:
    content, summary, said = _texts(raw)
    # A service that counts readers puts its own address in place of the page's.
    link = absolute(raw.get("feedburner_origlink") or page_of(raw), base)
    # Asked directly, because feedparser's own lookup answers with `published` where it is missing.
    modified = _moment(raw, "updated")
    return FeedEntry(
        link=link,
        guid=squash(raw.get("id") or ""),
        title=_visible(raw, "title") or first_words(content or summary),
        content=content,
        summary=summary,
        authors=_authors(raw),
        tags=tuple(dict.fromkeys(t for tag in raw.get("tags", ()) if (t := _tag(tag)))),
        published=_moment(raw, "published") or modified,
        modified=modified,
        picture=next((p for p in _addresses(raw, link or base) if p.startswith(WEB)), ""),
        language=squash(said.get("language") or ""),
        base=absolute(said.get("base") or "", base),
    )


def _texts(raw: Mapping[str, Any]) -> tuple[str, str, Mapping[str, Any]]:
    """Return content and summary, and what the feed says of the longer one.

    feedparser copies the content where there is no summary; and some feeds call the
    teaser content and the text a description.
    """
    parts: list[Mapping[str, Any]] = raw.get("content", [])
    part = max(parts, key=lambda part: len(part.get("value") or ""), default={})
    content, summary = (unescaped(one or "") for one in (part.get("value"), raw.get("summary")))
    summary = "" if summary == content else summary
    if len(content) < len(summary):
        detail = raw.get("summary_detail") or {}
        return (summary, content, detail) if content else ("", summary, detail)
    return content, summary, part


def _visible(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name) or ""
    detail = raw.get(f"{name}_detail") or {}
    return squash(unescaped_line(plain(value) if "html" in (detail.get("type") or "") else value))


def first_words(html: str) -> str:
    """Return the beginning of a text, where there is no title."""
    text = squash(plain(html))
    if len(text) <= TITLE_LENGTH:
        return text
    return text[:TITLE_LENGTH].rpartition(" ")[0] + "…"


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
    return squash(unescaped_line(_MAIL.sub("", name).strip(" ()<>")))


def _tag(tag: Mapping[str, Any]) -> str:
    return squash(unescaped_line(tag.get("label") or tag.get("term") or ""))


def _moment(raw: dict[str, Any], name: str) -> datetime | None:
    """Return a date to the second, or None.

    feedparser's own reading of it has no offset, and makes up what is not written.
    """
    from pressday.extract.describe.dates import read_date

    found = read_date(dict.get(raw, name) or "")
    return found and found.replace(microsecond=0)


def _addresses(raw: Mapping[str, Any], base: str) -> Iterator[str]:
    """Yield the addresses of pictures that stand beside the text, the best first."""
    for address in _pictures(raw):
        yield absolute(address, base)


def _pictures(raw: Mapping[str, Any]) -> Iterator[str]:
    for media in sorted(raw.get("media_content", ()), key=_width, reverse=True):
        if media.get("medium") == "image" or (media.get("type") or "").startswith("image/"):
            yield media.get("url") or ""
    for link in raw.get("links", ()):
        if link.get("rel") == "enclosure" and (link.get("type") or "").startswith("image/"):
            yield link.get("href") or ""
    for thumbnail in sorted(raw.get("media_thumbnail", ()), key=_width, reverse=True):
        yield thumbnail.get("url") or ""
    yield (raw.get("image") or {}).get("href") or ""


def _width(media: Mapping[str, Any]) -> int:
    width = str(media.get("width") or "")
    return int(width) if width.isdecimal() and len(width) < 6 else 0  # noqa: PLR2004 - pixels of a picture
