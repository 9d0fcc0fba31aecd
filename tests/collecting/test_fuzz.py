"""Every parser on damaged input: an article or one of our errors, and that soon.

A second for each parser; PRESSDAY_FUZZ_SECONDS gives them more.
"""

from __future__ import annotations

import io
import os
import signal
import time
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests import stories
from tests.collecting import hostile
from tests.collecting.hostile import FACTS
from tests.mutations import mutants

from pressday.config import SourceRule
from pressday.errors import PressdayError
from pressday.extract import (
    clean_fragment,
    decode,
    extract_markdown,
    extract_page,
    extract_text,
)
from pressday.fetch import Fetcher
from pressday.pictures.printable import normalise_picture
from pressday.sources import Session
from pressday.sources.feeds.discovery import feeds_of
from pressday.sources.feeds.feed import Fetched, read_entries
from pressday.sources.feeds.jsonfeed import parse_json_feed
from pressday.sources.feeds.opml import parse_opml
from pressday.sources.feeds.sitemap import parse_sitemap
from pressday.sources.files.address_lists import entries_of
from pressday.sources.files.docx import draft_docx
from pressday.sources.files.epub import list_book
from pressday.sources.files.formats import format_of
from pressday.sources.files.original import Original
from pressday.sources.files.saved import draft_mhtml, draft_webarchive
from pressday.sources.mail.letters import read_letter
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

    from pressday.sources.reading import Found

DATA = Path(__file__).parents[1] / "data"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BUDGET_S = float(os.environ.get("PRESSDAY_FUZZ_SECONDS", "0.8"))
LONGEST_S = 10  # of the processor, for one call
PAGES = 30  # of the corpus
LARGEST_PAGE = 150_000  # bytes

ADDRESS = "https://a.example/"
JSON_FEED = (
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [{"id": "1", "url":'
    b' "https://a.example/1", "title": "One", "content_html": "<p>Text</p>", "date_published":'
    b' "2026-11-23T08:00:00Z", "authors": [{"name": "Ines Valk"}], "tags": ["a"], "attachments":'
    b' [{"url": "https://a.example/a.png", "mime_type": "image/png"}]}, {"id": 2, "content_text":'
    b' "A text.\\n\\nAnother."}]}'
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">A &amp;amp; b'
    b'</title><link href="/"/><entry><id>urn:x:1</id><title>One</title><link href="1"/><updated>'
    b'2026-11-23T08:00:00Z</updated><author><name>Ines</name></author><content type="xhtml"><div'
    b' xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div></content></entry></feed>'
)
SHELF = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Shelf</title><entry><id>urn:x:1</id><title>'
    b'Tides</title><link rel="http://opds-spec.org/acquisition/open-access" type="application/'
    b'epub+zip" href="/t.epub"/><link rel="alternate" type="text/html" href="/t"/></entry><entry>'
    b'<title>Ropes</title><link rel="http://opds-spec.org/acquisition" href="/r.pdf"/></entry>'
    b"</feed>"
)
ALONE = SourceRule(name="", kind="feed", body="feed")  # no page is fetched
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/one'
    b"</loc><lastmod>2026-11-23</lastmod><news:news><news:title>One</news:title>"
    b"<news:publication_date>2026-11-23T08:00Z</news:publication_date></news:news></url></urlset>"
)
LIST = b"# To read\nhttps://a.example/one  One\n- [Two](https://a.example/two)\n* <https://b.example>\n"
TEXT = (
    b"The ferry came back\nBy Ines Valk\n23 November 2026\n\nEleven passengers said so.\n\n- Lemons"
    b"\n- Biscuits\n\n> There was soup.\n\n1. First\n2. Second\n\nSee https://a.example/x[1].\n\n"
    b"[1] No.\n"
)


def own(*names: str) -> list[bytes]:
    return [(DATA / name).read_bytes() for name in names]


