"""An edition laid out for paper: flows, outline, numbers, furniture."""

from __future__ import annotations

import pytest
from tests.layout.print.conftest import LONG, edition, long, piece

from pressday.errors import LayoutError
from pressday.layout.print import GEOMETRIES, furniture_html, lay_out, leaves, numbered
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
    names = [flow.name for flow in BOOK.flows]
    assert names[:2] == ["front", "contents"]
    assert names[-1] == "colophon"
    assert [f.name for f in BOOK.flows if f.late] == ["front", "contents", "colophon"]


def test_every_piece_stands_in_exactly_one_flow() -> None:
    anchors = [a for flow in BOOK.flows if not flow.late for a in flow.anchors]
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


def test_an_outline_entry_points_to_the_first_of_its_children() -> None:
    sections = [entry for entry in BOOK.outline if entry.children]
    assert all(entry.anchor == entry.children[0].anchor for entry in sections)


def test_placeholders_are_filled_with_page_numbers() -> None:
    flow = Flow(name="front", html="⟦pages⟧: ⟦page:a-1f⟧, ⟦page:a-2⟧.", late=True)
    assert numbered(BOOK, flow, {"a-1f": 4}, 12) == "12\N{NO-BREAK SPACE}pages: 4, ."


def test_no_placeholder_is_left_when_all_numbers_are_known() -> None:
    pages = {a: 7 for flow in BOOK.flows for a in flow.anchors}
    for flow in BOOK.flows:
        assert "⟦" not in numbered(BOOK, flow, pages, 30)


def test_each_page_has_a_leaf_and_only_a_flows_first_page_opens_its_section() -> None:
    bare = Flow(name="front", html="", bare=True)
    flow = Flow(name="a", html="", section=2, head="Craft", opener=True)
    made = leaves([(bare, 1), (flow, 2)])
    assert [(f.number, f.section, f.opener, f.bare) for f in made] == [
        (1, 0, False, True),
        (2, 2, True, False),
        (3, 2, False, False),
    ]


def test_the_furniture_has_as_many_leaves_as_the_book_has_pages() -> None:
    placed = [(flow, 2) for flow in BOOK.flows]
    assert furniture_html(BOOK, Theme(), placed).count('<div class="leaf') == 2 * len(BOOK.flows)


def test_the_seventh_section_has_the_first_colour_again() -> None:
    made = edition(*((f"Section {n}", [long(f"Piece {n}")]) for n in range(7)))
    flows = [flow for flow in lay_out(made, Theme(), "A4").flows if not flow.late]
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
    assert lay_out(WEEK, Theme(), "A4") == BOOK


def test_an_edit_to_one_article_leaves_the_flows_of_other_sections_as_they_are() -> None:
    edited = edition(
        ("News", [*WEEK.sections[0].pieces]),
        ("Craft", [long("Type"), *briefs(1, "Craft brief"), long("Ink")]),
    )
    before = {f.name: f.html for f in BOOK.flows if not f.late}
    after = {f.name: f.html for f in lay_out(edited, Theme(), "A4").flows if not f.late}
    news = f"a-{WEEK.pieces[0].id}"
    assert before[news] == after[news]


def test_a_piece_that_could_not_be_set_comes_out_bare() -> None:
    listing = piece("Listing", f"{LONG}<pre>{'x' * 60}</pre>", words=900)
    made = edition(("News", [listing]))
    name = f"a-{listing.id}"
    flow = next(f for f in lay_out(made, Theme(), "A4", bare=frozenset({name})).flows if not f.late)
    assert flow.name == name
    assert "<pre" not in flow.html


def test_a_piece_that_cannot_be_laid_out_comes_out_bare_and_says_why() -> None:
    rows = f"<tr><td colspan='{'9' * 5000}'>x</td><td>y</td></tr>" * 3  # no int of Python's
    made = edition(("News", [piece("Table", f"{LONG}<table>{rows}</table>", words=900)]))
    book = lay_out(made, Theme(), "A4")
    ((anchor, reason),) = book.bare
    assert (anchor, "digits" in reason) == (f"a-{made.pieces[0].id}", True)
    flow = next(f for f in book.flows if not f.late)
    assert "<table" not in flow.html


@pytest.mark.parametrize("name", GEOMETRIES)
def test_a_sheet_holds_its_lines_and_a_measure_of_500_points(name: str) -> None:
    sheet = GEOMETRIES[name]
    assert sheet.width - sheet.inner - sheet.outer == pytest.approx(500)
    assert sheet.lines * 12 <= sheet.height - sheet.top - sheet.bottom + 0.5
    assert sheet.side - sheet.shift == pytest.approx(sheet.outer)
    assert sheet.side + sheet.shift == pytest.approx(sheet.inner)
