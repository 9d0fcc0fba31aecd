"""Pages saved by a browser: with a folder of pictures, in one file, or in an archive."""

from __future__ import annotations

import plistlib
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import url2pathname

from pressday.errors import ExtractError
from pressday.fetch import canonical_url
from pressday.sources.files.bundled import Cabinet, data_address, point, settle
from pressday.sources.mail.mime import Part, parts_of, read_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

    from pressday.model import Draft
    from pressday.sources.files.original import Original

# How Windows names the folder of a saved page in its languages ("Connected Files").
COMPANIONS = tuple(
    "_files -files .files -Dateien _fichiers _archivos _arquivos _bestanden _file -filer _pliki"
    " _soubory _elemei _ficheiros _fitxers _tiedostot _dosyalar _datoteke _failid _fails _fajlovi"
    " _bylos _fitxategiak".split()
)
_MOST_COMPANIONS = 5_000  # files

# What programs that save pages write at the top; the address they came from is the group.
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->"
    r"|<!--\s*Page saved with SingleFileZ?\s+url:\s*(\S+)"
    r"|<!--\s*Saved from (\S+) at \S+ using monolith"
    r"|<meta\s[^>]{0,200}\bname=[\"']?savepage-url[\"']?\s[^>]{0,200}\bcontent=[\"']?([^\"'\s>]+)"
    r"|<html\s[^>]{0,500}\bdata-scrapbook-source=[\"']([^\"'\s>]+)"
    r"|<!--\s*Mirrored from ([^\s/]+\.[^\s/]+/\S*) by HTTrack",
    re.IGNORECASE,
)
_TOP = 20_000  # characters
_VARIABLE = re.compile(r"(--sf-img-\d+)\s*:\s*url\([\"']?(data:image/[^\"')]+)")
_USES = re.compile(r"var\((--sf-img-\d+)\)")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Capture:
    """A page out of an archive: `parts` are pictures by their address."""

    page: str
    url: str
    parts: Mapping[str, Part]


def draft_page(original: Original) -> Draft:
    """Return the article of an HTML page; in a file, with the pictures that were saved with it.

    Where the program that saved it noted the address, that is the page's.
    """
    from pressday.extract import decode

    if original.path is None:
        return extract(original)
    page = decode(original.data, original.charset)
    url = original.url or _address(page)
    told = replace(original, url=url, base=url or original.base)
    cabinet, folder = Cabinet(), _Folder(original.path)
    variables = dict(_VARIABLE.findall(page))

    def place(image: Element) -> str:
        source = image.get("src") or ""
        shared = _USES.search(image.get("style") or "")
        if shared and shared[1] in variables:
            return cabinet.data(variables[shared[1]])
        beside = folder.find(source)
        return cabinet.place(beside.as_uri(), beside.name) if beside else cabinet.data(source)

    return _extracted(told, page, place, cabinet)


def draft_mhtml(original: Original) -> Draft:
    """Return the article of a page saved as one message, .mhtml or .mht (RFC 2557)."""
    return _draft_capture(_from_mhtml(original.data), original)


def draft_webarchive(original: Original) -> Draft:
    """Return the article of a page that Safari saved."""
    return _draft_capture(_from_webarchive(original.data), original)


def _draft_capture(capture: _Capture, original: Original) -> Draft:
    cabinet = Cabinet()

    def place(image: Element) -> str:
        source = (image.get("src") or "").strip()
        part = capture.parts.get(_named(source, capture.url))
        if part is None:
            return cabinet.data(source)
        return cabinet.place(data_address(part.data, part.media_type, source), part.name)

    url = original.url or capture.url
    told = replace(original, url=url, base=url)
    return _extracted(told, capture.page, place, cabinet)


def _extracted(
    original: Original, page: str, place: Callable[[Element], str], cabinet: Cabinet
) -> Draft:
    """Return the article of `page`, whose own pictures `place` finds."""
    from lxml import html

    from pressday.extract.read import dom

    root = dom.parse(page)
    if root is None:
        raise ExtractError("the page is empty", where=original.url or original.identity)
    point(root, place)
    if not cabinet.is_filled and original.path:
        return extract(original)
    for style in list(root.iter("style")):  # in one-file pages megabytes of typefaces
        style.text = None
    text = html.tostring(root, encoding="unicode")
    found = replace(original, data=text.encode(), charset="utf-8")
    return settle(extract(found), cabinet.target)


