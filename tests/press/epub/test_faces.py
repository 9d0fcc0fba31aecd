from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

from pressday.press.epub.faces import FACES, cut_face, cut_faces

if TYPE_CHECKING:
    from pathlib import Path


def test_six_faces_are_cut_once_and_kept(tmp_path: Path) -> None:
    first = cut_faces("Żółw", tmp_path)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(first) == len(kept) == 6
    assert cut_faces("wółŻ", tmp_path) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == kept


def test_a_face_is_static_and_has_the_characters_asked_for_and_its_licence() -> None:
    data = cut_face(FACES[0], tuple(map(ord, "aŻ\u0416")))
    with TTFont(io.BytesIO(data)) as font:
        assert font.flavor == "woff2"
        assert "fvar" not in font
        assert set(font.getBestCmap()) == set(map(ord, "aŻ\u0416"))
        assert "OFL" in font["name"].getDebugName(13) or "Open Font" in font["name"].getDebugName(
            13
        )


def test_small_capitals_and_oldstyle_figures_survive_in_the_text_face() -> None:
    with TTFont(io.BytesIO(cut_face(FACES[0], tuple(map(ord, "abc0123"))))) as font:
        tags = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "onum", "lnum"} <= tags


def test_any_text_has_the_letters_and_signs_of_all_of_europe(tmp_path: Path) -> None:
    needed = "ÀéßŁőžŞŸ æœ „“”‚‘’«»‹›–—…•†′″−"
    for name, data in cut_faces("a", tmp_path).items():
        with TTFont(io.BytesIO(data)) as font:
            assert set(map(ord, needed)) <= set(font.getBestCmap()), name


def test_a_letter_more_makes_another_cut(tmp_path: Path) -> None:
    cut_faces("a", tmp_path)
    made = cut_faces("aЖ", tmp_path)
    assert len(list(tmp_path.iterdir())) == 2 * len(FACES)
    with TTFont(io.BytesIO(made["serif-regular.woff2"])) as font:
        assert ord("Ж") in font.getBestCmap()


def test_cuts_of_a_family_differ_as_their_names_say() -> None:
    widths, slants, families = {}, {}, {}
    for face in FACES:
        with TTFont(io.BytesIO(cut_face(face, tuple(map(ord, "Hamburg"))))) as font:
            widths[face.file] = font["hmtx"][font.getBestCmap()[ord("m")]][0]
            slants[face.file] = font["post"].italicAngle
            families[face.file] = font["name"].getDebugName(1)
    assert {file for file, angle in slants.items() if angle} == {"serif-italic.woff2"}
    assert widths["serif-semibold.woff2"] > widths["serif-regular.woff2"]
    assert widths["sans-semibold.woff2"] > widths["sans-regular.woff2"]
    assert widths["serif-display.woff2"] != widths["serif-regular.woff2"]
    for file, family in families.items():
        assert ("Sans" if file.startswith("sans") else "Serif") in str(family)
