"""Which takes a page asks for, by what is placed on it."""

from __future__ import annotations

import pytest

from pressday.layout.makeup import Placed
from pressday.press.pdf.takes import StandingTake, Take, standing_takes

NAMES = ["head/2", "plate/2", "plate/2+3", "plate/2-1", "quote/0", "lift/0/3", "lift/0/3-2"]
NAMES += ["run/0/0/0", "run/0/0/2", "run/0/0/5", "run/0/1/0", "run/0/1/0+2"]
TAKES = {name: Take(number, 66.0 + number) for number, name in enumerate(NAMES)}


def standing(placed: Placed) -> list[tuple[str, int, int]]:
    """Return name, column and line of each take."""
    names = {take: name for name, take in TAKES.items()}
    return [(names[s.take], s.column, s.line) for s in standing_takes(placed, TAKES)]


@pytest.mark.parametrize(
    ("part", "stretch", "name"),
    [
        ("head/2", 0, "head/2"),
        ("quote/0", 0, "quote/0"),
        ("plate/2", 0, "plate/2"),
        ("plate/2", 3, "plate/2+3"),
        ("plate/2", -1, "plate/2-1"),
        ("lift/0/3", -2, "lift/0/3-2"),
    ],
)
def test_what_is_never_cut_is_one_take_in_the_height_that_is_asked_for(
    part: str, stretch: int, name: str
) -> None:
    assert standing(Placed("a", part, 1, 7, stretch=stretch)) == [(name, 1, 7)]


def test_lines_of_a_strip_are_the_takes_that_begin_among_them_each_at_its_line() -> None:
    assert standing(Placed("a", "run/0/0", 2, 10, 0, 9)) == [
        ("run/0/0/0", 2, 10),
        ("run/0/0/2", 2, 12),
        ("run/0/0/5", 2, 15),
    ]
    assert standing(Placed("a", "run/0/0", 0, 4, 2, 5)) == [("run/0/0/2", 0, 4)]
    assert standing(Placed("a", "run/0/0", 0, 0, 5, 9)) == [("run/0/0/5", 0, 0)]


def test_a_picture_in_a_text_is_taken_in_its_height() -> None:
    assert standing(Placed("a", "run/0/1", 0, 4, 0, 9, 2)) == [("run/0/1/0+2", 0, 4)]
    assert standing(Placed("a", "run/0/1", 0, 4, 0, 9)) == [("run/0/1/0", 0, 4)]


def test_lines_without_ink_are_no_takes() -> None:
    assert standing(Placed("a", "run/9/9", 0, 0, 0, 4)) == []


def test_a_part_that_was_never_set_is_no_silence() -> None:
    with pytest.raises(KeyError):
        list(standing_takes(Placed("a", "plate/2", 0, 0, stretch=9), TAKES))


def test_takes_that_stand_are_values() -> None:
    assert StandingTake(Take(1, 2.0), 0, 3, 1) == StandingTake(Take(1, 2.0), 0, 3, 1)


def test_a_take_in_another_height_has_its_anchors_where_it_was_set() -> None:
    (taller,) = standing_takes(Placed("a", "run/0/1", 0, 4, 0, 9, 2), TAKES)
    assert taller.take == TAKES["run/0/1/0+2"]
    assert taller.anchors == TAKES["run/0/1/0"].page
