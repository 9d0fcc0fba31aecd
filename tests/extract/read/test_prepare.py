"""Before anything is built: what is hidden goes, what waits for a script comes."""

from __future__ import annotations

import pytest

from pressday.extract import clean_fragment

BASE = "https://example.org/a/page.html"
SENTENCE = "The crane stands where the mill stood, and turns with the wind as the mill did. "


def built(html: str) -> tuple[str, list[tuple[str, str]]]:
    body, images = clean_fragment(html, base=BASE)
    return body.text, [(image.url.rpartition("/")[2], image.alt) for image in images]


@pytest.mark.parametrize(
    ("html", "name", "alt"),
    [
        ('<object type="image/png" data="c.png">A crane</object>', "c.png", "A crane"),
        (
            '<object type="image/png" data="c.png" aria-label="Crane">by us</object>',
            "c.png",
            "Crane",
        ),
        (
            '<amp-img src="c.jpg" alt="A crane" width="800" height="600"></amp-img>',
            "c.jpg",
            "A crane",
        ),
        (
            '<div class="hero-image" title="A crane" style="background-image:url(c.jpg)"></div>',
            "c.jpg",
            "A crane",
        ),
        ('<noscript><img src="c.jpg" alt="A crane"></noscript>', "c.jpg", "A crane"),
        (
            '<img data-later="1" alt=""><noscript><img src="c.jpg" alt="A crane"></noscript>',
            "c.jpg",
            "A crane",
        ),
    ],
)  # fmt: skip
def test_pictures_by_other_names_are_shown_with_their_words(html: str, name: str, alt: str) -> None:
    assert built(f"<p>{SENTENCE}</p>{html}<p>{SENTENCE}</p>")[1] == [(name, alt)]


def test_a_picture_without_words_in_its_markup_gets_none() -> None:
    assert built('<object type="image/png" data="c.png"></object>')[1] == [("c.png", "")]


def test_an_object_that_is_no_picture_is_none() -> None:
    assert built(f'<p>{SENTENCE}</p><object type="text/html" data="c.html"></object>')[1] == []


def test_a_small_form_goes_and_one_around_the_text_is_opened() -> None:
    small = f"<form><p>{SENTENCE}</p></form>"
    large = f"<form><p>{SENTENCE * 20}</p></form>"
    assert built(f"<p>before</p>{small}")[0] == "before"
    assert built(f"<p>before</p>{large}")[0].count("The crane") == 20


def test_signs_that_only_lead_to_their_heading_are_no_text() -> None:
    assert built("<h2>One<a href='#one'>¶</a></h2><p>two <a href='#n'>three</a></p>")[0] == (
        "One\n\ntwo three"
    )


@pytest.mark.parametrize(
    "attribute", ["hidden", "style='display:none'", "class='sr-only'", "aria-hidden='true'"]
)
def test_what_nobody_sees_is_no_text(attribute: str) -> None:
    assert built(f"<p>seen</p><div {attribute}>unseen</div>")[0] == "seen"


def test_what_is_found_on_the_page_by_searching_is_seen() -> None:
    assert built("<p>seen</p><div hidden='until-found'>found</div>")[0] == "seen\n\nfound"


def test_what_is_called_caption_is_none_beside_a_caption_by_its_element() -> None:
    player = "<div class='player'><img src='/a.jpg'><div class='player__caption'>%s</div></div>"
    named = "<figcaption>Who is she?</figcaption>"
    for figcaption, said in ((named, "Who is she?"), ("", "Not supported on this device")):
        html = f"<figure>{player % 'Not supported on this device'}{figcaption}</figure>"
        assert f"<figcaption>{said}</figcaption>" in clean_fragment(html, base=BASE)[0].html
