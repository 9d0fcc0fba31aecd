"""Lists of feeds in OPML, as feed readers give and take them; folders are sections.

OPML 2.0: https://opml.org/spec2.opml.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from pressday.errors import ConfigError, PressdayError, SourceError
from pressday.fetch import Access, canonical_url
from pressday.model import Outcome
from pressday.sources.feeds.addresses import WEB, absolute
from pressday.sources.feeds.entries import LARGEST
from pressday.sources.feeds.feed import read_feed
from pressday.sources.feeds.packed import unpacked
from pressday.sources.files.original import read_bytes
from pressday.sources.reading import cut_off, failed
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from pressday.config import SourceRule
    from pressday.sources.reading import Found, Session

MOST_FEEDS = 1_000  # of one list

_AT_ONCE = 8  # feeds of one list


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed as a list names it; `section` is the folder that it stands in."""

    url: str
    title: str = ""
    site: str = ""
    section: str = ""


def read_opml(rule: SourceRule, session: Session) -> Iterator[Found]:
    """Yield the entries of all feeds in the list at `rule.url` or in the file `rule.path`.

    A feed's folder is the section of its articles, and the rule's limit holds for
    each feed. A feed that cannot be read is an outcome with an error. Raises
    SourceError when the list cannot be read or names no feed.
    """
    if rule.path:
        path = session.folder / rule.path
        data, where = read_bytes(path), str(path)
    elif rule.url:
        answer = session.fetcher.get(rule.url, "document")
        data, where = answer.body, answer.url
    else:
        raise ConfigError(f"source {rule.name!r} is a list of feeds and needs a url or a path")
    outlines = session.run(parse_opml, data, where=where, url=rule.url or "")
    if len(outlines) > MOST_FEEDS:
        yield cut_off(rule.name, MOST_FEEDS, "feeds")
    few = outlines[:MOST_FEEDS]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for found in threads.map(lambda outline: _read(outline, rule, session), few):
            yield from found


def parse_opml(data: bytes, *, where: str, url: str = "") -> tuple[Outline, ...]:
    """Return the feeds in an OPML file, each once, and at most one more than `MOST_FEEDS`.

    Raises SourceError when it names none.
    """
    from lxml import etree

    plain = unpacked(data, most=LARGEST, where=where)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(plain.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    found: dict[str, Outline] = {}
    for outline in islice(() if root is None else _outlines(root, url), MOST_FEEDS + 1):
        found.setdefault(canonical_url(outline.url), outline)
    if not found:
        raise SourceError("names no feed", where=where, hint="a list of feeds is an OPML file")
    return tuple(found.values())


def write_opml(outlines: Sequence[Outline], title: str) -> bytes:
    """Return an OPML 2.0 file of the feeds, those of a section in a folder of that name."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _line(title)
    body = etree.SubElement(root, "body")
    folders: dict[str, Element] = {"": body}
    for outline in outlines:
        name = _line(outline.section)
        if name not in folders:
            folders[name] = etree.SubElement(body, "outline", text=name, title=name)
        said = {"text": _line(outline.title or outline.url), "title": _line(outline.title)}
        given = {"type": "rss", **said, "xmlUrl": outline.url, "htmlUrl": outline.site}
        kept = {key: value for key, value in given.items() if value}
        etree.SubElement(folders[name], "outline", kept)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _line(text: str) -> str:
    """Return `text` on one line, without the two characters that XML lacks."""
    return squash(text).replace("\ufffe", "").replace("\uffff", "")


def _outlines(root: Element, url: str) -> Iterator[Outline]:
    for element in root.iter("{*}outline", "{*}OUTLINE", "{*}Outline"):
        said = {str(key).lower(): squash(str(value)) for key, value in element.attrib.items()}
        address = absolute(web_address(said.get("xmlurl") or ""), url)
        if address.startswith(WEB):
            yield Outline(
                url=address,
                title=said.get("title") or said.get("text") or "",
                site=absolute(said.get("htmlurl") or "", url),
                section=_folder(element.iterancestors()),
            )


def web_address(address: str) -> str:
    """Return `address` without the schemes that browsers once had for feeds."""
    for scheme in ("feed://", "feed:"):
        if address.lower().startswith(scheme):
            rest = address[len(scheme) :]
            return rest if rest.lower().startswith(WEB) else f"https://{rest.lstrip('/')}"
    return address


def _folder(around: Iterable[Element]) -> str:
    """Return the name of the nearest folder, empty where the feed stands in none."""
    for element in around:
        said = {str(key).lower(): squash(str(value)) for key, value in element.attrib.items()}
        name = said.get("title") or said.get("text")
        if name and "xmlurl" not in said:
            return name
    return ""


def _read(outline: Outline, rule: SourceRule, session: Session) -> list[Found]:
    """Return what one feed lists; its keys are its own, whatever other feeds call theirs."""
    feed = replace(
        rule,
        kind="feed",
        name=outline.title or rule.name,
        path=None,
        url=outline.url,
        section=outline.section or rule.section,
    )
    own = rule.path is not None  # what a list from the web names is not the editor's own word
    if own:
        access = Access(name=feed.name, url=outline.url)
        session = replace(session, fetcher=session.fetcher.as_source(access, rule.rate))
    try:
        found = list(read_feed(feed, session, discovered=not own))
    except PressdayError as error:
        return [failed(outline.title or outline.url, error)]
    return [
        one if isinstance(one, Outcome) else replace(one, key=f"{outline.url} {one.key}")
        for one in found
    ]
