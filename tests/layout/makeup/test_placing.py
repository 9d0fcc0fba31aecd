"""Where headline, picture, quotation and marks of a piece stand."""

from __future__ import annotations

import pytest
from tests.layout.makeup.galleys import (
    HEADS,
    PAGE,
    PLATES,
    Made,
    column_of,
    composed,
    fixed_edition,
    paragraph,
    prose,
    section,
    weighed,
)

from pressday.layout.makeup import COLUMNS, Mark, Rank, Strip

OPENER = 3


@pytest.fixture(scope="module")
def week() -> Made:
    return composed(fixed_edition(20))


@pytest.mark.parametrize("rank", ["lead", "news"])
def test_a_leads_picture_across_the_page_stands_over_its_headline_and_no_other(rank: Rank) -> None:
    made = composed([section(weighed(prose(420), rank=rank, plates=3))])
    ((_, head),) = made.placed("a", "head")
    ((_, plate),) = made.placed("a", "plate")
    across = plate.part == head.part.replace("head", "plate")
    assert (plate.line < head.line) == (rank == "lead" and across)
    if rank == "lead":
        assert plate.line == OPENER
        assert head.line == OPENER + PLATES[3].lines + plate.stretch + 1


def test_text_begins_under_headline_and_picture(week: Made) -> None:
    for name, galley in week.galleys.items():
        ((number, head),) = week.placed(name, "head")
        first = [p for at, p in week.placed(name, "run") if at == number]
        assert first[0].line >= head.line + galley.heads[int(head.part.split("/")[1])]
        for at, plate in week.placed(name, "plate"):
            span = int(plate.part.split("/")[1])
            under = range(plate.column, plate.column + span)
            foot = plate.line + galley.plates[span].lines + plate.stretch
            below = [p.line for p in first if p.column in under and p.part.startswith("run/0/")]
            assert at == number
            assert all(line > foot for line in below if line > plate.line)


def test_the_wide_piece_stands_outside_on_both_hands() -> None:
    # Front page and contents go before: the first page composed is a recto.
    found = set()
    for number, page in enumerate(composed(fixed_edition(40)).pages):
        for head in (p for p in page.placed if p.part == "head/2"):
            beside = {p.column for p in page.placed if p.part == "head/1"}
            if beside:
                found.add((number % 2, head.column))
    assert found == {(0, 1), (1, 0)}


def test_a_rule_stands_over_each_piece_that_is_not_first(week: Made) -> None:
    for page in week.pages:
        openers = [mark.line + OPENER for mark in page.marks if mark.kind == "opener"]
        rules = [mark for mark in page.marks if mark.kind == "divider"]
        tops: dict[str, int] = {}
        for placed in page.placed:
            if placed.part[:4] in {"head", "plat"}:
                tops[placed.name] = min(placed.line, tops.get(placed.name, PAGE))
        inner = [top for top in tops.values() if top and top not in openers]
        assert all(any(rule.line == top - 1 for rule in rules) for top in inner)


def test_a_section_is_named_over_its_first_row_across_the_page() -> None:
    (page,) = composed([section(weighed(prose(20)), number=7, opener=4)]).pages
    assert page.marks == (Mark("opener", "7", 0, COLUMNS, 0),)
    assert min(placed.line for placed in page.placed) == 4


def test_a_quotation_stands_under_the_headline_with_a_line_below_it() -> None:
    made = composed([section(weighed(prose(60), quote=7))])
    for _, quote in made.placed("a", "quote"):
        ((_, head),) = made.placed("a", "head")
        assert quote.line == head.line + HEADS[int(head.part.split("/")[1])]
        below = [p.line for _, p in made.placed("a", "run") if p.column == quote.column]
        assert min(below) == quote.line + 7 + 1


def test_a_band_stands_from_the_first_column_on() -> None:
    band = column_of(Strip(lines=9), wide=True)
    made = composed([section(weighed(prose(40), band, prose(40)))])
    assert {p.column for _, p in made.placed("a", "run") if p.part == "run/1/0"} == {0}


def test_the_last_line_of_a_section_under_another_is_kept_apart_from_its_name() -> None:
    made = composed([section(weighed(prose(30))), section(weighed(prose(60), name="b"), number=2)])
    ends = [made.box(p).line + made.box(p).lines for _, p in made.placed("a", "run")]
    (opener,) = [m.line for page in made.pages for m in page.marks if m.name == "2"]
    assert opener >= max(ends) + 2


def test_the_rest_of_a_piece_stands_before_the_one_that_opens_beside_it(week: Made) -> None:
    found = 0
    for page in week.pages:
        heads = {p.line: p.column for p in page.placed if p.part == "head/2"}
        for mark in page.marks:
            if mark.kind == "continued" and mark.span == 1 and mark.line in heads:
                found += 1
                assert mark.column < heads[mark.line]
    assert found


def test_the_first_lines_of_a_piece_stay_over_a_picture_that_rises_elsewhere() -> None:
    floating = Strip(lines=10, before=1, floats=True)
    made = composed([section(weighed(column_of(paragraph(2), floating, paragraph(60))))])
    first = [p for _, p in made.placed("a", "run") if p.column == 0]
    assert [p.part for p in first[:2]] == ["run/0/0", "run/0/1"]
    assert first[0].line < first[1].line
