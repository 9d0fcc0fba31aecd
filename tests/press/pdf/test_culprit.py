"""The rule to blame is found by leaving out half of the suspects at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.layout.styles import Style, joined
from pressday.press.pdf.culprit import culprit, placed

if TYPE_CHECKING:
    from collections.abc import Sequence

SHIPPED = (Style(text="p { margin: 0 }\nh1 { color: red }", where="styles/base/base.css"),)


def own(text: str) -> tuple[Style, ...]:
    return (*SHIPPED, Style(text=text, where="styles/themes/x/print.css", own=True))


def fails(styles: Sequence[Style]) -> bool:
    return "BAD" in joined(styles)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("p { margin: 0 }\n\nli { BAD: 1 }\ndd { top: 0 }", ":3"),
        ("/* a } brace */\np { margin: 0 }\n@media print {\n li { a: b }\n q { BAD: 1 }\n}", ":3"),
        ("a { content: '}' } b {\n BAD: 1 }\nc { d: e }", ":1"),
        ("@import 'x';\n/* why */ li { BAD: 1 }", ":2"),
        ("a { b: c }\nli { BAD: 1", ":2"),
    ],
)
def test_file_and_line_of_the_rule_are_named(text: str, where: str) -> None:
    assert culprit(own(text), SHIPPED, fails) == f"styles/themes/x/print.css{where}"


@given(st.integers(1, 60), st.integers(0, 59))
def test_any_one_rule_is_found_in_few_tries(count: int, bad: int) -> None:
    bad %= count
    text = "\n".join(f"p.n{n} {{ {'BAD' if n == bad else 'top'}: {n} }}" for n in range(count))
    tries = []

    def tried(styles: Sequence[Style]) -> bool:
        tries.append(styles)
        return fails(styles)

    assert culprit(own(text), SHIPPED, tried) == f"styles/themes/x/print.css:{bad + 1}"
    assert len(tries) <= 8


def test_only_the_file_is_named_when_no_rule_alone_is_to_blame() -> None:
    assert culprit(own("a { b: c }"), SHIPPED, lambda _: True) == "styles/themes/x/print.css"


def test_what_is_wrong_with_css_is_placed_in_its_own_file() -> None:
    styles = own("a { b: c }\n\nli { colr: red }")
    fault = "Ignored `colr: red ` at 5:6, unknown property."
    told = "styles/themes/x/print.css:3: Ignored `colr: red `, unknown property."
    assert placed(fault, styles) == told
    selector = "Invalid or unsupported selector, 'li '"
    assert placed(selector, styles) == f"styles/themes/x/print.css:3: {selector}"
    assert placed("something else", styles) == "something else"
