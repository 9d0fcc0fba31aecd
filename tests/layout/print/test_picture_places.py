"""Where pictures stand in a text."""

from __future__ import annotations

from tests.layout.print.conftest import LONG, image

from pressday.body.markup import parse_fragment
from pressday.layout.print.galley_blocks import GalleyBlock, Plate
from pressday.layout.print.picture_places import in_rows, with_room
from pressday.layout.print.rules import body_frame

TEXT = GalleyBlock(kind="text", elements=(next(iter(parse_fragment(LONG))),))
HEADING = GalleyBlock(kind="text", elements=(next(iter(parse_fragment("<h2>On</h2>"))),))
LINE = GalleyBlock(kind="text", elements=(next(iter(parse_fragment("<p>A few words.</p>"))),))


def picture(name: str, width: int = 1200) -> GalleyBlock:
    frame = body_frame(image(width, 800))
    plate = Plate(src=name, alt="", caption="", credit="", frame=frame, aspect=1.5)
    return GalleyBlock(kind="picture", plates=(plate,))


A, B, C, D = map(picture, "abcd")


def placed(*blocks: GalleyBlock, opened: bool = False) -> list[GalleyBlock]:
    return [*with_room(blocks, opened=opened)]


def test_pictures_with_text_between_them_stay() -> None:
    assert placed(TEXT, A, TEXT, B, TEXT) == [TEXT, A, TEXT, B, TEXT]


def test_a_picture_under_a_heading_waits_for_its_text() -> None:
    assert placed(TEXT, HEADING, A, TEXT, TEXT) == [TEXT, HEADING, TEXT, A, TEXT]


def test_one_a_line_or_two_behind_another_waits_for_more() -> None:
    assert placed(TEXT, A, LINE, B, TEXT, TEXT) == [TEXT, A, LINE, TEXT, B, TEXT]


def test_no_picture_moves_beyond_the_next_heading() -> None:
    assert placed(TEXT, A, LINE, B, HEADING, TEXT) == [TEXT, A, LINE, B, HEADING, TEXT]


def test_the_first_one_of_a_piece_that_a_picture_opens_waits_longer() -> None:
    blocks = [A, LINE, LINE, *[TEXT] * 4]
    assert placed(*blocks).index(A) < placed(*blocks, opened=True).index(A)


def test_no_picture_stands_behind_the_end_of_the_text() -> None:
    assert placed(TEXT, TEXT, A) == [TEXT, A, TEXT]


def test_no_picture_is_lost() -> None:
    made = placed(A, HEADING, B, LINE, C, LINE, D, opened=True)
    assert sorted(b.plates[0].src for b in made if b.plates) == ["a", "b", "c", "d"]


def test_three_and_more_that_follow_one_another_stand_in_rows_none_alone() -> None:
    rows = [*in_rows([TEXT, A, B, C, D, TEXT])]
    assert [len(b.plates) for b in rows] == [0, 2, 2, 0]
    five = [*in_rows([A, B, C, D, picture("e")])]
    assert [len(b.plates) for b in five] == [3, 2]
    assert {b.kind for b in five} == {"row"}


def test_two_stay_apart_and_coarse_ones_are_in_no_row() -> None:
    assert [*in_rows([A, B])] == [A, B]
    coarse = [picture(name, 200) for name in "abc"]
    assert [*in_rows(coarse)] == coarse
