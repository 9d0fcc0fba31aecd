"""One file or one text of a known format, as a reading."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pressday.errors import ExtractError, SourceError
from pressday.fetch import canonical_url
from pressday.sources.desk import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pressday.model import Draft

Format = Literal["markdown", "text", "page", "feed"]

LARGEST = 20_000_000  # bytes of one file

SUFFIXES: Mapping[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".rss": "feed",
    ".atom": "feed",
}
_MEDIA_TYPES: Mapping[Format, str] = {
    "markdown": "text/markdown",
    "text": "text/plain",
    "page": "text/html",
    "feed": "application/xml",
}
# What may stand before the first element of XML or HTML: byte order mark, declaration, comments.
_PROLOGUE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL
)
_FEED = re.compile(rb"(?:<!doctype\s[^>]*>\s*)?<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROLS_IN_TEXT = 0.02  # of all characters: compressed bytes have a tenth, a text has none
_LOOKED_AT = 100_000  # characters: a PDF begins with a page of text
_PAGE = re.compile(
    rb"<(?:!doctype|html|head|body|meta|title|article|section|main|div|p|h[1-6])[\s>]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes that hold an article, and what is known of where they come from.

    `base` is what relative addresses in them refer to, `url` where the article
    stands on the web.
    """

    data: bytes
    identity: str
    name: str
    source: str = ""
    url: str = ""
    base: str = ""
    charset: str = ""
    folder: Path | None = None


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the content of a file the editor named.

    Raises SourceError when there is none, it is empty, or larger than `largest` bytes.
    """
    try:
        if not path.is_file():
            raise SourceError(_no_file(path), where=str(path))
        if path.stat().st_size > largest:
            raise SourceError(f"larger than {largest // 1_000_000} MB", where=str(path))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"cannot be read ({reason})", where=str(path)) from error
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf\xfe\xff"):
        raise SourceError("the file is empty", where=str(path))
    return data


def _no_file(path: Path) -> str:
    """Return what is wrong with a path at which there is no file."""
    if path.is_dir():
        return "is a folder, not a file"
    return "is a device or a pipe, not a file" if path.exists() else "no such file"


def is_folder(path: Path) -> bool:
    """Say whether `path` is a folder; what cannot be a path at all is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_file(path: Path, publication: Path, *, source: str = "", url: str = "") -> Reading:
    """Return the article in the file `path`.

    Its identity is `url` if given, else its path relative to the `publication`.
    """
    data = read_bytes(path)
    local = not url or _has_companions(path)
    original = Original(
        data=data,
        identity=canonical_url(url) if url else relative(path, publication),
        name=path.name,
        source=source,
        url=url,
        base=path.resolve().as_uri() if local else url,
        folder=path.resolve().parent,
    )
    return read_original(original, format_of(data, path.suffix))


def read_original(original: Original, kind: Format) -> Reading:
    """Return the article in `original`; raises ExtractError when there is none.

    A page that says where it lives is known by that address, wherever it was saved.
    """
    if _is_binary(original):
        hint = "Markdown, plain text and web pages can be read"
        raise ExtractError("is no text: a picture, a PDF or a program", hint=hint)
    draft = _DRAFTERS[kind](original)
    web = "" if draft.url.startswith("file:") else draft.url
    identity = canonical_url(web) if kind == "page" and web else draft.identity
    return Reading(
        draft=replace(draft, url=web or original.url, identity=identity),
        raw=original.data,
        media_type=_MEDIA_TYPES[kind],
        folder=original.folder,
    )


def format_of(data: bytes, suffix: str = "") -> Format:
    """Return the format that a file's `suffix` names, else the one its bytes look like."""
    return SUFFIXES.get(suffix.lower()) or _sniff(data)


def relative(path: Path, publication: Path) -> str:
    """Return `path` as seen from the publication, with slashes: the same on every machine."""
    try:
        found = Path(os.path.relpath(path.resolve(), publication.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        found = path.resolve().as_posix()
    return os.fsencode(found).decode("utf-8", "replace")  # a name need not be UTF-8


def _sniff(data: bytes) -> Format:
    start = data[:4096].replace(b"\0", b"")  # UTF-16 becomes legible enough
    prologue = _PROLOGUE.match(start)
    start = start[prologue.end() :] if prologue else start
    if _FEED.match(start):
        return "feed"
    if _PAGE.match(start):
        return "page"
    return "markdown" if start.startswith(b"---") else "text"


def _is_binary(original: Original) -> bool:
    """Say whether too many characters are controls; a stray one in a text is the extractor's."""
    from pressday.extract import decode

    start = decode(original.data, original.charset)[:_LOOKED_AT]
    return len(_CONTROL.findall(start)) > _CONTROLS_IN_TEXT * len(start)


def _has_companions(path: Path) -> bool:
    """Say whether a browser saved the page's pictures in a folder beside it."""
    return any((path.parent / f"{path.stem}{ending}").is_dir() for ending in ("_files", "-files"))


def _page(original: Original) -> Draft:
    from pressday.extract import extract_page

    return extract_page(
        original.data,
        identity=original.identity,
        url=original.url,
        charset=original.charset,
        source=original.source,
        base=original.base,
    )


def _text(original: Original) -> Draft:
    from pressday.extract import decode, extract_text

    return extract_text(
        decode(original.data, original.charset),
        identity=original.identity,
        name=original.name,
        source=original.source,
    )


def _markdown(original: Original) -> Draft:
    from pressday.extract import decode, extract_markdown

    return extract_markdown(
        decode(original.data, original.charset),
        identity=original.identity,
        name=original.name,
        base=_folder_of(original.base),
        source=original.source,
    )


def _folder_of(address: str) -> str:
    return address[: address.rfind("/") + 1]


_DRAFTERS: Mapping[Format, Callable[[Original], Draft]] = {
    "markdown": _markdown,
    "text": _text,
    "page": _page,
}
