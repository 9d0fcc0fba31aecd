"""The packaged fonts are the only ones, and faces cut from them keep their glyph ids."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from pressday.press.fonts import (
    FAMILIES,
    covered,
    cut_face,
    font_files,
    fonts_by_hash,
    missing,
    private_config,
)
from pressday.text import sha256

if TYPE_CHECKING:
    from pathlib import Path

SERIF = font_files()[0]


def glyph_ids(text: str) -> set[int]:
    with TTFont(SERIF) as font:
        names = font.getBestCmap()
        return {font.getGlyphID(names[ord(c)]) for c in text}


def drawn(data: bytes) -> set[int]:
    """Return the ids of glyphs that have an outline."""
    with TTFont(io.BytesIO(data)) as font:
        table = font["glyf"]
        names = font.getGlyphOrder()
        return {n for n, name in enumerate(names) if table[name].numberOfContours}


def test_every_family_has_an_upright_and_an_italic() -> None:
    assert len(set(font_files())) == 2 * len(FAMILIES)
    assert all(path.is_file() for path in font_files())


def test_a_font_is_known_by_the_hash_of_its_bytes() -> None:
    assert set(fonts_by_hash().values()) == set(font_files())
    assert fonts_by_hash()[sha256(SERIF.read_bytes())] == SERIF


def test_a_cut_face_has_only_the_asked_glyphs_at_their_old_ids() -> None:
    wanted = glyph_ids("Proof")
    data = cut_face(SERIF, {"wght": 700.0, "opsz": 60.0}, wanted)
    assert drawn(data) - {0} == wanted
    assert len(data) < SERIF.stat().st_size / 20


def test_a_cut_face_is_static_and_as_wide_as_its_axes_make_it() -> None:
    glyph = glyph_ids("W").pop()
    advances = []
    for weight in (400.0, 700.0):
        with TTFont(io.BytesIO(cut_face(SERIF, {"wght": weight}, {glyph}))) as font:
            assert "fvar" not in font
            advances.append(font["hmtx"][font.getGlyphName(glyph)][0])
    assert advances[0] < advances[1]


def test_layout_features_go_unless_a_reader_shapes_text_itself() -> None:
    glyphs = glyph_ids("fi")
    with TTFont(io.BytesIO(cut_face(SERIF, {}, glyphs))) as bare:
        assert "GSUB" not in bare
    with TTFont(io.BytesIO(cut_face(SERIF, {}, glyphs, keep_layout=True))) as whole:
        assert "GPOS" in whole


def test_the_same_face_is_cut_to_the_same_bytes() -> None:
    glyphs = glyph_ids("Proof")
    assert cut_face(SERIF, {"wght": 400.0}, glyphs) == cut_face(SERIF, {"wght": 400.0}, glyphs)


def test_the_typesetter_knows_the_packaged_folders_and_no_others(tmp_path: Path) -> None:
    root = ET.parse(private_config(tmp_path)).getroot()  # noqa: S314 - written just now
    assert root is not None
    folders = {e.text for e in root.iter("dir")}
    assert folders == {str(path.parent) for path in font_files()}
    assert [e.text for e in root.iter("cachedir")] == [str(tmp_path / "fontconfig" / "cache")]
    assert {e.tag for e in root} == {"dir", "cachedir"}


def test_a_config_in_a_folder_with_marks_of_xml_in_its_name_is_well_formed(tmp_path: Path) -> None:
    folder = tmp_path / "a & b <c>"
    root = ET.parse(private_config(folder)).getroot()  # noqa: S314 - written just now
    assert root is not None
    assert root.findtext("cachedir") == str(folder / "fontconfig" / "cache")


def test_a_config_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    path = private_config(tmp_path)
    before = path.stat().st_mtime_ns
    assert private_config(tmp_path) == path
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("text", ["Proof, “well”…", "Ελληνικά", "Кириллица", "Tiếng Việt", "Łódź"])
def test_latin_greek_and_cyrillic_are_covered(text: str) -> None:
    assert missing(text) == ""


def test_what_no_font_can_show_is_named_once_in_code_point_order() -> None:
    assert missing("週刊 Proof 刊") == "刊週"
    assert missing("한글") == "글한"


def test_private_and_unassigned_characters_are_missing() -> None:
    assert missing("a\ue123\u0378\U000f0001") == "\u0378\ue123\U000f0001"


def test_characters_without_a_form_are_never_missing() -> None:
    assert missing("a\tb\n\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}") == ""


def test_the_covered_characters_are_thousands() -> None:
    assert len(covered()) > 1000
