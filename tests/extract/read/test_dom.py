"""Pages as they come, made into trees."""

from __future__ import annotations

from pressday.extract.read.dom import parse


def test_an_attribute_with_a_control_character_in_its_name_stops_nothing() -> None:
    root = parse('<html><body><p a\x01="\x02">Text</p></body></html>')
    assert root is not None
    assert "Text" in [str(text) for text in root.itertext()]
