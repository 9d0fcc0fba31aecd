from __future__ import annotations

import pytest

from pressday.extract import clean_fragment

SQUARE = "<math><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>"


def cleaned(html: str) -> str:
    return clean_fragment(html, base="https://example.org/")[0].html


@pytest.mark.parametrize(
    "shown",
    [
        '<span class="MathJax_Preview">x2</span><script type="math/tex; mode=display">x^2</script>',
        (
            '<span class="katex"><span class="katex-mathml"><math><mrow><msup><mi>x</mi><mn>2</mn>'
            '</msup></mrow></math></span><span aria-hidden="true">x2</span></span>'
        ),
        (
            '<span class="mwe-math-element"><span style="display: none"><math alttext="x^2"><mrow>'
            '<msup><mi>x</mi><mn>2</mn></msup></mrow></math></span>'
            '<img src="/x.svg" class="mwe-math-fallback-image-inline" alt="x^2"></span>'
        ),
        (
            "<mjx-container><mjx-math>x2</mjx-math><mjx-assistive-mml><math><mrow><msup><mi>x</mi>"
            "<mn>2</mn></msup></mrow></math></mjx-assistive-mml></mjx-container>"
        ),
        '<img class="tex" src="/x.png" alt="$x^2$">',
        '<img class="mwe-math-fallback-image-inline" src="/x.svg" alt="{\\displaystyle x^2}">',
        '<img src="https://latex.codecogs.com/gif.latex?x%5E2">',
        '<img src="https://s0.wp.com/latex.php?latex=x%5E2&bg=ffffff" alt="x^2">',
        '<span class="math-tex">\\(x^2\\)</span>',
    ],
)  # fmt: skip
def test_a_formula_is_one_however_a_program_shows_it(shown: str) -> None:
    assert cleaned(f"<p>so {shown} is</p>") == f"<p>so {SQUARE} is</p>"


def test_a_formula_that_cannot_be_read_is_shown_as_it_was_written() -> None:
    assert cleaned('<p>so <img class="tex" src="/x.png" alt="\\frac{1}{"></p>') == (
        "<p>so <code>\\frac{1}{</code></p>"
    )


def test_a_picture_with_a_plain_description_is_no_formula() -> None:
    _, images = clean_fragment('<img class="math" src="https://example.org/a.jpg" alt="A board">')
    assert [image.alt for image in images] == ["A board"]


def test_what_attributes_say_is_said_by_characters_and_elements() -> None:
    html = (
        '<p>n <math><mi mathvariant="double-struck">R</mi><mi mathvariant="fraktur">g</mi>'
        '<mtext> if </mtext><mspace width="1em"/><mfrac linethickness="0"><mi>n</mi><mi>k</mi>'
        "</mfrac></math></p>"
    )
    assert cleaned(html) == (
        "<p>n <math><mi>\u211d</mi><mi>\U0001d524</mi><mtext>\u00a0if\u00a0</mtext>"
        "<mtext>\u2003</mtext><mtable><mtr><mtd><mi>n</mi></mtd></mtr><mtr><mtd><mi>k</mi></mtd>"
        "</mtr></mtable></math></p>"
    )


def test_nothing_active_comes_in_with_a_formula() -> None:
    html = (
        '<p>a <math href="javascript:x"><mi href="https://evil.example" onclick="x()">a</mi>'
        '<maction actiontype="statusline"><mi>b</mi></maction><annotation-xml><script>x</script>'
        "</annotation-xml></math></p>"
    )
    assert cleaned(html) == "<p>a <math><mi>a</mi></math></p>"


@pytest.mark.parametrize(
    "html",
    [
        "<d-math>a_1</d-math>", "<tex-formula>a_1</tex-formula>", "<span data-math='a_1'></span>",
        "<span data-tex='a_1'><i>a</i>1</span>", "<em data-latex-source='a_1'>a1</em>",
        "<span class='math inline'>\\(a_1\\)</span>", "<script type='text/latex'>a_1</script>",
        "<img data-formula='a_1' src='https://a.example/f.png'>",
    ],
)  # fmt: skip
def test_tex_is_found_in_any_element_that_is_named_for_it(html: str) -> None:
    made = clean_fragment(f"<p>Where {html} is.</p>")[0].html
    assert "Where <math><mrow><msub><mi>a</mi><mn>1</mn></msub></mrow></math> is." in made


@pytest.mark.parametrize("value", ["true", "inline", "https://a.example/f-1.svg", '{"a": "b-c"}'])
def test_what_such_an_attribute_says_may_be_no_formula(value: str) -> None:
    assert clean_fragment(f"<p><b data-math='{value}'>oil</b></p>")[0].html == (
        "<p><strong>oil</strong></p>"
    )
