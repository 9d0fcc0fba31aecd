"""The last page: sources, licences, who made it."""

from __future__ import annotations

import pytest
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


def test_the_sources_of_many_pieces_stand_in_columns_and_none_is_lost() -> None:
    many = edition(("News", [long(f"Piece {n}", site="The Paper") for n in range(60)]))
    page = colophon(overview(many)).html
    rows = texts(page, ".listed-sources p")
    assert [r.split(", ⟦")[0] for r in rows] == [f"Piece {n} The Paper" for n in range(60)]
    assert texts(page, "section.figures") == []


@pytest.mark.parametrize(
    ("pieces", "style"), [(12, "roomy"), (30, "crowded"), (50, "listed large"), (66, "listed")]
)
def test_a_colophon_is_as_roomy_as_its_sources_allow(pieces: int, style: str) -> None:
    told = [long(f"Piece {n} of the week in print", site="The Paper") for n in range(pieces)]
    assert choose_style(overview(edition(("News", told)))).name == style


def test_more_sources_than_a_page_holds_sprawl() -> None:
    told = [long(f"Piece {n} of the week in print", site="The Paper") for n in range(150)]
    assert choose_style(overview(edition(("News", told)))).name == "sprawling"


def test_headlines_of_two_lines_take_the_room_of_the_figures() -> None:
    short = overview(edition(("News", [long(f"Piece {n}") for n in range(18)])))
    told = [long(f"Piece {n} of a series whose headlines are all of them long") for n in range(18)]
    assert choose_style(short).figures
    assert not choose_style(overview(edition(("News", told)))).figures
