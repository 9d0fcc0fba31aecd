"""Blank parts of columns."""

from __future__ import annotations

import pytest

from pressday.layout.makeup import Galley, Mark, MeasuredRun, Page, Placed, Strip, holes

RUN = MeasuredRun(strips=(Strip(lines=40),))
WIDE = MeasuredRun(strips=(Strip(lines=20),), wide=True)
GALLEYS = {"a": Galley(runs=(RUN, WIDE), heads={2: 5})}


def text(column: int, line: int, lines: int, part: str = "run/0/0") -> Placed:
    return Placed("a", part, column, line, 0, lines)


@pytest.mark.parametrize(
    ("placed", "count"),
    [
        ([text(0, 0, 40), text(1, 0, 40), text(2, 0, 40)], 0),
        ([text(0, 0, 40), text(1, 0, 40), text(2, 0, 20)], 1),
        ([text(0, 0, 40), text(1, 0, 40)], 1),
        ([text(0, 0, 40), text(1, 0, 32), text(2, 0, 9), text(2, 30, 10)], 1),
        ([text(0, 0, 20, "run/1/0"), text(0, 20, 20), text(1, 22, 18), text(2, 20, 20)], 0),
        ([Placed("a", "head/2", 0, 0), text(0, 5, 20), text(1, 6, 19), text(2, 0, 25)], 0),
    ],
)
def test_only_long_blanks_above_the_lowest_thing_of_a_page_are_holes(
    placed: list[Placed], count: int
) -> None:
    page = Page(placed=tuple(placed), marks=(), section=1, white=0)
    assert holes(page, GALLEYS, 60) == count


def test_a_mark_parts_what_is_blank() -> None:
    placed = (text(0, 0, 40), text(1, 0, 40), text(2, 0, 20))
    mark = Mark("divider", "", 2, 1, 30)
    assert holes(Page(placed=placed, marks=(mark,), section=1, white=0), GALLEYS, 60) == 0
