"""Articles that come as .docx."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archives import changed

from pressday.errors import ExtractError, PressdayError
from pressday.fetch import Fetcher
from pressday.sources import Session, load_picture, read_input
from pressday.sources.files.docx import draft_docx
from pressday.sources.files.original import Original
from pressday.sources.reading import Item

if TYPE_CHECKING:
    from pressday.model import Draft

FERRY = (Path(__file__).parents[2] / "data" / "file-ferry.docx").read_bytes()
DOCUMENT, CORE = "word/document.xml", "docProps/core.xml"


def draft(data: bytes, name: str = "ferry-4.docx") -> Draft:
    return draft_docx(Original(data=data, identity="texts/ferry.docx", name=name))


def test_headings_lists_tables_notes_and_emphasis_come_through() -> None:
    body = draft(FERRY).body.html
    assert "<h2>What the passengers say</h2>" in body
    assert "<em>worrying</em>" in body
    assert '<a href="https://ferry.example/timetable">the timetable</a>' in body
    assert "<blockquote><p>There was soup.</p></blockquote>" in body
    assert "<ul><li>Lemons</li><li>Biscuits</li></ul>" in body
    assert "<td>North</td><td>Nine</td>" in body
    assert '<a class="noteref" href="#fn-1"' in body
    assert "Eleven by the list, twelve by the soup." in body.partition("footnotes")[2]


def test_a_formula_that_is_lost_is_reported() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<w:p><m:oMath xmlns:m="{math}"><m:r><m:t>x</m:t></m:r></m:oMath></w:p></w:body>'
    found = draft(changed(FERRY, (DOCUMENT, "</w:body>", formula)))
    assert "a formula is left out: put it into the file as a picture" in found.warnings


def test_title_standfirst_and_properties_are_the_article_s() -> None:
    found = draft(FERRY)
    assert found.title == "The ferry that came back"
    assert found.standfirst.startswith("Eleven passengers, a crate")
    assert (found.bylines, found.language) == (("Ines Valk",), "en-GB")
    assert found.tags == ("ferry", "harbour")
    assert found.modified == datetime(2026, 11, 19, 10, 30, tzinfo=UTC)


def test_the_day_a_file_was_made_is_only_a_guess_at_when_it_was_published() -> None:
    found = draft(FERRY)
    assert found.published == datetime(2026, 11, 18, 9, tzinfo=UTC)
    assert found.provenance["published"] == "guessed"
    assert found.provenance["modified"] == "declared"


def test_a_picture_comes_along_with_words_and_caption() -> None:
    with Fetcher("test") as fetcher:
        session = Session(folder=Path(), fetcher=fetcher)
        (item,) = read_input("-", session, data=FERRY)
        assert isinstance(item, Item)
        reading = item.read()
        (image,) = reading.draft.images
        assert load_picture(image.url, reading, fetcher).startswith(b"\x89PNG")
    assert (image.alt, image.caption) == ("The ferry at the quay", "The ferry on Wednesday")
    assert reading.draft.text_from == "file"
    assert reading.media_type.startswith("application/vnd.openxmlformats")


def test_a_picture_that_lies_elsewhere_is_not_fetched_but_reported() -> None:
    found = draft(FERRY)
    assert "hostname" not in found.body.html
    assert found.warnings == (
        "a picture is left out, which the file only links to: put it into the file",
    )


def test_without_a_title_the_properties_name_it_but_for_what_programs_write() -> None:
    untitled = (DOCUMENT, 'w:val="Title"', 'w:val="Normal"')
    named = (CORE, "Microsoft Word - ferry4.docx", "Lemons at sea")
    assert draft(changed(FERRY, untitled, named)).title == "Lemons at sea"
    assert draft(changed(FERRY, untitled)).title == "Ferry 4"
    heading = (DOCUMENT, 'w:val="Title"', 'w:val="Heading1"')
    found = draft(changed(FERRY, heading))
    assert found.title == "The ferry that came back"
    assert "The ferry that came back" not in found.body.html
    assert found.provenance["title"] == "guessed"


def test_without_properties_a_text_is_still_read() -> None:
    found = draft(changed(FERRY, drop=CORE))
    assert (found.bylines, found.published, found.language) == ((), None, "en")


@pytest.mark.parametrize("name", ["Windows User", "admin", "python-docx"])
def test_a_name_that_programs_give_is_no_author(name: str) -> None:
    assert draft(changed(FERRY, (CORE, "Ines Valk", name))).bylines == ()


def test_an_embedded_style_map_of_a_stranger_is_not_obeyed() -> None:
    data = changed(FERRY, more={"mammoth/style-map": b"p[style-name='Title'] => p.gone:fresh"})
    assert draft(data).title == "The ferry that came back"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", CORE]
)
def test_a_part_that_declares_entities_is_refused(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FERRY)) as opened:
        head = opened.read(part).decode().partition("?>")[0] + "?>"
    with pytest.raises(ExtractError, match="entities"):
        draft(changed(FERRY, (part, head, head + ENTITIES)))


def test_entities_cannot_hide_behind_an_encoding() -> None:
    with zipfile.ZipFile(io.BytesIO(FERRY)) as opened:
        text = opened.read(DOCUMENT).decode().partition("?>")[2]
    for encoding in ("utf-16", "cp037"):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        data = head.encode("ascii") if encoding == "cp037" else b""
        body = ENTITIES + text if data else head + ENTITIES + text
        part = data + body.encode(encoding)
        with pytest.raises(ExtractError, match="entities"):
            draft(changed(FERRY, drop=DOCUMENT, more={DOCUMENT: part}))


def test_a_bomb_is_not_opened() -> None:
    with pytest.raises(ExtractError, match="far more"):
        draft(changed(FERRY, more={"word/media/big.bin": b"\0" * 60_000_000}))


def test_a_file_of_too_many_parts_is_not_opened() -> None:
    with pytest.raises(ExtractError, match="more than 5000 files"):
        draft(changed(FERRY, more={f"x/{n}": b"" for n in range(5001)}))


def test_a_file_without_a_text_is_an_error() -> None:
    data = changed(
        FERRY,
        drop=DOCUMENT,
        more={
            DOCUMENT: b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
            b'2006/main"><w:body/></w:document>'
        },
    )
    with pytest.raises(ExtractError, match="no text in it"):
        draft(data)


@settings(max_examples=40, deadline=None)
@given(at=st.floats(0, 1), junk=st.binary(max_size=30), cut=st.integers(0, 200))
def test_a_damaged_file_is_read_or_refused(at: float, junk: bytes, cut: int) -> None:
    start = int(at * len(FERRY))
    with suppress(PressdayError):
        draft(FERRY[:start] + junk + FERRY[start + cut :])


@settings(max_examples=40, deadline=None)
@given(
    part=st.sampled_from([DOCUMENT, CORE, "word/styles.xml", "word/_rels/document.xml.rels"]),
    at=st.floats(0, 1),
    junk=st.text(alphabet='<>/w:p"&;x', max_size=20),
)
def test_a_damaged_part_is_read_or_refused(part: str, at: float, junk: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FERRY)) as opened:
        data = opened.read(part)
    start = int(at * len(data))
    with suppress(PressdayError):
        draft(changed(FERRY, drop=part, more={part: data[:start] + junk.encode() + data[start:]}))
