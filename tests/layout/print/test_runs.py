"""Which blocks run in columns, and which stand across the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.layout.print.conftest import LONG, SENTENCE, image

from pressday.body.markup import parse_fragment
from pressday.layout.print.galley_blocks import GalleyBlock, Kind, Plate
from pressday.layout.print.rules import body_frame, lifted_frames
from pressday.layout.print.runs import INTERLUDE, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pressday.model import Image

TABLE = "<table><tr><td>x</td></tr></table>"


def block(html: str, kind: Kind = "text") -> GalleyBlock:
    return GalleyBlock(kind=kind, elements=(next(iter(parse_fragment(html))),))


TEXT, BAND = block(LONG), block(TABLE, "wide")


def listing(lines: int = 4, width: int = 50) -> GalleyBlock:
    return block(f"<pre>{chr(10).join(['x' * width] * lines)}</pre>", "wide")


def picture(given: Image) -> GalleyBlock:
    frames = (body_frame(given), *lifted_frames(given))
    plates = tuple(
        Plate(src="", alt="", caption="", credit="", frame=f, aspect=1.5) for f in frames
    )
    return GalleyBlock(kind="picture", plates=plates)


def shape(blocks: Sequence[GalleyBlock]) -> list[tuple[bool, list[Kind]]]:
    """Return for each run whether it is wide, and of what kind its blocks are."""
    return [(run.wide, [b.kind for b in run.blocks]) for run in runs(blocks)]


def test_text_runs_in_columns() -> None:
    assert shape([TEXT, TEXT]) == [(False, ["text", "text"])]


@pytest.mark.parametrize("kind", ["wide", "box"])
def test_what_is_too_wide_for_a_column_parts_the_text(kind: Kind) -> None:
    made = shape([TEXT, block(TABLE, kind), TEXT])
    assert made == [(False, ["text"]), (True, [kind]), (False, ["text"])]


def test_a_text_of_nothing_is_one_empty_run() -> None:
    assert shape([]) == [(False, [])]


def test_headings_and_lead_ins_stand_with_the_band_under_them() -> None:
    heading, lead_in = block("<h3>Weights</h3>"), block('<p class="leads-in">As follows:</p>')
    made = shape([TEXT, heading, lead_in, BAND, TEXT])
    assert made == [(False, ["text"]), (True, ["text", "text", "wide"]), (False, ["text"])]
    assert shape([TEXT, heading, TEXT]) == [(False, ["text"] * 3)]


def test_a_few_lines_between_two_bands_stand_across_the_page_and_more_in_columns() -> None:
    few, many = block(f"<p>{SENTENCE}</p>"), [TEXT] * INTERLUDE
    assert shape([TEXT, BAND, few, BAND]) == [(False, ["text"]), (True, ["wide", "text", "wide"])]
    assert [wide for wide, _ in shape([TEXT, BAND, *many, BAND])] == [False, True, False, True]


def test_a_few_lines_at_either_end_stay_in_columns() -> None:
    few = block(f"<p>{SENTENCE}</p>")
    assert [wide for wide, _ in shape([few, BAND, few])] == [False, True, False]


def elements_of(block: GalleyBlock) -> list[HtmlElement]:
    return [*block.elements, *(block.listing.elements if block.listing else ())]


def test_nothing_is_lost_and_nothing_changes_places() -> None:
    blocks = [TEXT, BAND, block(f"<p>{SENTENCE}</p>"), listing(), TEXT, block("<h2>On</h2>"), BAND]
    found = [e for run in runs(blocks) for b in run.blocks for e in elements_of(b)]
    assert found == [e for b in blocks for e in b.elements]


def test_sharp_pictures_in_columns_are_numbered_and_others_not() -> None:
    sharp, coarse = picture(image(2000, 1300)), picture(image(300, 200))
    first, _, last = runs([TEXT, sharp, coarse, BAND, *[TEXT] * INTERLUDE, sharp])
    assert [b.lift for b in first.blocks] == [None, 0, None]
    assert [b.lift for b in last.blocks][-1] == 1


def test_a_line_without_a_full_stop_stands_with_the_table_under_it() -> None:
    label, said = block("<p>Top ten by weight</p>"), block("<p>So much for the top ten.</p>")
    assert shape([TEXT, label, BAND])[-1] == (True, ["text", "wide"])
    assert shape([TEXT, said, BAND])[-1] == (True, ["wide"])
