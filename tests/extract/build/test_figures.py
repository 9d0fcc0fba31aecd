from __future__ import annotations

import pytest

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


def shown(html: str) -> list[tuple[str, str, str]]:
    _, pictures = clean_fragment(html, base="https://a.example/")
    names = ((p.url.removeprefix("https://a.example/"), p) for p in pictures)
    return [(name, p.caption, p.credit) for name, p in names]


@pytest.mark.parametrize("numbers", [(7, 8, 9), (98, 99, 100), (2022, 2023, 2024)])
def test_pictures_whose_names_end_in_a_number_are_several(numbers: tuple[int, ...]) -> None:
    names = [f"regatta-finish-{number}.jpg" for number in numbers]
    alone = "".join(f"<figure><img src={n}><figcaption>{n}</figcaption></figure>" for n in names)
    assert shown(alone) == [(name, name, "") for name in names]
    together = "".join(f"<img src={name}>" for name in names)
    assert [name for name, *_ in shown(f"<figure>{together}</figure>")] == names


def test_a_number_alone_is_a_width_where_one_figure_offers_both() -> None:
    html = "<figure><img src=regatta-finish-640.jpg><img src=regatta-finish-1280.jpg></figure>"
    assert shown(html) == [("regatta-finish-1280.jpg", "", "")]


def test_what_a_program_is_asked_for_tells_its_pictures() -> None:
    assert key("https://a.example/show-picture.php?id=1") != key(
        "https://a.example/show-picture.php?id=2"
    )
    assert key("https://a.example/regatta-one.jpg?w=300") == key(
        "https://a.example/regatta-one.jpg?w=900"
    )


@pytest.mark.parametrize(
    "credit",
    [
        "<span class='wp-caption-credit'>Ana Lopez</span>", "<i class='imageSource'>Ana Lopez</i>",
        "<p class='byline'>Ana Lopez</p>", "<div class='source'>Ana Lopez</div>",
        "<span class='photo_owner'>Ana Lopez</span>",
    ],
)  # fmt: skip
def test_a_caption_names_who_made_the_picture_in_an_element_of_its_own(credit: str) -> None:
    html = f"<figure><img src=p.jpg><figcaption>The <b>quay</b>. {credit}</figcaption></figure>"
    assert shown(html) == [("p.jpg", "The quay.", "Ana Lopez")]


def test_an_element_that_begins_as_credits_do_is_one() -> None:
    html = "<figure><img src=p.jpg><figcaption>Quay. <small>Foto: Ana</small></figcaption></figure>"
    assert shown(html) == [("p.jpg", "Quay.", "Foto: Ana")]


def test_a_caption_within_an_element_named_for_both_stays_a_caption() -> None:
    html = (
        "<figure><img src=p.jpg><figcaption><div class='caption-credit'>The quay."
        " <span class='credit'>Ana</span></div></figcaption></figure>"
    )
    assert shown(html) == [("p.jpg", "The quay.", "Ana")]


def test_a_credit_beside_the_caption_or_the_picture_goes_with_it() -> None:
    beside = "<div class='media-credit'>Ana</div>"
    figure = f"<figure><img src=p.jpg><figcaption>The quay.</figcaption>{beside}</figure>"
    assert shown(figure) == [("p.jpg", "The quay.", "Ana")]
    assert shown(f"<div><img src=p.jpg>{beside}</div><p>Wet.</p>") == [("p.jpg", "", "Ana")]


@pytest.mark.parametrize(
    "inside",
    [
        "<figure data-src='/a/quay.jpg'>{}</figure>",
        "<figure><div data-image='/a/quay.jpg'></div>{}</figure>",
        "<figure><a href='/x'><span data-original='/a/quay.jpg'></span></a>{}</figure>",
        "<figure><div><i></i><div style='background: url(/a/quay.jpg)'></div></div>{}</figure>",
        "<figure><button><img src='/a/quay.jpg'><span>Enlarge</span></button>{}</figure>",
    ],
)
def test_a_picture_is_found_wherever_its_figure_has_the_address(inside: str) -> None:
    caption = "<figcaption>The quay.</figcaption>"
    assert shown(inside.format(caption)) == [("a/quay.jpg", "The quay.", "")]


def test_the_rows_that_a_cell_reaches_over_are_those_that_hold_cells() -> None:
    body, _ = clean_fragment(
        "<table><tr><td rowspan=3>A<td>1<tr></tr><tr><td>2<tr><td>B<td>3<tr><td>C</table>"
    )
    assert '<td rowspan="2">A</td>' in body.html
    assert body.html.count("<tr>") == 4


def test_a_table_with_a_small_one_in_a_cell_stays_a_table() -> None:
    body, _ = clean_fragment(
        "<table><tr><th>Pier</th><th>Fee</th></tr><tr><td>East</td><td>by the day</td></tr>"
        "<tr><td>West</td><td><table><tr><td>ten</td><td>six</td></tr></table></td></tr></table>"
    )
    assert body.html.count("<table>") == 1
    assert body.words == 9
