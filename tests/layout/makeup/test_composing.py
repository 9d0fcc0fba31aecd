"""Composed pages lose nothing, overlap nowhere, keep their order, and are full."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.layout.makeup.galleys import (
    PAGE,
    Made,
    column_of,
    composed,
    fixed_edition,
    paragraph,
    prose,
    random_edition,
    section,
    weighed,
)

from pressday.layout.makeup import COLUMNS, Galley, Placed, Strip, WeighedGalley, below_the_foot
from pressday.layout.makeup.fitting import CONTINUED

quick = settings(deadline=None, max_examples=20)
# few, as each is composed once for all tests
seeds, sheets = st.integers(0, 23), st.sampled_from([55, 60])


@cache
def made_up(seed: int, page: int) -> Made:
    return composed(random_edition(seed), page)


FULL = 0.97  # of the columns of a week's edition
EMPTY = 0.15  # of a page that may be white once


@quick
@given(seeds, sheets)
def test_every_line_of_every_galley_stands_once_and_in_its_order(seed: int, page: int) -> None:
    made = composed(random_edition(seed, lifts=False), page)
    assert {name: made.lines(name) for name in made.galleys} == {
        name: made.wanted(name) for name in made.galleys
    }


def test_a_text_is_whole_without_the_pictures_that_are_lifted_out_of_it() -> None:
    for seed, page in ((0, 60), (13, 55), (65, 60), (118, 60)):
        made = made_up(seed, page)
        assert all(made.lines(name) == made.wanted(name) for name in made.galleys)


@quick
@given(seeds, sheets)
def test_headlines_and_opening_pictures_stand_once(seed: int, page: int) -> None:
    made = made_up(seed, page)
    for name, galley in made.galleys.items():
        assert len(made.placed(name, "head")) == 1
        plates = [placed for _, placed in made.placed(name, "plate")]
        assert len(plates) == bool(galley.plates)
        for placed in plates:
            plate = galley.plates[int(placed.part.split("/")[1])]
            assert -plate.give <= placed.stretch <= plate.grow


@quick
@given(seeds, sheets)
def test_a_quotation_stands_at_most_once_a_page_and_where_it_is_said(seed: int, page: int) -> None:
    made = made_up(seed, page)
    for name, galley in made.galleys.items():
        said = {
            strip.quote: (r, s)
            for r, run in enumerate(galley.runs)
            for s, strip in enumerate(run.strips)
        }
        quoted = made.placed(name, "quote")
        assert len({number for number, _ in quoted}) == len(quoted)
        for number, placed in quoted:
            run, strip = said[int(placed.part.split("/")[1])]
            parts = [(n, p) for n, p in made.placed(name, "run") if n == number]
            assert any(p.part == f"run/{run}/{strip}" and not p.first for _, p in parts)


@quick
@given(seeds, sheets)
def test_a_picture_is_lifted_out_once_and_pictures_of_a_text_stretch_within_bounds(
    seed: int, page: int
) -> None:
    made = made_up(seed, page)
    for name, galley in made.galleys.items():
        lifted = [placed.part.split("/")[1:] for _, placed in made.placed(name, "lift")]
        assert len({number for number, _ in lifted}) == len(lifted)
        for _, placed in made.placed(name, "run"):
            run, strip = map(int, placed.part.split("/")[1:])
            kind = galley.runs[run].strips[strip]
            assert -kind.give <= placed.stretch <= kind.grow


@quick
@given(seeds, sheets)
def test_nothing_on_a_page_overlaps_or_leaves_it_and_white_is_counted(seed: int, page: int) -> None:
    made = made_up(seed, page)
    for sheet in made.pages:
        spots = [spot for box in made.boxes(sheet) for spot in box.spots()]
        assert len(spots) == len(set(spots))
        assert all(0 <= column < COLUMNS and 0 <= line < page for column, line in spots)
        assert sheet.white == COLUMNS * page - len(spots) - made.between(sheet)


@quick
@given(seeds, sheets)
def test_a_column_ends_only_where_its_strips_allow_it(seed: int, page: int) -> None:
    made = made_up(seed, page)
    for name, galley in made.galleys.items():
        for (at, above), (under, below) in pairwise(made.placed(name, "run")):
            run, number = map(int, above.part.split("/")[1:])
            strip = galley.runs[run].strips[number]
            if (at, above.column) == (under, below.column) or not below.part.startswith(
                f"run/{run}/"
            ):
                continue
            whole = above.last == strip.lines and not strip.tied
            assert whole or above.last in strip.cuts


def test_nothing_moves_the_breaks_of_a_section_of_own_pages() -> None:
    own = replace(section(*(weighed(prose(90), name=f"own{n}") for n in range(4))), own_pages=True)

    def breaks(before: int, after: int) -> list[list[Placed]]:
        first = section(weighed(prose(before), name="before"), number=0)
        last = section(weighed(prose(after), name="after"), number=2)
        made = composed([first, own, last])
        pages = [page for page in made.pages if page.section == own.number]
        assert all(p.name.startswith("own") for page in pages for p in page.placed)
        return [[*page.placed] for page in pages]

    assert breaks(20, 20) == breaks(70, 200)


@quick
@given(seeds, sheets)
def test_sections_follow_one_another_each_under_its_name(seed: int, page: int) -> None:
    sections = random_edition(seed)
    made = composed(sections, page)
    places = [
        (number, mark.line, mark.name)
        for number, sheet in enumerate(made.pages)
        for mark in sheet.marks
        if mark.kind == "opener"
    ]
    assert [name for *_, name in places] == [str(s.number) for s in sections if s.copies]
    ends = [*places[1:], (len(made.pages), 0, "")]
    for (number, line, name), end in zip(places, ends, strict=True):
        own = [c.name for s in sections if str(s.number) == name for c in s.copies]
        found = [
            (at, p.line)
            for n in own
            for kind in ("head", "plate", "run", "lift")
            for at, p in made.placed(n, kind)
        ]
        assert (number, line) < min(found)
        assert max(found) < end[:2]
    assert [sheet.section for sheet in made.pages] == sorted(s.section for s in made.pages)


@quick
@given(seeds, sheets)
def test_what_goes_on_from_an_earlier_page_says_so_over_its_first_line_and_nothing_else_does(
    seed: int, page: int
) -> None:
    made = made_up(seed, page)
    begun: set[str] = set()
    for sheet in made.pages:
        here = {placed.name for placed in sheet.placed}
        marks = [mark for mark in sheet.marks if mark.kind == "continued"]
        assert sorted(mark.name for mark in marks) == sorted(here & begun)
        for mark in marks:
            under = [p.line for p in sheet.placed if p.name == mark.name]
            assert min(under) == mark.line + CONTINUED
        begun |= here


def test_the_same_galleys_give_the_same_pages() -> None:
    assert composed(fixed_edition(15)).pages == composed(fixed_edition(15)).pages


@pytest.fixture(scope="module")
def week() -> Made:
    return composed(fixed_edition(40, seed=11))


def test_a_weeks_pages_are_full(week: Made) -> None:
    white = [page.white / (COLUMNS * PAGE) for page in week.pages]
    assert 1 - sum(white) / len(white) >= FULL
    assert sum(share > EMPTY for share in white) <= 1


def test_a_weeks_pages_are_not_all_made_alike(week: Made) -> None:
    makes = [
        tuple(sorted(p.part for p in page.placed if p.part[:4] in {"head", "plat"}))
        for page in week.pages
    ]
    assert len(set(makes)) > 8
    spans = {p.part for page in week.pages for p in page.placed if p.part.startswith("head")}
    assert spans == {"head/1", "head/2", "head/3"}


def test_a_lead_opens_its_section(week: Made) -> None:
    for made in week.sections:
        lead, *others = (week.placed(c.name, "head")[0] for c in made.copies)
        assert all(lead[0] <= other[0] for other in others)


@pytest.mark.parametrize("wide", [False, True])
def test_a_strip_higher_than_the_page_comes_to_its_end(*, wide: bool) -> None:
    tall = column_of(Strip(lines=PAGE + 10), wide=wide)
    made = composed([section(weighed(prose(30), tall, prose(30)), weighed(prose(20), name="b"))])
    assert made.lines("a") == made.wanted("a")
    assert made.lines("b") == made.wanted("b")


def test_a_section_without_pieces_is_passed_over() -> None:
    made = composed([section(number=1), section(weighed(prose(20)), number=2)])
    assert [mark.name for page in made.pages for mark in page.marks] == ["2"]


def test_one_tiny_piece_makes_a_page() -> None:
    (page,) = composed([section(weighed(prose(1)))]).pages
    assert {placed.part.partition("/")[0] for placed in page.placed} == {"head", "run"}


def test_a_piece_without_text_shows_its_headline_and_picture() -> None:
    (page,) = composed([section(weighed(column_of(), plates=2))]).pages
    assert {placed.part.partition("/")[0] for placed in page.placed} == {"head", "plate"}


def test_a_piece_that_begins_across_the_page_shows_its_picture() -> None:
    band = column_of(Strip(lines=10), wide=True)
    made = composed([section(weighed(band, prose(60), plates=3))])
    assert len(made.placed("a", "plate")) == 1


def test_a_piece_of_which_a_theme_hides_all_text_is_no_trouble() -> None:
    assert composed([section(weighed())]).pages


def test_an_edition_without_pieces_has_no_pages() -> None:
    assert composed([]).pages == ()


def test_what_has_no_headline_stands_across_the_page_by_itself() -> None:
    rows = column_of(*(Strip(lines=9) for _ in range(9)), wide=True)
    briefs = WeighedGalley(name="briefs", galley=Galley(runs=(rows,)))
    made = composed([section(weighed(prose(40)), briefs)])
    assert made.placed("briefs", "head") == []
    assert made.lines("briefs") == made.wanted("briefs")
    assert {placed.column for _, placed in made.placed("briefs", "run")} == {0}


def test_a_section_begins_under_another_where_there_is_room() -> None:
    made = composed([section(weighed(prose(30))), section(weighed(prose(60), name="b"), number=2)])
    (page,) = made.pages
    first, second = (mark.line for mark in page.marks if mark.kind == "opener")
    assert first == 0 < second


def test_a_turned_piece_leaves_and_finds_enough_lines() -> None:
    strips = [paragraph(9) for _ in range(60)]
    made = composed([section(weighed(column_of(*strips)))])
    counts = [
        sum(p.last - p.first for at, p in made.placed("a", "run") if at == number)
        for number in range(len(made.pages))
    ]
    assert len(counts) > 1
    assert min(counts) >= 12


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("first", [[Strip(lines=50)], [Strip(lines=1, tied=True), Strip(lines=49)]])
def test_where_a_headline_leaves_no_room_the_text_begins_overleaf(
    first: list[Strip], *, wide: bool
) -> None:
    made = composed([section(weighed(column_of(*first, wide=wide), plates=3))], 55)
    assert not below_the_foot(made.pages, 55)
    assert made.lines("a") == made.wanted("a")
    opening, *_ = made.pages
    assert {placed.part.partition("/")[0] for placed in opening.placed} == {"head", "plate"}


def test_what_hangs_out_of_a_page_is_known_by_its_page_and_its_lines() -> None:
    made = composed([section(weighed(column_of(Strip(lines=70))))], 55)
    ((name, (page, lines)),) = below_the_foot(made.pages, 55).items()
    assert (name, page) == ("a", len(made.pages) - 1)
    assert lines == 70 + CONTINUED - 55
