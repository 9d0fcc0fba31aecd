from __future__ import annotations

import pytest
from tests.extract.pages import ld, meta, read


def test_the_picture_comes_with_its_words() -> None:
    picture = {
        "@type": "ImageObject",
        "url": "/media/hall.jpg",
        "caption": "The hall",
        "creditText": "Jo Dee",
    }
    head = meta(og__image="/media/hall-1200x630.jpg") + ld({"@type": "Article", "image": picture})
    found = read(head)
    assert found.picture == "https://www.dockstreet.example/media/hall-1200x630.jpg"
    assert (found.picture_caption, found.picture_credit) == ("The hall", "Jo Dee")


@pytest.mark.parametrize(
    "head",
    [
        meta(og__image="/static/default.jpg"),
        meta(og__image="/media/mark.png")
        + ld({"@type": "Article", "publisher": {"name": "x", "logo": {"url": "/media/mark.png"}}}),
        meta(og__image="/media/mark.png") + '<link rel="apple-touch-icon" href="/media/mark.png">',
        meta(og__image="/media/hall.jpg", og__image__width="64"),
        meta(og__image="file:///etc/passwd"),
    ],
)
def test_pictures_of_the_site_open_no_article(head: str) -> None:
    assert read(head).picture == ""


def test_a_caption_that_only_credits_is_a_credit() -> None:
    picture = {
        "url": "/media/hall.jpg",
        "caption": "Credit: Jo Dee",
        "creditText": "Credit: Jo Dee",
    }
    found = read(ld({"@type": "Article", "image": {"@type": "ImageObject"} | picture}))
    assert (found.picture_caption, found.picture_credit) == ("", "Jo Dee")
