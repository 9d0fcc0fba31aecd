"""Which by-lines are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pressday.edition.bylines import printed_bylines

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Article

LONG = "Ada and Ben and Cay and Dee and Eve and Fay and Gus and Hal Yew"
TITLE = "Ten years of ink on Dock Street"


def printed(make_article: Callable[..., Article], *names: str, **fields: Any) -> tuple[str, ...]:
    given = {"url": "https://www.eveningpaper.example/1", "site": "The Evening Paper"}
    fields = given | {"body": "<p>The evening came, and the paper with it.</p>"} | fields
    return printed_bylines(make_article(TITLE, bylines=names, **fields), "Business", title=TITLE)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Finch", "ADA FINCH", "bell hooks", "Ada Finch-Yew", "Dr. Ada Finch",
        "Ludwig van Beuren", "Leopold Staff", "Edgar Guest", "Masamune Date",
        "News Finch", "will.i.am", "J.R.R. Finch",
        "jfinch82", "deadmau5", "Reuters", "Reuters Staff", "Associated Press", "Ada Finch/Reuters",
        "Contributors to Finch projects", "阿達", "Ада Финч", "O’Neil Grace", "Paper", "Evening",
    ],
)  # fmt: skip
def test_a_name_is_printed_however_it_looks(
    make_article: Callable[..., Article], name: str
) -> None:
    assert printed(make_article, name) == (name,)


@pytest.mark.parametrize(
    "name",
    [
        "The Evening Paper", "evening paper", "eveningpaper", "Evening Paper Staff",
        "Staff of The Evening Paper", "Business", "Business Desk", "Our Business Team",
        "Staff", "staff writer", "admin", "Admin User", "Editorial Team", "The Editors",
        "Guest author", "Redaktion", "Die Redaktion", "La Redacción", "Rédaction", "Redakcja",
        "desk@paper.example", "paper.com/ada", "www.paper.example", "Author: Ada", "Ada | Paper",
        "Ada Finch 4 March", "4th March", "2026", "Ada Finch Published Monday", "Publish date",
        "3d23d65-ddc6-4ce5", TITLE, f"{TITLE} Ada", LONG,
    ],
)  # fmt: skip
def test_what_is_no_name_is_left_out(make_article: Callable[..., Article], name: str) -> None:
    assert printed(make_article, name, "Ben Yew") == ("Ben Yew",)


def test_a_short_title_is_known_only_as_a_whole(make_article: Callable[..., Article]) -> None:
    article = make_article("Ink", bylines=("Ink", "Inka Finch"))
    assert printed_bylines(article, title="Ink") == ("Inka Finch",)


def test_a_site_may_be_called_like_its_writer(make_article: Callable[..., Article]) -> None:
    own = {"url": "https://adafinch.example/1"}
    for site in ("Ada Finch", "", "Ada Finch Studio"):
        assert printed(make_article, "Ada Finch", site=site, **own) == ("Ada Finch",)
    assert printed(make_article, "adafinch", site="", **own) == ()


def test_a_house_has_words_that_its_own_text_writes_small(
    make_article: Callable[..., Article],
) -> None:
    text = "<p>Every tree that we plant is one that somebody planted.</p>"
    for site in ("One Tree Planted", ""):
        fields = {"site": site, "url": "https://onetreeplanted.example/1", "body": text}
        assert printed(make_article, "One Tree Planted", **fields) == ()


def test_a_name_that_stands_twice_is_printed_once_in_its_place(
    make_article: Callable[..., Article],
) -> None:
    assert printed(make_article, "Ada Finch", "Ben Yew", "ADA FINCH") == ("Ada Finch", "Ben Yew")
