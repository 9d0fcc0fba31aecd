"""Pictures in cells stand in the line: signs as high as it is, others a little higher."""

from __future__ import annotations

import pytest
from tests.layout.print.conftest import image

from pressday.body.markup import inner, parse_fragment
from pressday.layout.cell_pictures import set_cell_pictures


@pytest.mark.parametrize(("size", "name"), [((48, 48), "sign"), ((320, 200), "thumb")])
def test_a_picture_in_a_cell_loses_its_figure_and_stands_in_the_line(
    size: tuple[int, int], name: str
) -> None:
    picture = image(*size)
    figure = f'<figure><img src="media:{picture.media}" alt="yes"></figure>'
    root = parse_fragment(f"<table><tr><td>{figure} 12</td></tr></table>")
    set_cell_pictures(root, {picture.media: picture})
    (cell,) = root.iter("td")
    assert [child.tag for child in cell] == ["img"]
    assert cell[0].get("class") == name
    assert cell.text_content().strip() == "12"


def test_a_caption_in_a_cell_stays_as_text() -> None:
    picture = image(320, 200)
    figure = f'<figure><img src="media:{picture.media}"><figcaption>A mill</figcaption></figure>'
    root = parse_fragment(f"<table><tr><td>{figure}</td></tr></table>")
    set_cell_pictures(root, {picture.media: picture})
    assert root.text_content() == "A mill"
    assert not list(root.iter("figure", "figcaption"))


def test_pictures_outside_tables_are_left_alone() -> None:
    picture = image(48, 48)
    body = f'<figure><img src="media:{picture.media}" alt="yes"></figure>'
    root = parse_fragment(body)
    set_cell_pictures(root, {picture.media: picture})
    assert inner(root) == body
