from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.extract.describe.same_picture import is_stand_in, picture_key, same_picture

PRESS = "https://dockstreet.example/media/2026/11/press-hall.jpg"


@pytest.mark.parametrize(
    "other",
    [
        "https://cdn.example/media/press-hall.jpg",
        "https://dockstreet.example/media/2026/11/press-hall-1024x683.jpg",
        "https://dockstreet.example/media/2026/11/press-hall-scaled.jpg",
        "https://dockstreet.example/media/2026/11/press-hall@2x.webp",
        "https://dockstreet.example/media/2026/11/press-hall_thumb.jpg",
        "https://dockstreet.example/media/2026/11/press-hall-768x512-1024x683.jpg.webp",
        "https://dockstreet.example/media/2026/11/press-hall.jpg?w=640&quality=80",
        "https://res.cdn.example/image/upload/c_fill,w_640,h_480/v1/press-hall.png",
        "https://cdn.example/w_640/press-hall.jpg",
        "https://cdn.example/640x480/smart/filters:quality(80)/press-hall.jpg",
        "https://i0.cdn.example/dockstreet.example/media/2026/11/press-hall.jpg?fit=1200,800",
        (
            "https://cdn.example/resize?url=https%3A%2F%2Fdo"
            "ckstreet.example%2Fmedia%2Fpress-hall.jpg&w=640"
        ),
        (
            "https://cdn.example/a?src=https%3A%2F%2Fb.example%2Fc%3"
            "Furl%3Dhttps%253A%252F%252Fd.example%252Fpress-hall.jpg"
        ),
        "https://cdn.example/fetch/w_640/https://dockstreet.example/media/press-hall.jpg",
        "https://cdn.example/s3/https%3A%2F%2Fdockstreet.example%2Fmedia%2Fpress-hall.jpg",
        "/_next/image?url=%2Fmedia%2Fpress-hall.jpg&w=640".replace(
            "/_next", "https://a.example/_next"
        ),
    ],
)
def test_sizes_crops_formats_and_servers_do_not_make_another_picture(other: str) -> None:
    assert same_picture(PRESS, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PRESS, "https://dockstreet.example/media/2026/11/press-room.jpg"),
        ("https://a.example/story/hero.jpg", "https://a.example/other/hero.jpg"),
        ("https://a.example/photos/1834.jpg", "https://a.example/photos/1835.jpg"),
        ("https://a.example/get.php?id=1", "https://a.example/get.php?id=2"),
        ("https://a.example/1.jpg", "https://a.example/2.jpg"),
        ("https://a.example/press/a1.jpg", "https://a.example/press/a2.jpg"),
        ("https://a.example/press/IMG_1234.jpg", "https://a.example/press/IMG_1235.jpg"),
        ("https://a.example/press/dsc-1230.jpg", "https://a.example/press/dsc-1240.jpg"),
        ("https://a.example/press/quay-101.jpg", "https://a.example/press/quay-102.jpg"),
        ("https://a.example/press/photo-1.jpg", "https://a.example/press/photo-2.jpg"),
        ("https://a.example/press/render.ashx?a=1", "https://a.example/press/render.ashx?a=2"),
        ("data:image/png;base64,AAAA", "data:image/png;base64,BBBB"),
    ],
)
def test_other_names_are_other_pictures(one: str, other: str) -> None:
    assert not same_picture(one, other)


def test_a_name_that_says_nothing_takes_the_folder_above() -> None:
    assert same_picture(
        "https://a.example/im-128022/social", "https://a.example/im-128022?width=1280"
    )
    assert same_picture(
        "https://a.example/18637072/5/rawImage.jpg", "https://a.example/18637072/3/920x920.jpg"
    )
    assert same_picture(
        "https://a.example/harbour/hero.jpg", "https://b.example/harbour/hero-640w.jpg"
    )


@pytest.mark.parametrize(
    "name",
    [
        "logo.png",
        "site-logo.png",
        "default.jpg",
        "default_image.jpg",
        "og-image.png",
        "placeholder.jpg",
        "fb_share.png",
        "facebook-share.jpg",
        "social-card.png",
        "apple-touch-icon-180.png",
        "favicon.ico",
        "opengraph_default.jpg",
        "share.jpg",
        "dockstreet_fb_logo.jpg",
    ],
)
def test_pictures_that_stand_for_the_site_are_told_by_name(name: str) -> None:
    assert is_stand_in(f"https://dockstreet.example/assets/{name}")


@pytest.mark.parametrize(
    "path",
    [
        "press-hall.jpg",
        "default/2026/press-hall.jpg",
        "sharing-the-load.jpg",
        "im-12/social",
        "logos-of-the-old-harbour-firms.jpg",
        "share-prices.jpg",
        "harbour-works-logo.jpg",
    ],
)
def test_pictures_of_articles_are_no_stand_ins(path: str) -> None:
    assert not is_stand_in(f"https://dockstreet.example/{path}")


@given(st.text(max_size=300))
def test_any_address_has_a_key(address: str) -> None:
    url = f"https://a.example/{address}"
    assert picture_key(url)
    assert same_picture(url, url)
    assert is_stand_in(url) in (True, False)


@pytest.mark.parametrize(
    "piece", ["-1024x683", "w_640,", "https://", "%25", "/a", "_thumb", "url=http://a.b/&", "["]
)
def test_long_addresses_are_read_at_once(piece: str) -> None:
    assert picture_key(f"https://a.example/?{piece * 30_000}")
    assert picture_key(f"https://a.example/{piece * 30_000}")


def test_a_picture_stored_again_is_the_same_picture() -> None:
    folder = "https://a.example/files/"
    assert same_picture(f"{folder}night_of_the_press.0.jpg", f"{folder}night_of_the_press.jpg")
