"""The contents, and the editorial under them."""

from __future__ import annotations

from lxml import html
from tests.layout.print.conftest import WEEK, edition, image, long, overview, texts

from pressday.body import Body
from pressday.layout.print import lay_out, numbered
from pressday.layout.print.contents import DENSITIES, ENTRY, choose_density, contents
from pressday.layout.theme import Theme


def test_contents_name_every_piece_under_its_section() -> None:
    page = contents(overview(WEEK)).html
    assert texts(page, ".contents-side h2") == ["News", "Craft", "Talk"]
    assert texts(page, ".entry h3") == ["Lead", "Second", "Third", "Type", "Ink", "Dots"]


def test_contents_link_each_headline_to_its_page() -> None:
    made = overview(WEEK)
    page = contents(made).html
    for story in made.stories:
        assert f'href="edition:{story.anchor}"' in page
        assert f"⟦page:{story.anchor}⟧" in page


def test_the_editorial_stands_under_the_contents_with_its_typography() -> None:
    made = edition(("News", [long("Lead")]), editorial=Body('<p>A "proof".</p>'))
    assert texts(contents(overview(made)).html, "#editorial p") == ["A “proof”."]
    assert "editorial" not in contents(overview(WEEK)).html


def test_headlines_of_two_lines_need_closer_contents_than_short_ones() -> None:
    def density(headline: str) -> int:
        week = edition(*((name, [long(f"{headline} {n}") for n in range(9)]) for name in "ABCD"))
        return DENSITIES.index(choose_density(overview(week)))

    long_one = "The Seven Biggest Diet and Nutrition Trends in 2025, According to Nutritionists"
    assert density("Ink") < density(long_one)


def test_a_section_that_goes_on_overleaf_is_named_there_once() -> None:
    made = lay_out(edition(("News", [long(f"Piece {n}") for n in range(4)])), Theme(), "A4")
    places = {
        f"{ENTRY}{s.anchor}": (page, 0.0, 40.0 * n)
        for n, (s, page) in enumerate(zip(made.stories, (0, 0, 1, 1), strict=True))
    }
    page = numbered(made, made.front[1].html, {}, 9, places)
    assert [t for t in texts(page, ".carried") if t] == ["News, continued"]
    assert texts(page, ".entry")[2].startswith("News, continued")


def test_contents_that_are_too_long_have_closer_versions_down_to_headlines_alone() -> None:
    told = [long(f"Piece {n}", standfirst="What it weighs.", image=image()) for n in range(4)]
    made = contents(overview(edition(("News", told), ("Craft", told[:1]))))
    assert len(made.closer) == len(DENSITIES) - 1
    assert texts(made.html, ".standfirst") == ["What it weighs."] * 5
    assert texts(made.closer[-1], ".standfirst") == []
    assert "<img" in made.closer[-1]  # where it costs nothing, beside many entries


def test_first_headlines_of_all_sections_have_one_size() -> None:
    week = edition(("News", [long("Ink")]), ("Craft", [long("A headline of many words " * 4)]))
    sizes = html.fromstring(contents(overview(week)).html).cssselect(".main h3")
    assert len({e.get("class") for e in sizes}) == 1


def test_entries_as_high_as_the_picture_of_their_section_stay_with_it() -> None:
    pieces = [long(f"Ink {n}", image=image()) for n in range(20)]
    page = html.fromstring(contents(overview(edition(("News", pieces)))).html)
    kept = [e for e in page.cssselect(".entry") if "beside" in e.get("class", "")]
    assert 0 < len(kept) < len(pieces) / 2
    bare = html.fromstring(contents(overview(edition(("News", [long("Ink")] * 20)))).html)
    assert not bare.cssselect(".beside")
