"""Where takes and anchors stand on composed pages."""

from __future__ import annotations

from pressday.layout.makeup import Mark, Page, Placed
from pressday.press.pdf.composed import Composed, Spot
from pressday.press.pdf.fragment import Fragment
from pressday.press.pdf.takes import Take

COLUMNS = (0.0, 171.33, 342.66)
A = Fragment(
    pdf=b"", pages=4, faces={},
    takes={
        "head/2": Take(0, 66.0), "run/0/0/0": Take(1, 66.0), "run/0/0/4": Take(2, 114.0),
        "plate/2": Take(3, 66.0),
    },
    anchors={"a-note": (2, 5.0, 138.0), "a-lost": (3, 0.0, 66.0)},
)  # fmt: skip
B = Fragment(pdf=b"", pages=1, faces={}, takes={"run/0/0/0": Take(0, 66.0)}, anchors={})


def page(*placed: Placed, marks: tuple[Mark, ...] = ()) -> Page:
    return Page(placed=placed, marks=marks, section=1, white=0)


COMPOSED = Composed(
    pages=(
        page(
            Placed("a", "head/2", 1, 3), Placed("a", "run/0/0", 1, 9, 0, 4),
            marks=(Mark("opener", "1", 0, 3, 0),),
        ),
        page(
            Placed("a", "run/0/0", 2, 2, 4, 9), Placed("b", "run/0/0", 0, 30, 0, 3),
            marks=(Mark("continued", "a", 2, 1, 0), Mark("opener", "2", 0, 3, 27)),
        ),
    ),
    fragments={"a": A, "b": B},
    columns=COLUMNS,
)  # fmt: skip


def test_each_page_knows_the_takes_that_stand_on_it_and_whose_they_are() -> None:
    found = [[(n, s.take.page, s.column, s.line) for n, s in p] for p in COMPOSED.standing]
    assert found == [[("a", 0, 1, 3), ("a", 1, 1, 9)], [("a", 2, 2, 2), ("b", 0, 0, 30)]]


def test_a_piece_stands_where_its_first_part_does() -> None:
    assert COMPOSED.spots["a"] == Spot(0, COLUMNS[1], 36.0)
    assert COMPOSED.spots["b"] == Spot(1, 0.0, 360.0)


def test_a_section_stands_where_its_name_does() -> None:
    assert COMPOSED.spots["sec-1"] == Spot(0, 0, 0.0)
    assert COMPOSED.spots["sec-2"] == Spot(1, 0, 27 * 12.0)


def test_an_anchor_in_a_text_goes_with_the_take_it_is_in() -> None:
    assert COMPOSED.spots["a-note"] == Spot(1, COLUMNS[2] + 5.0, 2 * 12.0 + 138.0 - 114.0)


def test_an_anchor_in_a_take_that_stands_nowhere_has_no_place() -> None:
    assert "a-lost" not in COMPOSED.spots
