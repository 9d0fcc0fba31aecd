"""Listings in a column: longer lines go on in the next one, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.body.markup import parse_fragment
from pressday.layout.print.turned_code import MARK, MEASURE, stands_in_column, turn


def listing(code: str) -> str:
    (made,) = parse_fragment("<pre><code></code></pre>")
    made[0].text = code
    turn(made)
    return str(made.text_content())


@pytest.mark.parametrize(
    ("lengths", "stands"),
    [
        ([34] * 40, True),
        ([102], True),
        ([103], False),
        ([60, 60, 10], True),
        ([60, 60, 60], False),
        ([60] * 3 + [10] * 6, True),
        ([], True),
    ],
)
def test_a_column_turns_two_lines_or_a_third_of_them(lengths: list[int], *, stands: bool) -> None:
    (made,) = parse_fragment(f"<pre>{chr(10).join('x' * n for n in lengths)}</pre>")
    assert stands_in_column(made) == stands


def test_a_line_is_turned_between_words_as_deep_as_it_is() -> None:
    assert listing('    return call(first, second, "third", fourth)\nend') == (
        '    return call(first, second, \n    → "third", fourth)\nend'
    )


def test_a_line_without_a_place_to_turn_is_turned_where_it_ends() -> None:
    assert listing("x" * 50) == "x" * 34 + "\n→ " + "x" * 16


def test_colours_of_a_listing_stay() -> None:
    (made,) = parse_fragment(f"<pre><b>let</b> a = <i>{'word ' * 8}</i>;</pre>")
    turn(made)
    assert [e.tag for e in made.iter()] == ["pre", "b", "i", "i"]
    assert made[1][0].get("class") == "turned"


@given(st.text(st.sampled_from("abc .,(=/\n\t"), max_size=300))
def test_turned_lines_fit_and_say_the_same(code: str) -> None:
    turned = listing(code)
    assert all(len(line.rstrip()) <= MEASURE for line in turned.splitlines())
    whole = "".join(line.strip() for line in code.splitlines())
    assert "".join(line.strip().removeprefix(MARK) for line in turned.splitlines()).replace(
        " ", ""
    ).replace("\t", "") == whole.replace(" ", "").replace("\t", "")
