"""Notices: the publication's own texts and pictures, which fill pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image as Pillow

from pressday.config import load_publication
from pressday.errors import ConfigError
from pressday.library import Library
from pressday.pipeline.own_texts import read_notices

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.model import Piece


def notices(folder: Path) -> list[Piece]:
    publication = load_publication(folder)
    with Library.open(publication.library) as library:
        return [*read_notices(publication, library)]


def test_notices_come_by_name_texts_with_title_pictures_with_their_files(week: Any) -> None:
    house = week.folder / "house"
    house.mkdir()
    Pillow.new("RGB", (900, 600), "teal").save(house / "Come and see.jpg")
    (house / "write.md").write_text("# Write to us\n\nThe desk answers every letter.\n")
    (house / ".hidden").write_text("")
    seen, written = notices(week.folder)
    assert (seen.headline, seen.words, written.headline) == ("Come and see", 0, "Write to us")
    assert seen.image is not None
    assert seen.image.width_px == 900
    assert (written.body.text, written.image) == ("The desk answers every letter.", None)
    assert notices(week.folder) == [seen, written]


def test_a_publication_without_a_house_has_no_notices(week: Any) -> None:
    assert notices(week.folder) == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("letter.docx", "x", "in no form that is known"),
        ("empty.md", "", "cannot be read"),
        ("torn.jpg", "x", "not whole"),
        ("away.md", "A\n\n![](https://x.example/y.png)", "building asks no network"),
    ],
)
def test_a_notice_that_cannot_be_read_is_a_fault_with_its_file(
    week: Any, name: str, text: str, message: str
) -> None:
    house = week.folder / "house"
    house.mkdir()
    (house / name).write_text(text)
    with pytest.raises(ConfigError, match=message) as caught:
        notices(week.folder)
    assert (caught.value.where or "").endswith(name)
