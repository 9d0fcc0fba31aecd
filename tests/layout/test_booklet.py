"""A booklet folded in thought: every page comes in its place, upright, and faces the right one."""

from __future__ import annotations

import math
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.layout.print.booklet import FoldedSheet, Page, Side, folded, with_blanks
from pressday.orders import BookletOrder, Flip

PRINTED = st.integers(1, 200)
SIGNATURES = st.sampled_from([0, 4, 8, 12, 16, 20, 24, 28, 32])
FLIPS = st.sampled_from(["short", "long"])

Half = tuple[Page, bool]  # what stands there, and whether it stands upright


def on_paper(side: Side) -> tuple[Half, Half]:
    """Return the left and right half of a side as the printer prints it."""
    halves = (side.left, not side.turned), (side.right, not side.turned)
    return halves[::-1] if side.turned else halves


def turned_over(halves: tuple[Half, Half], flip: Flip) -> tuple[Half, Half]:
    """Return the halves of a back as seen by who turns the sheet like the page of a book.

    A printer that turns over the long edge prints the back on its head.
    """
    if flip == "short":
        return halves
    return tuple((page, not upright) for page, upright in halves[::-1])  # type: ignore[return-value]


def read(sheets: list[FoldedSheet], flip: Flip) -> list[Half]:
    """Return the pages as they are leafed through, the sheets folded and laid into one another."""
    bundles = [[*bundle] for _, bundle in groupby(sheets, key=lambda sheet: sheet.signature)]
    return [half for bundle in bundles for half in _leafed(bundle, flip)]


def _leafed(bundle: list[FoldedSheet], flip: Flip) -> list[Half]:
    first: list[Half] = []
    second: list[Half] = []
    for sheet in bundle:  # from outside to inside; the front is outside
        left, right = on_paper(sheet.front)
        behind_right, behind_left = turned_over(on_paper(sheet.back), flip)
        first += [right, behind_right]
        second = [behind_left, left, *second]
    return first + second


@given(pages=PRINTED, tail=st.integers(0, 3), signature=SIGNATURES, flip=FLIPS)
def test_a_folded_booklet_is_read_from_first_to_last(
    pages: int, tail: int, signature: int, flip: Flip
) -> None:
    order = BookletOrder(signature=signature, flip=flip)
    found = read(folded(pages, tail, order), flip)
    assert all(upright for _, upright in found)
    assert [page for page, _ in found] == with_blanks(pages, tail)
    assert [page for page, _ in found if page is not None] == [*range(pages)]


@given(pages=PRINTED, tail=st.integers(0, 3))
def test_blank_pages_are_as_few_as_can_be_and_turn_no_left_page_into_a_right_one(
    pages: int, tail: int
) -> None:
    made = with_blanks(pages, tail)
    assert len(made) == pages + -pages % 4
    assert all(page is None or place % 2 == page % 2 for place, page in enumerate(made))


@pytest.mark.parametrize(
    ("pages", "tail", "expected"),
    [
        (18, 1, [*range(17), None, None, 17]),  # the colophon is the back cover
        (17, 1, [*range(16), None, None, 16, None]),
        (19, 1, [*range(19), None]),
        (18, 2, [*range(16), None, None, 16, 17]),
        (18, 0, [*range(18), None, None]),  # a piece ends there, and is not broken apart
        (2, 1, [0, None, None, 1]),
        (1, 1, [0, None, None, None]),
        (20, 1, [*range(20)]),
    ],
)
def test_blank_pages_stand_before_the_colophon(pages: int, tail: int, expected: list[Page]) -> None:
    assert with_blanks(pages, tail) == expected


def test_inner_pages_go_to_the_fold_by_the_paper_around_them() -> None:
    sheets = folded(40, 0, BookletOrder(signature=16, thickness=0.2))
    assert [sheet.signature for sheet in sheets] == [0] * 4 + [1] * 4 + [2] * 2
    step = 0.2 * math.pi / 2
    expected = [0, step, 2 * step, 3 * step]
    assert [sheet.creep for sheet in sheets] == pytest.approx([*expected * 2, 0, step])
