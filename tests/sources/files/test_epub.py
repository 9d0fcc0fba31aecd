"""Chapters of an EPUB as articles."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archives import changed

from pressday.config import SourceRule
from pressday.errors import ExtractError, PressdayError
from pressday.fetch import Fetcher
from pressday.sources import SOURCES, Reading, Session, load_picture
from pressday.sources.files.epub import list_book
from pressday.sources.files.original import Original
from pressday.sources.reading import Item

TALES = (Path(__file__).parents[2] / "data" / "file-tales.epub").read_bytes()
PACKAGE, NAV = "OEBPS/book.opf", "OEBPS/nav.xhtml"
FIRST, SECOND = "OEBPS/text/ch1.xhtml", "OEBPS/text/ch2.xhtml"


def items(data: bytes) -> list[Item]:
    original = Original(data=data, identity="books/tales.epub", name="tales.epub")
    with Fetcher("test") as fetcher:
        found = list(list_book(original, Session(folder=Path(), fetcher=fetcher)))
    assert all(isinstance(one, Item) for one in found)
    return [one for one in found if isinstance(one, Item)]


def chapters(data: bytes) -> list[Reading]:
    return [item.read() for item in items(data)]


def test_each_chapter_is_an_item_and_covers_and_imprints_are_none() -> None:
    found = items(TALES)
    assert [(item.key, item.title) for item in found] == [
        (f"books/tales.epub#{FIRST}", "One: the ferry"),
        (f"books/tales.epub#{SECOND}", "Two: the loaf"),
    ]
    assert all(item.published == datetime(2026, 10, 1, tzinfo=UTC) for item in found)
    assert len({item.mark for item in found}) == 2


def test_a_chapter_is_known_by_the_book_it_is_from() -> None:
    draft = chapters(TALES)[0].draft
    assert draft.identity == f"urn:uuid:6a1b8b4e-0000-4000-8000-000000000001#{FIRST}"
    assert (draft.site, draft.language) == ("Tales of Northquay", "en-GB")
    assert draft.bylines == ("Ines Valk", "Tomas Reyl")
    assert draft.modified == datetime(2026, 10, 5, 12, tzinfo=UTC)
    assert draft.text_from == "file"


def test_a_document_that_goes_on_with_a_chapter_is_part_of_it() -> None:
    text = chapters(TALES)[0].draft.body.text
    assert "The harbour office has asked for a report." in text
    assert text.index("The ferry that left") < text.index("The harbour office")


def test_notes_that_pop_up_are_footnotes() -> None:
    body = chapters(TALES)[0].draft.body.html
    assert '<a class="noteref" href="#fn-1"' in body
    assert "<p>Eleven by the list.</p>" in body.partition('class="footnotes"')[2]


def test_entities_of_html_and_closed_tags_are_understood() -> None:
    data = changed(TALES, (FIRST, "</h1>", '</h1><a id="x"/><p>Caf&eacute;&mdash;<i/>yes</p>'))
    body = chapters(data)[0].draft.body.html
    assert "<p>Café—yes</p>" in body
    assert "and in the night a bell had rung" in body
    assert "no more.\xa0Twice." in body


def test_bytes_that_fit_no_charset_are_mended() -> None:
    with zipfile.ZipFile(io.BytesIO(TALES)) as opened:
        nav = opened.read(NAV)
    for old, new in (
        (b"the loaf", b"the \xed\xa0\x80 loaf"),
        (b"the loaf", b"\xe9t\xe9&#xD800;&#55296;"),
    ):
        found = items(changed(TALES, drop=NAV, more={NAV: nav.replace(old, new)}))
        assert found[1].title.startswith("Two: ")


def test_pictures_come_out_of_the_book_and_from_nowhere_else() -> None:
    first, second = chapters(TALES)
    with Fetcher("test") as fetcher:
        for reading in (first, second):
            (image,) = reading.draft.images
            assert load_picture(image.url, reading, fetcher).startswith(b"\x89PNG")
    assert first.draft.images[0].caption == "At the quay"
    assert first.draft.warnings == ("picture passwd.png: it is not in the file",)


def test_links_within_the_book_are_text_and_others_stay() -> None:
    body = chapters(TALES)[0].draft.body.html
    assert "See the next chapter and" in body
    assert '<a href="https://ferry.example/">the timetable</a>' in body
    assert "inside.invalid" not in body


def test_a_heading_that_says_the_title_is_not_said_again() -> None:
    data = changed(TALES, (NAV, "Two: the loaf", "2. A last loaf"))
    draft = chapters(data)[1].draft
    assert draft.title == "2. A last loaf"
    assert not draft.body.html.startswith("<h2>")


def test_without_contents_headings_are_titles() -> None:
    titles = [reading.draft.title for reading in chapters(changed(TALES, drop=NAV))]
    assert titles[0] == "The ferry that came back"
    assert titles[-1] == "A last loaf"


NCX = (
    '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN"'
    ' "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx xmlns="http://www.daisy.org/z3986/2005/'
    'ncx/"><navMap><navPoint><navLabel><text>The first</text></navLabel><content'
    ' src="text/ch1.xhtml"/><navPoint><navLabel><text>Within</text></navLabel><content'
    ' src="text/ch1.xhtml#x"/></navPoint></navPoint><navPoint><navLabel><text>The second</text>'
    '</navLabel><content src="text/ch2.xhtml"/></navPoint></navMap></ncx>'
)


def test_the_older_contents_name_chapters_too() -> None:
    data = changed(
        TALES,
        (PACKAGE, "<spine>", '<spine toc="ncx">'),
        (PACKAGE, "</manifest>", '<item id="ncx" href="toc.ncx" media-type="x"/></manifest>'),
        (PACKAGE, ' properties="nav"', ""),
        drop=NAV,
        more={"OEBPS/toc.ncx": NCX.encode()},
    )
    assert [item.title for item in items(data)] == ["The first", "The second"]


LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData'
    ' xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/>'
    "</EncryptedData></encryption>"
)


def test_a_locked_book_says_so() -> None:
    lock = LOCK.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc").encode()
    with pytest.raises(ExtractError, match="DRM") as caught:
        items(changed(TALES, more={"META-INF/encryption.xml": lock}))
    assert caught.value.hint
    with pytest.raises(ExtractError, match="DRM"):
        items(changed(TALES, more={"META-INF/license.lcpl": b"{}"}))


def test_scrambled_typefaces_lock_no_book() -> None:
    lock = LOCK.format("http://www.idpf.org/2008/embedding").encode()
    assert len(items(changed(TALES, more={"META-INF/encryption.xml": lock}))) == 2


def test_a_path_that_leads_out_of_the_book_leads_nowhere() -> None:
    data = changed(TALES, (PACKAGE, 'href="text/ch1.xhtml"', 'href="../../../../etc/passwd"'))
    assert [item.key for item in items(data)][-1] == f"books/tales.epub#{SECOND}"


def test_a_book_without_chapters_is_an_error() -> None:
    data = changed(
        TALES, (PACKAGE, '<itemref idref="c1"/><itemref idref="c1b"/><itemref idref="c2"/>', "")
    )
    with pytest.raises(ExtractError, match="80 words"):
        items(data)


def test_a_bomb_is_not_opened() -> None:
    with pytest.raises(ExtractError, match="far more"):
        items(changed(TALES, more={"OEBPS/big.xhtml": b" " * 60_000_000}))


def test_expanding_entities_stay_closed() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "' + "lol" * 50 + '"><!ENTITY b "' + "&a;" * 50 + '">]>'
    data = changed(TALES, (FIRST, "<!DOCTYPE html>", bomb), (FIRST, "</h1>", "&b;" * 50 + "</h1>"))
    assert all("lollol" not in reading.draft.body.html for reading in chapters(data))


def test_a_book_in_a_folder_is_its_chapters(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "tales.epub").write_bytes(TALES)
    rule = SourceRule(name="Books", kind="folder", path="texts", section="Reading")
    with Fetcher("test") as fetcher:
        found = list(SOURCES["folder"](rule, Session(folder=tmp_path, fetcher=fetcher)))
        first = found[0]
        assert isinstance(first, Item)
        draft = first.read().draft
    assert [one.key for one in found if isinstance(one, Item)] == [
        f"texts/tales.epub#{FIRST}",
        f"texts/tales.epub#{SECOND}",
    ]
    assert (draft.source, draft.section) == ("Books", "Reading")


@settings(max_examples=40, deadline=None)
@given(at=st.floats(0, 1), junk=st.binary(max_size=30), cut=st.integers(0, 200))
def test_a_damaged_book_is_read_or_refused(at: float, junk: bytes, cut: int) -> None:
    start = int(at * len(TALES))
    with suppress(PressdayError):
        chapters(TALES[:start] + junk + TALES[start + cut :])


@settings(max_examples=60, deadline=None)
@given(
    part=st.sampled_from([PACKAGE, NAV, FIRST, SECOND, "META-INF/container.xml"]),
    at=st.floats(0, 1),
    junk=st.text(alphabet='<>/:"&;#xhrefid=', max_size=25),
    cut=st.integers(0, 60),
)
def test_a_damaged_part_of_a_book_is_read_or_refused(
    part: str, at: float, junk: str, cut: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(TALES)) as opened:
        data = opened.read(part)
    start = int(at * len(data))
    with suppress(PressdayError):
        chapters(
            changed(
                TALES, drop=part, more={part: data[:start] + junk.encode() + data[start + cut :]}
            )
        )
