"""All ways in which a galley fills a rectangle."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.makeup.galleys import HEADS, PAGE, PLATES, column_of, paragraph, prose, weighed

from pressday.layout.makeup import Strip, WeighedGalley
from pressday.layout.makeup.fitting import (
    APART,
    CONTINUED,
    LEAST,
    LEAST_LEFT,
    START,
    Fit,
    Fitting,
    Point,
    Shape,
    quote_column,
)

BAND = column_of(Strip(lines=12), wide=True)


def fitting(copy: WeighedGalley) -> Fitting:
    return Fitting(copy, PAGE)


def lines(fit: Fit) -> list[int]:
    return [column.end - column.begin for column in fit.columns]


def test_what_is_left_is_counted_in_lines_of_a_column() -> None:
    made = fitting(weighed(prose(30), BAND, prose(20)))
    assert made.size == 30 + 3 * 12 + 20
    assert made.left(START) == made.size
    assert made.left(Point(0, 10)) == made.size - 10
    assert made.left(Point(1, 4)) == 3 * 8 + 20
    assert made.left(made.end) == 0


def test_a_text_is_brought_to_its_end_in_columns_of_one_height() -> None:
    fit = fitting(weighed(prose(60))).whole(START, Shape(3, 0, 5), 25)
    assert fit is not None
    assert (lines(fit), fit.end, fit.white) == ([20, 20, 20], Point(1, 0), 0)


def test_a_rectangle_too_low_for_the_rest_is_none_for_its_end() -> None:
    assert fitting(weighed(prose(60))).whole(START, Shape(3, 0, 5), 24) is None


def test_a_picture_takes_the_columns_at_the_right_and_is_stretched_to_fill() -> None:
    made = fitting(weighed(prose(60), plates=2))
    fit = made.whole(START, Shape(3, 2, 5), 37)
    assert fit is not None
    assert (lines(fit), fit.plate, fit.white) == ([32, 14, 14], 17, 0)
    assert PLATES[2].lines - PLATES[2].give <= fit.plate <= PLATES[2].lines + PLATES[2].grow


def test_a_quotation_is_lifted_out_only_where_it_saves_white() -> None:
    made = fitting(weighed(prose(60), quote=7))
    full = made.whole(START, Shape(3, 0, 5, opens=True), 25)
    loose = made.whole(START, Shape(3, 0, 5, opens=True), 28)
    assert full is not None
    assert loose is not None
    assert (full.quote, full.white) == (None, 0)
    assert (loose.quote, loose.white, lines(loose)) == (0, 1, [23, 15, 22])


@pytest.mark.parametrize(("span", "quote", "column"), [(3, 0, 1), (3, 1, 2), (2, 0, 1), (2, 1, 1)])
def test_quotations_stand_at_the_heads_of_further_columns_in_turn(
    span: int, quote: int, column: int
) -> None:
    assert quote_column(Shape(span, 0, 5), quote) == column


def test_no_quotation_stands_where_a_picture_opens_or_where_it_would_be_said_at_once() -> None:
    made = fitting(weighed(prose(60), quote=7, plates=2))
    assert {s.quote for s in made._settings(START, Shape(3, 0, 5, opens=True), 30)} == {None, 0}
    assert {s.quote for s in made._settings(START, Shape(3, 2, 5, opens=True), 45)} == {None}
    copy = weighed(prose(60), quote=7)
    soon = column_of(paragraph(APART - 1), replace(paragraph(60), quote=0))
    early = fitting(replace(copy, galley=replace(copy.galley, runs=(soon,))))
    assert {s.quote for s in early._settings(START, Shape(3, 0, 5, opens=True), 32)} == {None}


def test_a_page_that_goes_on_with_pictures_in_its_text_needs_no_quotation() -> None:
    picture = Strip(lines=8, before=1, floats=True)
    for shown, quotes in ((), {None, 0}), ((picture,), {None}):
        copy = weighed(column_of(paragraph(90), *shown, paragraph(60)), quote=7)
        goes_on = Shape(3, 0, CONTINUED)
        assert {s.quote for s in fitting(copy)._settings(START, goes_on, 58)} == quotes


def test_a_few_lines_under_a_picture_are_worse_than_some_white() -> None:
    picture = Strip(lines=5, floats=True)
    made = fitting(weighed(column_of(paragraph(10), picture, paragraph(3))))
    fit = made.whole(START, Shape(1, 0, 0), 18)
    assert fit is not None
    assert (fit.white, fit.slivers, fit.fault) == (0, 1, 6)


def test_no_column_under_a_headline_is_too_short() -> None:
    made = fitting(weighed(prose(60), plates=3))
    for height in range(30, PAGE):
        fit = made.whole(START, Shape(3, 3, 5), height)
        assert fit is None or height - 5 - fit.plate - 1 >= LEAST


@pytest.mark.parametrize(("text", "height"), [(5, 5 + 16), (17, 5 + 17)])
def test_a_short_text_before_a_band_stands_beside_its_picture_alone(text: int, height: int) -> None:
    made, shape = fitting(weighed(prose(text), BAND, plates=2)), Shape(3, 2, 5)
    assert made.heights(START, shape)[0][0] == height
    fit = made.whole(START, shape, height)
    assert fit is not None
    assert (lines(fit), fit.end) == ([text, 0, 0], Point(1, 0))


def test_a_long_text_never_leaves_the_columns_under_its_picture_empty() -> None:
    made, shape = fitting(weighed(prose(60), plates=2)), Shape(3, 2, 5)
    for height in range(6, PAGE):
        fit = made.turned(START, shape, height)
        assert fit is None or min(lines(fit)) >= LEAST


def test_a_turned_piece_has_enough_before_and_after_the_turn() -> None:
    made = fitting(weighed(prose(60)))
    shape = Shape(1, 0, 5)
    turned = [made.turned(START, shape, height) for height in range(6, 56)]
    begun = [fit.end.line for fit in turned if fit]
    assert begun
    assert min(begun) >= 2 * LEAST
    assert 60 - max(begun) >= LEAST_LEFT


def test_a_band_may_turn_between_two_strips() -> None:
    bands = column_of(Strip(lines=20), Strip(lines=20, before=1), wide=True)
    fit = fitting(weighed(bands)).turned(START, Shape(3, 0, 5), 40)
    assert fit is not None
    assert fit.end == Point(0, 20)
    assert fit.white == 15 * 3


def test_heights_name_each_rectangle_that_ends_the_text_the_lowest_first() -> None:
    made = fitting(weighed(prose(60)))
    heights = made.heights(START, Shape(3, 0, 5))
    assert heights[0] == (25, 0)
    assert [height for height, _ in heights] == list(range(25, 25 + len(heights)))
    assert all(made.whole(START, Shape(3, 0, 5), height) for height, _ in heights)


def test_what_is_higher_than_the_page_is_taken_all_the_same() -> None:
    made = fitting(weighed(column_of(Strip(lines=90), paragraph(9))))
    forced = made.forced(START, Shape(3, 0, 5), PAGE)
    assert forced.end == Point(0, 90)
    assert made.forced(Point(0, 90), Shape(3, 0, 2), PAGE).end == made.end


def test_a_picture_is_lifted_out_when_it_comes_soon_and_opens_the_next_page() -> None:
    picture = Strip(lines=15, before=1, lift=0)
    copy = weighed(column_of(paragraph(40), picture, paragraph(60)))
    copy = replace(copy, galley=replace(copy.galley, lifts={0: {2: PLATES[2]}}))
    made = fitting(copy)
    assert made.next_lift(Point(0, 20)) == ((0, 1),)
    assert made.next_lift(Point(0, 56)) is None
    assert made.next_lift(made.end) is None
    without = Fitting(copy, PAGE, ((0, 1),))
    assert without.size == made.size - 16
    assert (without.plates, without.lift) == ({2: PLATES[2]}, 0)


def test_white_around_what_is_lifted_out_goes_with_it() -> None:
    picture = Strip(lines=15, before=1, lift=0)
    copy = weighed(column_of(paragraph(40), picture, paragraph(60, before=1)))
    copy = replace(copy, galley=replace(copy.galley, lifts={0: {2: PLATES[2]}}))
    assert Fitting(copy, PAGE, ((0, 1),)).size == 100


def test_a_block_keeps_its_own_white_where_the_picture_above_it_is_lifted_out() -> None:
    picture, quote = Strip(lines=15, before=1, lift=0), Strip(lines=9, before=1, own=1)
    copy = weighed(column_of(paragraph(40), picture, quote, paragraph(50)))
    copy = replace(copy, galley=replace(copy.galley, lifts={0: {2: PLATES[2]}}))
    assert Fitting(copy, PAGE, ((0, 1),)).size == 100


def test_headlines_of_all_widths_are_known() -> None:
    assert set(weighed(prose(9)).galley.heads) == set(HEADS)


@pytest.mark.parametrize(("above", "quote"), [(CONTINUED, 0), (0, None)])
def test_a_page_of_nothing_but_type_has_a_quotation_though_it_is_full(
    above: int, quote: int | None
) -> None:
    made = fitting(weighed(prose(300), quote=7))
    fit = made.turned(START, Shape(3, 0, above), 50)
    assert fit is not None
    assert fit.quote == quote
