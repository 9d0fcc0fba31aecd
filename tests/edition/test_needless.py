"""Which pictures of a text show nothing new: signs of a site, and what stood there before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pressday.body import Body
from pressday.edition.needless import is_logo, without_needless
from pressday.model import Image

LOGO = Image(media="aa", media_type="image/png", width_px=200, height_px=48, alt="Paper")
PHOTO = replace(LOGO, media="bb", width_px=1500, height_px=400)
IMAGES = {"aa": LOGO, "bb": PHOTO}


def figure(media: str, words: str = "", alt: str = "") -> str:
    said = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure><img src="media:{media}" alt="{alt}"/>{said}</figure>'


def kept(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    body, dropped = without_needless(Body(f"<p>One.</p>{html}"), IMAGES)
    return body.media, dropped


def test_a_thin_small_picture_by_itself_is_left_out_and_told() -> None:
    assert kept(figure("aa") + figure("bb")) == (("bb",), ("aa",))


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (figure("aa", "The old sign"), "somebody says something of it"),
        (figure("aa", alt="A bar chart of four years"), "it is described"),
        (figure("aa", alt="x^2 + y^2"), "it is a formula"),
        ('<p>So <img src="media:aa" alt=""/> it is.</p>', "it stands in a line"),
        ('<table><tr><td><img src="media:aa" alt=""/></td></tr></table>', "it stands in a cell"),
    ],
)
def test_a_picture_that_may_be_content_stays(html: str, why: str) -> None:
    assert kept(html) == (("aa",), ()), why


def test_a_picture_that_comes_again_stands_once() -> None:
    assert kept(figure("bb", alt="A tower") + "<p>Two.</p>" + figure("bb")) == (("bb",), ("bb",))
    body, _ = without_needless(
        Body(f"<p>One.</p>{figure('bb', alt='A tower')}{figure('bb')}"), IMAGES
    )
    assert 'alt="A tower"' in body.html


def test_a_picture_that_comes_again_under_words_of_its_own_stays() -> None:
    html = figure("bb") + figure("bb", "The same tower a year later")
    assert kept(html)[1] == ()


def test_a_thin_small_picture_that_comes_again_is_a_sign_whatever_is_said_of_it() -> None:
    assert kept(figure("aa", alt="The best of the five papers") * 2) == ((), ("aa",))


def test_what_is_large_or_not_thin_is_no_logo() -> None:
    assert is_logo(LOGO)
    assert not is_logo(PHOTO)
    assert not is_logo(replace(LOGO, width_px=120))
    assert not is_logo(replace(LOGO, caption="The sign"))


def test_a_text_of_nothing_but_a_logo_keeps_it() -> None:
    alone = Body(figure("aa"))
    assert without_needless(alone, IMAGES) == (alone, ())
