"""A galley is asked for its pages as often as page numbers change, and answers the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from tests.press.pdf.conftest import SENTENCE
from tests.press.pdf.test_galley import galley_of, render, typesetter

from pressday.press.pdf import insides

__all__ = ["typesetter"]

WORDS = re.compile(r"w\d+")


def text(count: int) -> str:
    return "".join(f'<p id="p{n}">So w{n} {SENTENCE * 2}</p>' for n in range(count))


def printed(document: Any) -> Counter[str]:
    """Return how often each counted word stands on the pages."""
    found: Counter[str] = Counter()
    for page in document.pages:
        for box in insides.page_box(page).descendants():
            if type(box).__name__ == "TextBox":
                found.update(WORDS.findall(box.text))
    return found


@pytest.mark.parametrize(
    "rule",
    [
        "p::after { content: counter(pages) }",
        "p::after { content: ' of ' counter(pages, lower-roman) ' pages, this is ' counter(page) }",
        "p::before { content: target-counter('#p39', page) ' ' }",
        "p::after { content: target-counter('#p0', pages, upper-roman) }",
        "h1::after { content: counter(pages) } .band { margin-bottom: 30pt }",
        "@page { @bottom-center { content: counter(page) '/' counter(pages) } }",
    ],
)
def test_page_numbers_in_the_text_lose_no_word_of_it(rule: str) -> None:
    band = "<div class='band fixed'><h1>A headline</h1></div>"
    document = render(f"<style>{rule}</style>" + galley_of(band + text(60)))
    assert len(document.pages) > 1
    assert printed(document) == Counter({f"w{n}": 1 for n in range(60)})


def test_the_pages_are_counted_right_in_the_end() -> None:
    rule = "p::after { content: '(' counter(page) '-' counter(pages) ')' }"
    document = render(f"<style>{rule}</style>" + galley_of(text(60)))
    total = len(document.pages)
    for number, page in enumerate(document.pages, start=1):
        boxes = [*insides.page_box(page).descendants()]
        said = "".join(b.text for b in boxes if b.element_tag == "p::after" and hasattr(b, "text"))
        assert set(re.findall(r"\((\d+)-(\d+)\)", said)) == {(str(number), str(total))}


def test_counters_that_make_the_text_longer_are_set_and_not_laid_over_it() -> None:
    long = "p::after { content: counter(pages) ' is how many pages there are of this in all' }"
    document = render(f"<style>{long}</style>" + galley_of(text(40)))
    for page in document.pages:
        lines = [
            (round(b.position_x / 60), round(b.position_y))
            for b in insides.page_box(page).descendants()
            if type(b).__name__ == "LineBox"
        ]
        assert max(Counter(lines).values()) == 1


@pytest.mark.parametrize(
    "rule",
    [
        ".galley { column-gap: normal }",
        ".galley { column-gap: 12% }",
        ".galley { columns: 90pt }",
        ".galley { columns: 1 }",
        ".galley { margin-bottom: 40pt; padding: 9pt }",
        "p { break-before: column }",
        "p:nth-child(3n) { break-after: page }",
        "p:nth-child(4n) { page: other }",
        "p:nth-child(odd) { float: left; width: 100% }",
        "p:nth-child(3n) { float: right; width: 40% }",
        "p { position: relative; left: 3pt }",
        "p { height: 0 }",
        "p::first-letter { font-size: 30pt }",
        "p::first-letter { float: left } p::after { content: counter(pages) }",
        "@page { margin: 180pt 60pt }",
        ".band { break-after: always }",
    ],
)
def test_what_a_theme_does_with_columns_loses_no_word(rule: str) -> None:
    band = "<div class='band fixed'><h1>A headline</h1></div>"
    side = "<div class='band side'>By somebody</div>"
    document = render(f"<style>{rule}</style>" + galley_of(band + side + text(30)))
    assert printed(document) == Counter({f"w{n}": 1 for n in range(30)})


def test_a_galley_on_pages_that_hold_less_than_the_template_says_is_no_endless_book() -> None:
    style = "<style>@page { size: 300pt 200pt; margin: 40pt }</style>"
    document = render(style + galley_of("<div class='band fixed'><h1>Hi</h1></div>" + text(6)))
    assert 1 < len(document.pages) < 40
    assert printed(document) == Counter({f"w{n}": 1 for n in range(6)})


@pytest.mark.parametrize("height", [96.6, 112.6, 127.6])
def test_pictures_in_a_quotation_just_higher_than_whole_lines_are_no_trouble(height: float) -> None:
    svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/%3E"
    image = f'<img style="display: block; width: 100px; height: {height}px" src="{svg}">'
    sentence = "The web climbs out of the second unit a little after one in the morning, and nobody"
    quoted = "".join(
        f"<p>{sentence}</p><blockquote><p>w{n}1 {sentence}</p>{image}<p>w{n}2 {sentence}</p>{image}"
        f"<p>{sentence}</p>{image}<p>{sentence}</p></blockquote>"
        for n in range(18)
    )
    document = render(galley_of(quoted))
    assert printed(document) == Counter({f"w{n}{m}": 1 for n in range(18) for m in (1, 2)})
    pictures = [
        box
        for page in document.pages
        for box in insides.page_box(page).descendants()
        if box.element_tag == "img"
    ]
    assert len(pictures) == 18 * 3
