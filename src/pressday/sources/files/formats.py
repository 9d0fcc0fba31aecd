"""Which format a file or a piped text has, and what to do about those that hold no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pressday.sources.files.zips import MAGIC, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Format = Literal[
    "markdown",
    "text",
    "page",
    "feed",
    "mail",
    "mailbox",
    "mhtml",
    "webarchive",
    "docx",
    "epub",
    "pdf",
    "picture",
    "recording",
    "archive",
    "office",
    "outline",
    "map",
]

SUFFIXES: Mapping[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".eml": "mail",
    ".emlx": "mail",
    ".mbox": "mailbox",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".webarchive": "webarchive",
    ".docx": "docx",
    ".epub": "epub",
    ".rss": "feed",
    ".atom": "feed",
}
READABLE = "Markdown, plain text, web pages, letters (.eml), .docx and .epub can be read"

# Why a format gives no article, and what helps.
REFUSED: Mapping[Format, tuple[str, str]] = {
    "pdf": (
        "is a PDF, whose text has no order",
        "take the page it was made from, or copy its text into a .txt file",
    ),
    "picture": (
        "is no text: a picture",
        "name it in a Markdown file, ![what it shows](its-name.jpg), and it is printed there",
    ),
    "recording": ("is no text: sound or film", "add its transcript as a .txt or .md file"),
    "archive": ("is no text: a packed archive", "unpack it, and add the folder"),
    "office": (
        "is an office file of another kind, or a locked one",
        "save it as .docx, a letter as .eml, and add that",
    ),
    "outline": ("is a list of feeds, no article", 'make it a source: kind = "opml"'),
    "map": ("is a map of a site, no article", 'make it a source: kind = "sitemap"'),
}

# What may stand before the first element of XML or HTML: byte order mark, declaration, comments.
_PROLOGUE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL
)
_ELEMENTS: Mapping[Format, re.Pattern[bytes]] = {
    "feed": re.compile(
        rb"<!doctype\s+(?:\w+:)?(?:rss|feed|rdf|channel)[\s>\[]"
        rb"|(?:<!doctype\s[^>\[]*(?:\[.*?\]\s*)?>(?:\s|<\?.*?\?>|<!--.*?-->)*)?"
        rb"<(?:\w+:)?(?:rss|feed|rdf|channel|entry)[\s>]",
        re.IGNORECASE | re.DOTALL,
    ),
    "picture": re.compile(rb"(?:<!doctype\s+svg[^>]*>\s*)?<(?:\w+:)?svg[\s>]", re.IGNORECASE),
    "outline": re.compile(rb"<opml[\s>]", re.IGNORECASE),
    "map": re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE),
    "page": re.compile(
        rb"<(?:!doctype|html|head|body|meta|title|article|section|main|div|p|h[1-6])[\s>]",
        re.IGNORECASE,
    ),
}
_HEADER = re.compile(rb"([!-9;-~]+):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_ENVELOPE = re.compile(rb"From \S+ [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n")
_HEADERS_OF_MAIL = frozenset(
    b"from date subject received message-id mime-version return-path delivered-to to content-type"
    b" list-id".split()
)
_LEAST_HEADERS = 3  # known ones: a text may well begin with "Date:" and "From:"
_SNAPSHOT = re.compile(
    rb"^(?:snapshot-content-location:|x-maf|from: \"?<?saved by )", re.IGNORECASE | re.MULTILINE
)
_LOOKED_AT = 4096  # bytes
_PAGES_PART = ".iwa"  # ends the parts of what Pages, Numbers and Keynote write

# The first bytes of what is no text, by format.
_SIGNATURES: Mapping[Format, re.Pattern[bytes]] = {
    "pdf": re.compile(rb"\s{0,9}%PDF-"),
    "webarchive": re.compile(rb"bplist00.{0,64}WebMainResource", re.DOTALL),
    "picture": re.compile(
        rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|BM.{4}\0\0\0\0|II\*\0|MM\0\*"
        rb"|\0{3}.ftyp(?:avif|heic|heix|mif1)|8BPS\0",
        re.DOTALL,
    ),
    "recording": re.compile(
        rb"ID3[\2-\4]|\xff[\xfb\xf3\xf2]|OggS\0|fLaC\0|RIFF.{4}(?:WAVE|AVI )|\x1aE\xdf\xa3"
        rb"|\0{3}.ftyp|FORM.{4}AIFF",
        re.DOTALL,
    ),
    "archive": re.compile(
        rb"\x1f\x8b|BZh\d1AY|7z\xbc\xaf|Rar!\x1a|\xfd7zXZ|.{257}ustar", re.DOTALL
    ),
    "office": re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1|\{\\rtf"),
}


def format_of(data: bytes, suffix: str = "") -> Format:
    """Return the format of `data`: what its bytes say of themselves, else a file's `suffix`.

    Bytes that are no text at all are never taken for one, whatever the name.
    """
    named, packed = SUFFIXES.get(suffix.lower()), _packed(data)
    if packed == "archive" and named in ("docx", "epub"):
        return named  # a damaged one
    return packed or named or _sniff(data)


def _packed(data: bytes) -> Format | None:
    if data.startswith(MAGIC):
        return _zipped(data)
    return next((name for name, start in _SIGNATURES.items() if start.match(data[:512])), None)


def _zipped(data: bytes) -> Format:
    names = names_of(data)
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        is_text = any(name.startswith("word/") for name in names)
        return "docx" if is_text else "office"
    if "META-INF/container.xml" in names:
        return "epub"
    office = "content.xml" in names or any(name.endswith(_PAGES_PART) for name in names)
    return "office" if office else "archive"


def _sniff(data: bytes) -> Format:
    start = data[:_LOOKED_AT].replace(b"\0", b"")  # UTF-16 becomes legible enough
    if found := _letter(start):
        return found
    if b"<key>WebMainResource</key>" in start:
        return "webarchive"
    if start.lstrip().startswith(b"{") and b"jsonfeed.org/version" in start.replace(b"\\", b""):
        return "feed"
    prologue = _PROLOGUE.match(start)
    start = start[prologue.end() :] if prologue else start
    named = (name for name, pattern in _ELEMENTS.items() if pattern.match(start))
    return next(named, "markdown" if start.startswith(b"---") else "text")


def _letter(start: bytes) -> Format | None:
    """Return which kind of mail begins with `start`, or None where none does."""
    envelope = _ENVELOPE.match(start)
    at = envelope.end() if envelope else 0
    names: set[bytes] = set()
    while header := _HEADER.match(start, at):
        names.add(header[1].lower())
        at = header.end()
    if len(names & _HEADERS_OF_MAIL) < _LEAST_HEADERS:
        return None
    if _SNAPSHOT.search(start[:at]):
        return "mhtml"
    return "mailbox" if envelope else "mail"
