"""The printing condition: a name that Pressday brings, or the profile of the press itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import ImageCms, features

from pressday.assets import asset_dir
from pressday.errors import ConfigError, LayoutError
from pressday.orders import PressOrder
from pressday.press.pdf.plates.condition import condition_of

if TYPE_CHECKING:
    from pathlib import Path


FOGRA39 = (asset_dir("conditions") / "FOGRA39.icc").read_bytes()
LINK = FOGRA39[:12] + b"scnr" + FOGRA39[16:]  # the profile of something that reads colours


@pytest.mark.parametrize("name", ["FOGRA39", "FOGRA29", "CGATS TR 006"])
def test_shipped_conditions_are_registered_and_described(name: str) -> None:
    made = condition_of(PressOrder(condition=name))
    assert (made.name, made.registered) == (name, True)
    assert "paper, offset" in made.told
    assert made.icc[12:20] == b"prtrCMYK"  # class and space (ICC.1:2022, 7.2)


def test_a_profile_of_ones_own_goes_under_the_name_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "press.icc"
    path.write_bytes((asset_dir("conditions") / "FOGRA29.icc").read_bytes())
    made = condition_of(PressOrder(condition="Our press", icc=path))
    assert (made.name, made.registered) == ("Our press", False)
    assert made.told == "Pressday FOGRA29 (uncoated paper, offset)"


def test_a_condition_without_a_profile_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(ConfigError, match='no colour profile of the condition "FOGRA51"') as none:
        condition_of(PressOrder(condition="FOGRA51"))
    assert "CGATS TR 006, FOGRA29, FOGRA39" in (none.value.hint or "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "is a profile of RGB"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(), "is a profile of Lab"),
        (b"no profile", "is no colour profile"),
        (LINK, "is no profile of a press"),
        (None, "the colour profile cannot be read"),
    ],
)
def test_what_is_no_profile_of_a_press_is_refused(
    data: bytes | None, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.icc"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ConfigError, match=message) as wrong:
        condition_of(PressOrder(icc=path))
    assert wrong.value.where == str(path)
    assert "ask the printer" in (wrong.value.hint or "")


def test_without_littlecms_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda _: False)
    with pytest.raises(LayoutError, match="this Pillow has no LittleCMS"):
        condition_of(PressOrder())
