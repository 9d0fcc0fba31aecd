from __future__ import annotations

import pytest

from pressday.extract.build.figures import is_small, key, sign
from pressday.extract.build.fragment import clean_fragment
from pressday.extract.read.dom import parse_fragment


@pytest.mark.parametrize(
    ("sizes", "small"),
    [
        ("", False),
        ('width="16" height="16"', True),
        ('width="600" height="1"', True),
        ('width="570" height="0"', False),
        ('width="0" height="0"', True),
        ('width="40%"', False),
    ],
)
def test_a_picture_is_small_if_it_says_so(sizes: str, small: bool) -> None:  # noqa: FBT001 - a table of cases
    image = parse_fragment(f'<img src="a.jpg" {sizes}>')[0]
    assert is_small(image) is small


def test_an_emoji_is_text() -> None:
    assert sign(parse_fragment('<img alt="\u2600" src="a.png">')[0]) == "\u2600"
    assert sign(parse_fragment('<img alt="Sun" src="a.png">')[0]) == ""


def test_sizes_of_one_picture_have_one_key() -> None:
    assert key("https://a.example/press-hall-640x480.jpg") == key(
        "https://a.example/press-hall-1280x960.jpg"
    )


def test_a_figure_in_several_sizes_is_one_picture_with_its_caption_and_credit() -> None:
    _, (picture,) = clean_fragment(
        '<figure><img src="press-hall-640x480.jpg"><img src="press-hall-1280x960.jpg">'
        '<figcaption>The hall. <span class="credit">Ana Lopez</span></figcaption></figure>',
        base="https://a.example/",
    )
    assert (picture.caption, picture.credit) == ("The hall.", "Ana Lopez")


def test_the_caption_of_a_table_goes_into_the_table() -> None:
    body, _ = clean_fragment(
        "<figure><table><tr><th>Town</th><th>Copies</th></tr><tr><td>A</td><td>1</td></tr></table>"
        "<figcaption>Copies by town</figcaption></figure>"
    )
    assert "<caption>Copies by town</caption>" in body
