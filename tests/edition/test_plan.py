"""What an edition could hold: candidates, sections, lead, briefs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.body import Body
from pressday.config import Publication
from pressday.edition import Sheet, SheetPiece, SheetSection, propose
from pressday.edition.plan import used_with_copies
from pressday.model import Article, Masthead

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.edition import SectionProposal
    from pressday.model import Image

DAY = date(2026, 11, 27)
LAST = date(2026, 11, 20)


def plan(publication: Publication, *articles: Article, **given: Any) -> tuple[SectionProposal, ...]:
    used = given.pop("used", {})
    return propose(articles, used, publication, **{"date": DAY, "since": LAST} | given)


def titles(sections: tuple[SectionProposal, ...]) -> dict[str, list[str]]:
    return {s.name: [p.article.title for p in s.pieces] for s in sections}


def test_used_articles_and_those_outside_the_week_are_left_out(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    fresh = make_article("fresh", day="2026-11-22")
    ran = make_article("ran", day="2026-11-22")
    articles = (
        fresh,
        ran,
        make_article("old", day="2026-11-19"),
        make_article("tomorrow's", day="2026-11-28"),
        make_article("undated"),
        make_article("on the last day", day="2026-11-20"),
    )
    found = plan(publication, *articles, used={ran.id: "2026-W47"})
    assert sorted(t for names in titles(found).values() for t in names) == [
        "fresh",
        "on the last day",
        "undated",
    ]


def test_a_text_that_ran_in_any_of_its_copies_is_not_proposed_again(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    fuller, fresh = make_article("fuller"), make_article("fresh")
    copies = {fuller.id: ("ran", "elsewhere"), fresh.id: ("other",)}
    used = used_with_copies({"ran": "2026-W47", "gone": "2026-W46"}, copies)
    assert used == {
        fuller.id: "2026-W47",
        "ran": "2026-W47",
        "elsewhere": "2026-W47",
        "gone": "2026-W46",
    }
    assert titles(plan(publication, fuller, fresh, used=used)) == {"This week": ["fresh"]}


def test_an_article_s_own_sheet_is_told_before_that_of_its_copy() -> None:
    used = used_with_copies({"a": "2026-W48", "b": "2026-W47"}, {"a": ("b", "c")})
    assert used == {"a": "2026-W48", "b": "2026-W47", "c": "2026-W48"}


def test_a_first_edition_takes_whatever_there_is(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    assert plan(publication, make_article("old", day="2019-01-01"), since=None)


def test_sections_stand_in_the_publications_order_and_keep_their_limits(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    news = [make_article(f"n{d}", day=f"2026-11-2{d}", section="news") for d in range(1, 6)]
    local = make_article("l", day="2026-11-21", section="Local")
    assert titles(plan(publication, local, *news, sheet=_sheet("lead"))) == {
        "News": ["n5", "n4"],
        "Local": ["l"],
    }


def test_what_stands_in_the_sheet_counts_against_the_limit(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    news = [make_article(f"n{d}", day=f"2026-11-2{d}", section="News") for d in range(1, 6)]
    found = plan(publication, *news, sheet=_sheet(None, None, None))
    assert titles(found) == {}


def test_a_sources_section_comes_before_the_pages_own(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    wired = make_article("wired", source="Wire", section="Politics & More")
    stray = make_article("stray", source="Open", section="Politics & More")
    ours = make_article("ours", source="articles", section="Letters to us")
    assert titles(plan(publication, wired, stray, ours)) == {
        "News": ["wired"],
        "Letters to us": ["ours"],
        "This week": ["stray"],
    }


def test_without_sections_of_its_own_a_publication_takes_the_articles(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    bare = replace(publication, sections=(), sources=())
    assert titles(plan(bare, make_article("a", section="Science"), make_article("b"))) == {
        "Science": ["a"],
        "This week": ["b"],
    }


def test_the_longest_with_a_usable_picture_leads_and_stands_first(
    publication: Publication,
    make_article: Callable[..., Article],
    make_image: Callable[..., Image],
) -> None:
    small = make_image("small", width_px=320)
    articles = (
        make_article("newest", day="2026-11-26", section="News"),
        make_article("long", day="2026-11-25", section="News", count=3000),
        make_article("small", section="Local", count=2000, images=(small,)),
        make_article("lead", day="2026-11-21", section="News", count=900, images=(make_image(),)),
        make_article("shorter", section="Local", count=800, images=(make_image(),)),
    )
    found = plan(publication, *articles)
    assert titles(found)["News"] == ["lead", "newest", "long"]
    weights = {p.article.title: p.weight for s in found for p in s.pieces}
    assert [t for t, w in weights.items() if w == "lead"] == ["lead"]
    assert weights["newest"] is None


def test_an_article_that_calls_itself_a_lead_is_it(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    found = plan(publication, make_article("a", count=900), make_article("b", weight="lead"))
    assert [(p.article.title, p.weight) for p in found[0].pieces] == [("b", "lead"), ("a", None)]


def test_a_sheet_with_a_lead_gets_no_second_one(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    found = plan(publication, make_article("a"), sheet=_sheet("lead"))
    assert [p.weight for p in found[0].pieces] == [None]


def test_short_articles_are_briefs_at_the_end_but_a_short_picture_story_is_not(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    articles = (
        make_article("brief", count=80, day="2026-11-26"),
        make_article("photo", count=40, kind="picture"),
        make_article("asked for", count=80, weight="feature"),
        make_article("long", day="2026-11-21"),
    )
    pieces = plan(publication, *articles)[0].pieces
    assert [p.article.title for p in pieces if p.weight == "brief"] == ["brief"]
    assert pieces[-1].article.title == "brief"


def test_only_briefs_make_an_edition_without_a_lead(
    publication: Publication, make_article: Callable[..., Article]
) -> None:
    found = plan(publication, make_article("a", count=10))
    assert [p.weight for p in found[0].pieces] == ["brief"]


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_library_does_not_matter(order: list[int]) -> None:
    bare = Publication(folder=Path(), masthead=Masthead(title="T", language="en"))
    made = [
        Article(
            id=f"{n:012}",
            revision="",
            source="",
            title=str(n),
            body=Body("<p>" + "w " * 100 * n + "</p>"),
            fetched=datetime(2026, 11, 20 + n // 2, tzinfo=UTC),
        )
        for n in range(6)
    ]
    assert plan(bare, *(made[n] for n in order)) == plan(bare, *made)


def _sheet(*weights: Any) -> Sheet:
    pieces = tuple(
        SheetPiece(article=f"{n:012}", where="", weight=weight) for n, weight in enumerate(weights)
    )
    section = SheetSection(name="News", pieces=pieces)
    return Sheet(path=Path("edition.toml"), date=DAY, sections=(section,), lines={})
