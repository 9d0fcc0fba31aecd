"""A booklet as a file: each page whole, on its half of the sheet, at the fold."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.positions import words
from tests.press.pdf.test_join import Joined, joined

from pressday.layout.print.booklet import SIZES, folded
from pressday.orders import BookletOrder, Orders
from pressday.press.pdf.booklet import MM, Booklet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressday.model import Edition

__all__ = ["joined"]

Half = list[str]


def made(joined: Joined, paper: str = "A4", **order: Any) -> bytes:
    sheets = folded(len(joined.pages), 1, BookletOrder(**order))
    return Booklet(sheets, SIZES[paper], None).made_of(joined.path.read_bytes())


def halves(path: Path) -> list[tuple[Half, Half]]:
    """Return the words on the left and right half of each page."""
    middle = SIZES["A4"][0] / 2
    return [
        ([w.text for w in p if w.left < middle], [w.text for w in p if w.left >= middle])
        for p in words(path)
    ]


def moves(page: Any) -> list[list[float]]:
    drawn = pikepdf.parse_content_stream(page, "cm")
    return [[float(v) for v in command.operands] for command in drawn]


def test_folded_and_leafed_through_it_reads_as_the_pages_do(joined: Joined, tmp_path: Path) -> None:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(made(joined))
    sides = halves(path)
    fronts, backs = sides[::2], sides[1::2]
    pairs = [*zip(fronts, backs, strict=True)]
    leafed = [half for front, back in pairs for half in (front[1], back[0])]
    leafed += [half for front, back in reversed(pairs) for half in (back[1], front[0])]
    assert [sorted(half) for half in leafed if half] == [
        sorted(word.text for word in page) for page in joined.pages
    ]


def test_pages_are_whole_on_a_sheet_of_twice_their_size_and_smaller_on_their_own(
    joined: Joined,
) -> None:
    for paper, scale in (("A3", 1.0), ("A4", 0.707)):
        with pikepdf.open(io.BytesIO(made(joined, paper))) as pdf:
            placed = moves(pdf.pages[1])
        width = SIZES[paper][0]
        assert [move[0] for move in placed] == pytest.approx([scale, scale], abs=1e-3)
        assert [move[4] for move in placed] == pytest.approx([0, width / 2], abs=0.1)


def test_pages_stand_in_the_middle_of_a_higher_sheet_and_each_on_its_half(
    joined: Joined,
) -> None:
    with pikepdf.open(io.BytesIO(made(joined, "Letter"))) as pdf:
        (left, right), drawn = moves(pdf.pages[1]), pdf.pages[1].obj.Contents.read_bytes()
    white = SIZES["Letter"][1] - 841.89 * left[0]
    assert [left[5], right[5]] == pytest.approx([white / 2] * 2, abs=0.01)
    assert b"0.000 0 396.000 612.000 re W n" in drawn
    assert b"396.000 0 396.000 612.000 re W n" in drawn


def test_inner_pages_stand_nearer_to_the_fold(joined: Joined) -> None:
    with pikepdf.open(io.BytesIO(made(joined, thickness=0.3))) as pdf:
        (left, right), (other_left, *_) = moves(pdf.pages[1]), moves(pdf.pages[3])
    middle, creep = SIZES["A4"][0] / 2, 0.3 * 3.1416 / 2 * MM
    assert other_left[4] - left[4] == pytest.approx(creep, abs=0.01)
    assert right[4] == pytest.approx(middle, abs=0.01)
    with pikepdf.open(io.BytesIO(made(joined, thickness=0.3))) as pdf:
        (*_, inner_right) = moves(pdf.pages[2])
    assert inner_right[4] == pytest.approx(middle - creep, abs=0.01)


@pytest.mark.parametrize(
    ("flip", "name"), [("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge")]
)
def test_a_back_for_the_long_edge_is_on_its_head_and_the_printer_is_told(
    joined: Joined, flip: str, name: str
) -> None:
    with pikepdf.open(io.BytesIO(made(joined, flip=flip))) as pdf:
        turned = [[m[0][0], m[0][3]] == [-1.0] * 2 for m in map(moves, pdf.pages)]
        view = pdf.Root.ViewerPreferences
        assert [str(view.Duplex), str(view.PrintScaling)] == [name, "/None"]
    assert turned == [False, flip == "long"] * (len(turned) // 2)


def test_a_booklet_has_a_guide_and_tells_what_is_smaller_or_blank(
    print_edition: Callable[..., Any], weekly: Edition
) -> None:
    made = print_edition(weekly, orders=Orders(profiles=("booklet",)))
    path = made.artifact.path
    told, empty, *sides = halves(path)
    assert "fold" in told[1]
    assert empty == ([], [])
    assert made.artifact.pages == 2 + len(sides)
    said = [w for o in made.said for w in o.warnings if o.subject == path.name]
    assert said[-2].startswith("pages are printed at 71%")
    blank = sum(not half for side in sides for half in side)
    assert said[-1].startswith(f"{blank} of its pages are blank")
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title).startswith("The Proof, No. 48")
        assert all("/FontFile2" in d or "/FontFile3" in d for d in _descriptors(pdf))


def _descriptors(pdf: pikepdf.Pdf) -> list[Any]:
    found = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary))
    return [o for o in found if o.get("/Type") == "/FontDescriptor"]


def test_a_chosen_sheet_is_content_with_small_pages(
    print_edition: Callable[..., Any], weekly: Edition
) -> None:
    order = BookletOrder(sheet="A4", guide=False)
    made = print_edition(weekly, orders=Orders(profiles=("booklet",), booklet=order))
    assert not any("printed at" in w for o in made.said for w in o.warnings)
    assert made.artifact.pages % 2 == 0
