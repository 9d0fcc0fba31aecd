"""Small losses that an editor met: each is told, counted, or kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image as Pillow

from pressday.errors import ConfigError
from pressday.library import Library
from pressday.pipeline.building import assembled, chosen
from pressday.pipeline.cautions import warned

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.edition import Assembled

ENTRY = "[[section.piece]]\n"


@pytest.fixture
def sheet(week: Any) -> Path:
    """Return the run sheet of two pieces, the longer one first."""
    week.keep("A story", "2026-11-24", " ".join(f"long{n}" for n in range(300)))
    week.keep("A note", "2026-11-23", " ".join(f"short{n}" for n in range(160)))
    path: Path = week.plan().sheet.path
    return path


def edit(sheet: Path, lines: str) -> None:
    sheet.write_text(sheet.read_text().replace(ENTRY, f"{ENTRY}{lines}\n", 1))


def made(week: Any) -> Assembled:
    with Library.open(week.folder / "library") as library:
        return assembled(week.publication(), chosen(week.publication(), "2026-W48"), library)


def own(sheet: Path, text: str) -> None:
    edit(sheet, 'body = "own.md"')
    sheet.with_name("own.md").write_text(text)


def test_a_picture_at_the_top_of_the_editor_s_own_version_opens_the_piece(
    week: Any, sheet: Path
) -> None:
    Pillow.new("RGB", (500, 400), "teal").save(sheet.with_name("quay.png"))
    own(sheet, "![The quay](quay.png)\n\nMy own words.\n")
    piece = made(week).edition.pieces[0]
    assert piece.image is not None
    assert (piece.image.width_px, piece.image.alt) == (500, "The quay")
    assert "My own words." in piece.body.text


def test_the_editor_s_own_version_counts_in_words_and_pages(week: Any, sheet: Path) -> None:
    before = week.plan()
    own(sheet, "word " * 6000)
    after = week.plan()
    assert after.words == before.words - 300 + 6000
    assert after.pages > before.pages + 5


def test_a_missing_article_leaves_one_piece_out_and_a_lost_picture_is_told(
    week: Any, sheet: Path
) -> None:
    own(sheet, "![](gone.png)\n\nMy own words.\n")
    second = sheet.read_text().rpartition('article = "')[2][:12]
    sheet.write_text(sheet.read_text().replace(second, "000000000000"))
    left_out = {outcome.subject: outcome.error for outcome in made(week).left_out}
    assert 'no article "000000000000" in the library' in left_out["000000000000"]
    assert "gone.png" in left_out["own.md"]
    assert [piece.headline for piece in made(week).edition.pieces] == ["A story"]
    sheet.write_text(sheet.read_text().replace(ENTRY, f"{ENTRY}cut = true\n", 1))
    with pytest.raises(ConfigError, match="no article"):
        made(week)


def test_a_cover_that_is_no_piece_names_those_that_can_be(week: Any, sheet: Path) -> None:
    sheet.write_text(sheet.read_text().replace('cover = "auto"', 'cover = "nope"'))
    Pillow.new("RGB", (900, 600), "teal").save(sheet.with_name("quay.png"))
    own(sheet, "![The quay](quay.png)\n\nMy own words.\n")
    first = sheet.read_text().partition('article = "')[2][:12]
    with pytest.raises(ConfigError, match='"nope" is no piece') as caught:
        made(week)
    assert str(caught.value.hint).endswith(f'cover is one of auto, none, {first} ("A story")')


def test_warnings_that_the_editor_accepts_do_not_return(week: Any, sheet: Path) -> None:
    def told() -> list[str]:
        return [w for outcome in week.build(formats=["epub"]) for w in outcome.warnings]

    assert told() == ['the lead "A story" has no picture wide enough']
    edit(sheet, 'accept = ["has no picture wide enough"]')
    assert told() == []
    report = json.loads((week.folder / "output/2026-W48/report.json").read_text())
    assert report["problems"]


def test_few_words_are_no_warning_for_a_brief(week: Any, sheet: Path) -> None:
    assert sheet.is_file()
    first = made(week).edition.pieces[0]
    said = ("only 116 words came out", "subscription: only the beginning may be there")
    brief = replace(first, weight="brief", article=replace(first.article, warnings=said))
    assert warned(brief) == said[1:]
    assert warned(replace(brief, weight="feature")) == said
