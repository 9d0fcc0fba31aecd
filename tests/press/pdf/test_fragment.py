"""Fragments come back from the cache as they went in, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressday.layout.makeup import Galley, MeasuredRun, Plate, Strip
from pressday.press.pdf.faces import Face
from pressday.press.pdf.fragment import Fragment, FragmentCache
from pressday.press.pdf.takes import Take

if TYPE_CHECKING:
    from pathlib import Path

FACE = Face(
    file="0" * 64,
    name="ABCDEF+Source-Serif",
    family="Source Serif 4",
    axes={"wght": 400.0, "opsz": 8.8},
    flags=4,
    ascent=1036,
    descent=-335,
    glyphs={3: (250.0, " "), 36: (612.5, "A"), 812: (600.25, "fi")},
)
FRAGMENT = Fragment(
    pdf=b"%PDF-1.7 \x00\xff",
    pages=3,
    anchors={"a-0123456789ab": (0, 44.0, 66.25), "fn-ü": (2, 1.0, 2.0)},
    faces={"f1": FACE},
    faults=("one", "two"),
    style_faults=("three",),
    galley=Galley(
        runs=(
            MeasuredRun(
                strips=(Strip(lines=9, before=1, cuts=frozenset({2, 3}), lift=0, quote=1),)
            ),
        ),
        heads={1: 5, 3: 4},
        plates={2: Plate(lines=18, grow=3, give=2)},
        lifts={0: {2: Plate(lines=20)}},
        quotes=(7, 5),
    ),
    takes={"head/1": Take(0, 66.0), "run/0/0/2": Take(1, 90.125)},
)


@pytest.fixture
def cache(tmp_path: Path) -> FragmentCache:
    return FragmentCache(tmp_path / "deep" / "fragments")


def test_a_fragment_comes_back_equal(cache: FragmentCache) -> None:
    cache.store("key", FRAGMENT)
    assert cache.load("key") == FRAGMENT


def test_a_fragment_of_nothing_but_pages_comes_back_equal(cache: FragmentCache) -> None:
    bare = Fragment(pdf=b"", pages=0, anchors={}, faces={})
    cache.store("key", bare)
    assert cache.load("key") == bare


def test_an_unknown_key_has_no_fragment(cache: FragmentCache) -> None:
    cache.store("key", FRAGMENT)
    assert cache.load("other") is None


def test_a_later_fragment_takes_the_place_of_an_earlier_one(cache: FragmentCache) -> None:
    cache.store("key", Fragment(pdf=b"", pages=1, anchors={}, faces={}))
    cache.store("key", FRAGMENT)
    assert cache.load("key") == FRAGMENT


@pytest.mark.parametrize("lost", [".json", ".pdf"])
def test_an_entry_of_which_one_file_is_missing_is_no_entry(
    cache: FragmentCache, tmp_path: Path, lost: str
) -> None:
    cache.store("key", FRAGMENT)
    (tmp_path / "deep" / "fragments" / f"key{lost}").unlink()
    assert cache.load("key") is None


@pytest.mark.parametrize("notes", ["", '{"anchors": {', "{}", "[]", '{"faces": {"f": {}}}'])
def test_an_entry_whose_notes_are_not_whole_is_no_entry(
    cache: FragmentCache, tmp_path: Path, notes: str
) -> None:
    cache.store("key", FRAGMENT)
    (tmp_path / "deep" / "fragments" / "key.json").write_text(notes)
    assert cache.load("key") is None


def test_nothing_is_left_beside_the_entry(cache: FragmentCache, tmp_path: Path) -> None:
    cache.store("key", FRAGMENT)
    names = {path.name for path in (tmp_path / "deep" / "fragments").iterdir()}
    assert names == {"key.pdf", "key.json"}


def test_a_cache_is_empty_until_something_is_kept(cache: FragmentCache) -> None:
    assert cache.is_empty()
    assert cache.load("key") is None
    assert cache.is_empty()
    cache.store("key", FRAGMENT)
    assert not cache.is_empty()
