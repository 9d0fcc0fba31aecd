"""What the editor names on the command line."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.errors import ExtractError, FetchError, PressdayError, SourceError
from pressday.fetch import Fetcher
from pressday.sources import Found, Reading, Session, read_input
from pressday.sources.files.formats import format_of
from pressday.sources.reading import Item

DATA = Path(__file__).parents[2] / "data"
TEXT = b"The ferry is late\n\nIt left the north quay at nine. " + b"word " * 60
REPO = Path(__file__).parents[3]


def listed(text: str, folder: Path, url: str = "", data: bytes | None = None) -> list[Found]:
    with Fetcher("test") as fetcher:
        return list(read_input(text, Session(folder=folder, fetcher=fetcher), url, data=data))


def read(text: str, folder: Path, url: str = "", data: bytes | None = None) -> list[Reading]:
    found = listed(text, folder, url, data)
    assert all(isinstance(one, Item) for one in found), found
    return [one.read() for one in found if isinstance(one, Item)]


@pytest.mark.parametrize(
    ("name", "start", "kind"),
    [
        ("a.md", b"", "markdown"),
        ("a.MARKDOWN", b"", "markdown"),
        ("a.txt", b"<html>", "text"),
        ("a.htm", b"", "page"),
        ("a.atom", b"", "feed"),
        ("a.xml", b'<?xml version="1.0"?><!-- x --><rss version="2.0">', "feed"),
        ("a.xml", b"\xef\xbb\xbf  <feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.xml", b"<rdf:RDF xmlns:rdf='x'>", "feed"),
        ("a.xml", b"<?xml version='1.0'?><!DOCTYPE html><html>", "page"),
        ("a", b"\n\n<!doctype html>", "page"),
        ("a", "<html>".encode("utf-16"), "page"),
        ("a", b"<p>Hello", "page"),
        ("a", b"<rssible> is no word", "text"),
        ("a", b"Dear reader, <p> is a tag", "text"),
        ("a", b"---\ntitle: x\n---\n", "markdown"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1"}', "feed"),
        ("a", b"From: a@b\r\nSubject: x\r\nDate: x\r\n\r\nText", "mail"),
        ("a", b"From a@b Thu Nov 19 07:30:00 2026\nFrom: a\nSubject: x\nDate: x\n\n", "mailbox"),
        ("a", b"From: <Saved by Blink>\nSubject: x\nDate: x\nMIME-Version: 1.0\n\n", "mhtml"),
        ("a", b"Title: x\nDate: 2026-11-19\nFrom: the sea\n\nText", "text"),
        ("a.eml", b"", "mail"),
        ("a.mht", b"", "mhtml"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.md", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.svg", b'<?xml version="1.0"?><!-- drawn --><svg width="9">', "picture"),
        ("a", b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>\n<svg>", "picture"),
        ("a", b"ID3\4", "recording"),
        ("a", b"ID3 tags are the subject of this text", "text"),
        ("a", b"PK\3\4 not a zip at all", "archive"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        ("a.txt", (DATA / "file-ferry.docx").read_bytes(), "docx"),
        ("a.zip", (DATA / "file-tales.epub").read_bytes(), "epub"),
    ],
)
def test_the_format_is_told_by_the_name_else_by_the_bytes(
    name: str, start: bytes, kind: str
) -> None:
    assert format_of(start, Path(name).suffix) == kind


def test_a_file_is_known_by_its_path_from_the_publication(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_bytes(TEXT)
    (found,) = read(str(tmp_path / "ferry.txt"), tmp_path)
    assert (found.draft.identity, found.draft.title) == ("ferry.txt", "The ferry is late")


def test_a_file_with_an_address_is_known_by_that(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_bytes(TEXT)
    (found,) = read(str(tmp_path / "ferry.txt"), tmp_path, "https://paper.example/ferry#x")
    assert found.draft.identity == "https://paper.example/ferry"
    assert found.draft.url == "https://paper.example/ferry#x"


def test_piped_text_is_known_by_its_content(tmp_path: Path) -> None:
    (first,) = read("-", tmp_path, data=TEXT)
    (again,) = read("-", tmp_path, data=TEXT)
    (other,) = read("-", tmp_path, data=TEXT + b"more")
    assert first.draft.identity == again.draft.identity != other.draft.identity
    assert first.folder is None


def test_a_piped_page_is_read_as_a_page(tmp_path: Path) -> None:
    page = (DATA / "source-page.html").read_bytes()
    (found,) = read("-", tmp_path, "https://bulletin.example/lamp", data=page)
    assert found.draft.title == "The lamp that would not go out"
    assert found.draft.identity == "https://bulletin.example/lamp"


def test_a_feed_gives_all_its_articles(tmp_path: Path) -> None:
    assert len(read(str(DATA / "source-feed.xml"), tmp_path)) == 3
    assert len(read("-", tmp_path, data=(DATA / "source-feed.xml").read_bytes())) == 3


def test_a_folder_gives_all_its_texts(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TEXT)
    assert len(read(str(tmp_path), tmp_path)) == 2


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read(str(tmp_path / "none.txt"), tmp_path)


def test_an_address_without_its_beginning_is_recognised(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read("paper.example/news/a", tmp_path)
    assert caught.value.hint == "if it is an address, write https://paper.example/news/a"


def test_an_empty_pipe_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="standard input"):
        read("-", tmp_path, data=b" \n")


@pytest.mark.parametrize("text", ["", "a\0b", "x" * 5000], ids=["none", "nul", "long"])
def test_odd_names_are_errors_in_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError):
        read(text, tmp_path / "nowhere")


@pytest.mark.parametrize("address", ["ftp://paper.example/a", "file:///etc/passwd"])
def test_an_address_that_is_not_of_the_web_is_refused_as_one(tmp_path: Path, address: str) -> None:
    with pytest.raises(FetchError, match="only http: and https:"):
        read(address, tmp_path)


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(SourceError, match="no text in this folder"):
        read(str(tmp_path), tmp_path)


@pytest.mark.parametrize("name", ["story.md", "story.txt", "story.html", "story"])
def test_a_picture_or_program_under_the_name_of_a_text_is_refused(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(zlib.compress(bytes(range(256)) * 7 + TEXT) * 20)
    with pytest.raises(ExtractError, match="is no text"):
        read(str(tmp_path / name), tmp_path)


def test_a_stray_control_character_makes_no_text_binary(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(b"Title\n\n" + TEXT * 20 + b"\x07\x1b[31m")
    assert len(read(str(tmp_path / "story.txt"), tmp_path)) == 1


def test_a_pipe_is_named_as_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "story.txt")
    with pytest.raises(SourceError, match="a device or a pipe"):
        read(str(tmp_path / "story.txt"), tmp_path)


def test_an_address_of_this_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        read("http://127.0.0.1/", tmp_path)


def test_the_article_an_editor_pastes_comes_through(tmp_path: Path) -> None:
    path = REPO.parent / "shared" / "corpus" / "seed-article.txt"
    if not path.is_file():
        pytest.skip("the corpus of third-party articles is not on this machine")
    (found,) = read(str(path), tmp_path)
    assert not found.draft.title.startswith("You're reading")


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.pdf", b"%PDF-1.7\n", "copy its text"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "Markdown"),
        ("a.mp3", b"ID3\3", "transcript"),
        ("a.zip", b"PK\3\4", "unpack"),
        ("a.opml", b'<?xml version="1.0"?><opml version="2.0">', "opml"),
        ("a.xml", b"<urlset xmlns='x'>", "sitemap"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", ".docx"),
    ],
)
def test_what_holds_no_text_is_refused_with_what_to_do(
    tmp_path: Path, name: str, data: bytes, hint: str
) -> None:
    (tmp_path / name).write_bytes(data + b"x" * 40)
    with pytest.raises(ExtractError) as caught:
        read(str(tmp_path / name), tmp_path)
    assert hint in (caught.value.hint or "")
    with pytest.raises(ExtractError):
        read("-", tmp_path, data=data)


def test_a_book_or_document_can_be_piped(tmp_path: Path) -> None:
    assert len(read("-", tmp_path, data=(DATA / "file-tales.epub").read_bytes())) == 2
    (found,) = read("-", tmp_path, data=(DATA / "file-ferry.docx").read_bytes())
    assert found.draft.identity.startswith("sha256:")


@given(st.binary(max_size=600), st.sampled_from(["", ".txt", ".eml", ".docx", ".xml"]))
def test_any_bytes_have_a_format(data: bytes, suffix: str) -> None:
    assert format_of(data, suffix)


@settings(max_examples=50, deadline=None)
@given(data=st.binary(min_size=1, max_size=400))
def test_any_piped_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(PressdayError):
        read("-", Path(), data=data)
