"""An EPUB to its chapters: each document of the reading order with a text in it is an article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urldefrag

from pressday.body import words
from pressday.errors import ExtractError
from pressday.model import Draft
from pressday.sources.files.bundled import HOME, data_address, settle
from pressday.sources.files.drafts import finished
from pressday.sources.files.epub_page import MATTER, TYPE, Page, joined, parse
from pressday.sources.files.zips import Archive
from pressday.sources.reading import Item, Reading, cut_off
from pressday.text import sha256, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from lxml.etree import _Element as Element

    from pressday.sources.files.original import Original
    from pressday.sources.reading import Found, Session

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_LICENCE = "META-INF/license.lcpl"  # Readium LCP
_DC = "{http://purl.org/dc/elements/1.1/}"
_FEWEST_WORDS = 80  # fewer are a cover, a title page, an imprint
_MOST_CHAPTERS = 1_000
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
# Typefaces may be scrambled in a book that is free to read (EPUB 3.3, 4.4; Adobe's older way).
_SCRAMBLED = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What a package document says: `spine` are the names of its documents in reading order.

    `matter` are those that are no text of the book's, `titles` come from the contents.
    """

    archive: Archive
    title: str
    identifier: str
    language: str
    bylines: tuple[str, ...]
    published: datetime | None
    modified: datetime | None
    spine: tuple[str, ...]
    matter: frozenset[str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chapter:
    """One article of a book: `pages` are the documents it runs through; the first names it."""

    title: str
    pages: tuple[Page, ...]

    @property
    def name(self) -> str:
        return self.pages[0].name

    @property
    def mark(self) -> str:
        return sha256(b"".join(page.raw for page in self.pages))


def list_book(original: Original, session: Session) -> Iterator[Found]:
    """Yield an item for each chapter; raises ExtractError for a book that cannot be read."""
    book = _opened(original.data)
    chapters = [c for c in _chapters(book) if _length(c) >= _FEWEST_WORDS]
    if not chapters:
        raise ExtractError(f"no chapter in this book has {_FEWEST_WORDS} words")
    if len(book.spine) > _MOST_CHAPTERS:
        yield cut_off(original.identity, _MOST_CHAPTERS, "chapters")
    for chapter in chapters:
        yield Item(
            key=f"{original.identity}#{chapter.name}",
            read=partial(_read, chapter, book, original, session),
            mark=chapter.mark,
            title=chapter.title,
            published=book.published,
        )


def _opened(data: bytes) -> _Book:
    archive = Archive(data)
    _check_locks(archive)
    root = archive.xml(_CONTAINER).find(".//{*}rootfile[@full-path]")
    package = "" if root is None else root.get("full-path", "")
    opf = archive.xml(package)
    manifest = {item.get("id", ""): item for item in opf.iterfind(".//{*}manifest/{*}item")}
    places = {key: _joined(package, item.get("href", "")) for key, item in manifest.items()}
    order = [ref for ref in opf.iterfind(".//{*}spine/{*}itemref") if ref.get("linear") != "no"]
    keys = [ref.get("idref", "") for ref in order]
    pages = [places[k] for k in keys if k in places and manifest[k].get("media-type") in _PAGES]
    says = _Metadata(opf)
    return _Book(
        archive=archive,
        title=says.text("title"),
        identifier=says.identifier,
        language=says.language,
        bylines=says.bylines,
        published=says.date("date"),
        modified=says.modified,
        spine=tuple(name for name in dict.fromkeys(pages) if name in archive.names),
        matter=_matter(opf, package, manifest, places),
        titles=_contents(opf, archive, manifest, places),
    )


def _check_locks(archive: Archive) -> None:
    """Raise ExtractError for a book whose text only a shop's own program can read."""
    if _LICENCE in archive.names or (_LOCKS in archive.names and _locked(archive.xml(_LOCKS))):
        raise ExtractError(
            "is locked (DRM): only the shop's own program can read it",
            hint="ask the publisher for a copy without a lock",
        )


def _locked(root: Element) -> bool:
    ways = {
        e.get("Algorithm", "") for e in root.iterfind(".//{*}EncryptedData/{*}EncryptionMethod")
    }
    return bool(ways - _SCRAMBLED)


def _joined(home: str, href: str) -> str:
    """Return the name in the zip of what `href` in the document `home` points at."""
    address = joined(home, href)
    return unquote(address.removeprefix(HOME)) if address.startswith(HOME) else ""


def _matter(
    opf: Element, package: str, manifest: Mapping[str, Element], places: Mapping[str, str]
) -> frozenset[str]:
    """Return the documents that the book itself calls its cover, title page or contents."""
    navigation = {places[k] for k, item in manifest.items() if "nav" in _words(item, "properties")}
    guide = opf.iterfind(".//{*}guide/{*}reference")
    named = {_joined(package, r.get("href", "")) for r in guide if r.get("type") in MATTER}
    return frozenset(navigation | named)


def _words(element: Element, name: str) -> list[str]:
    return (element.get(name) or "").split()


def _contents(
    opf: Element, archive: Archive, manifest: Mapping[str, Element], places: Mapping[str, str]
) -> dict[str, str]:
    """Return the first title that the contents give to each document: EPUB 3's, else the older."""
    navigation = next((k for k, i in manifest.items() if "nav" in _words(i, "properties")), "")
    spine = opf.find(".//{*}spine")
    older = "" if spine is None else spine.get("toc", "")
    for key, entries in ((navigation, _nav_entries), (older, _ncx_entries)):
        if places.get(key) in archive.names:
            found: dict[str, str] = {}
            for href, title in entries(parse(archive.read(places[key]))):
                found.setdefault(_joined(places[key], href), title)
            if found:
                return found
    return {}


def _nav_entries(root: Element) -> Iterator[tuple[str, str]]:
    navs = list(root.iter("nav"))
    toc = next((n for n in navs if "toc" in _words(n, TYPE)), navs[0] if navs else root)
    return ((a.get("href", ""), _text(a)) for a in toc.iter("a"))


def _ncx_entries(root: Element) -> Iterator[tuple[str, str]]:
    for point in root.iter("navPoint"):
        content, label = point.find("content"), point.find("navLabel")
        if content is not None and label is not None:
            yield content.get("src", ""), _text(label)


def _text(element: Element) -> str:
    return squash(" ".join(str(text) for text in element.itertext()))


def _chapters(book: _Book) -> list[_Chapter]:
    """Return the chapters: a document that the contents leave out goes on with the one before.

    That is so only where it has no heading of its own, and the contents name more than one.
    """
    chapters: list[_Chapter] = []
    for name in book.spine[:_MOST_CHAPTERS]:
        page = Page(name=name, raw=book.archive.read(name))
        if name in book.matter or page.is_matter:
            continue
        title = book.titles.get(name, "")
        if chapters and len(book.titles) > 1 and not title and not page.heading:
            last = chapters[-1]
            chapters[-1] = replace(last, pages=(*last.pages, page))
        else:
            chapters.append(_Chapter(title=title or page.heading, pages=(page,)))
    return chapters


def _length(chapter: _Chapter) -> int:
    return sum(words.count(_text(page.body)) for page in chapter.pages)


def _read(chapter: _Chapter, book: _Book, original: Original, session: Session) -> Reading:
    """Return one chapter as an article, with the pictures it shows out of the book."""
    from pressday.extract import clean_fragment

    html = "".join(page.html for page in chapter.pages)
    body, images = session.run(clean_fragment, html, base=HOME + quote(chapter.name))
    draft = Draft(
        identity=f"{book.identifier or original.identity}#{chapter.name}",
        title=chapter.title,
        body=body,
        source=original.source,
        url=original.url,
        bylines=book.bylines,
        site=book.title,
        language=book.language,
        published=book.published,
        modified=book.modified,
        images=images,
    )
    whole = finished(draft, book.title or original.name)
    raw = b"\n".join(page.raw for page in chapter.pages)
    return Reading(
        draft=replace(settle(whole, partial(_picture, book.archive)), text_from="file"),
        raw=raw,
        media_type="application/xhtml+xml",
    )


def _picture(archive: Archive, address: str) -> str:
    """Return the `data:` address of a picture in the book, or an empty string."""
    name = unquote(urldefrag(address)[0].removeprefix(HOME))
    return data_address(archive.read(name), name=name) if name in archive.names else ""


class _Metadata:
    """The Dublin Core of a package document; all of it may be missing."""

    def __init__(self, opf: Element) -> None:
        self._opf = opf

    def text(self, name: str) -> str:
        """Return the first element called `name`, on one line."""
        found = self._opf.find(f".//{_DC}{name}")
        return "" if found is None else _text(found)

    def date(self, name: str) -> datetime | None:
        """Return the first element called `name` as a date."""
        from pressday.extract.describe.dates import read_date

        found = self.text(name)
        return read_date(found) or (
            read_date(f"{found}-01-01") if len(found) == len("2026") else None
        )

    @property
    def identifier(self) -> str:
        wanted = self._opf.get("unique-identifier", "")
        every = self._opf.findall(f".//{_DC}identifier")
        named = next((e for e in every if e.get("id") == wanted), every[0] if every else None)
        return "" if named is None else _text(named)

    @property
    def language(self) -> str:
        from pressday.extract.describe.language import normalise_tag

        return normalise_tag(self.text("language"))

    @property
    def bylines(self) -> tuple[str, ...]:
        from pressday.extract.describe.bylines import clean_bylines

        return clean_bylines([_text(e) for e in self._opf.iterfind(f".//{_DC}creator")], "")

    @property
    def modified(self) -> datetime | None:
        from pressday.extract.describe.dates import read_date

        found = self._opf.find(".//{*}meta[@property='dcterms:modified']")
        return None if found is None else read_date(_text(found))
