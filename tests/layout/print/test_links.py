"""Ids that are unique in a book, and links that stay inside it."""

from __future__ import annotations

import pytest
from tests.layout.print.conftest import piece

from pressday.body import Body
from pressday.layout.print.links import LINK, address

OWN = piece()
ANCHORS = {"https://paper.example/other": "a-other"}


def addressed(html: str) -> list[dict[str, str]]:
    root = Body(html).tree()
    address(root, OWN, ANCHORS)
    return [dict(e.attrib) for e in root.iter("a", "li", "p") if e.attrib]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#fn-1", f"{LINK}a-{OWN.id}-fn-1"),
        ("https://paper.example/other", f"{LINK}a-other"),
        ("https://paper.example/other/", f"{LINK}a-other"),
        ("https://paper.example/elsewhere", "https://paper.example/elsewhere"),
    ],
)
def test_a_link_leads_into_the_book_where_its_target_is_there(href: str, expected: str) -> None:
    ((link),) = addressed(f'<p><a href="{href}">x</a></p>')
    assert link["href"] == expected


def test_an_id_carries_the_name_of_its_piece() -> None:
    (item,) = addressed('<ul><li id="fn-1">x</li></ul>')
    assert item["id"] == f"a-{OWN.id}-fn-1"


def test_a_link_without_an_address_is_no_trouble() -> None:
    assert addressed('<p><a id="here">x</a></p>') == [{"id": f"a-{OWN.id}-here"}]
