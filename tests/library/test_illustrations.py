"""Every picture of a body is accounted for: put in its place, replaced by its words, reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.body import Body
from pressday.library.illustrations import placed
from pressday.model import Draft, Image

URL = "https://paper.example/ship.jpg"
SHIP = Image(media="a" * 64, media_type="image/jpeg", width_px=6, height_px=4)


def without(body: str) -> tuple[str, tuple[str, ...]]:
    left, complaints = placed(Draft(identity="i", title="t", body=Body(body)), {})
    return left.html, complaints


@pytest.mark.parametrize(
    ("body", "left"),
    [
        pytest.param(
            '<figure><img src="u" alt="A ship"><figcaption>At <em>dawn</em></figcaption></figure>x',
            "<p>A ship</p><p>At <em>dawn</em></p>x",
            id="a figure becomes its words",
        ),
        pytest.param(
            '<figure><img src="u" alt="a ship"><figcaption>A ship at dawn</figcaption></figure>',
            "<p>A ship at dawn</p>",
            id="a caption that says the same stands alone",
        ),
        pytest.param(
            '<figure><a href="/x"><img src="u"></a><figcaption>Dawn</figcaption></figure>',
            "<p>Dawn</p>",
            id="a caption is kept without an alternative text",
        ),
        pytest.param(
            '<p>a</p><figure><a href="/x"><img src="u" alt=" "></a></figure><p>b</p>',
            "<p>a</p><p>b</p>",
            id="a figure without words goes",
        ),
        pytest.param(
            '<p>a</p><figure><p><img src="u" alt="IMG_0001.JPG"></p></figure>',
            "<p>a</p>",
            id="the name of a file is no description",
        ),
        pytest.param(
            '<p>I <img src="u" alt="love"> it</p>', "<p>I love it</p>", id="in running text"
        ),
        pytest.param('<p>a</p><img src="u" alt="A ship">b', "<p>a</p><p>A ship</p>b", id="loose"),
        pytest.param(
            '<blockquote><img src="u" alt="A ship"></blockquote>',
            "<blockquote><p>A ship</p></blockquote>",
            id="in a box",
        ),
        pytest.param(
            '<ul><li><img src="u" alt="pear"></li></ul>', "<ul><li>pear</li></ul>", id="in a list"
        ),
        pytest.param(
            '<aside class="embed"><img src="u" alt="Poster"><p><a href="v">Film</a></p></aside>',
            '<aside class="embed"><p><a href="v">Film</a></p></aside>',
            id="a player only loses its poster",
        ),
        pytest.param(
            '<figure><table><tr><td>1</td></tr></table><img src="u" alt="A ship"></figure>',
            "<figure><table><tr><td>1</td></tr></table></figure>",
            id="what a figure shows besides stays a figure",
        ),
        pytest.param(
            'A &amp; b <p>See <a href="/x"><img src="u"></a> here &lt;</p><p><img src="x"></p>',
            "A &amp; b <p>See  here &lt;</p>",
            id="the text around it stays",
        ),
    ],
)
def test_a_missing_picture_gives_way_to_its_words(body: str, left: str) -> None:
    said, warnings = without(body)
    assert said == left
    assert len(warnings) == body.count("<img")


def test_a_gallery_keeps_the_pictures_that_are_there() -> None:
    body = f'<figure><img src="{URL}"><img src="u" alt="two"><figcaption>Both</figcaption></figure>'
    said, warnings = placed(Draft(identity="i", title="t", body=Body(body)), {URL: SHIP})
    assert said.html == (
        f'<figure><img src="media:{SHIP.media}"><figcaption>Both</figcaption></figure>'
    )
    assert warnings == ("picture left out: Both",)


def test_a_warning_names_what_the_reader_would_have_seen_and_no_embedded_bytes() -> None:
    assert without('<img src="data:image/png;base64,AAAA">')[1] == (
        "picture left out: without a description",
    )
    assert without('<img src="https://a.example/x.png">')[1] == (
        "picture left out: https://a.example/x.png",
    )


pieces = st.sampled_from(
    "<figure> </figure> <p> </p> <figcaption> </figcaption> <a> </a> <img> <blockquote> <table>"
    " </table> word <aside_class=embed> </aside> <div> </div> <li>".split()
)


@given(st.lists(pieces, max_size=14))
def test_in_any_body_no_picture_stays_without_its_file(parts: list[str]) -> None:
    body = "".join(parts).replace("_", " ").replace("<img>", '<img src="u" alt="Said">')
    said, warnings = without(body)
    assert "<img" not in said
    assert bool(warnings) == ("<img" in body)


def test_a_picture_that_is_missing_in_two_places_is_told_once() -> None:
    picture = '<p><img src="u" alt="A ship"></p>'
    assert without(picture * 2) == ("<p>A ship</p>" * 2, ("picture left out: A ship",))