def extract(original: Original) -> Draft:
    """Return the article of a page as it stands."""
    from pressday.extract import extract_page

    return extract_page(
        original.data,
        identity=original.identity,
        url=original.url,
        charset=original.charset,
        source=original.source,
        base=original.base,
        keep=original.keep,
        drop=original.drop,
    )


def _address(page: str) -> str:
    """Return the web address that a saved page says it came from, or an empty string."""
    found = _SAVED.search(page[:_TOP])
    address = next((group for group in found.groups() if group), "") if found else ""
    if found and found[6]:
        address = f"http://{address}"
    return address if address.lower().startswith(_WEB) else ""


class _Folder:
    """The files around a saved page, among which its pictures are found again."""

    def __init__(self, page: Path) -> None:
        self._home = page.parent
        self._page = page
        self._index: dict[str, Path] | None = None

    def find(self, source: str) -> Path | None:
        """Return the file that `source` names: as written, unescaped, or moved with its folder."""
        if _scheme(source) not in ("", "file") or not source.strip():
            return None
        path = urldefrag(source.strip())[0].partition("?")[0]
        exact = None if path.startswith(("/", "file:")) else self._existing(path)
        name = path.replace("\\", "/").rpartition("/")[2]
        return exact or self._companions.get(_folded(unquote(name)))

    def _existing(self, path: str) -> Path | None:
        for name in (url2pathname(path), path):
            found = self._inside(name)
            if found:
                return found
        return None

    def _inside(self, name: str) -> Path | None:
        try:
            real = (self._home / name).resolve()
            return real if real.is_relative_to(self._home.resolve()) and real.is_file() else None
        except (OSError, ValueError, RuntimeError):
            return None

    @property
    def _companions(self) -> dict[str, Path]:
        if self._index is None:
            self._index = {_folded(path.name): path for path in self._listed()}
        return self._index

    def _listed(self) -> Iterable[Path]:
        names = {f"{self._page.stem}{ending}" for ending in COMPANIONS}
        for folder in sorted(self._home / name for name in names):
            try:
                found = sorted(folder.iterdir())[:_MOST_COMPANIONS]
            except OSError:
                continue
            yield from (path for path in found if self._inside(str(path)))


def _scheme(address: str) -> str:
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return "?"


def _folded(name: str) -> str:
    """Return a file name as systems that take many spellings for one compare it."""
    return unicodedata.normalize("NFC", unquote(name)).casefold()


def _named(source: str, base: str) -> str:
    """Return the key of the part that `source` on a page names; empty for what is no address."""
    try:
        return _key(source if source[:4].lower() == "cid:" else urljoin(base, source))
    except ValueError:
        return ""


def _key(address: str) -> str:
    return address if address[:4].lower() == "cid:" else canonical_url(address)


def _from_mhtml(data: bytes) -> _Capture:
    message = read_message(data)
    parts = parts_of(message)
    pages = [p for p in parts if p.media_type in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise ExtractError("the saved page has no page in it: it is damaged")
    first = pages[0]
    told = (str(message.get("Snapshot-Content-Location") or ""), first.location)
    url = next((found.strip() for found in told if found.lower().startswith(_WEB)), "")
    by_key = {_key(p.location): p for p in parts if p.location}
    by_key |= {f"cid:{p.content_id}": p for p in parts if p.content_id}
    return _Capture(page=first.text, url=url, parts=by_key)


def _from_webarchive(data: bytes) -> _Capture:
    try:
        root = plistlib.loads(data)
        main, others = root["WebMainResource"], root.get("WebSubresources", [])
        page, url = _part(main), str(main.get("WebResourceURL", ""))
        parts = {_key(str(one.get("WebResourceURL", ""))): _part(one) for one in others}
    except Exception as error:  # the border to a parser that raises anything
        raise ExtractError("is a damaged web archive", hint="save the page once more") from error
    return _Capture(page=page.text, url=url if url.startswith(_WEB) else "", parts=parts)


def _part(resource: Mapping[str, Any]) -> Part:
    url = str(resource.get("WebResourceURL", ""))
    return Part(
        data=bytes(resource["WebResourceData"]),
        media_type=str(resource.get("WebResourceMIMEType", "")),
        charset=str(resource.get("WebResourceTextEncodingName", "")),
        name=urlsplit(url).path.rpartition("/")[2],
        location=url,
    )
