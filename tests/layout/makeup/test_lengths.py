"""More pages or fewer out of the same galleys, and what it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.makeup.galleys import (
    PAGE,
    PLATES,
    Made,
    column_of,
    fixed_edition,
    paragraph,
    prose,
    section,
    weighed,
)

from pressday.layout.makeup import Lengths, Plate, Strip
from pressday.layout.makeup.lengths import larger, largest, smaller, with_quote, without_quote
from pressday.layout.makeup.parts import shapes

WEEK = fixed_edition(30, seed=3)


@pytest.fixture(scope="module")
def lengths() -> Lengths:
    return Lengths(WEEK, PAGE)


@pytest.mark.parametrize("off", [-2, 1])
def test_pages_are_as_many_as_were_asked_for_and_whole(lengths: Lengths, off: int) -> None:
    fitted = lengths.fitted(lengths.natural + off)
    assert fitted is not None
    assert len(fitted.pages) == lengths.natural + off
    assert fitted.more == (off > 0)
    made = Made(WEEK, fitted.pages)
    assert all(made.lines(name) == made.wanted(name) for name in made.galleys)
    pictured = [c.name for s in WEEK for c in s.copies if c.galley.plates]
    assert all(len(made.placed(name, "plate")) == 1 for name in pictured)


def test_what_the_pieces_make_needs_nothing(lengths: Lengths) -> None:
    fitted = lengths.fitted(lengths.natural)
    assert fitted is not None
    assert (fitted.pictures, fitted.quotes) == (0, 0)


def test_pages_are_padded_with_white_only_where_that_is_asked_for() -> None:
    two = [
        section(*(weighed(prose(n), name=f"{number}-{n}") for n in (90, 97)), number=number)
        for number in (1, 2)
    ]
    lengths = Lengths(two, PAGE)
    wanted = lengths.natural + 1
    assert lengths.fitted(wanted) is None
    padded = lengths.fitted(wanted, padded=True)
    assert padded is not None
    assert (len(padded.pages), padded.padded) == (wanted, True)
    usual = lengths.fitted(lengths.natural, padded=True)
    assert usual is not None
    assert not usual.padded


def test_the_same_galleys_are_fitted_in_the_same_way(lengths: Lengths) -> None:
    wanted = lengths.natural - 1
    assert lengths.fitted(wanted) == Lengths(WEEK, PAGE).fitted(wanted)


def test_what_cannot_be_is_none_and_tells_what_came_up() -> None:
    alone = Lengths([section(weighed(prose(600)))], PAGE)
    assert alone.fitted(1) is None
    assert alone.natural in alone.reached


def test_the_smallest_piece_is_named_without_which_it_fits() -> None:
    sizes = {"a": 900, "b": 200, "c": 420}
    copies = [weighed(prose(size), name=name) for name, size in sizes.items()]
    lengths = Lengths([section(*copies)], PAGE)
    assert lengths.natural == 10
    assert lengths.cut_for(8) == "b"
    assert not lengths.cut_for(1)


def test_smaller_pictures_stand_over_fewest_columns_and_in_their_text() -> None:
    lifted = Strip(lines=10, before=1, lift=0)
    copy = weighed(column_of(paragraph(30), lifted), plates=3)
    copy = replace(copy, galley=replace(copy.galley, lifts={0: {2: Plate(lines=20)}}))
    small = smaller(copy).galley
    assert small.plates == {1: PLATES[1]}
    assert (small.lifts, small.runs[0].strips[1].lift) == ({}, -1)


def test_larger_pictures_leave_the_fewest_columns_to_others_and_are_never_lost() -> None:
    copy = weighed(prose(60), plates=3)
    assert [*larger(copy).galley.plates] == [2, 3]
    assert [*largest(copy).galley.plates] == [3]
    assert [*largest(copy).galley.heads] == [3]
    assert larger(weighed(prose(60), plates=1)).galley.plates == {1: PLATES[1]}


def test_a_piece_whose_picture_fits_nowhere_is_not_opened_there() -> None:
    from pressday.layout.makeup.fitting import Fitting

    made = Fitting(largest(weighed(prose(60), plates=3)), PAGE)
    assert shapes(made, 2) == []
    assert [s.plate for s in shapes(made, 3)] == [3]


def test_a_quotation_must_stand_or_may_not() -> None:
    copy = weighed(prose(120), quote=7)
    for change, quotes in ((with_quote, 1), (without_quote, 0)):
        sections = [section(change(copy))]
        fitted = Lengths(sections, PAGE).fitted(1)
        assert fitted is not None
        assert len(Made(sections, fitted.pages).placed("a", "quote")) == quotes
