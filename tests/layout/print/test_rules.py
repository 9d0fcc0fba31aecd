"""The decision table, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.layout.print.conftest import image, piece

from pressday.layout.print.headline_widths import fits
from pressday.layout.print.rules import (
    HEADLINES,
    LAYOUTS,
    TWO,
    body_frame,
    choose_layout,
    headline_size,
    hero_frame,
)

if TYPE_CHECKING:
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
    assert headline_size("word " * 90, "lead").points == 26
    assert headline_size("Donaudampfschifffahrtsgesellschaft" * 2, "brief").points == 16


def test_a_long_word_makes_a_headline_smaller_although_the_lines_would_do() -> None:
    assert headline_size("Short words here", "feature").points == 45
    assert headline_size("Rindfleischetikettierung", "feature").points == 26
    assert fits("Rindfleischetikettierung", 26, TWO, 1)


@pytest.mark.parametrize(
    ("picture", "layout", "shape", "lines"),
    [
        (WIDE, "lead", "wide", 22),
        (WIDE, "feature", "wide", 28),
        (image(3000, 1000), "feature", "wide", 18),
        (SQUARE, "lead", "wide", 22),
        (SQUARE, "feature", "wide", 30),
        (PORTRAIT, "feature", "beside", 30),
        (MEDIUM, "feature", "beside", 18),
        (image(479, 300), "feature", "column", 8),
        (image(480, 300), "feature", "beside", 17),
        (image(999, 666), "feature", "beside", 18),
        (image(1000, 666), "feature", "wide", 28),
        (SMALL, "lead", "column", 9),
        (image(100, 900), "feature", "column", 24),
        (image(900, 100), "short", "column", 5),
        (PORTRAIT, "short", "column", 17),
        (image(600, 1600), "short", "column", 18),
        (WIDE, "interview", "column", 18),
        (image(600, 1600), "interview", "column", 24),
    ],
)
def test_an_opening_picture_stands_as_its_size_and_shape_allow(
    picture: Image, layout: Layout, shape: str, lines: int
) -> None:
    frame = hero_frame(picture, layout)
    assert (frame.shape, frame.lines) == (shape, lines)


@pytest.mark.parametrize(
    ("picture", "shape", "lines"),
    [
        (WIDE, "wide", 24),
        (image(3000, 900), "wide", 14),
        (SQUARE, "beside", 27),
        (PORTRAIT, "beside", 30),
        (MEDIUM, "beside", 18),
        (SMALL, "column", 9),
        (image(200, 900), "column", 20),
    ],
)
def test_a_picture_in_the_text_stands_as_its_size_and_shape_allow(
    picture: Image, shape: str, lines: int
) -> None:
    frame = body_frame(picture)
    assert (frame.shape, frame.lines) == (shape, lines)


def test_pictures_across_the_page_can_stretch_and_those_in_a_column_cannot() -> None:
    wide, column = hero_frame(WIDE, "feature"), hero_frame(SMALL, "feature")
    assert (wide.grow, wide.give) == (8, 12)
    assert (column.grow, column.give) == (0, 0)


def test_a_picture_without_a_height_is_no_division_by_nothing() -> None:
    assert body_frame(image(1200, 0)).lines == 14
