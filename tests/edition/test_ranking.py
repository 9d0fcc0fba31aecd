"""What leads an edition, and in which order a section stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from pressday.edition import offers, propose
from pressday.edition.ranking import LEAD_WORDS, is_reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.config import Publication
    from pressday.model import Image, Summary

DAYS = (date(2026, 11, 21), date(2026, 11, 27))
TODAY = "2026-11-27"


def order(publication: Publication, *articles: Summary, **given: Any) -> list[str]:
    """Return the titles of the section of local news, the lead first."""
    (section,) = propose(offers(articles, None), publication, **{"days": DAYS} | given)
    return [proposal.article.title for proposal in section.pieces]


@pytest.fixture
def make_local(make_summary: Callable[..., Summary]) -> Callable[..., Summary]:
    def make(title: str, **fields: Any) -> Summary:
        return make_summary(title, section="Local", **{"count": LEAD_WORDS} | fields)

    return make


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2026-11-20"},
        {"day": ""},
        {"day": TODAY, "guessed": True},
        {"day": TODAY, "headings": 12},
        {"day": TODAY, "items": 60},
        {"day": TODAY, "count": LEAD_WORDS - 1},
    ],
)
def test_news_of_the_editions_days_leads_before_what_is_longer_and_has_a_picture(
    publication: Publication,
    make_local: Callable[..., Summary],
    make_image: Callable[..., Image],
    other: dict[str, Any],
) -> None:
    pictured = {"count": 2500, "images": (make_image(),)} | other
    news = make_local("News", day="2026-11-22")
    assert order(publication, make_local("Other", **pictured), news)[0] == "News"


def test_where_there_is_no_such_news_no_guide_leads_while_there_is_a_report(
    publication: Publication, make_local: Callable[..., Summary]
) -> None:
    guide = make_local("A guide", day=TODAY, count=2000, headings=12)
    report = make_local("A report", count=900)
    assert order(publication, guide, report) == ["A report", "A guide"]
    assert order(publication, guide) == ["A guide"]


def test_of_two_pieces_of_news_the_one_with_a_picture_leads(
    publication: Publication, make_local: Callable[..., Summary], make_image: Callable[..., Image]
) -> None:
    bare = make_local("Bare", day=TODAY, count=3000)
    pictured = make_local("Pictured", day="2026-11-23", images=(make_image(),))
    assert order(publication, bare, pictured) == ["Pictured", "Bare"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"day": TODAY}, {"day": "2026-11-26"}),
        ({"day": TODAY}, {"day": ""}),
        ({"count": LEAD_WORDS}, {"count": LEAD_WORDS - 1}),
        ({"images": "picture"}, {}),
        ({"weight": "feature", "day": "2026-11-21"}, {"day": TODAY}),
        ({"day": "2026-11-25"}, {"day": TODAY, "headings": 6}),
        ({"day": "2025-01-02"}, {"day": "2024-01-02"}),
        ({"place": 3}, {"place": 4}),
        ({"place": 1}, {}),
        ({"day": "2024-01-02", "images": "picture"}, {"day": "2025-01-02"}),
    ],
)
def test_own_weight_then_freshness_length_and_picture_order_a_section(
    publication: Publication,
    make_local: Callable[..., Summary],
    make_image: Callable[..., Image],
    better: dict[str, Any],
    worse: dict[str, Any],
) -> None:
    lead = make_local("Lead", weight="lead")
    made = []
    for title, fields in (("worse", worse), ("better", better)):
        own = fields | ({"images": (make_image(),)} if "images" in fields else {})
        made.append(make_local(title, **{"day": "2026-11-24"} | own))
    if better.get("day", "") > worse.get("day", "") and worse.get("day"):
        made.reverse()  # the library gives the newer one first
    assert order(publication, lead, *made) == ["Lead", "better", "worse"]


def test_a_section_with_little_room_takes_news_of_the_days_and_not_what_came_last(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    undated = [make_summary(f"U{n}", section="News") for n in range(5)]
    guides = [make_summary(f"G{n}", section="News", day=TODAY, headings=9) for n in range(5)]
    news = [make_summary(f"N{n}", section="News", day=f"2026-11-2{7 - n}") for n in range(3)]
    assert order(publication, *undated, *guides, *news) == ["N0", "N1", "N2"]
    own = make_summary("Own", section="News", weight="feature", day="2026-11-21")
    assert order(publication, *undated, *guides, *news, own) == ["N0", "Own", "N1"]


def test_what_many_sources_tell_stands_before_what_one_tells_a_day_later(
    publication: Publication, make_local: Callable[..., Summary]
) -> None:
    alone = [
        make_local(f"Meeting {n} of council {n} about hall {n}", day=TODAY, source=f"S{n}")
        for n in range(1, 9)
    ]
    told = [
        make_local("Ferry runs aground at Hull", day="2026-11-25", source=name, id=name,
                   opening="The ferry Pride ran aground at Hull on Tuesday night")
        for name in ("A", "B", "C", "D")
    ]  # fmt: skip
    lead = make_local("Lead", weight="lead")
    assert order(publication, lead, *alone, *told)[1:5] == ["Ferry runs aground at Hull"] * 4
    guides = [replace(one, headings=9) for one in told[1:]]
    assert order(publication, lead, *alone, told[0], *guides)[1:9] == [a.title for a in alone]


@pytest.mark.parametrize(
    ("title", "fields", "is_one"),
    [
        ("How to lay bricks", {"count": 1400, "headings": 9}, True),
        ("Ten ways to bake", {"count": 600, "items": 15}, True),
        ("The 6 best ferries", {"count": 2400, "headings": 6}, True),
        ("The 6 best ferries", {"count": 2400, "headings": 7}, True),
        ("Ferry runs aground, 6 hurt", {"count": 900, "headings": 2}, False),
        ("Ferry runs aground at 8.30", {"count": 2400, "headings": 8}, False),
        ("A long look at ferries", {"count": 4000, "headings": 8}, False),
        ("Ferry runs aground", {"count": 900}, False),
    ],
)
def test_guides_and_lists_are_known_by_their_build(
    make_summary: Callable[..., Summary], title: str, fields: dict[str, int], *, is_one: bool
) -> None:
    assert is_reference(make_summary(title, **fields)) is is_one


def test_the_order_is_the_same_in_every_run(
    publication: Publication, make_local: Callable[..., Summary]
) -> None:
    day = date.fromisoformat(TODAY)
    made = [make_local(f"P{n}", day=str(day - timedelta(days=n % 3))) for n in range(9)]
    assert len({tuple(order(publication, *made)) for _ in range(3)}) == 1
