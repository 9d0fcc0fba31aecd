"""Listings beside the words that speak of them."""

from __future__ import annotations

import pytest
from tests.layout.print.conftest import LONG, SENTENCE

from pressday.body.markup import parse_fragment
from pressday.layout.print.galley_blocks import GalleyBlock, Kind
from pressday.layout.print.pairs import CODE, LEAST, MOST, column_lines, pairs

SHORT = 12


def block(html: str, kind: Kind = "text") -> GalleyBlock:
    return GalleyBlock(kind=kind, elements=(next(iter(parse_fragment(html))),))


def listing(lines: int = 12, width: int = 50) -> GalleyBlock:
    return block(f"<pre>{chr(10).join(['x' * width] * lines)}</pre>", "wide")


LEAD_IN = block('<p class="leads-in">As follows:</p>')
SAID = block(f"<p>{SENTENCE}</p>")
TEXT = [block(LONG)] * 3


def kinds(*blocks: GalleyBlock) -> list[str]:
    return [b.kind for b in pairs(blocks, SHORT)]


def test_a_listing_stands_beside_what_announces_it() -> None:
    *before, pair = pairs([*TEXT, LEAD_IN, listing()], SHORT)
    assert [b.kind for b in before] == ["text"] * 3
    assert (pair.kind, pair.elements) == ("pair", LEAD_IN.elements)
    assert pair.text.startswith("As follows:")
    assert pair.text.endswith("x")


def test_a_few_lines_since_the_band_before_all_stand_beside_it() -> None:
    assert kinds(listing(), SAID, LEAD_IN, listing()) == ["pair", "pair"]
    *_, last = pairs([block("<table/>", "wide"), SAID, LEAD_IN, listing()], SHORT)
    assert last.elements == SAID.elements + LEAD_IN.elements


def test_what_follows_stands_beside_it_as_long_as_there_is_room() -> None:
    pair, *after = pairs([LEAD_IN, listing(7 + column_lines([SAID])), SAID, *TEXT], SHORT)
    assert pair.elements == LEAD_IN.elements + SAID.elements
    assert ["data-late" in e.attrib for e in pair.elements] == [False, True]
    assert len(after) == 3


def test_a_heading_or_what_announces_something_else_does_not_end_it() -> None:
    heading = block("<h3>And then</h3>")
    pair, *after = pairs([LEAD_IN, listing(MOST), SAID, heading, block("<table/>", "wide")], SHORT)
    assert pair.elements == LEAD_IN.elements + SAID.elements
    assert [b.kind for b in after] == ["text", "wide"]


def test_code_does_not_stand_beside_code() -> None:
    code = block("<pre>a = 1</pre>")
    assert kinds(code, listing(), code) == ["text", "wide", "text"]


@pytest.mark.parametrize("code", [listing(MOST + 1), listing(LEAST - 1), listing(12, CODE + 1)])
def test_one_too_long_too_short_or_too_wide_stands_under_its_text(code: GalleyBlock) -> None:
    assert kinds(LEAD_IN, code) == ["text", "wide"]


def test_nothing_is_lost_and_nothing_changes_places() -> None:
    blocks = [SAID, listing(), SAID, *TEXT, block("<h2>On</h2>"), listing(MOST), SAID, LEAD_IN]
    made = [
        e
        for b in pairs(blocks, SHORT)
        for e in (*b.elements, *(b.listing.elements if b.listing else ()))
    ]
    held = {id(e) for b in blocks for e in b.elements}
    assert {id(e) for e in made} == held
    assert len(made) == len(blocks)
