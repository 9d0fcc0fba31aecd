"""Columns cut from a run of type: where they may end, what is white, what stretches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.makeup.galleys import paragraph

from pressday.layout.makeup import Strip
from pressday.layout.makeup.type import Column, Slice, Type

HEADING = Strip(lines=1, before=1, tied=True)
PICTURE = Strip(lines=10, before=1, grow=3, give=3)
FLOATING = replace(PICTURE, floats=True)

strips = st.lists(
    st.one_of(
        st.integers(1, 14).map(paragraph),
        st.just(HEADING),
        st.builds(
            Strip,
            lines=st.integers(3, 20),
            before=st.integers(0, 2),
            grow=st.integers(0, 3),
            give=st.integers(0, 2),
        ),
    ),
    min_size=1,
    max_size=20,
)


def columns(type_: Type, height: int) -> list[Column]:
    found, at = [], 0
    while at < type_.end:
        column = type_.column(at, height)
        if column.end == at:  # nothing fits
            column = Column(at, type_.after(at), 0, 0)
        found.append(column)
        at = column.end
    return found


@given(strips, st.integers(25, 60))
def test_columns_hold_every_line_once_and_are_as_high_as_was_asked(
    given_strips: list[Strip], height: int
) -> None:
    type_ = Type(given_strips)
    found = []
    for column in columns(type_, height):
        slices = [*type_.slices(column)]
        assert sum(s.stretch for s in slices) == column.stretch
        last = slices[-1]
        assert last.offset + last.last - last.first + last.stretch + column.white == height
        assert slices[0].offset == 0
        found += [(s.strip, n) for s in slices for n in range(s.first, s.last)]
    assert found == [(n, line) for n, s in enumerate(given_strips) for line in range(s.lines)]


@given(strips, st.integers(25, 60))
def test_a_picture_never_stretches_further_than_it_may(
    given_strips: list[Strip], height: int
) -> None:
    type_ = Type(given_strips)
    for column in columns(type_, height):
        for part in type_.slices(column):
            strip = given_strips[part.strip]
            assert -strip.give <= part.stretch <= strip.grow


@given(strips, st.integers(25, 60))
def test_a_column_ends_at_a_cut_or_behind_a_strip_that_is_not_tied(
    given_strips: list[Strip], height: int
) -> None:
    type_ = Type(given_strips)
    for column in columns(type_, height)[:-1]:
        last = [*type_.slices(column)][-1]
        strip = given_strips[last.strip]
        assert last.last in strip.cuts or (last.last == strip.lines and not strip.tied)


def test_white_lines_vanish_at_the_head_of_a_column() -> None:
    type_ = Type([paragraph(10), paragraph(10, before=2)])
    assert [*type_.slices(type_.column(10, 10))] == [Slice(1, 0, 10, 0, 0)]
    assert [part.offset for part in type_.slices(type_.column(0, 30))] == [0, 12]


def test_a_heading_goes_with_the_lines_under_it() -> None:
    type_ = Type([paragraph(10), HEADING, paragraph(10)])
    assert type_.column(0, 12) == Column(0, 10, 0, 2)
    assert type_.column(0, 14).end == 14


def test_a_heading_that_is_the_last_word_is_not_lost() -> None:
    type_ = Type([paragraph(10), HEADING])
    assert type_.column(0, 20).end == type_.end == 12


def test_a_picture_grows_to_fill_its_column_and_gives_way_for_more_text() -> None:
    type_ = Type([PICTURE, paragraph(4), Strip(lines=9)])
    assert type_.column(0, 18) == Column(1, 15, 3, 1)
    stiff = Type([replace(PICTURE, grow=1), paragraph(3)])
    assert stiff.column(0, 12) == Column(1, 14, -1, 0)
    assert [part.stretch for part in stiff.slices(stiff.column(0, 12))] == [-1, 0]


def test_two_pictures_share_what_is_to_be_filled() -> None:
    type_ = Type([PICTURE, PICTURE])
    column = type_.column(0, 26)
    assert (column.stretch, column.white) == (5, 0)
    assert [(p.offset, p.stretch) for p in type_.slices(column)] == [(0, 3), (14, 2)]


@pytest.mark.parametrize("over", [1, 2, 3])
def test_a_picture_rises_over_a_few_lines_at_the_head_of_its_column(over: int) -> None:
    type_ = Type([paragraph(over), FLOATING, paragraph(9, before=1)])
    column = type_.column(0, 30)
    found = [(p.strip, p.offset) for p in type_.slices(column)]
    assert found == [(1, 0), (0, 11 + column.stretch), (2, 12 + over + column.stretch)]


@pytest.mark.parametrize(
    "over", [[paragraph(4)], [replace(paragraph(2), tied=True)], [paragraph(2), HEADING]]
)
def test_no_picture_rises_over_more_nor_over_what_announces_it(over: list[Strip]) -> None:
    type_ = Type([*over, FLOATING, paragraph(9)])
    assert [p.strip for p in type_.slices(type_.column(0, 40))] == [*range(len(over) + 2)]


def test_no_picture_rises_over_the_first_lines_of_a_piece() -> None:
    type_ = Type([paragraph(2), FLOATING, paragraph(9)])
    assert [p.strip for p in type_.slices(type_.column(0, 40), opens=True)] == [0, 1, 2]


def test_a_column_in_which_nothing_fits_is_white() -> None:
    assert Type([Strip(lines=20)]).column(0, 12) == Column(0, 0, 0, 12)


def test_a_column_in_which_nothing_fits_leaves_its_place_before_the_white() -> None:
    assert Type([paragraph(10), Strip(lines=20, before=1)]).column(10, 12).end == 10


def test_what_is_lifted_out_leaves_no_line_and_keeps_the_numbers_of_the_rest() -> None:
    type_ = Type([paragraph(3), Strip(lines=0, before=1), paragraph(4)])
    assert type_.end == 7
    assert [(p.strip, p.offset) for p in type_.slices(type_.column(0, 9))] == [(0, 0), (2, 3)]


def test_the_next_picture_that_may_be_lifted_is_looked_for_within_bounds() -> None:
    lifted = Strip(lines=10, lift=0)
    type_ = Type([paragraph(20), lifted, paragraph(9)])
    assert type_.next_lift(0, 20) is None
    assert type_.next_lift(0, 21) == 1
    assert type_.next_lift(30, 99) is None


def test_the_next_place_to_end_lies_behind_what_cannot_be_cut() -> None:
    type_ = Type([Strip(lines=30), paragraph(5)])
    assert [type_.after(at) for at in (0, 29, 30, 34, 99)] == [30, 30, 32, 35, 35]


def test_a_forced_column_parts_what_is_tied_and_takes_one_strip_at_least() -> None:
    tied = Type([Strip(lines=3, tied=True), Strip(lines=3, tied=True), Strip(lines=30)])
    assert tied.forced(0, 20) == Column(0, 6, 0, 14)
    assert tied.forced(6, 20) == Column(6, 36, 0, 0)


@pytest.mark.parametrize(
    ("between", "end", "slivers"),
    [(3, 27, 1), (4, 28, 0), (3, 17, 2), (4, 18, 1), (3, 10, 1), (3, 9, 1), (0, 24, 0)],
)
def test_a_few_lines_under_a_picture_are_counted(between: int, end: int, slivers: int) -> None:
    picture = Strip(lines=5, floats=True)
    texts = (paragraph(2), picture, paragraph(between, 0), picture, paragraph(12, 0))
    assert Type(texts).slivers(Column(0, end, 0, 0)) == slivers
