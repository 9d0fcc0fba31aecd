from __future__ import annotations

from pressday.extract.build.figures import key
from pressday.extract.build.fragment import clean_fragment


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
    assert "<caption>Copies by town</caption>" in body.html
