from __future__ import annotations

import pytest

from pressday.extract.read.dom import parse_fragment
from pressday.extract.read.shown_pictures import is_small, sign


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
