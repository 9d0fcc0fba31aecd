"""Make-up loses nothing, keeps the rules of good columns, and fills pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.layout.makeup import Band, Galley, Share, Strip, make_up
from pressday.layout.makeup.pages import Pages
from pressday.layout.makeup.type import Type

PAGE = 60


def paragraph(lines: int, before: int = 0) -> Strip:
    return Strip(lines=lines, before=before, cuts=frozenset(range(2, lines - 1)))


strips = st.lists(
    st.one_of(
        st.integers(1, 14).map(paragraph),
        st.integers(1, 2).map(lambda n: Strip(lines=n, before=1, tied=True)),
        st.integers(3, 25).map(lambda n: Strip(lines=n)),
    ),
    min_size=1,
    max_size=40,
).map(tuple)


@st.composite
def galleys(draw: st.DrawFn) -> Galley:
    text = draw(strips)
    bands = [Band(at=0, lines=draw(st.integers(2, 20)), fixed=True)]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        lines = draw(st.integers(2, 30))
        stretch = draw(st.integers(0, min(6, lines - 1)))
        bands.append(
            Band(at=at, lines=lines, grow=stretch, give=stretch, optional=draw(st.booleans()))
        )
    bands.sort(key=lambda b: b.at)
    return Galley(strips=text, bands=tuple(bands), columns=draw(st.integers(2, 3)))


def text_of(sheets: tuple[Share, ...]) -> list[tuple[int, int]]:
    columns = [c for s in sheets for c in sorted(s.columns, key=lambda c: (c.top, c.index))]
    return [(p.strip, n) for c in columns for p in c.slices for n in range(p.first, p.last)]


@settings(deadline=None)
@given(galleys())
def test_every_line_of_type_stands_on_some_page_once_and_in_order(galley: Galley) -> None:
    sheets = make_up(galley, room=PAGE, page=PAGE)
    expected = [(i, n) for i, strip in enumerate(galley.strips) for n in range(strip.lines)]
    assert text_of(sheets) == expected


@settings(deadline=None)
@given(galleys())
def test_every_band_but_an_optional_one_is_placed_once(galley: Galley) -> None:
    sheets = make_up(galley, room=PAGE, page=PAGE)
    placed = [b.band for s in sheets for b in s.bands]
    assert len(placed) == len(set(placed))
    left_out = set(range(len(galley.bands))) - set(placed)
    assert all(galley.bands[n].optional for n in left_out)


@settings(deadline=None)
@given(galleys())
def test_nothing_on_a_page_overlaps_or_hangs_over_its_foot(galley: Galley) -> None:
    for sheet in make_up(galley, room=PAGE, page=PAGE):
        taken: dict[tuple[int, int], str] = {}
        for placed in sheet.bands:
            height = galley.bands[placed.band].lines + placed.stretch
            for line in range(placed.top, placed.top + height):
                for index in range(galley.columns):
                    assert taken.setdefault((index, line), "band") == "band"
                    taken[index, line] = f"band {placed.band}"
        for column in sheet.columns:
            for part, offset in zip(column.slices, column.offsets, strict=True):
                for n in range(part.last - part.first):
                    spot = (column.index, column.top + offset + n)
                    assert spot not in taken
                    taken[spot] = "type"
        deepest = PAGE + 1  # a line more may save a page
        assert max(line for _, line in taken) < deepest or len(taken) > PAGE


@settings(deadline=None)
@given(galleys())
def test_a_column_ends_only_where_a_strip_allows_it(galley: Galley) -> None:
    sheets = make_up(galley, room=PAGE, page=PAGE)
    columns = [c for s in sheets for c in sorted(s.columns, key=lambda c: (c.top, c.index))]
    for column in columns[:-1]:
        last = column.slices[-1]
        strip = galley.strips[last.strip]
        band_follows = any(b.at == last.strip + 1 for b in galley.bands)
        whole = last.last == strip.lines and (not strip.tied or band_follows)
        assert whole or last.last in strip.cuts or strip.tied or strip.lines > PAGE


def test_white_lines_vanish_at_the_head_of_a_column() -> None:
    galley = Galley(strips=(paragraph(60), paragraph(60, before=2)), columns=3)
    (sheet,) = make_up(galley, room=PAGE, page=PAGE)
    assert sheet.columns[-1].offsets[0] == 0


def test_columns_are_balanced_to_within_a_line() -> None:
    galley = Galley(strips=tuple(paragraph(6) for _ in range(10)))
    (sheet,) = make_up(galley, room=PAGE, page=PAGE)
    heights = [sum(p.last - p.first for p in c.slices) for c in sheet.columns]
    assert sum(heights) == 60
    assert max(heights) - min(heights) <= 1


def test_a_picture_that_does_not_fit_waits_for_the_next_page_and_text_takes_its_place() -> None:
    galley = Galley(strips=tuple(paragraph(9) for _ in range(30)), bands=(Band(at=18, lines=20),))
    first, second = make_up(galley, room=PAGE, page=PAGE)
    assert first.free == 0
    assert [b.top for b in second.bands] == [0]


def test_pictures_stretch_to_fill_the_last_page() -> None:
    galley = Galley(
        strips=tuple(paragraph(6) for _ in range(14)),
        bands=(Band(at=0, lines=26, grow=8, give=8, fixed=True),),
    )
    stiff = Galley(strips=galley.strips, bands=(Band(at=0, lines=26, fixed=True),))
    assert (
        make_up(galley, room=PAGE, page=PAGE)[-1].free
        < make_up(stiff, room=PAGE, page=PAGE)[-1].free
    )


@st.composite
def reading(draw: st.DrawFn) -> Galley:
    """Paragraphs under headings, none of which is the last word, with a picture somewhere."""
    text: list[Strip] = [paragraph(draw(st.integers(3, 14)))]
    for _ in range(draw(st.integers(4, 14))):
        text.append(Strip(lines=draw(st.integers(1, 2)), before=1, tied=True))
        text += [paragraph(draw(st.integers(3, 14))) for _ in range(draw(st.integers(1, 4)))]
    band = Band(at=draw(st.integers(1, len(text))), lines=draw(st.integers(5, 25)))
    return Galley(strips=tuple(text), bands=(band,), columns=draw(st.integers(2, 3)))


@settings(deadline=None)
@given(reading())
def test_a_heading_is_never_the_last_line_of_a_column(galley: Galley) -> None:
    for sheet in make_up(galley, room=PAGE, page=PAGE):
        for column in sheet.columns:
            assert not galley.strips[column.slices[-1].strip].tied


@settings(deadline=None)
@given(reading())
def test_pages_but_the_last_are_filled_where_no_picture_stands_in_the_way(
    galley: Galley,
) -> None:
    *full, _ = make_up(replace(galley, bands=()), room=PAGE, page=PAGE)
    assert all(sheet.free <= 6 for sheet in full)  # a heading, and two lines that stay with it


def lines_on(sheet: Share) -> int:
    return sum(part.last - part.first for column in sheet.columns for part in column.slices)


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_a_tail_of_a_few_lines_is_rescued_by_a_line_more_on_every_page(pages: int) -> None:
    full = 3 * PAGE * pages
    assert len(make_up(Galley(strips=(paragraph(full),)), room=PAGE, page=PAGE)) == pages
    for tail in (2, 3):
        sheets = make_up(Galley(strips=(paragraph(full + tail),)), room=PAGE, page=PAGE)
        assert sum(lines_on(s) for s in sheets) == full + tail
        assert len(sheets) == pages
        assert all(s.lines <= PAGE for s in sheets)


def test_only_a_short_tail_is_rescued() -> None:
    text = tuple(paragraph(10) for _ in range(18))
    sheets = make_up(Galley(strips=(*text, paragraph(60))), room=PAGE, page=PAGE)
    assert [lines_on(s) for s in sheets] == [180, 60]


def test_a_piece_that_cannot_begin_well_asks_for_a_new_page() -> None:
    galley = Galley(strips=(paragraph(60),), bands=(Band(at=0, lines=20, fixed=True),))
    assert make_up(galley, room=21, page=PAGE) == ()
    assert make_up(galley, room=PAGE, page=PAGE) != ()


def test_a_strip_taller_than_a_page_still_comes_out() -> None:
    galley = Galley(strips=(paragraph(5), Strip(lines=90), paragraph(5)))
    sheets = make_up(galley, room=PAGE, page=PAGE)
    assert len(text_of(sheets)) == 100


def test_a_side_block_keeps_the_first_column_of_the_first_page_only() -> None:
    galley = Galley(strips=tuple(paragraph(9) for _ in range(30)), side=30)
    first, second = make_up(galley, room=PAGE, page=PAGE)
    assert {c.index for c in first.columns} == {1, 2}
    assert {c.index for c in second.columns} == {0, 1, 2}


def test_a_box_that_would_leave_a_hole_lets_the_text_behind_it_go_first() -> None:
    box = Strip(lines=20, before=1, loose=True)
    text = [paragraph(7) for _ in range(40)]
    stiff = replace(box, loose=False)
    holes = []
    for kind in (stiff, box):
        galley = Galley(strips=(*text[:6], kind, *text[6:]))
        (first, *_) = make_up(galley, room=PAGE, page=PAGE)
        heights = [c.offsets[-1] + c.slices[-1].last - c.slices[-1].first for c in first.columns]
        holes.append(max(heights) - min(heights))
    assert holes[1] < holes[0]


@settings(deadline=None)
@given(galleys(), st.data())
def test_moving_boxes_loses_no_line(galley: Galley, data: st.DataObject) -> None:
    loose = data.draw(st.sets(st.integers(0, len(galley.strips) - 1), max_size=2))
    marked = tuple(replace(s, loose=n in loose) for n, s in enumerate(galley.strips))
    sheets = make_up(replace(galley, strips=marked), room=PAGE, page=PAGE)
    expected = [(i, n) for i, strip in enumerate(galley.strips) for n in range(strip.lines)]
    assert sorted(text_of(sheets)) == expected
    assert [x for x in text_of(sheets) if x[0] not in loose] == [
        x for x in expected if x[0] not in loose
    ]


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    briefs = Galley(
        strips=(),
        bands=(Band(at=0, lines=3, gap=0, fixed=True), Band(at=0, lines=9), Band(at=0, lines=9)),
    )
    assert make_up(briefs, room=10, page=PAGE) == ()
    assert len(make_up(briefs, room=14, page=PAGE)) == 2


def test_a_strip_higher_than_the_page_ends_where_it_ends_wherever_it_stands() -> None:
    written = (Strip(lines=PAGE + 10), Strip(lines=5, loose=True), paragraph(8))
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0)):
        type_ = Type(written, order)
        sheets = Pages(Galley(strips=written), type_, (), PAGE, PAGE).run()
        spans = [range(s.begin, s.end) for sheet in sheets for s in sheet.spans]
        placed = [type_.lines[n] for span in spans for n in span if type_.lines[n][1] >= 0]
        assert len(placed) == len(set(placed)) == PAGE + 10 + 5 + 8
