"""What an edition could hold: sections, lead, briefs."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressday.edition import Sheet, SheetPiece, SheetSection, offers, propose
from pressday.edition.offers import Last
from pressday.edition.plan import used_with_copies
from pressday.model import Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pressday.config import Publication
    from pressday.edition import SectionProposal
    from pressday.model import Image

DAY = date(2026, 11, 27)


def plan(publication: Publication, *articles: Summary, **given: Any) -> tuple[SectionProposal, ...]:
    """Propose from `articles` as the library gives them."""

    def age(one: Summary) -> tuple[float, str]:
        return -(one.published or one.fetched).timestamp(), one.id

    return propose(offers(sorted(articles, key=age), None), publication, **given)


def titles(sections: tuple[SectionProposal, ...]) -> dict[str, list[str]]:
    return {s.name: [p.article.title for p in s.pieces] for s in sections}


def test_a_text_that_ran_in_any_of_its_copies_is_used() -> None:
    copies = {"fuller": ("ran", "elsewhere"), "fresh": ("other",)}
    assert used_with_copies({"ran": "2026-W47", "gone": "2026-W46"}, copies) == {
        "fuller": "2026-W47",
        "ran": "2026-W47",
        "elsewhere": "2026-W47",
        "gone": "2026-W46",
    }


def test_an_article_s_own_sheet_is_told_before_that_of_its_copy() -> None:
    used = used_with_copies({"a": "2026-W48", "b": "2026-W47"}, {"a": ("b", "c")})
    assert used == {"a": "2026-W48", "b": "2026-W47", "c": "2026-W48"}


def test_sections_stand_in_the_publications_order_and_keep_their_limits(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    news = [make_summary(f"n{d}", day=f"2026-11-2{d}", section="news") for d in range(1, 6)]
    local = make_summary("l", day="2026-11-21", section="Local")
    assert titles(plan(publication, local, *news, sheet=_sheet("lead"))) == {
        "News": ["n5", "n4"],
        "Local": ["l"],
    }


def test_what_stands_in_the_sheet_counts_against_the_limit(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    news = [make_summary(f"n{d}", day=f"2026-11-2{d}", section="News") for d in range(1, 6)]
    sheet = _sheet(None, None, None)
    assert titles(plan(publication, *news, sheet=sheet)) == {}
    (section,) = sheet.sections
    held = replace(section, pieces=(*section.pieces[:2], replace(section.pieces[2], hold=True)))
    found = plan(publication, *news, sheet=replace(sheet, sections=(held,)))
    assert titles(found) == {"News": ["n5"]}


def test_what_is_late_gives_way_and_stands_behind_whatever_weight_it_claims(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    days = (date(2026, 11, 21), DAY)

    def proposed(section: str, fresh: int) -> list[tuple[str, str | None]]:
        new = [make_summary(f"n{n}", day="2026-11-25", section=section) for n in range(fresh)]
        old = [
            make_summary(weight, day="2026-11-10", section=section, weight=weight)
            for weight in ("lead", "feature")
        ]
        offered = offers([*new, *old], Last(day=date(2026, 11, 20)))
        (found,) = propose(offered, publication, days=days)
        return [(p.article.title, p.weight) for p in found.pieces]

    assert {title for title, _ in proposed("News", 3)} == {"n0", "n1", "n2"}
    (first, leads), (second, _), *late = proposed("Local", 2)
    assert ({first, second}, leads) == ({"n0", "n1"}, "lead")
    assert [title for title, _ in late] == ["lead", "feature"]


def test_a_sources_section_comes_before_the_pages_own(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    wired = make_summary("wired", source="Wire", section="Politics & More")
    stray = make_summary("stray", source="Open", section="Politics & More")
    ours = make_summary("ours", source="articles", section="Letters to us")
    assert titles(plan(publication, wired, stray, ours)) == {
        "News": ["wired"],
        "Letters to us": ["ours"],
        "This week": ["stray"],
    }


def test_a_file_s_own_section_comes_before_that_of_its_folder(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    folder = replace(publication.sources[0], section="News")
    ours = make_summary("ours", source=folder.name, section="Letters to us")
    found = plan(replace(publication, sources=(folder,)), ours)
    assert titles(found) == {"Letters to us": ["ours"]}


def test_without_sections_of_its_own_a_publication_takes_the_articles(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    bare = replace(publication, sections=(), sources=())
    assert titles(plan(bare, make_summary("a", section="Science"), make_summary("b"))) == {
        "Science": ["a"],
        "This week": ["b"],
    }


def test_the_longest_with_a_usable_picture_leads_and_stands_first(
    publication: Publication,
    make_summary: Callable[..., Summary],
    make_image: Callable[..., Image],
) -> None:
    small = make_image("small", width_px=320)
    articles = (
        make_summary("newest", day="2026-11-26", section="News"),
        make_summary("long", day="2026-11-25", section="News", count=3000),
        make_summary("small", section="Local", count=2000, images=(small,)),
        make_summary("lead", day="2026-11-21", section="News", count=900, images=(make_image(),)),
        make_summary("shorter", section="Local", count=800, images=(make_image(),)),
    )
    found = plan(publication, *articles)
    assert titles(found)["News"] == ["lead", "newest", "long"]
    weights = {p.article.title: p.weight for s in found for p in s.pieces}
    assert [t for t, w in weights.items() if w == "lead"] == ["lead"]
    assert weights["newest"] is None


def test_an_article_that_calls_itself_a_lead_is_it(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    found = plan(publication, make_summary("a", count=900), make_summary("b", weight="lead"))
    assert [(p.article.title, p.weight) for p in found[0].pieces] == [("b", "lead"), ("a", None)]


def test_a_sheet_with_a_lead_gets_no_second_one(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    found = plan(publication, make_summary("a"), sheet=_sheet("lead"))
    assert [p.weight for p in found[0].pieces] == [None]


def test_short_articles_are_briefs_at_the_end_but_a_short_picture_story_is_not(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    articles = (
        make_summary("brief", count=80, day="2026-11-26"),
        make_summary("photo", count=40, kind="picture"),
        make_summary("asked for", count=80, weight="feature"),
        make_summary("long", day="2026-11-21"),
    )
    pieces = plan(publication, *articles)[0].pieces
    assert [p.article.title for p in pieces if p.weight == "brief"] == ["brief"]
    assert pieces[-1].article.title == "brief"


def test_only_briefs_make_an_edition_without_a_lead(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    found = plan(publication, make_summary("a", count=10))
    assert [p.weight for p in found[0].pieces] == ["brief"]


def test_of_what_finds_no_room_nothing_is_held(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    """A first edition may be offered a library of thousands."""
    before, held = summaries(), 0

    def candidates() -> Iterator[Summary]:
        nonlocal held
        for number in range(200):
            yield make_summary(f"n{number}", section="News")
        held = summaries() - before

    assert len(propose(offers(candidates(), None), publication)[0].pieces) == 3
    assert held <= 4  # the section's limit, and the one just offered


def summaries() -> int:
    return sum(isinstance(one, Summary) for one in gc.get_objects())


def _sheet(*weights: Any) -> Sheet:
    pieces = tuple(
        SheetPiece(article=f"{n:012}", where="", weight=weight) for n, weight in enumerate(weights)
    )
    section = SheetSection(name="News", pieces=pieces)
    return Sheet(path=Path("edition.toml"), date=DAY, sections=(section,), lines={})
