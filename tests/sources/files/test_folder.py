"""A folder of texts, as an editor keeps one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from pressday.config import SourceRule
from pressday.errors import SourceError
from pressday.fetch import Fetcher
from pressday.sources import SOURCES, Reading, Session
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from pressday.model import Outcome

DATA = Path(__file__).parents[2] / "data"
TEXT = "The ferry is late\n\nIt left the north quay at nine and was not seen again. " + "x " * 40


def read(
    folder: Path, path: str = "articles", limit: int | None = None
) -> list[Reading | Outcome[Reading]]:
    rule = SourceRule(
        name="Own", kind="folder", path=path, section="News", language="en", limit=limit
    )
    with Fetcher("test") as fetcher:
        listed = list(SOURCES["folder"](rule, Session(folder=folder, fetcher=fetcher)))
        return [one.read() if isinstance(one, Item) else one for one in listed]


def identities(found: list[Reading | Outcome[Reading]]) -> list[str]:
    return [one.draft.identity for one in found if isinstance(one, Reading)]


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    (folder / "articles" / "deep").mkdir(parents=True)
    (folder / "articles" / "b.txt").write_text(TEXT)
    (folder / "articles" / "a.md").write_text(
        "---\ntitle: The lamp\ndate: 2026-11-19\n---\n\nIt burns.\n\n![A lamp](lamp.png)\n"
    )
    page = (DATA / "source-page.html").read_text("utf-8")
    (folder / "articles" / "deep" / "c.HTML").write_text(page, "utf-8")
    return folder


def test_texts_of_every_format_are_read_in_order(publication: Path) -> None:
    found = read(publication)
    assert identities(found) == ["articles/a.md", "articles/b.txt", "articles/deep/c.HTML"]
    titles = [one.draft.title for one in found if isinstance(one, Reading)]
    assert titles == ["The lamp", "The ferry is late", "The lamp that would not go out"]


def test_a_reading_knows_its_source_bytes_and_folder(publication: Path) -> None:
    reading = read(publication)[0]
    assert isinstance(reading, Reading)
    assert (reading.draft.source, reading.draft.section) == ("Own", "News")
    assert reading.raw == (publication / "articles" / "a.md").read_bytes()
    assert reading.media_type == "text/markdown"
    assert reading.folder == publication / "articles"
    assert reading.draft.url == ""
    assert [image.url for image in reading.draft.images] == [
        (publication / "articles" / "lamp.png").as_uri()
    ]


def test_no_path_of_this_machine_stands_in_a_body_but_as_a_picture(publication: Path) -> None:
    (publication / "articles" / "d.html").write_text(
        '<article><p>See <a href="other.html">the other</a> text. ' + "word " * 80 + "</article>"
    )
    bodies = [one.draft.body.html for one in read(publication) if isinstance(one, Reading)]
    assert all('href="file:' not in body for body in bodies)


def test_hidden_and_foreign_files_are_skipped(publication: Path) -> None:
    articles = publication / "articles"
    before = identities(read(publication))
    (articles / ".draft.md").write_text("x")
    (articles / "~$ferry.docx").write_bytes(b"x")
    (articles / "photo.jpg").write_bytes(b"x")
    (articles / ".git").mkdir()
    (articles / ".git" / "note.txt").write_text("x")
    assert identities(read(publication)) == before


def test_files_that_look_like_texts_and_are_not_read_are_told_by_kind(publication: Path) -> None:
    articles = publication / "articles"
    for name in ("a.pdf", "b.pdf", "c.PDF"):
        (articles / name).write_bytes(b"%PDF-1.7\n")
    with ZipFile(articles / "plan.odt", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    (articles / "notes.rst").write_text(TEXT)
    (articles / "lamp.png").write_bytes(b"\x89PNG\r\n")
    (articles / "old.mobi").write_bytes(b"ferry\0\0\0" * 20)
    told = {o.subject: o.warnings for o in read(publication) if not isinstance(o, Reading)}
    assert list(told) == [
        f"articles/{name}" for name in ("a.pdf", "notes.rst", "old.mobi", "plan.odt")
    ]
    [pdf] = told["articles/a.pdf"]
    assert pdf.startswith("is a PDF, whose text has no order; 2 more like it: b.pdf, c.PDF (take")
    assert "save it as .docx" in told["articles/plan.odt"][0]
    assert "name it .md or .txt" in told["articles/notes.rst"][0]
    assert "not read (Markdown" in told["articles/old.mobi"][0]


def test_a_folder_outside_the_publication_is_named_from_it(publication: Path) -> None:
    outside = publication.parent / "elsewhere"
    outside.mkdir()
    (outside / "x.txt").write_text(TEXT)
    assert identities(read(publication, "../elsewhere")) == ["../elsewhere/x.txt"]
    assert identities(read(publication, str(outside))) == ["../elsewhere/x.txt"]


def test_one_bad_file_does_not_stop_the_rest(publication: Path) -> None:
    (publication / "articles" / "a0.txt").write_bytes(b"")
    found = read(publication)
    (failure,) = [one for one in found if not isinstance(one, Reading)]
    assert (failure.subject, failure.error) == ("articles/a0.txt", "the file is empty")
    assert len(identities(found)) == 3


def test_a_link_out_of_the_folder_is_not_followed(publication: Path) -> None:
    secret = publication.parent / "secret.txt"
    secret.write_text(TEXT)
    (publication / "articles" / "link.txt").symlink_to(secret)
    (publication / "articles" / "up").symlink_to(publication.parent)
    (publication / "articles" / "lost.txt").symlink_to("nowhere.txt")
    failures = [one for one in read(publication) if not isinstance(one, Reading)]
    assert [(failure.subject, failure.error) for failure in failures] == [
        ("articles/link.txt", "links to a file outside its folder"),
        ("articles/lost.txt", "no such file"),
    ]
    assert len(identities(read(publication))) == 3


def test_a_limit_keeps_the_newest_and_the_order(publication: Path) -> None:
    assert identities(read(publication, limit=2)) == ["articles/a.md", "articles/deep/c.HTML"]


def test_a_missing_folder_is_an_error_with_a_hint(publication: Path) -> None:
    with pytest.raises(SourceError, match="no such folder") as caught:
        read(publication, "none")
    assert caught.value.hint


def test_a_file_name_that_is_not_utf_8_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    name = os.fsdecode(b"od\xffd.txt")
    (tmp_path / "articles" / name).write_text("A title\n\nSome words that follow it here.\n")
    rule = SourceRule(name="desk", kind="folder", path="articles")
    with Fetcher("tests") as fetcher:
        (found,) = SOURCES["folder"](rule, Session(folder=tmp_path, fetcher=fetcher))
    assert isinstance(found, Item)
    assert found.key.encode("utf-8")
    assert found.read().draft.identity == found.key


def test_files_of_every_kind_are_read(publication: Path) -> None:
    articles = publication / "articles"
    (articles / "e.docx").write_bytes((DATA / "file-ferry.docx").read_bytes())
    (articles / "f.epub").write_bytes((DATA / "file-tales.epub").read_bytes())
    (articles / "g.eml").write_bytes((DATA / "mail-column.eml").read_bytes())
    titles = [one.draft.title for one in read(publication) if isinstance(one, Reading)]
    assert titles[2:-1] == [
        "The ferry that came back",
        "One: the ferry",
        "Two: the loaf",
        "The second cable",
    ]


def test_only_files_that_are_slow_to_read_have_a_mark(publication: Path) -> None:
    (publication / "articles" / "e.docx").write_bytes((DATA / "file-ferry.docx").read_bytes())
    rule = SourceRule(name="Own", kind="folder", path="articles")
    with Fetcher("test") as fetcher:
        found = list(SOURCES["folder"](rule, Session(folder=publication, fetcher=fetcher)))
    marks = {one.key: bool(one.mark) for one in found if isinstance(one, Item)}
    assert marks == {
        "articles/a.md": False,
        "articles/b.txt": False,
        "articles/deep/c.HTML": False,
        "articles/e.docx": True,
    }


def test_a_file_that_vanishes_meanwhile_is_its_own_fault(publication: Path) -> None:
    rule = SourceRule(name="Own", kind="folder", path="articles")
    with Fetcher("test") as fetcher:
        found = list(SOURCES["folder"](rule, Session(folder=publication, fetcher=fetcher)))
        (publication / "articles" / "b.txt").unlink()
        first, second, *_ = (one for one in found if isinstance(one, Item))
        assert first.read().draft.title == "The lamp"
        with pytest.raises(SourceError, match="no such file"):
            second.read()


def test_frames_saved_beside_a_page_are_no_articles(publication: Path) -> None:
    articles = publication / "articles"
    page = (DATA / "source-page.html").read_text("utf-8")
    (articles / "saved.html").write_text(page, "utf-8")
    (articles / "saved_files").mkdir()
    (articles / "saved_files" / "frame.html").write_text(page, "utf-8")
    (articles / "other_files").mkdir()
    (articles / "other_files" / "text.txt").write_text(TEXT)
    found = identities(read(publication))
    assert "articles/saved_files/frame.html" not in found
    assert "articles/other_files/text.txt" in found


def test_a_file_name_with_a_line_end_stays_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a\nb.txt").write_bytes(b"")
    (failure,) = read(tmp_path)
    assert not isinstance(failure, Reading)
    assert failure.subject == "articles/a b.txt"


def test_the_rule_s_selectors_reach_a_saved_page(publication: Path) -> None:
    rule = SourceRule(name="Own", kind="folder", path="articles/deep", drop=("p:last-of-type",))
    with Fetcher("test") as fetcher:
        (item,) = SOURCES["folder"](rule, Session(folder=publication, fetcher=fetcher))
        assert isinstance(item, Item)
        assert "fish market" not in item.read().draft.body.html
