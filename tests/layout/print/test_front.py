"""The front page, in pictures or in type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from tests.layout.print.conftest import WEEK, edition, image, long, overview, piece, texts

from pressday.layout.print.front import DESCENT, KERNED, NAMEPLATE, _nameplate, front
from pressday.layout.print.headline_widths import run
from pressday.layout.print.rules import FULL
from pressday.model import Masthead


@pytest.mark.parametrize(
    "title",
    [
        "Ox",
        "The Proof",
        "The Weekly Broadsheet",
        "Die Zeitung am Sonntag",
        "The Quarterly Review of a Learned Society in the North",
    ],
)
def test_a_nameplate_keeps_to_its_sizes_and_to_the_measure(title: str) -> None:
    size = _nameplate(title)
    spaced = run(title, size) - 0.015 * size * len(title)
    assert NAMEPLATE[0] <= size <= NAMEPLATE[1]
    assert spaced <= KERNED * FULL


def test_a_short_title_has_the_largest_size_and_a_longer_one_fills_the_measure() -> None:
    assert _nameplate("Ox") == NAMEPLATE[1]
    size = _nameplate("The Weekly Broadsheet")
    assert run("The Weekly Broadsheet", size + 2) > KERNED * FULL


def test_a_title_of_nothing_is_no_division_by_nothing() -> None:
    assert _nameplate("") == NAMEPLATE[1]


def test_teasers_come_from_other_sections_first() -> None:
    made = replace(WEEK, cover=WEEK.pieces[0].id)
    assert texts(front(overview(made)).html, ".teaser h2") == ["Type", "Dots", "Second"]


def test_every_section_is_named_on_the_front_page() -> None:
    names = [f"Section {n}" for n in range(9)]
    page = front(overview(edition(*((n, [long(f"Of {n}")]) for n in names)))).html
    labels = texts(page, ".label")
    assert sorted(set(labels)) == names
    assert [t.split(" Of")[0] for t in texts(page, ".inside p")] == names[7:]


def test_briefs_of_the_covers_section_are_not_teased() -> None:
    made = edition(
        ("News", [long("Lead"), piece("Brief", weight="brief", words=40), long("Other")])
    )
    assert texts(front(overview(made)).html, ".teaser h2") == ["Other"]


def test_the_cover_shows_the_chosen_piece_and_its_picture() -> None:
    chosen = long("Type", image=image())
    made = edition(("News", [long("Lead", weight="lead")]), ("Craft", [chosen]), cover=chosen.id)
    page = front(overview(made)).html
    assert texts(page, ".front-lead h1") == ["Type"]
    assert chosen.image is not None
    assert f"media:{chosen.image.media}" in page
    assert not html.fromstring(page).cssselect("header.type-form")


def test_a_cover_without_a_piece_shows_the_lead_in_type_alone() -> None:
    page = front(overview(WEEK)).html
    assert texts(page, ".front-lead h1") == ["Lead"]
    assert html.fromstring(page).cssselect("header.type-form")
    assert "<img" not in page


def test_a_cover_piece_without_a_picture_is_typographic_too() -> None:
    chosen = long("Type")
    page = front(overview(edition(("Craft", [chosen]), cover=chosen.id))).html
    assert html.fromstring(page).cssselect("header.type-form")


def test_an_edition_without_a_lead_shows_its_first_piece() -> None:
    assert texts(front(overview(edition(("Craft", [long("Type")])))).html, ".front-lead h1") == [
        "Type"
    ]


def test_a_title_with_tails_leaves_the_picture_less_room() -> None:
    chosen = long("Type", image=image(), standfirst="A standfirst of some words. " * 8)

    def height(title: str) -> float:
        week = edition(
            ("Craft", [chosen]), cover=chosen.id, masthead=Masthead(title=title, language="en")
        )
        (picture,) = html.fromstring(front(overview(week)).html).cssselect(".front-lead img")
        return float(str(picture.get("style")).split("pt")[0].removeprefix("height: "))

    assert height("The Weekly") == height("The Weeklu") - DESCENT
