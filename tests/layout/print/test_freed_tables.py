"""Tables taken out of figures and lists."""

from __future__ import annotations

import pytest

from pressday.body.markup import outer, parse_fragment
from pressday.layout.print.freed_tables import framed_table, listed_tables

TABLE = "<table><tbody><tr><td>1</td></tr></tbody></table>"


def freed(html: str) -> list[str]:
    (element,) = parse_fragment(html)
    return [outer(e) for e in framed_table(element) or listed_tables(element)]


def test_a_table_in_a_figure_stands_by_itself_its_caption_as_a_paragraph() -> None:
    assert freed(f"<figure>{TABLE}<figcaption>Paper</figcaption></figure>") == [
        TABLE,
        "<p>Paper</p>",
    ]


def test_what_a_list_holds_beside_a_table_is_kept_in_its_order() -> None:
    made = freed(f"<ul><li>First <b>words</b><p>More.</p>{TABLE} and last</li><li>Two</li></ul>")
    assert made == [
        "<p>First <b>words</b></p>",
        "<p>More.</p>",
        TABLE,
        "<p> and last</p>",
        "<p>Two</p>",
    ]


@pytest.mark.parametrize(
    "html",
    ["<ul><li>one</li></ul>", f"<div>Words {TABLE}</div>", "<figure><img></figure>", "<p>A</p>"],
)
def test_all_else_stays(html: str) -> None:
    assert freed(html) == []
