"""One page, from a server or from a file."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from pressday.config import SourceRule
from pressday.errors import PressdayError, SourceError
from pressday.fetch import Fetcher
from pressday.sources import SOURCES, Reading, Session, load_picture, read_input
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data"
PAGE = (DATA / "source-page.html").read_bytes()


class Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a site whose files are those of `tmp_path`."""
    handler = partial(Quiet, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def read(folder: Path, url: str | None = None, path: str | None = None) -> Reading:
    rule = SourceRule(name="Pages", kind="page", url=url, path=path, section="News")
    with Fetcher("test", allow={"127.0.0.1"}) as fetcher:
        (found,) = SOURCES["page"](rule, Session(folder=folder, fetcher=fetcher))
        assert isinstance(found, Item)
        return found.read()


def test_a_page_of_the_web_becomes_a_reading(site: str, tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_bytes(PAGE)
    reading = read(tmp_path, f"{site}/lamp.html?utm_source=x#top")
    draft = reading.draft
    assert draft.title == "The lamp that would not go out"
    assert draft.identity == f"{site}/lamp.html"
    assert (draft.source, draft.section) == ("Pages", "News")
    assert "fish market" in draft.body.html
    assert reading.raw == PAGE
    assert reading.folder is None
    assert [image.url for image in draft.images] == [f"{site}/source-page_files/lamp.png"]


def test_a_page_cannot_take_the_identity_of_another_site(site: str, tmp_path: Path) -> None:
    head = b'<head><link rel="canonical" href="https://paper.example/theirs">'
    (tmp_path / "lamp.html").write_bytes(PAGE.replace(b"<head>", head))
    draft = read(tmp_path, f"{site}/lamp.html").draft
    assert draft.identity == f"{site}/lamp.html"


def test_a_page_is_known_by_the_address_it_calls_its_own(site: str, tmp_path: Path) -> None:
    head = f'<head><link rel="canonical" href="{site}/lamp">'
    (tmp_path / "lamp.html").write_bytes(PAGE.replace(b"<head>", head.encode()))
    assert read(tmp_path, f"{site}/lamp.html?print=1").draft.identity == f"{site}/lamp"


def test_a_saved_page_is_known_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_bytes(PAGE)
    reading = read(tmp_path, path="lamp.html")
    assert (reading.draft.identity, reading.draft.url) == ("lamp.html", "")


def test_a_saved_page_with_an_address_is_known_by_that(tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_bytes(PAGE)
    draft = read(tmp_path, "https://bulletin.example/lamp?utm_source=x", "lamp.html").draft
    assert draft.identity == "https://bulletin.example/lamp"
    assert draft.images[0].url == "https://bulletin.example/source-page_files/lamp.png"


def test_the_pictures_that_a_browser_saved_beside_a_page_are_its_own(tmp_path: Path) -> None:
    (tmp_path / "source-page.html").write_bytes(PAGE)
    (tmp_path / "source-page_files").mkdir()
    (tmp_path / "source-page_files" / "lamp.png").write_bytes(b"png")
    reading = read(tmp_path, "https://bulletin.example/lamp", "source-page.html")
    assert reading.draft.url == "https://bulletin.example/lamp"
    with Fetcher("test") as fetcher:
        assert load_picture(reading.draft.images[0].url, reading, fetcher) == b"png"


def test_a_feed_in_a_page_s_place_is_an_error_with_a_hint(site: str, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes((DATA / "source-feed.xml").read_bytes())
    with pytest.raises(SourceError, match="is a feed") as caught:
        read(tmp_path, f"{site}/feed.xml")
    assert "feed" in (caught.value.hint or "")


@pytest.mark.parametrize("content", [b"", b"<html><body></body></html>"])
def test_a_page_without_an_article_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.html").write_bytes(content)
    with pytest.raises(PressdayError):
        read(tmp_path, path="a.html")


def test_what_a_source_drops_is_not_in_its_page(site: str, tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_bytes(PAGE)
    url = f"{site}/lamp.html"
    rule = SourceRule(name="Pages", kind="page", url=url, drop=("p:last-of-type",))
    with Fetcher("test", allow={"127.0.0.1"}) as fetcher:
        (item,) = SOURCES["page"](rule, Session(folder=tmp_path, fetcher=fetcher))
        assert isinstance(item, Item)
        assert (item.key, item.url, item.mark) == (url, url, "")
        draft = item.read().draft
    assert "fish market" not in draft.body.html
    assert draft.text_from == "page"


@pytest.mark.parametrize(
    ("name", "title"),
    [("file-ferry.docx", "The ferry that came back"), ("mail-column.eml", "The second cable")],
)
def test_a_file_on_the_web_is_read_as_what_it_is(
    site: str, tmp_path: Path, name: str, title: str
) -> None:
    (tmp_path / name).write_bytes((DATA / name).read_bytes())
    assert read(tmp_path, f"{site}/{name}").draft.title == title


def test_a_book_on_the_web_is_its_chapters_when_it_is_added(site: str, tmp_path: Path) -> None:
    (tmp_path / "tales.epub").write_bytes((DATA / "file-tales.epub").read_bytes())
    with Fetcher("test", allow={"127.0.0.1"}) as fetcher:
        session = Session(folder=tmp_path, fetcher=fetcher)
        assert len(list(read_input(f"{site}/tales.epub", session))) == 2
    with pytest.raises(SourceError, match="many articles"):
        read(tmp_path, f"{site}/tales.epub")


def test_a_page_source_may_be_a_saved_book(tmp_path: Path) -> None:
    (tmp_path / "tales.epub").write_bytes((DATA / "file-tales.epub").read_bytes())
    rule = SourceRule(name="Book", kind="page", path="tales.epub", section="Reading")
    with Fetcher("test") as fetcher:
        found = list(SOURCES["page"](rule, Session(folder=tmp_path, fetcher=fetcher)))
    assert len(found) == 2
