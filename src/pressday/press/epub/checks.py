"""Checks: a finished EPUB read as a reading system reads it, and what is wrong with it."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pressday.errors import WriteError
from pressday.press.checked import (
    AGAIN,
    DESCRIBE,
    UNDESCRIBED,
    Expected,
    Finding,
    guarded,
    parity_findings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

_MOST = 100_000_000  # bytes of text; the largest edition seen has five million
# what a packed file that is cut off, locked, or packed otherwise raises
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
XHTML = "{http://www.w3.org/1999/xhtml}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Book:
    """The documents of an EPUB by name, and the names of all files in it."""

    documents: Mapping[str, _Element]
    names: frozenset[str]
    first: str


def check_epub(path: Path, expected: Expected) -> list[Finding]:
    """Return what is wrong with the EPUB at `path`, which should have what is `expected`.

    Raises WriteError for a file that cannot be opened as one.
    """
    book = _opened(path)
    return [finding for rule in _RULES for finding in rule(book, expected)]


def check_any_epub(path: Path, expected: Expected) -> list[Finding]:
    """Return what is wrong with anybody's EPUB; WriteError for what cannot be opened as one."""
    book = _opened(path)
    return [finding for rule in _RULES for finding in guarded(rule, book, expected)]


def _opened(path: Path) -> _Book:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            texts = [info for info in packed.infolist() if info.filename.endswith(".xhtml")]
            if sum(info.file_size for info in texts) > _MOST:
                message = f"unpacks to more than {_MOST // 1_000_000} MB of text"
                raise WriteError(message, where=str(path))
            documents = {
                name: etree.fromstring(packed.read(name), parser)
                for name in names
                if name.endswith(".xhtml")
            }
    except (OSError, *_UNREADABLE, etree.XMLSyntaxError) as error:
        raise WriteError(f"is no EPUB that can be read ({error})", where=str(path)) from error
    return _Book(documents, frozenset(names), names[0] if names else "")


def _broken(rule: str, message: str, *, place: str = "") -> Finding:
    return Finding(rule=rule, severity="mend", message=message, hint=AGAIN, place=place)


def _package(book: _Book, _: Expected) -> Iterator[Finding]:
    """Yield what keeps a reading system from opening the file at all."""
    if book.first != "mimetype":
        yield _broken("package", "does not begin with what it is (mimetype)")
    if "META-INF/container.xml" not in book.names:
        yield _broken("package", "does not say where its contents are")
    if not book.documents:
        yield _broken("package", "has no documents")


def _languages(book: _Book, expected: Expected) -> Iterator[Finding]:
    """Yield pieces that are read in another language than theirs."""
    for name, root in book.documents.items():
        if not (root.get(LANGUAGE) or root.get("lang")):
            yield _broken("language", "says of no word in which language it is", place=name)
    articles = _articles(book)
    for piece in expected.pieces:
        if piece.anchor in articles and piece.language:
            language = _language(articles[piece.anchor])
            if language != piece.language:
                message = f"is read as {language or 'no language'}, and is {piece.language}"
                yield _broken("language", message, place=piece.headline)


def _language(element: _Element) -> str:
    around = [element, *element.iterancestors()]
    return next((e.get(LANGUAGE) or e.get("lang") or "" for e in around if _says(e)), "")


def _says(element: _Element) -> bool:
    return bool(element.get(LANGUAGE) or element.get("lang"))


def _pictures(book: _Book, expected: Expected) -> Iterator[Finding]:
    """Yield pictures that neither say what they show nor that they only decorate."""
    from pressday.layout.words import furniture

    words = furniture(expected.language)
    empty = {words.word("picture"), words.word("picture_with")}
    for name, root in book.documents.items():
        for picture in root.iter(f"{XHTML}img"):
            alt = picture.get("alt")
            if alt is None:
                yield _broken("alt", f"a picture says nothing: {picture.get('src')}", place=name)
            elif alt in empty and not _captioned(picture):
                place = f"{name}, {picture.get('src')}"
                yield Finding(
                    rule="alt", severity="look", place=place, message=UNDESCRIBED, hint=DESCRIBE
                )


def _captioned(picture: _Element) -> bool:
    """Tell whether a caption says what the picture shows."""
    figure = next(picture.iterancestors(f"{XHTML}figure"), None)
    captions = () if figure is None else figure.iter(f"{XHTML}figcaption")
    return any(text.strip() for caption in captions for text in _texts_in(caption))


def _links(book: _Book, _: Expected) -> Iterator[Finding]:
    """Yield links inside the file that lead nowhere."""
    ids = {
        name: {e.get("id") for e in root.iter() if e.get("id")}
        for name, root in book.documents.items()
    }
    for name, root in book.documents.items():
        for link in root.iter(f"{XHTML}a"):
            address = urlsplit(link.get("href") or "")
            if address.scheme or not (address.path or address.fragment):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), address.path))
            file = target if address.path else name
            known = ids.get(file, set())
            is_there = unquote(file) in book.names
            if not is_there or (address.fragment and address.fragment not in known):
                yield _broken("links", f"a link leads nowhere: {link.get('href')}", place=name)


def _articles(book: _Book) -> dict[str, _Element]:
    roots = book.documents.values()
    return {e.get("id", ""): e for root in roots for e in root.iter(f"{XHTML}article")}


def _parity(book: _Book, expected: Expected) -> Iterator[Finding]:
    """Yield pieces whose words are not all there, once and in their order."""
    articles = _articles(book)
    for piece in expected.pieces:
        if piece.anchor not in articles:
            yield _broken("parity", "the piece is not in the file", place=piece.headline)
            continue
        yield from parity_findings(piece, _heard(articles[piece.anchor]), None)


def _heard(article: _Element) -> str:
    """Return the words of an article but for the captions of its pictures."""
    return " ".join(_texts(article))


def _texts_in(element: _Element) -> Iterator[str]:
    return (text for inner in element.iter() for text in (inner.text or "", inner.tail or ""))


def _texts(element: _Element) -> Iterator[str]:
    """Yield the texts in `element`, without captions."""
    if element.tag != f"{XHTML}figcaption" and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


_RULES = (_package, _languages, _pictures, _links, _parity)
