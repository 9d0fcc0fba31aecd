"""The last page: sources, licences, who made it."""

from __future__ import annotations

from lxml import html
from tests.layout.print.conftest import edition, long, overview, texts

from pressday.layout.print.colophon import choose_style, colophon


def test_the_colophon_names_every_source_and_licence() -> None:
    signed = long("Type", bylines=("Ada Quill", "R. Okafor"), licence="CC BY 4.0")
    unsigned = long("Ink", site="The Paper")
    page = colophon(overview(edition(("Craft", [signed, unsigned])))).html
    rows = texts(page, "table.sources tr")
    assert [r.split(" ⟦")[0] for r in rows] == [
        "Type Ada Quill, R. Okafor CC BY 4.0",
        "Ink The Paper",
    ]


def test_a_crowded_colophon_halves_its_table_and_loses_no_row() -> None:
    many = edition(("News", [long(f"Piece {n}") for n in range(45)]))
    page = colophon(overview(many)).html
    tables = html.fromstring(page).cssselect("table.sources")
    assert [len(t.cssselect("tr")) for t in tables] == [23, 22]
    assert texts(page, "section.figures") == []


def test_headlines_of_two_lines_take_the_room_of_the_figures() -> None:
    short = overview(edition(("News", [long(f"Piece {n}") for n in range(18)])))
    told = [long(f"Piece {n} of a series whose headlines are all of them long") for n in range(18)]
    assert choose_style(short).figures
    assert not choose_style(overview(edition(("News", told)))).figures
