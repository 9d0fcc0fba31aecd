"""An edition laid out for paper: flows, outline, numbers, furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.print.conftest import LONG, edition, long, piece

from pressday.errors import LayoutError
from pressday.layout.print import GEOMETRIES, in_page_order, lay_out, numbered
from pressday.layout.print.book import Flow
from pressday.layout.theme import Theme
from pressday.model import Masthead, Piece


def briefs(count: int, name: str) -> list[Piece]:
    return [piece(f"{name} {n}", weight="brief", words=60) for n in range(count)]


WEEK = edition(
    ("News", [long("Lead", weight="lead"), *briefs(3, "News brief")]),
    ("Craft", [long("Type"), *briefs(2, "Craft brief")]),
)
BOOK = lay_out(WEEK, Theme(), "A4")


def test_an_unknown_size_of_paper_is_refused_and_the_known_are_named() -> None:
    with pytest.raises(LayoutError, match="no paper of size 'Tabloid'") as caught:
        lay_out(WEEK, Theme(), "Tabloid")
    assert caught.value.hint == "known are A4, Letter"


def test_the_book_opens_with_front_and_contents_and_closes_with_the_colophon() -> None:
    assert [flow.name for flow in BOOK.front] == ["front", "contents"]
    assert [flow.name for flow in BOOK.back] == ["colophon"]
    assert [flow.name for flow in BOOK.late] == ["front", "contents", "colophon"]
    assert all(flow.late for flow in BOOK.late)
    assert not any(flow.late for flow in BOOK.pieces)


def test_every_piece_stands_in_exactly_one_flow() -> None:
    anchors = [a for flow in BOOK.pieces for a in flow.anchors]
    assert sorted(anchors) == sorted(f"a-{p.id}" for p in WEEK.pieces)


def test_the_outline_nests_pieces_in_sections_in_the_order_of_the_pages() -> None:
    outline = {entry.label: [c.label for c in entry.children] for entry in BOOK.outline}
    assert outline == {
        "The Proof": [],
        "Contents": [],
        "News": ["Lead", "News brief 0", "News brief 1", "News brief 2"],
        "Craft": ["Type"],
        "In brief": ["Craft brief 0", "Craft brief 1"],
        "Colophon": [],
    }


def test_an_outline_entry_points_to_the_name_of_its_section() -> None:
    sections = [entry.anchor for entry in BOOK.outline if entry.children]
    assert sections == ["sec-1", "sec-2", "sec-3"] == [f"sec-{s.number}" for s in BOOK.sections]


def test_contents_outline_and_sources_follow_the_pages_on_which_pieces_stand() -> None:
    lead, first, second, *_ = (story.anchor for story in BOOK.stories)
    made = in_page_order(BOOK, WEEK, Theme(), {lead: 2, second: 2, first: 3})
    news = next(entry for entry in made.outline if entry.label == "News")
    assert [c.anchor for c in news.children][-3:] == [lead, second, first]
    text = made.front[1].html
    assert text.index(f"page:{second}") < text.index(f"page:{first}")
    sources = made.back[0].html
    assert sources.index(f"page:{second}") < sources.index(f"page:{first}")
    assert made.pieces == BOOK.pieces


def test_flows_weigh_what_their_stories_do_and_what_stands_by_itself_nothing() -> None:
    ranks = [[flow.rank for flow in section.flows] for section in BOOK.sections]
    assert ranks == [["lead", None], ["news"], [None]]


def test_briefs_that_share_a_section_have_a_heading_of_their_own() -> None:
    (lead, news), _, (pooled,) = (section.flows for section in BOOK.sections)
    assert len(news.anchors) == 3
    assert 'data-part="head/3"' in news.html
    assert 'data-part="head/3"' not in pooled.html
    assert 'data-part="head/1"' in lead.html


def test_placeholders_are_filled_with_page_numbers() -> None:
    flow = Flow(name="front", html="⟦pages⟧: ⟦page:a-1f⟧, ⟦page:a-2⟧.", late=True)
    assert numbered(BOOK, flow.html, {"a-1f": 4}, 12) == "12\N{NO-BREAK SPACE}pages: 4, ."


def test_no_placeholder_is_left_when_all_numbers_are_known() -> None:
    pages = {a: 7 for flow in BOOK.pieces for a in flow.anchors}
    for flow in BOOK.late:
        assert "⟦" not in numbered(BOOK, flow.html, pages, 30)


def test_the_seventh_section_has_the_first_colour_again() -> None:
    made = edition(*((f"Section {n}", [long(f"Piece {n}")]) for n in range(7)))
    flows = lay_out(made, Theme(), "A4").pieces
    assert [flow.section for flow in flows] == [1, 2, 3, 4, 5, 6, 1]


def test_the_title_names_publication_number_and_days() -> None:
    assert BOOK.title == "The Proof, No. 48, 23–29 November 2026"
    assert BOOK.running == "The Proof, 23–29 November 2026"


def test_the_editor_is_the_author_or_else_the_publication() -> None:
    assert BOOK.authors == ("The Proof",)
    masthead = Masthead(title="The Proof", language="de", editor="Ada Quill")
    made = lay_out(edition(("News", [long("Lead")]), masthead=masthead), Theme(), "A4")
    assert (made.authors, made.language) == (("Ada Quill",), "de")


def test_the_same_edition_gives_the_same_book() -> None:
    again = lay_out(WEEK, Theme(), "A4")
    assert replace(again, stories=()) == replace(BOOK, stories=())  # these hold elements


def test_an_edit_to_one_article_leaves_the_flows_of_other_sections_as_they_are() -> None:
    edited = edition(
        ("News", [*WEEK.sections[0].pieces]),
        ("Craft", [long("Type"), *briefs(1, "Craft brief"), long("Ink")]),
    )
    before = {f.name: f.html for f in BOOK.pieces}
    after = {f.name: f.html for f in lay_out(edited, Theme(), "A4").pieces}
    news = f"a-{WEEK.pieces[0].id}"
    assert before[news] == after[news]


def test_a_piece_that_could_not_be_set_comes_out_bare() -> None:
    listing = piece("Listing", f"{LONG}<pre>{'x' * 60}</pre>", words=900)
    made = edition(("News", [listing]))
    name = f"a-{listing.id}"
    (flow,) = lay_out(made, Theme(), "A4", bare=frozenset({name})).pieces
    assert flow.name == name
    assert "<pre" not in flow.html


def test_a_piece_that_cannot_be_laid_out_comes_out_bare_and_says_why() -> None:
    rows = f"<tr><td colspan='{'9' * 5000}'>x</td><td>y</td></tr>" * 3  # no int of Python's
    made = edition(("News", [piece("Table", f"{LONG}<table>{rows}</table>", words=900)]))
    book = lay_out(made, Theme(), "A4")
    ((anchor, reason),) = book.bare
    assert (anchor, "digits" in reason) == (f"a-{made.pieces[0].id}", True)
    (flow,) = book.pieces
    assert "<table" not in flow.html


@pytest.mark.parametrize("name", GEOMETRIES)
def test_a_sheet_holds_its_lines_and_a_measure_of_500_points(name: str) -> None:
    sheet = GEOMETRIES[name]
    assert sheet.width - sheet.inner - sheet.outer == pytest.approx(500)
    assert sheet.lines * 12 <= sheet.height - sheet.top - sheet.bottom + 0.5
    assert sheet.side - sheet.shift == pytest.approx(sheet.outer)
    assert sheet.side + sheet.shift == pytest.approx(sheet.inner)


def test_what_goes_on_of_briefs_is_called_by_their_heading() -> None:
    titles = {flow.title for flow in BOOK.pieces if len(flow.anchors) > 1}
    assert titles == {"In brief"}


def test_texts_are_set_at_another_size_on_the_same_lines() -> None:
    small = lay_out(WEEK, Theme(), "A4", scale=0.97)
    assert ".galley { font-size: 0.97em }" in small.stylesheet
    assert ".galley { font-size:" not in BOOK.stylesheet
    assert small.pieces == BOOK.pieces
