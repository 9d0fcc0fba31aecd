"""Every face once in the file, with the glyphs of all fragments."""

from __future__ import annotations

import io

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from pressday.errors import LayoutError
from pressday.press.fonts import fonts_by_hash
from pressday.press.pdf.faces import Face, embed, merge

SERIF = next(iter(fonts_by_hash()))


def face(glyphs: dict[int, tuple[float, str]], file: str = SERIF) -> Face:
    return Face(
        file=file,
        name="ABCDEF+Source-Serif",
        family="Source Serif 4",
        axes={"wght": 400.0},
        flags=4,
        ascent=1036,
        descent=-335,
        glyphs=glyphs,
    )


def test_a_face_of_several_fragments_has_the_glyphs_of_all() -> None:
    merged = merge([{"f": face({1: (500.0, "a"), 2: (510.0, "b")})}, {"f": face({3: (1.0, "c")})}])
    assert merged == {"f": face({1: (500.0, "a"), 2: (510.0, "b"), 3: (1.0, "c")})}


def test_different_faces_stay_apart() -> None:
    merged = merge([{"f": face({1: (500.0, "a")})}, {"g": face({2: (510.0, "b")})}])
    assert {name: set(f.glyphs) for name, f in merged.items()} == {"f": {1}, "g": {2}}


def test_merging_leaves_the_fragments_faces_as_they_were() -> None:
    first, second = {"f": face({1: (500.0, "a")})}, {"f": face({2: (510.0, "b")})}
    merge([first, second])
    assert set(first["f"].glyphs) == {1}
    assert set(second["f"].glyphs) == {2}


def test_no_fragment_has_no_face() -> None:
    assert merge([]) == {}


def test_an_embedded_face_has_widths_text_and_a_font_of_just_its_glyphs() -> None:
    glyphs = {34: (600.0, "A"), 35: (610.1234, "B"), 40: (300.0, "fi")}
    with pikepdf.new() as pdf:
        font = embed(pdf, face(glyphs))
        descendant = font.DescendantFonts[0]
        widths = [
            [float(w) for w in item] if isinstance(item, pikepdf.Array) else int(item)
            for item in descendant.W
        ]
        text = font.ToUnicode.read_bytes().decode("ascii")
        data = descendant.FontDescriptor.FontFile2.read_bytes()
    assert widths == [34, [600.0, 610.123], 40, [300.0]]
    assert "<0028> <00660069>" in text
    assert "3 beginbfchar" in text
    with TTFont(io.BytesIO(data)) as cut:
        drawn = [n for n in (34, 35, 40) if cut["glyf"][cut.getGlyphName(n)].numberOfContours]
    assert drawn == [34, 35, 40]


def test_a_map_to_text_has_at_most_a_hundred_entries_a_block() -> None:
    glyphs = {n: (500.0, chr(n)) for n in range(40, 290)}
    with pikepdf.new() as pdf:
        text = embed(pdf, face(glyphs)).ToUnicode.read_bytes().decode("ascii")
    assert [line for line in text.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]


def test_a_font_that_is_not_packaged_is_never_embedded() -> None:
    with pikepdf.new() as pdf, pytest.raises(LayoutError, match="no packaged font"):
        embed(pdf, face({1: (500.0, "a")}, file="0" * 64))
