"""How a site is called throughout an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressday.edition.sites import site_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Article


@pytest.mark.parametrize(
    ("host", "given", "printed"),
    [
        ("www.bbc.co.uk", ["BBC News", "BBC", "bbc.co.uk", "BBC"], ["BBC"] * 4),
        ("bbc.co.uk", ["BBC", "BBC News", "bbc.co.uk", "bbc.co.uk"], ["BBC News"] * 4),
        ("news.bbc.co.uk", ["BBC Sport", "BBC News", "BBC News"], ["BBC News"] * 3),
        ("edition.cnn.com", ["CNN Style", "CNN", "CNN"], ["CNN"] * 3),
        ("paper.example", ["", "The Paper", ""], ["The Paper"] * 3),
        ("lemonde.example", ["LE MONDE", "Le Monde"], ["Le Monde"] * 2),
        ("elpais.example", ["El País", "EL PAIS", "El País"], ["El País"] * 3),
        ("nyt.example", ["NYT", "The New York Times"], ["The New York Times"] * 2),
        ("eveningpost.example", ["eveningpost", "The Post"], ["The Post"] * 2),
        ("paper.example", ["", "paper.example"], ["paper.example"] * 2),
        ("post.example", ["The Evening Gazette", ""], ["The Evening Gazette"] * 2),
        ("lone.example", ["lone"], ["lone"]),
    ],
)
def test_one_host_has_one_name(
    make_article: Callable[..., Article], host: str, given: list[str], printed: list[str]
) -> None:
    pieces = [
        make_article(f"Piece {n}", site=site, url=f"https://{host}/{n}")
        for n, site in enumerate(given)
    ]
    assert list(site_names(pieces).values()) == printed


def test_magazines_on_a_platform_keep_their_names_and_the_platform_its_own(
    make_article: Callable[..., Article],
) -> None:
    given = ["Medium", "Hours of Ink", "Better Type", "", "medium.example"]
    pieces = [
        make_article(site, site=site, url=f"https://medium.example/{n}")
        for n, site in enumerate(given)
    ]
    printed = ["Medium", "Hours of Ink", "Better Type", "Medium", "Medium"]
    assert list(site_names(pieces).values()) == printed


def test_pieces_without_an_address_keep_what_they_say(make_article: Callable[..., Article]) -> None:
    pieces = [make_article(site, site=site) for site in ("BBC", "BBC News")]
    pieces.append(make_article("Broken", site="BBC", url="https://[::/"))
    assert list(site_names(pieces).values()) == ["BBC", "BBC News", "BBC"]
