from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pressday.extract.read.addresses import domain, host, link, picture, same_domain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.dockstreet.example/a", "http://dockstreet.example/b", True),
        ("https://m.dock.co.uk/a", "https://www.dock.co.uk/a", True),
        ("https://amp.dock.com/a", "https://dock.com/a", True),
        ("https://dock.co.uk/a", "https://street.co.uk/a", False),
        ("https://ana.github.io/a", "https://jo.github.io/a", False),
        ("http://localhost/a", "http://localhost/b", True),
        ("https://dock.com/a", "https://dock.com.evil.org/a", False),
    ],
)
def test_a_domain_is_what_one_owner_registered(one: str, other: str, *, same: bool) -> None:
    assert same_domain(one, other) is same


def test_the_registrable_part_is_found_behind_any_public_suffix() -> None:
    assert domain("https://news.dock.co.uk/a") == "dock.co.uk"
    assert domain("http://fakehost/a") == "fakehost"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("../b", "https://a.example/b"),
        ("//b.example/c", "https://b.example/c"),
        ("#note", "#note"),
        ("mailto:ada@b.example", "mailto:ada@b.example"),
        ("http:", ""),
        ("http:///nowhere", ""),
        ("javascript:alert(1)", ""),
        ("ftp://b.example/c", ""),
        ("file:///etc/hosts", ""),
        ("data:text/plain,x", ""),
    ],
)
def test_links_lead_to_pages_and_people_alone(address: str, found: str) -> None:
    assert link(address, "https://a.example/a/") == found


@given(st.text(max_size=200))
def test_any_address_is_answered(address: str) -> None:
    for url in (address, f"https://{address}", f"https://a.example/{address}"):
        assert isinstance(domain(url), str)
        assert isinstance(host(url), str)
        found = link(url, "https://a.example/")
        assert not found or found.startswith(("http://", "https://", "mailto:", "#"))
        assert picture(url, "https://a.example/").partition(":")[0] in ("", "http", "https", "data")


def embedded(size: tuple[int, int], colour: tuple[int, int, int, int]) -> str:
    held = BytesIO()
    Image.new("RGBA", size, colour).save(held, "PNG")
    return f"data:image/png;base64,{b64encode(held.getvalue()).decode()}"


@pytest.mark.parametrize(
    ("size", "colour", "kept"),
    [
        ((120, 100), (30, 90, 140, 255), True),
        ((120, 99), (30, 90, 140, 255), False),
        ((300, 200), (0, 0, 0, 0), False),
        ((300, 200), (255, 255, 255, 255), False),
    ],
)
def test_a_short_embedded_picture_is_one_by_its_pixels(
    size: tuple[int, int], colour: tuple[int, int, int, int], *, kept: bool
) -> None:
    data = embedded(size, colour)
    assert len(data) < 1500
    assert picture(data, "") == (data if kept else "")
