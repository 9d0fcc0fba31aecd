"""Captions that say something new, in bodies and beside opening pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressday.body import Body
from pressday.edition.captions import fresh_caption, fresh_captions

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Image

HEADLINE = "Sixty papers and a single night at the press"
STANDFIRST = "Nobody slept in the hall on Dock Street, and nothing was spelled wrong."


def fresh(caption: str, around: str = "{}", before: str = "") -> str:
    figure = f'<figure><img src="media:a" alt="">{caption}</figure>'
    body = fresh_captions(Body(around.format(figure)), HEADLINE, STANDFIRST, before=before)
    return body.html.replace('<figure><img src="media:a" alt="">', "[").replace("</figure>", "]")


def below(text: str) -> str:
    return f"<figcaption>{text}</figcaption>"


@pytest.mark.parametrize(
    "caption",
    [
        HEADLINE, HEADLINE.upper() + ".", f"{HEADLINE} – The Paper", "a single night at the press",
        "Nobody slept in the hall on Dock Street", "…",
    ],
)  # fmt: skip
def test_a_caption_that_repeats_headline_or_standfirst_is_left_out(caption: str) -> None:
    assert fresh(below(caption)) == "[]"


@pytest.mark.parametrize(
    "caption", ["Dock Street", "The press at half past two", "A single night at the mill"]
)
def test_a_caption_that_says_something_stays_as_it_is(caption: str) -> None:
    assert fresh(below(caption)) == f"[{below(caption)}]"


def test_what_the_paragraph_beside_it_or_the_picture_before_it_says_is_left_out() -> None:
    words = "The web climbs out of the second unit"
    for around in (f"{{}}<p>{words}</p>", f"<p>{words}</p>{{}}"):
        assert below(words) not in fresh(below(words), around)
    twice = fresh(below(words) + "</figure><figure><img src='media:b'>" + below(words))
    assert twice.count(words) == 1
    assert fresh(below(words), before=words) == "[]"
    assert fresh(below("The web climbs"), before=words) == f"[{below('The web climbs')}]"


def test_a_caption_left_out_leaves_its_credits_each_once() -> None:
    credit = '<span class="credit">Ada Finch</span>'
    assert fresh(below(f"{HEADLINE} {credit} {credit}")) == f"[{below(credit)}]"


@pytest.mark.parametrize(
    ("caption", "made"),
    [
        ("Photo: Reuters", '<span class="credit">Photo: Reuters</span>'),
        ('Photo by <a href="u">Ada</a>',
         '<span class="credit">Photo by <a href="u">Ada</a></span>'),
        ("The <em>hall</em>, lit (Reuters)",
         'The <em>hall</em>, lit <span class="credit">Reuters</span>'),
        ('Ink. Photo by <a href="u">Ada</a> on <a href="v">Flickr</a>',
         'Ink. <span class="credit">Photo by <a href="u">Ada</a> on <a href="v">Flickr</a></span>'),
        ('The hall (Source: <a href="u">Ink</a>)',
         'The hall <span class="credit">Source: <a href="u">Ink</a></span>'),
        ("The hall. <em>See Photo: Ada</em>", "The hall. <em>See Photo: Ada</em>"),
        ('<a href="u">Source</a>', '<span class="credit"><a href="u">Source</a></span>'),
    ],
)  # fmt: skip
def test_a_credit_in_a_caption_becomes_one_and_keeps_its_links(caption: str, made: str) -> None:
    assert fresh(below(caption)) == f"[{below(made)}]"


def test_a_caption_that_shows_a_formula_or_is_a_text_of_its_own_stays() -> None:
    for caption in (f"{HEADLINE} <math><mi>x</mi></math>", "Ink. " * 500 + "Photo: Ada"):
        assert fresh(below(caption)) == f"[{below(caption)}]"


def test_a_label_alone_is_nothing() -> None:
    assert fresh(below("Credit")) == "[]"


def test_the_opening_pictures_caption_is_judged_alike(make_image: Callable[..., Image]) -> None:
    def told(**given: str) -> tuple[str, str]:
        image = fresh_caption(make_image(**given), HEADLINE, STANDFIRST)
        return image.caption, image.credit

    assert told(caption=HEADLINE, credit="Ada") == ("", "Ada")
    assert told(caption="The hall. Photo: Ada Finch") == ("The hall.", "Photo: Ada Finch")
    assert told(caption="Photo: Ada Finch", credit="Ada Finch") == ("", "Photo: Ada Finch")
    assert told(caption="Ada Finch/Reuters", credit="Ben Yew") == ("", "Ada Finch/Reuters, Ben Yew")


def test_a_body_without_captions_is_the_same_body() -> None:
    body = Body("<p>Ink</p>")
    assert fresh_captions(body, HEADLINE) is body
