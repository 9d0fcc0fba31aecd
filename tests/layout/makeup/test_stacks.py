"""Short pieces, one under another in a column."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.layout.makeup.galleys import HEADS, PAGE, column_of, prose, weighed

from pressday.layout.makeup import Strip, WeighedGalley
from pressday.layout.makeup.fitting import Fitting
from pressday.layout.makeup.parts import BETWEEN
from pressday.layout.makeup.stacks import Stacks

SHORTS = [weighed(prose(lines), name=str(lines)) for lines in (9, 14, 20, 26)]


def stacks(copies: list[WeighedGalley]) -> Stacks:
    return Stacks([Fitting(copy, PAGE) for copy in copies], PAGE)


@pytest.mark.parametrize("height", range(14, PAGE))
def test_a_stack_is_as_high_as_was_asked_and_nothing_in_it_overlaps(height: int) -> None:
    for stack in stacks(SHORTS).of(height, taken=0, most=9):
        ends = [part.top + part.height for part in stack.parts]
        assert ends[-1] == height
        for end, part in zip(ends, stack.parts[1:], strict=False):
            assert part.top == end + BETWEEN
        assert stack.white == sum(part.setting.white for part in stack.parts)


def test_each_piece_stands_in_a_stack_once_and_whole_the_weightiest_on_top() -> None:
    found = stacks(SHORTS).of(HEADS[1] * 2 + 9 + 20 + BETWEEN, taken=0, most=1)
    (best,) = found
    assert best.white == 0
    assert [part.fitting.copy.name for part in best.parts] == ["9", "20"]
    assert best.used == 0b101
    assert all(part.setting.end == part.fitting.end for part in best.parts)


def test_pieces_that_are_taken_are_in_no_stack() -> None:
    made = stacks(SHORTS)
    for height in range(PAGE + 1):
        assert all(not stack.used & 0b110 for stack in made.of(height, taken=0b110, most=9))


def test_the_fullest_stacks_come_first() -> None:
    many = [weighed(prose(lines), name=str(lines)) for lines in range(8, 22)]
    found = [stack.white for stack in stacks(many).of(36, taken=0, most=99)]
    assert len(set(found)) > 1
    assert all(one <= other for one, other in pairwise(found))


@pytest.mark.parametrize(
    "copy",
    [weighed(prose(76)), weighed(prose(9), column_of(Strip(lines=5), wide=True), prose(9))],
    ids=["long", "with a band"],
)
def test_a_long_piece_or_one_with_a_band_is_in_none(copy: WeighedGalley) -> None:
    made = stacks([copy])
    assert not any(made.of(height, taken=0, most=1) for height in range(PAGE + 1))
