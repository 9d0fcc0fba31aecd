"""The contents, and the editorial under them."""

from __future__ import annotations

from tests.layout.print.conftest import WEEK, edition, long, overview, texts

from pressday.body import Body
from pressday.layout.print.contents import DENSITIES, choose_density, contents


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
