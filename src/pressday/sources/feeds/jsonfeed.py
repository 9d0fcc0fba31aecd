"""The bytes of a JSON Feed to entries, however badly they are written. Pure.

Versions 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/. Values of a wrong type
count as absent; further pages (`next_url`) are old entries and not asked for.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from pressday.body.markup import inner, plain
from pressday.errors import SourceError
from pressday.sources.feeds.addresses import WEB, absolute
from pressday.sources.feeds.entries import MOST_ENTRIES, Feed, FeedEntry, first_words
from pressday.sources.feeds.escapes import unescaped, unescaped_line
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Object: TypeAlias = Mapping[str, Any]

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML


def is_json(data: bytes) -> bool:
    """Say whether `data` begins as an object of JSON."""
    return data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def parse_json_feed(data: bytes, *, where: str, url: str = "") -> Feed:
    """Return the feed in `data`, which came from `where` and whose address is `url`.

    JSON is UTF-8, whatever a server says (RFC 8259, 8.1). Raises SourceError when
    it is no feed. A cut one gives the entries that are whole.
    """
    about = _read(data.decode("utf-8-sig", "replace"), where)
    items = _objects(about.get("items"))
    if "items" not in about or not (items or "version" in about or "title" in about):
        raise SourceError("is no RSS, Atom or JSON feed", where=where)
    link = absolute(_text(about, "home_page_url"), url)
    authors = _names(about)
    language = _text(about, "language")
    return Feed(
        title=squash(unescaped_line(_text(about, "title"))),
        language=language,
        link=link,
        entries=tuple(_entry(item, link or url, authors) for item in items[:MOST_ENTRIES]),
        left_out=max(0, len(items) - MOST_ENTRIES),
    )


def _read(text: str, where: str) -> Object:
    """Return the object in `text`; what ends too early is closed behind its last whole item."""
    start = text.find("{")
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text[max(0, start) :])
    except (ValueError, RecursionError):
        value = _rescued(text)
    if not isinstance(value, dict):
        raise SourceError("is no RSS, Atom or JSON feed", where=where)
    return value


def _rescued(text: str) -> Object | None:
    """Return a feed of the items that can be read, or None where there are none."""
    head, found, tail = text.partition('"items"')
    start = tail.find("[")
    if not found or start < 0:
        return None
    decoder = json.JSONDecoder(strict=False)
    items: list[Any] = []
    at = start + 1
    while (at := tail.find("{", at)) >= 0 and len(items) < MOST_ENTRIES:
        try:
            item, at = decoder.raw_decode(tail, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {"items": items, **_head(head)} if items else None


def _head(text: str) -> Object:
    """Return what stands before the items, where that much is whole."""
    try:
        value = json.loads(text.strip().lstrip("\ufeff").rstrip(", \t\r\n") + "}", strict=False)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _entry(item: Object, base: str, authors: tuple[str, ...]) -> FeedEntry:
    from pressday.extract.describe.dates import read_date

    link = absolute(_text(item, "url") or _text(item, "external_url"), base)
    whole = _text(item, "content_html") or _paragraphs(_text(item, "content_text"))
    content, summary = unescaped(whole), unescaped_line(_text(item, "summary"))
    modified = read_date(_text(item, "date_modified"))
    return FeedEntry(
        link=link,
        guid=squash(_text(item, "id")),
        title=squash(unescaped_line(_text(item, "title"))) or first_words(content or summary),
        content=content,
        summary=_paragraphs(summary),
        authors=_names(item) or authors,
        tags=tuple(dict.fromkeys(filter(None, map(squash, _texts(item.get("tags")))))),
        published=read_date(_text(item, "date_published")) or modified,
        modified=modified,
        picture=next((p for p in _pictures(item, link or base) if p.startswith(WEB)), ""),
        language=_text(item, "language"),
    )


def _paragraphs(text: str) -> str:
    """Return plain text as HTML, blocks apart where blank lines are."""
    from lxml import html

    if not text.strip():
        return ""
    root = html.Element("div")
    for block in _UNREADABLE.sub("", text).replace("\r\n", "\n").split("\n\n"):
        if block.strip():
            paragraph = html.Element("p")
            paragraph.text = block.strip()
            root.append(paragraph)
    return inner(root)


def _pictures(item: Object, base: str) -> Iterator[str]:
    for name in ("image", "banner_image"):
        yield absolute(_text(item, name), base)
    for attachment in _objects(item.get("attachments")):
        if _text(attachment, "mime_type").startswith("image/"):
            yield absolute(_text(attachment, "url"), base)


def _names(owner: Object) -> tuple[str, ...]:
    """Return the authors: a list since version 1.1, a single one before."""
    authors = _objects(owner.get("authors")) or _objects([owner.get("author")])
    names = (squash(plain(_text(author, "name"))) for author in authors)
    return tuple(dict.fromkeys(filter(None, names)))


def _objects(value: object) -> list[Object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _texts(value: object) -> Iterable[str]:
    return (one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _text(owner: Object, name: str) -> str:
    """Return a value that is text, or a number: some ids and titles are."""
    value = owner.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode()  # half a character may be escaped
