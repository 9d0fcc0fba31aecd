"""Formulas become drawings that sit on the line, or their text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from pressday.body.markup import inner, parse_fragment
from pressday.layout.print.drawn_formulas import SCHEME, _on_the_grid, draw_formulas

if TYPE_CHECKING:
    from lxml import html

SQUARE = "<msup><mi>v</mi><mn>2</mn></msup>"


def drawn(body: str) -> html.HtmlElement:
    root = parse_fragment(body)
    draw_formulas(root)
    return root


def test_a_formula_in_a_line_becomes_a_drawing_that_keeps_the_text_around_it() -> None:
    root = drawn(f"<p>Let <math>{SQUARE}</math> be its speed.</p>")
    (image,) = root.iter("img")
    assert image.get("src", "").startswith(SCHEME)
    assert "<path" in unquote(image.get("src", ""))
    assert root.text_content() == "Let  be its speed."
    assert image.tail == " be its speed."


def test_a_formula_tells_its_text_to_those_who_cannot_see_it() -> None:
    (image,) = drawn(f"<p><math>{SQUARE}</math></p>").iter("img")
    assert image.get("alt") == "v2"


@pytest.mark.parametrize("body", ["<math>{}</math>", "<p> <math>{}</math> </p>"])
def test_a_formula_alone_stands_in_a_line_of_its_own(body: str) -> None:
    (line,) = drawn(body.format(SQUARE)).iter("p")
    assert line.get("class") == "formula"


def test_a_formula_that_reaches_below_the_line_is_lowered() -> None:
    half = "<mfrac><mn>1</mn><mn>2</mn></mfrac>"
    (image,) = drawn(f"<p>x <math>{half}</math></p>").iter("img")
    depth = float((image.get("style") or "").rpartition(":")[2].removesuffix("em"))
    assert depth < -0.3


def test_a_formula_wider_than_a_column_is_scaled_down_to_it() -> None:
    (image,) = drawn(f"<math>{SQUARE * 60}</math>").iter("img")
    width = float((image.get("style") or "").removeprefix("width:").partition("em")[0])
    assert width <= 21


def test_a_hyphen_is_the_minus_sign_it_stands_for() -> None:
    hyphen, minus = (
        next(drawn(f"<p>a <math><mi>a</mi><mo>{sign}</mo><mi>b</mi></math></p>").iter("img"))
        for sign in "-\u2212"
    )
    assert hyphen.get("style") == minus.get("style")


@pytest.mark.parametrize("nonsense", ["<mfrac><mn>1</mn></mfrac>", "<script>1</script>", "x"])
def test_what_is_no_formula_stays_as_text(nonsense: str) -> None:
    root = drawn(f"<p>a <math>{nonsense}</math> b</p>")
    assert "<math" not in inner(root)
    assert root.find(".//img") is None


@pytest.mark.parametrize(
    ("above", "below", "height"),
    [(7.0, 2.0, 12), (10.5, 4.0, 12), (15.0, 9.0, 24), (15.0, 3.0, 24), (22.0, 15.0, 48)],
)
def test_a_line_with_a_formula_is_a_whole_number_of_lines_high(
    above: float, below: float, height: float
) -> None:
    over, under = _on_the_grid(above, below)
    assert max(8.6, above + over) + max(3.4, below + under) == pytest.approx(height)
