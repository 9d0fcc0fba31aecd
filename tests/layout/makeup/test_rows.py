"""What can stand side by side at a line of a page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.layout.makeup.galleys import PAGE, column_of, prose, weighed

from pressday.layout.makeup import COLUMNS, Strip, WeighedGalley
from pressday.layout.makeup.fitting import CONTINUED, START, Fitting, Point
from pressday.layout.makeup.parts import BETWEEN, Open, PageRow
from pressday.layout.makeup.rows import SHORTEST, SectionRows

LEAD = weighed(prose(120), name="lead", rank="lead", plates=3)
NEWS = weighed(prose(100), name="news", plates=2)
SHORTS = [weighed(prose(lines), name=f"short {lines}", rank="short") for lines in (12, 18, 24, 30)]
WEEK = [LEAD, NEWS, *SHORTS]
LEAD_USED = 0b000001


def desk(copies: list[WeighedGalley]) -> SectionRows:
    return SectionRows([Fitting(copy, PAGE) for copy in copies], PAGE)


def first(row: PageRow) -> str:
    return row.parts[0].fitting.copy.name


@pytest.mark.parametrize(
    ("used", "going_on", "top"),
    [
        (0, None, 3),
        (LEAD_USED, None, 0),
        (LEAD_USED, None, 30),
        (LEAD_USED, Open(0, Point(0, 60)), 0),
        (0b011111, None, 0),
    ],
)
def test_parts_of_a_row_stand_side_by_side_within_its_height_and_the_page(
    used: int, going_on: Open | None, top: int
) -> None:
    rows = desk(WEEK).rows(used, going_on, top)
    assert rows
    for row in rows:
        assert top + row.height <= PAGE
        spots = [
            (column, line)
            for part in row.parts
            for column in range(part.column, part.column + part.shape.span)
            for line in range(part.top, part.top + part.height)
        ]
        assert len(spots) == len(set(spots))
        assert all(0 <= column < COLUMNS and 0 <= line < row.height for column, line in spots)


@pytest.mark.parametrize("used", [0, LEAD_USED, 0b000011])
def test_a_row_takes_pieces_that_were_not_taken_and_says_which(used: int) -> None:
    names = [copy.name for copy in WEEK]
    for row in desk(WEEK).rows(used, None, 0):
        opened = [names.index(p.fitting.copy.name) for p in row.parts if p.place == START]
        assert len(opened) == len(set(opened))
        assert not any(used >> n & 1 for n in opened)
        assert row.used == used | sum(1 << n for n in opened)


def test_a_lead_opens_its_section_while_it_waits() -> None:
    assert {first(row) for row in desk(WEEK).rows(0, None, 3)} == {"lead"}


def test_one_piece_at_a_time_goes_on() -> None:
    for row in desk(WEEK).rows(0, None, 3) + desk(WEEK).rows(LEAD_USED, None, 0):
        ended = [part.setting.end == part.fitting.end for part in row.parts]
        assert ended.count(False) == (row.open is not None)


def test_what_goes_on_comes_first_under_its_mark_at_the_head_of_a_page() -> None:
    open_ = Open(0, Point(0, 60))
    for row in desk(WEEK).rows(LEAD_USED, open_, 0):
        (going,) = [part for part in row.parts if part.fitting.copy.name == "lead"]
        assert (going.place, going.top) == (open_.place, 0)
        assert going.shape.above == CONTINUED


def test_what_goes_on_below_stands_alone_and_without_a_mark() -> None:
    rows = desk(WEEK).rows(LEAD_USED, Open(0, Point(0, 60)), 20)
    assert rows
    assert all(len(row.parts) == 1 for row in rows)
    assert all(row.parts[0].shape.above == 0 for row in rows)


def test_a_rest_may_stand_in_a_column_beside_a_piece_that_opens() -> None:
    rows = desk(WEEK).rows(LEAD_USED, Open(0, Point(0, 85)), 0)
    beside = [row for row in rows if row.plan.startswith("main2|rest")]
    assert beside
    for row in beside:
        rest = next(part for part in row.parts if part.fitting.copy.name == "lead")
        assert (rest.shape.span, rest.column) == (1, 2)


def test_the_lines_under_a_rest_are_white() -> None:
    rows = desk(WEEK).rows(LEAD_USED, Open(0, Point(0, 68)), 0)
    found = [row for row in rows if row.plan == "main2|rest"]
    below = [row.height - row.parts[1].height for row in found]
    assert any(below)
    for row, under in zip(found, below, strict=True):
        assert row.white == sum(part.setting.white for part in row.parts) + under


def test_pieces_that_begin_at_the_foot_have_room_and_go_on_overleaf() -> None:
    rows = [row for row in desk(WEEK).rows(LEAD_USED, None, 0) if row.plan.endswith(">")]
    for row in rows:
        assert row.open is not None
        assert row.open.overleaf
        assert row.parts[-1].height >= SHORTEST
        assert row.height == PAGE


def test_three_columns_of_shorts_stand_side_by_side_when_the_lead_has_its_place() -> None:
    made = desk([LEAD, *(weighed(prose(18), name=str(n)) for n in range(4))])
    assert any(row.plan == "1|1|1" for row in made.rows(LEAD_USED, None, 0))
    assert not any(row.plan == "1|1|1" for row in desk([LEAD, NEWS, *SHORTS]).rows(0, None, 0))


def test_pieces_under_one_another_are_kept_apart() -> None:
    for row in desk(WEEK).rows(0b000011, None, 0):
        for column in range(COLUMNS):
            parts = [part for part in row.parts if part.column == column]
            for above, below in pairwise(parts):
                assert below.top >= above.top + above.height + BETWEEN


def test_the_white_of_a_row_is_that_of_its_parts_and_of_columns_left_free() -> None:
    rows = desk(SHORTS).rows(0b0011, None, 0)
    last = [row for row in rows if row.plan == "last"]
    assert last
    for row in last:
        free = COLUMNS - len({part.column for part in row.parts})
        inside = sum(part.setting.white for part in row.parts)
        assert row.white == inside + free * row.height


def test_a_piece_with_a_band_stands_over_all_columns() -> None:
    banded = weighed(prose(40), column_of(Strip(lines=9), wide=True), prose(40), name="banded")
    rows = desk([banded, *SHORTS]).rows(0, None, 0)
    assert rows
    assert all(row.parts[0].shape.span == COLUMNS for row in rows if first(row) == "banded")


def test_what_is_left_counts_what_is_not_placed_yet() -> None:
    made = desk(WEEK)
    assert made.left(made.all, None) == 0
    assert made.left(made.all, Open(0, Point(0, 60))) == 60
    assert made.left(made.all & ~2, None) > made.fittings[1].size
