"""Lists of addresses, as editors keep them."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.config import SourceRule
from pressday.errors import FetchError, SourceError
from pressday.fetch import Fetcher, Limits, access_for
from pressday.sources import Found, Session, read_input
from pressday.sources.files.address_lists import ListedAddress, entries_of, is_list, read_list
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[2] / "data" / "source-page.html").read_bytes()


class Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a site whose files are those of `tmp_path`/site."""
    (tmp_path / "site").mkdir()
    handler = partial(Quiet, directory=str(tmp_path / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetcher() -> Fetcher:
    return Fetcher("test", allow={"127.0.0.1"}, limits=Limits(gap_s=0))


def found(text: str, folder: Path, limit: int | None = None) -> list[Found]:
    (folder / "list.txt").write_text(text, "utf-8")
    rule = SourceRule(name="Reading", kind="list", path="list.txt", limit=limit, section="News")
    with fetcher() as opened:
        return list(read_list(rule, Session(folder=folder, fetcher=opened)))


def urls(text: str) -> list[tuple[str, str]]:
    return [(entry.url, entry.title) for entry in entries_of(text.encode())]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("https://a.example/x", ""),
        ("  <https://a.example/x>  ", ""),
        ("https://a.example/x  The title", "The title"),
        ("https://a.example/x | The title", "The title"),
        ("https://a.example/x # for next week", ""),
        ("- https://a.example/x", ""),
        ("12. https://a.example/x", ""),
        ("- [ ] [The title](https://a.example/x)", "The title"),
        ('* [The title](https://a.example/x "hint"), to read', "The title"),
    ],
)
def test_a_line_is_an_address_with_a_title_behind_it(line: str, title: str) -> None:
    assert urls(line) == [("https://a.example/x", title)]


def test_comments_and_blank_lines_are_none() -> None:
    assert urls("# Reading\n\nhttps://a.example/#part\n   # https://b.example\n") == [
        ("https://a.example/#part", "")
    ]


def test_a_page_of_links_is_a_list() -> None:
    page = (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://a.example/x'>The <b>first</b>"
        "</A><DT><A HREF='javascript:alert(1)'>No</A><DT><A HREF='/rel'>Relative</A></DL>"
    )
    entries = entries_of(page.encode(), base="https://b.example/links.html")
    assert [(e.url, e.title) for e in entries] == [
        ("https://a.example/x", "The first"),
        ("https://b.example/rel", "Relative"),
    ]


def test_addresses_keep_their_order_and_come_once(tmp_path: Path) -> None:
    listed = found(
        "https://b.example/2\nhttps://a.example/1\nhttps://B.example/2?utm_source=x\n", tmp_path
    )
    assert [one.key for one in listed if isinstance(one, Item)] == [
        "https://b.example/2",
        "https://a.example/1",
    ]
    assert all(one.url and one.mark for one in listed if isinstance(one, Item))


def test_a_line_that_is_no_address_is_an_error_with_its_number(tmp_path: Path) -> None:
    listed = found("https://a.example/1\n\nnews.example/2\nnothing at all\n", tmp_path)
    errors = [(one.subject, one.error) for one in listed if not isinstance(one, Item)]
    assert errors == [
        ("list.txt:3", '"news.example/2" is no address (write https://news.example/2)'),
        ("list.txt:4", '"nothing at all" is no address (# begins a comment)'),
    ]


def test_a_limit_holds_for_a_list(tmp_path: Path) -> None:
    text = "\n".join(f"https://a.example/{n}" for n in range(9))
    assert len(found(text, tmp_path, limit=3)) == 3


def test_a_list_without_an_address_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="names no address") as caught:
        found("# nothing yet\n", tmp_path)
    assert caught.value.hint


@pytest.fixture
def session(site: str, tmp_path: Path) -> Iterator[Session]:
    """A session whose source is the list on the site."""
    (tmp_path / "site" / "lamp.html").write_bytes(PAGE)
    (tmp_path / "site" / "list.md").write_text(f"- [One]({site}/lamp.html)\n")
    access = access_for("Reading", f"{site}/list.md")
    with fetcher() as opened:
        yield Session(folder=tmp_path, fetcher=opened.as_source(access))


def test_the_pages_of_a_list_on_the_web_are_read_under_its_rule(
    site: str, session: Session
) -> None:
    rule = SourceRule(name="Reading", kind="list", url=f"{site}/list.md", section="News")
    (item,) = read_list(rule, session)
    assert isinstance(item, Item)
    assert (item.key, item.title) == (f"{site}/lamp.html", "One")
    draft = item.read().draft
    assert (draft.title, draft.source) == ("The lamp that would not go out", "Reading")
    assert (draft.section, draft.text_from) == ("News", "page")


def test_the_title_of_a_list_is_that_of_a_page_without_one(site: str, session: Session) -> None:
    text = "The lamp burned on over an empty sea, and nobody had asked it to. " * 12
    (session.folder / "site" / "lamp.html").write_text(f"<article><p>{text}</p></article>")
    rule = SourceRule(name="Reading", kind="list", url=f"{site}/list.md")
    (item,) = read_list(rule, session)
    assert isinstance(item, Item)
    assert item.read().draft.title == "One"


def test_robots_are_asked_for_pages_of_a_list(site: str, session: Session) -> None:
    (session.folder / "site" / "robots.txt").write_text("User-agent: *\nDisallow: /lamp\n")
    rule = SourceRule(name="Reading", kind="list", url=f"{site}/list.md")
    (item,) = read_list(rule, session)
    assert isinstance(item, Item)
    with pytest.raises(FetchError, match="robots"):
        item.read()


def test_piped_addresses_and_a_file_of_them_are_their_pages(tmp_path: Path) -> None:
    text = b"# this week\nhttps://a.example/1\nhttps://a.example/2 Two\n"
    (tmp_path / "week.txt").write_bytes(text)
    with fetcher() as opened:
        session = Session(folder=tmp_path, fetcher=opened)
        piped = list(read_input("-", session, data=text))
        named = list(read_input(str(tmp_path / "week.txt"), session))
    keys = ["https://a.example/1", "https://a.example/2"]
    assert [one.key for one in piped if isinstance(one, Item)] == keys
    assert [one.key for one in named if isinstance(one, Item)] == keys


def test_a_text_with_an_address_in_it_is_no_list() -> None:
    assert not is_list(b"https://a.example/1\n\nThis is what I read.\n")
    assert not is_list(b"# only a comment\n")


@given(st.binary(max_size=400))
def test_any_bytes_are_some_list(data: bytes) -> None:
    assert all(isinstance(entry, ListedAddress) for entry in entries_of(data))
    assert is_list(data) in (True, False)


@given(st.text(alphabet="[]()<>htps:/.aé #-*1\n", max_size=200))
def test_what_looks_like_links_never_breaks_a_list(text: str) -> None:
    assert all(e.url.startswith("http") or not e.url for e in entries_of(text.encode()))


def test_a_list_of_links_in_markdown_is_a_list() -> None:
    assert is_list(b"# To read\n- https://a.example/one\n* [Two](https://a.example/two)\n")
    assert not is_list(b"- https://a.example/one\n- and then some words\n")
