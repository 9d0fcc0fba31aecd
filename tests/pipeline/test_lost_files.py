"""What is lost of the library's files is fetched again, and does not stop an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pressday.library import Library
from pressday.model import Artifact

if TYPE_CHECKING:
    from pathlib import Path


def files(week: Any, kind: str) -> list[Path]:
    return sorted((week.folder / "library" / kind).glob("??/*"))


@pytest.mark.parametrize("kind", ["media", "raw"])
@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_collecting_fetches_lost_files_again(week: Any, site: str, kind: str, harm: str) -> None:
    week.read(f"{site}/feed")
    before = {path: path.read_bytes() for path in files(week, kind)}
    assert before
    for path in before:
        path.unlink() if harm == "gone" else path.write_bytes(b"x")
    with Library.open(week.folder / "library") as library:
        assert library.lacking() == library.ids()
    week.collect()
    assert {path: path.read_bytes() for path in files(week, kind)} == before
    with Library.open(week.folder / "library") as library:
        assert library.lacking() == frozenset()


def test_what_is_whole_is_not_read_again(week: Any, site: str) -> None:
    week.read(f"{site}/feed")
    week.asked.clear()
    week.collect()
    assert "/page" not in week.asked
    assert "/picture.svg" not in week.asked


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_an_edition_prints_a_piece_without_its_lost_picture_and_names_it(
    week: Any, site: str, harm: str
) -> None:
    week.read(f"{site}/feed")
    week.plan()
    (picture,) = files(week, "media")
    data = picture.read_bytes()
    picture.unlink() if harm == "gone" else picture.write_bytes(data.replace(b"a33", b"3a3"))
    made = week.build(formats=["epub"])
    assert [o for o in made if isinstance(o.value, Artifact)]
    said = [o.error for o in made if o.subject == "Harbour"]
    assert any("printed without media/" in e and "library repair" in e for e in said)
