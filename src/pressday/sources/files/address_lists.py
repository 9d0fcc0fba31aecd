"""A list of addresses, one a line or as links, to the pages they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pressday.errors import ConfigError, SourceError
from pressday.fetch import canonical_url
from pressday.sources.files.answers import ANY
from pressday.sources.files.formats import format_of
from pressday.sources.files.original import read_bytes
from pressday.sources.files.page import page_item
from pressday.sources.reading import Item, failed
from pressday.sources.rules import limited
from pressday.text import sha256, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pressday.config import SourceRule
    from pressday.sources.reading import Found, Reading, Session

_MOST = 5_000  # addresses
_LONGEST = 2_000  # characters of an address
_LONGEST_LINE = 10_000  # characters in which links are looked for
_SHOWN = 60  # characters of a line in a message
_ADDRESS = re.compile(r"<?(https?://[^\s<>\"]+)>?", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*+•]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?")
_LINK = re.compile(
    r"\[([^\[\]]{0,300})\]\(<?(https?://[^\s<>()\[\]]+(?:\([^\s<>()\[\]]*\)[^\s<>()\[\]]*)?)>?"
    r"(?:\s+[\"'][^\"')]{0,300}[\"'])?\)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^[\s|,;:\u2013\u2014-]+|\s+$")
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?(?:\s.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAddress:
    """One line of a list: an address with the title behind it, or an empty address and the line."""

    line: int
    url: str
    title: str = ""


def read_list(rule: SourceRule, session: Session) -> Iterator[Found]:
    """Yield the pages that the list in `rule.path` or at `rule.url` names, in its order.

    A line that is no address is an outcome with an error. Raises SourceError when
    the list cannot be read or names nothing.
    """
    if rule.path:
        data, charset, where = read_bytes(session.folder / rule.path), "", rule.path
    elif rule.url:
        answer = session.fetcher.get(rule.url, "document")
        data, charset, where = answer.body, answer.charset, answer.url
    else:
        raise ConfigError(f"source {rule.name!r} is a list and needs a url or a path")
    entries = entries_of(data, charset=charset, base=rule.url or "")
    if not entries:
        hint = "write one address a line, a title behind it if you like"
        raise SourceError("names no address", where=where, hint=hint)
    yield from listed(entries, session, where=where, rule=rule, discovered=not rule.path)


def listed(
    entries: Iterable[ListedAddress],
    session: Session,
    *,
    where: str,
    rule: SourceRule = ANY,
    discovered: bool = False,
) -> Iterator[Found]:
    """Yield an item for each address, each once, and an error for each line that has none.

    A list on this machine is the editor's word; one from the web is `discovered`.
    """
    items: dict[str, Item] = {}
    for entry in entries:
        if entry.url:
            item = page_item(entry.url, rule, session, discovered=discovered, title=entry.title)
            items.setdefault(item.key, _noted(item))
        else:
            yield failed(f"{where}:{entry.line}", _fault(entry.title))
    yield from limited(items.values(), rule, _MOST)


def _noted(item: Item) -> Item:
    """Return an item of a list; its title is the article's where the page itself has none."""

    def read() -> Reading:
        reading = item.read()
        guessed = reading.draft.provenance.get("title", "guessed") == "guessed"
        title = item.title if guessed and item.title else reading.draft.title
        return replace(reading, draft=replace(reading.draft, title=title))

    mark = sha256(f"{item.url} {item.title}".encode("utf-8", "replace"))
    return replace(item, mark=mark, read=read)


def entries_of(data: bytes, *, charset: str = "", base: str = "") -> list[ListedAddress]:
    """Return the lines of a list: plain, Markdown, or a page of links (bookmarks too)."""
    from pressday.extract import decode

    text = decode(data, charset)
    if format_of(data) == "page":
        return list(_links(text, base))[: _MOST + 1]
    return [e for n, line in enumerate(text.splitlines(), start=1) for e in _entries(n, line)]


def is_list(data: bytes) -> bool:
    """Say whether each line of a text that is no comment begins with an address or a link."""
    from pressday.extract import decode

    lines = [line.strip() for line in decode(data).splitlines()]
    said = [_BULLET.sub("", line, count=1) for line in lines if line and not line.startswith("#")]
    return bool(said) and all(_ADDRESS.match(line) or _LINK.match(line) for line in said)


def _entries(number: int, line: str) -> Iterator[ListedAddress]:
    """Yield the addresses of one line; a line without any is one entry without address."""
    text = _BULLET.sub("", line.strip(), count=1).strip()
    if not text or line.lstrip().startswith("#"):
        return
    links = _LINK.findall(text[:_LONGEST_LINE])
    found = _ADDRESS.match(text)
    if links:
        for title, url in links:
            yield _entry(number, url, title)
    elif found:
        behind = _BETWEEN.sub("", text[found.end() :])
        yield _entry(number, found[1], "" if behind.startswith("#") else behind)
    else:
        yield ListedAddress(line=number, url="", title=text)


def _entry(number: int, url: str, title: str) -> ListedAddress:
    usable = len(url) <= _LONGEST and canonical_url(url).startswith("http")
    return ListedAddress(
        line=number, url=url if usable else "", title=squash(title) if usable else url
    )


def _links(text: str, base: str) -> Iterator[ListedAddress]:
    from pressday.extract.read import dom

    root = dom.parse(text)
    for link in () if root is None else root.iter("a"):
        try:
            address = urljoin(base, (link.get("href") or "").strip())
        except ValueError:
            continue
        if _ADDRESS.fullmatch(address):
            yield _entry(0, address, dom.visible_text(link))


def _fault(line: str) -> SourceError:
    shown = squash(line)[:_SHOWN]
    hint = f"write https://{shown.split()[0]}" if _BARE.fullmatch(shown) else "# begins a comment"
    return SourceError(f'"{shown}" is no address', hint=hint)
