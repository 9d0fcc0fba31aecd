"""Cutting and moving laid-out boxes: each line and picture in one part, nothing given changed."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.press.pdf.conftest import SENTENCE
from tests.press.pdf.test_galley import render, typesetter

from pressday.press.pdf import insides
from pressday.press.pdf.boxes import cut, moved

__all__ = ["typesetter"]

QR = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='37'/%3E"
BLOCKS = {
    "a picture in a quotation": f'<p>one {SENTENCE}</p><img src="{QR}"><p>two {SENTENCE}</p>',
    "a table": f"<p>one {SENTENCE}</p><table><tr><td>cell</td></tr></table><p>two {SENTENCE}</p>",
    "a list": f'<ul><li>one <img src="{QR}"> {SENTENCE}</li><li>two {SENTENCE}</li></ul>',
    "boxes side by side": f'<div style="display: flex"><p>one</p><p>two</p></div><p>{SENTENCE}</p>',
    "a grid": f'<div style="display: grid"><p>one</p><p>two</p></div><p>{SENTENCE * 3}</p>',
    "a box in a line": '<p>one <span style="display: inline-block">two<br>lines</span></p>',
    "a float": f'<p><span style="float: left; height: 50px">one</span> {SENTENCE * 3}</p>',
    "no height": f'<div style="height: 0"><p style="height: 3px">one {SENTENCE * 3}</p></div>',
    "what is positioned": f'<p style="position: relative">{SENTENCE}<i style="position: absolute;'
    f' top: 30px">one</i></p><p>{SENTENCE}</p>',
}


@cache
def quotation(inner: str) -> Any:
    """Return a laid-out quotation of 150 px width, with lines and pictures off the grid."""
    style = "<style>img { display: block; width: 40px } p { font-size: 11px } div { margin: 3px }"
    html = f"{style}</style><blockquote style='width: 150px'>{inner}</blockquote>"
    root = insides.page_box(render(html).pages[0])
    return next(box for box in root.descendants() if box.element_tag == "blockquote")


def leaves(box: Any) -> list[int]:
    """Return the boxes of words and pictures in `box`; parts share them with the whole."""
    inner = box.descendants(placeholders=True)
    text = insides.boxes.TextBox
    return sorted(id(b) for b in inner if isinstance(b, text) or hasattr(b, "replacement"))


def places(box: Any) -> list[tuple[float, float, float]]:
    return [(b.position_x, b.position_y, b.height) for b in box.descendants()]


@pytest.mark.parametrize("kind", BLOCKS)
@settings(max_examples=25, deadline=None)
@given(shares=st.lists(st.floats(0.01, 0.99), min_size=1, max_size=4))
def test_parts_hold_all_there_is_once(kind: str, shares: list[float]) -> None:
    box = quotation(BLOCKS[kind])
    height = max(box.height, 40)
    ends = sorted({round(box.position_y + share * height, 1) for share in shares})
    bounds = [float("-inf"), *ends, float("inf")]
    before = places(box)
    parts = [cut(box, a, b) for a, b in itertools.pairwise(bounds)]
    found = [leaf for part in parts if part is not None for leaf in leaves(part)]
    assert sorted(found) == leaves(box)
    assert places(box) == before


@pytest.mark.parametrize("kind", BLOCKS)
def test_what_is_moved_is_new_and_the_old_stays_where_it_was(kind: str) -> None:
    box = quotation(BLOCKS[kind])
    before = places(box)
    new = moved(box, 100, 7)
    assert places(box) == before
    assert places(new) == [(x + 100, y + 7, h) for x, y, h in before]
    assert not {id(b) for b in box.descendants()} & {id(b) for b in new.descendants()}


def test_a_rule_over_a_block_stands_over_its_first_part_only() -> None:
    style = "<style>blockquote { border-top: 3px solid; border-bottom: 2px solid; padding: 4px }"
    html = f"{style}</style><blockquote style='width: 150px'><p>{SENTENCE * 4}</p></blockquote>"
    root = insides.page_box(render(html).pages[0])
    whole = next(box for box in root.descendants() if box.element_tag == "blockquote")
    middle = whole.border_box_y() + whole.border_height() / 2
    first, second = cut(whole, 0, middle), cut(whole, middle, 10_000)
    assert first is not None
    assert second is not None
    assert (first.border_top_width, first.border_bottom_width) == (3, 0)
    assert (second.border_top_width, second.border_bottom_width) == (0, 2)
    assert first.border_height() + second.border_height() == pytest.approx(whole.border_height())