def pages() -> list[bytes]:
    """Return pages of the corpus where there is one, and those of our own making."""
    found = sorted((*CORPUS.glob("articles/pages/*"), *CORPUS.glob("structure/*/source.html")))
    fit = [path for path in found if path.is_file() and path.stat().st_size < LARGEST_PAGE]
    step = max(1, len(fit) // PAGES)
    read = [path.read_bytes() for path in fit[::step]]
    return [*own("extract-page.html", "source-page.html"), hostile.page(1, FACTS), *read]


def pictures() -> list[bytes]:
    found = []
    image = Image.open(io.BytesIO(stories.picture(1)))
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP"):
        buffer = io.BytesIO()
        with suppress(KeyError, OSError):  # a Pillow without one of these
            image.resize((64, 48)).save(buffer, kind)
            found.append(buffer.getvalue())
    return found


def original(data: bytes, name: str = "x") -> Original:
    return Original(data=data, identity=name, name=name)


def read_all(found: Iterable[Found]) -> None:
    for item in found:
        if isinstance(item, Item):
            with suppress(PressdayError):
                item.read()


def read_book(data: bytes) -> None:
    with Fetcher("test") as fetcher:
        read_all(list_book(original(data), Session(folder=Path(), fetcher=fetcher)))


def on_page(data: bytes) -> None:
    extract_page(data, identity="https://a.example/x", url="https://a.example/x")


def on_feed(data: bytes) -> None:
    fetched = Fetched(data=data, where="feed", url=ADDRESS)
    with Fetcher("test") as fetcher:
        read_all(read_entries(fetched, Session(folder=Path(), fetcher=fetcher), ALONE))


def markdown() -> list[bytes]:
    return [
        hostile.markdown(1, FACTS).encode(),
        TEXT,
        b"---\ntitle: A\ntags: [a, b]\n---\n\n# B\n\nC.",
    ]


def saved() -> list[bytes]:
    page = stories.story(1).page()
    parts = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version:"
        b' 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type:'
        b" text/html\r\nContent-Location: https://a.example/\r\n\r\n" + page + b"\r\n--x--\r\n"
    )
    resource = (
        b"<plist><dict><key>WebMainResource</key><dict><key>WebResourceData</key><data>PHA+eDwvcD4="
        b"</data><key>WebResourceURL</key><string>https://a.example</string></dict></dict></plist>"
    )
    return [parts, resource]


def on_saved(data: bytes) -> None:
    for read in (draft_mhtml, draft_webarchive):
        with suppress(PressdayError):
            read(original(data))


def on_markdown(data: bytes) -> None:
    extract_markdown(decode(data), identity="x", name="x.md", base="file:///x/")


def feeds() -> list[bytes]:
    return [*own("source-feed.xml"), ATOM, SHELF, hostile.rss(1, "https://a.example/", FACTS)]


def letters() -> list[bytes]:
    return [path.read_bytes() for path in sorted(DATA.glob("mail-*.eml"))]


Target = tuple["Callable[[bytes], object]", "Callable[[], list[bytes]]"]
TARGETS: dict[str, Target] = {
    "page": (on_page, pages),
    "fragment": (lambda data: clean_fragment(decode(data), base="https://a.example/"), pages),
    "discovery": (lambda data: feeds_of(data, url="https://a.example/"), pages),
    "feed": (on_feed, feeds),
    "json feed": (lambda data: parse_json_feed(data, where="x"), lambda: [JSON_FEED]),
    "opml": (lambda data: parse_opml(data, where="x"), lambda: [hostile.opml(ADDRESS, FACTS)]),
    "sitemap": (lambda data: parse_sitemap(data, where="x"), lambda: [SITEMAP, LIST]),
    "list": (entries_of, lambda: [LIST, TEXT, *own("source-page.html")]),
    "letter": (lambda data: read_letter(original(data)), letters),
    "docx": (lambda data: draft_docx(original(data)), lambda: own("file-ferry.docx")),
    "epub": (read_book, lambda: own("file-tales.epub")),
    "saved": (on_saved, saved),
    "text": (
        lambda data: extract_text(decode(data), identity="x", name="x.txt"),
        lambda: [TEXT, *own("extract-pasted.txt")],
    ),
    "markdown": (on_markdown, markdown),
    "picture": (normalise_picture, pictures),
    "drawing": (normalise_picture, lambda: [hostile.fill(hostile.DRAWING, FACTS).encode()]),
    "format": (format_of, lambda: [*pictures(), *markdown(), *own("mail-column.eml"), SITEMAP]),
}


class TooSlowError(Exception):
    """A call needs longer than is allowed."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End what happens inside when it has used so much of the processor."""

    def late(_: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"over {seconds} s, at {frame}")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_input_gives_an_article_or_our_own_error(name: str, tmp_path: Path) -> None:
    parse, samples = TARGETS[name]
    end = time.monotonic() + BUDGET_S
    for number, data in enumerate(mutants(samples(), zlib.crc32(name.encode()))):
        if time.monotonic() > end and number > 2:
            break
        try:
            with at_most(LONGEST_S), suppress(PressdayError):
                parse(data)
        except Exception as error:  # noqa: BLE001 - that is the question
            kept = tmp_path / "input.bin"
            kept.write_bytes(data)
            pytest.fail(
                f"input {number} of {name}, kept as {kept}: {type(error).__name__}: {error}"
            )
