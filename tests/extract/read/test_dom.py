"""Pages as they come, made into trees."""

from __future__ import annotations

import pytest

from pressday.extract.read.dom import line, parse, parse_fragment


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
