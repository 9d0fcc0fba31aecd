from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.extract import clean_fragment

BASE = "https://example.org/a/"


def sources(html: str) -> list[str]:
    _, images = clean_fragment(html, base=BASE)
    return [image.url.removeprefix("https://example.org") for image in images]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="s.jpg" srcset="/s.jpg 300w,/big.jpg 2400w,/huge.jpg 4000w">',
        '<img srcset="/huge.jpg 5000w, /big.jpg 3000w">',
        '<img src="s.jpg" srcset="/c,c/w_300,h_200/s.jpg 300w, /big.jpg 900w">',
        '<img src="s.jpg" srcset="/big.jpg 2x, /s.jpg 1x, /odd.jpg 3q, /odder.jpg 99x">',
        '<img src="/big.jpg" srcset="/odd.jpg 1.2.3w,,">',
        (
            '<picture><source media="(prefers-color-scheme: dark)" srcset="/dark.jpg 2000w">'
            '<source srcset="/big.jpg 1600w"><img src="s.jpg"></picture>'
        ),
        '<img src="blank.gif" data-src="/s.jpg" data-full-src="/big.jpg">',
        '<img src="s.jpg" data-my-loader="/big.jpg" data-low-res="/s2.jpg">',
        '<img src="/big.jpg" data-image-id="1*abc.jpg" data-name="photo.jpg">',
        '<amp-img srcset="/big.jpg 1000w"><noscript><img src="/s.jpg"></noscript></amp-img>',
        '<div class="lazy-image" style="background-image: url(\'/big.jpg\')"></div>',
        '<div class="photo" data-bg="/big.jpg" role="img" aria-label="A hall"></div>',
        '<noscript><img src="/big.jpg"></noscript><img class="lazy">',
        '<object type="image/svg+xml" data="/big.jpg">A hall</object>',
    ],
)  # fmt: skip
def test_the_best_version_for_print_is_found(image: str) -> None:
    assert sources(image) == ["/big.jpg"]


def test_several_sizes_of_one_picture_in_a_figure_are_one() -> None:
    html = (
        '<figure><img src="https://example.org/max/60/a-long-name.png?q=20"><img><noscript>'
        '<img src="https://example.org/max/3000/a-long-name.png"></noscript>'
        "<figcaption>Ink</figcaption></figure>"
    )
    body, _ = clean_fragment(html, base=BASE)
    assert body.html == (
        '<figure><img src="https://example.org/max/3000/a-long-name.png" alt=""/>'
        "<figcaption>Ink</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p>x</p><noscript><img height="1" width="1" src="https://tracker.example/p"></noscript>',
        '<img src="/a.jpg" width="40" height="40">',
        '<div class="author-photo"><span><img src="/jo.jpg"></span></div>',
        '<div style="background-image:url(/bg.jpg)">Words on a picture</div>',
        '<div class="image" style="background-image:url(javascript:alert(1))"></div>',
        '<div class="image" style="background-image:url(file:///etc/passwd)"></div>',
    ],
)
def test_pixels_icons_people_and_backdrops_are_no_pictures(html: str) -> None:
    assert sources(html) == []


def test_a_tracking_pixel_does_not_take_the_place_of_a_picture_before_it() -> None:
    html = (
        '<div><p>Text</p><img src="/a.jpg"></div><noscript><img src="https://tracker.example/p"'
        ' width="1"></noscript>'
    )
    assert sources(html) == ["/a.jpg"]


@given(st.text(alphabet="ab/.,: 1234567890wx\n()", max_size=80))
def test_any_set_of_sources_is_read(value: str) -> None:
    _, images = clean_fragment(f'<img srcset="{value}">', base=BASE)
    assert all(image.url.startswith(("https://", "http://")) for image in images)
