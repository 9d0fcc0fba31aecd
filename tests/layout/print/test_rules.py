"""The decision table, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.layout.print.conftest import image, piece

from pressday.layout.print.headline_widths import fits
from pressday.layout.print.rules import (
    HEADLINES,
    HEADS,
    LAYOUTS,
    LINE,
    TALLEST,
    TWO,
    WIDTHS,
    Frame,
    body_frame,
    choose_layout,
    fitting_size,
    headline_size,
    hero_frames,
    lifted_frames,
)

if TYPE_CHECKING:
    from pressday.layout.makeup import Rank
    from pressday.model import Image, Layout, Piece

WIDE, SQUARE, PORTRAIT = image(1500, 1000), image(1200, 1200), image(1200, 1600)
MEDIUM, SMALL = image(900, 600), image(300, 200)
QUESTION = '<div class="question"><p>Why?</p></div>'


@pytest.mark.parametrize(
    ("given", "layout"),
    [
        (piece(kind="picture", image=WIDE, weight="lead"), "picture"),
        (piece(words=40, weight="lead"), "lead"),
        (piece(words=260, weight="brief"), "brief"),
        (piece(words=261, weight="brief"), "short"),
        (piece(words=40, kind="interview"), "interview"),
        (piece(body=QUESTION * 3, words=900), "interview"),
        (piece(body=QUESTION * 2, words=900), "plain"),
        (piece(words=149), "brief"),
        (piece(words=149, image=SMALL), "short"),
        (piece(words=150), "short"),
        (piece(words=349, image=WIDE), "short"),
        (piece(words=350, image=WIDE), "feature"),
        (piece(words=350), "plain"),
        (piece(kind="picture", words=900), "plain"),
    ],
)
def test_a_piece_gets_the_first_layout_whose_row_holds(given: Piece, layout: Layout) -> None:
    assert choose_layout(given) == layout


def test_every_row_says_why() -> None:
    assert all(row.why for row in LAYOUTS)


def test_the_editors_layout_goes_before_the_table() -> None:
    assert choose_layout(piece(words=40, weight="lead", layout="plain")) == "plain"


def test_a_picture_page_without_a_picture_falls_back_to_the_table() -> None:
    assert choose_layout(piece(words=900, layout="picture")) == "plain"


def test_a_brief_too_long_to_stand_beside_others_falls_back_to_the_table() -> None:
    assert choose_layout(piece(words=261, layout="brief")) == "short"
    assert choose_layout(piece(words=260, layout="brief")) == "brief"


@pytest.mark.parametrize("kind", HEADLINES)
def test_sizes_go_down_so_that_the_first_that_fits_is_the_largest(kind: str) -> None:
    points = [size.points for size in HEADLINES[kind]]
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("kind", HEADLINES)
def test_a_word_more_than_a_size_can_hold_takes_the_next_one(kind: str) -> None:
    for size, smaller in zip(HEADLINES[kind], HEADLINES[kind][1:], strict=False):
        text = "proof"
        while fits(f"{text} proof", size.points, size.measure, size.lines):
            text += " proof"
        assert headline_size(text, kind).points >= size.points
        assert headline_size(f"{text} proof", kind).points <= smaller.points


def test_a_headline_that_fits_no_size_takes_the_smallest() -> None:
    assert fitting_size("word " * 90, HEADS["lead"][2]).points == 26
    assert headline_size("Donaudampfschifffahrtsgesellschaft" * 2, "brief").points == 16


def test_a_long_word_makes_a_headline_smaller_although_the_lines_would_do() -> None:
    sizes = HEADS["feature"][2]
    assert fitting_size("Short words here", sizes).points == 33
    assert fitting_size("Rindfleischetikettierung", sizes).points == 26
    assert fits("Rindfleischetikettierung", 26, TWO, 1)


@pytest.mark.parametrize("rank", HEADS)
def test_a_headline_is_smaller_over_fewer_columns(rank: str) -> None:
    largest = [sizes[0].points for _, sizes in sorted(HEADS[rank].items())]
    assert sorted(HEADS[rank]) == [1, 2, 3]
    assert largest == sorted(largest)
    for sizes in HEADS[rank].values():
        points = [size.points for size in sizes]
        assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("rank", HEADS)
@pytest.mark.parametrize("span", WIDTHS)
def test_a_headline_keeps_to_the_columns_it_stands_over(rank: str, span: int) -> None:
    assert {size.measure for size in HEADS[rank][span]} == {WIDTHS[span]}


def test_what_weighs_more_has_larger_headlines() -> None:
    for span in (1, 2, 3):
        largest = [HEADS[rank][span][0].points for rank in ("lead", "feature", "news", "short")]
        assert largest == sorted(largest, reverse=True)


def spans(frames: tuple[Frame, ...]) -> list[int]:
    return [frame.span for frame in frames]


@pytest.mark.parametrize(
    ("picture", "rank", "expected"),
    [
        (WIDE, "lead", [1, 2, 3]),
        (WIDE, "short", [1, 2]),
        (image(1100, 800), "lead", [1, 2, 3]),
        (image(1040, 800), "lead", [1, 2]),
        (MEDIUM, "feature", [1, 2]),
        (image(600, 400), "feature", [1]),
        (SMALL, "lead", [1]),
        (image(3000, 4000), "lead", [1, 2]),
    ],
)
def test_an_opening_picture_stands_over_as_many_columns_as_pixels_shape_and_rank_allow(
    picture: Image, rank: Rank, expected: list[int]
) -> None:
    assert spans(hero_frames(picture, rank)) == expected


SHAPES = [image(w, h) for w in (200, 480, 700, 1000, 1500, 4000) for h in (100, 500, 1000, 4000)]


@pytest.mark.parametrize("picture", SHAPES, ids=lambda p: f"{p.width_px}x{p.height_px}")
def test_a_picture_is_sharp_in_every_frame_however_it_stretches(picture: Image) -> None:
    frames = [*hero_frames(picture, "lead"), *lifted_frames(picture), body_frame(picture)]
    for frame in frames:
        width = frame.width or WIDTHS[frame.span]
        assert picture.width_px * 72 / width >= 150
        assert frame.width or picture.height_px * 72 / (frame.lines + frame.grow) / LINE >= 150
        assert frame.lines - frame.give > 0
        assert frame.lines <= TALLEST[frame.span]


def test_a_picture_too_coarse_for_a_column_is_narrower_than_it() -> None:
    frame = body_frame(SMALL)
    assert 0 < frame.width < WIDTHS[1]
    assert (frame.grow, frame.give) == (0, 0)


def test_a_picture_lifted_out_of_a_text_stands_over_two_or_three_columns() -> None:
    assert spans(lifted_frames(WIDE)) == [2, 3]
    assert spans(lifted_frames(SMALL)) == []
    assert spans(lifted_frames(image(3000, 4000))) == [2]


def test_pictures_stretch_by_a_share_of_their_height() -> None:
    for frame in hero_frames(WIDE, "lead"):
        assert 0 < frame.grow <= frame.give == int(frame.lines * 0.2)
    assert all(
        f.grow == f.give == int(f.lines * 0.2) // 2 for f in lifted_frames(image(4000, 2600))
    )


def test_a_picture_without_a_height_is_no_division_by_nothing() -> None:
    assert body_frame(image(1200, 0)).lines >= 1
