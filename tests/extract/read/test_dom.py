"""Pages as they come, made into trees."""

from __future__ import annotations

import pytest

from pressday.extract.read.dom import line, parse, parse_fragment, visible_text


def test_an_attribute_with_a_control_character_in_its_name_stops_nothing() -> None:
    root = parse('<html><body><p a\x01="\x02">Text</p></body></html>')
    assert root is not None
    assert "Text" in [str(text) for text in root.itertext()]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Night <b>shift</b></p>", "Night shift"),
        (f"<p>{'x' * 21}</p>", ""),
        (f"<p>{'<i></i>' * 80}Ink</p>", ""),
    ],
)
def test_a_line_is_read_no_farther_than_lines_are_long(html: str, text: str) -> None:
    assert line(parse_fragment(html)[0], 20) == text


@pytest.mark.parametrize("kind", ["br", "component br"])
def test_an_empty_element_called_a_line_break_is_one(kind: str) -> None:
    root = parse(f'<p>Night shift<span class="{kind}"></span>The web climbs out.</p>')
    assert root is not None
    assert visible_text(root).split() == "Night shift The web climbs out.".split()


def test_an_element_called_a_line_break_that_says_something_is_none() -> None:
    root = parse('<p>A <span class="br">word</span></p>')
    assert root is not None
    assert not list(root.iter("br"))
