"""Which articles a source's rule wants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.config import SourceRule
from pressday.config.patterns import check_title_pattern, title_test
from pressday.model import Outcome
from pressday.sources import Item
from pressday.sources.rules import limited, refusal

if TYPE_CHECKING:
    from pressday.sources import Reading

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def rule(**fields: Any) -> SourceRule:
    return SourceRule(name="S", kind="feed", **fields)


def refused(title: str, **fields: Any) -> str:
    return refusal(rule(**fields), title, None, NOW)


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        ("podcast", "The Daily PODCAST, episode 4"),
        ("cafe", "Ein Café am Hafen"),
        ("Café", "cafe society"),
        ("two  words", "These Two\nWords"),
        ("straße", "STRASSE und Platz"),
        ("港", "横浜港の朝"),
        (r"/^Ad:/", "ad: buy this"),
        (r"/\bad\b/", "An ad again"),
        (r"/\d{1,2} things?/", "12 Things to do"),
        (r"/[/*+]/", "this and/or that"),
    ],
)
def test_a_pattern_fits_a_title(pattern: str, title: str) -> None:
    assert title_test(pattern)(title)
    assert refused(title, exclude=(pattern,)) == f'the title fits exclude "{pattern}"'
    assert refused(title, include=("nothing of it", pattern)) == ""


@pytest.mark.parametrize(
    ("pattern", "title"),
    [("podcast", "The pod was cast"), (r"/^Ad:/", "Read: an ad:"), (r"/\bad\b/", "Saturday")],
)
def test_a_pattern_does_not_fit(pattern: str, title: str) -> None:
    assert refused(title, exclude=(pattern,)) == ""
    assert refused(title, include=(pattern,)) == "the title fits no pattern of include"


def test_what_is_excluded_is_out_although_it_is_included() -> None:
    assert refused("Harbour news: an ad", include=("harbour",), exclude=("ad",))


def test_age_counts_in_days_and_undated_articles_have_none() -> None:
    week = rule(age=7)
    assert refusal(week, "A", NOW - timedelta(days=6, hours=23), NOW) == ""
    assert refusal(week, "A", NOW - timedelta(days=7, hours=1), NOW) == "older than 7 days"
    assert refusal(rule(age=1), "A", NOW - timedelta(days=2), NOW) == "older than 1 day"
    assert refusal(week, "A", None, NOW) == ""
    assert refusal(week, "A", NOW + timedelta(days=400), NOW) == ""


def test_an_article_without_a_title_yet_is_judged_later() -> None:
    assert refused("", include=("harbour",)) == ""


@pytest.mark.parametrize(
    "pattern",
    [
        "/(/",
        "//",
        "/[a/",
        "/(a+)+$/",
        "/(a*)*b/",
        "/(a|a)*b/",
        "/((a+)b?)+/",
        "/(?:x+x+)+y/",
        "/(a{1,9}){5,}/",
        "/.*a.*b.*c.*d.*e/",
        "x" * 201,
        f"/{'(' * 150}/",
    ],
)
def test_patterns_that_are_wrong_or_never_end_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"must|holds|repeats|is no regular"):
        check_title_pattern(pattern)


@given(st.text("ab()[]{}|*+?\\.^$-,1 ", max_size=14), st.text("ab1 ", max_size=300))
def test_any_pattern_is_refused_or_answers(expression: str, title: str) -> None:
    try:
        fits = title_test(f"/{expression}/")
    except ValueError:
        return
    fits(title)


def item(title: str) -> Item:
    def read() -> Reading:
        raise AssertionError(title)

    return Item(key=title, title=title, read=read)


def test_a_limit_counts_what_is_wanted() -> None:
    items = [item(title) for title in ("ad 1", "a", "ad 2", "b", "c")]
    wanted = limited(items, rule(limit=2, exclude=("ad",)), 100)
    assert [one.title for one in wanted if isinstance(one, Item)] == ["ad 1", "a", "ad 2", "b"]


def test_what_the_program_leaves_out_by_itself_is_told() -> None:
    items = [item(title) for title in ("a", "ad 1", "b", "ad 2", "c")]
    *listed, told = limited(items, rule(exclude=("ad",)), 2)
    assert listed == items[:3]
    assert isinstance(told, Outcome)
    assert told.subject == rule().name
    assert told.warnings[0].startswith("names more than 2 articles: the others are left out (")
    assert list(limited(items[:3], rule(exclude=("ad",)), 2)) == items[:3]
    assert list(limited(items, rule(limit=2), 2)) == items[:2]
    assert list(limited(items, rule(), 2, silently=True)) == items[:2]
