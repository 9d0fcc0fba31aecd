"""Run sheets from a library, week after week."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from pressday.errors import NothingToBuild

if TYPE_CHECKING:
    from pathlib import Path


def test_a_plan_is_written_and_added_to_without_repeating(week: Any) -> None:
    week.collect()
    first = week.plan()
    assert (first.created, first.number, first.sheet.name) == (True, 1, "2026-W48")
    assert [r.article.title for r in first.rows if r.article] == [
        "Sixty papers",
        "The quiet street",
    ]
    again = week.plan()
    assert (again.created, [r.new for r in again.rows]) == (False, [False, False])
    week.article("three", "A third", date="2026-11-25")
    week.collect()
    assert [r.new for r in week.plan().rows] == [False, False, True]


def test_the_next_edition_keeps_step_and_takes_only_what_is_new(week: Any) -> None:
    week.collect()
    week.plan()
    week.article("three", "A third", date="2026-11-30")
    week.collect()
    following = week.plan(today=date(2026, 11, 30))
    assert (following.sheet.date, following.number) == (date(2026, 12, 2), 2)
    assert [r.article.title for r in following.rows if r.article] == ["A third"]


def test_what_is_older_than_the_last_edition_is_not_planned(week: Any) -> None:
    week.collect()
    week.plan()
    week.article("late", "Late", date="2026-11-20")
    week.collect()
    with pytest.raises(NothingToBuild, match="no new article since 2026-11-25"):
        week.plan(today=date(2026, 11, 30))


def test_a_second_edition_of_a_week_has_a_folder_of_its_own(week: Any) -> None:
    week.collect()
    week.plan(day=date(2026, 11, 24))
    week.article("three", "A third", date="2026-11-26")
    week.collect()
    assert week.plan(day=date(2026, 11, 27)).sheet.name == "2026-W48-2"


def test_an_empty_library_is_nothing_to_plan(week: Any) -> None:
    folder: Path = week.folder
    with pytest.raises(NothingToBuild, match="the library is empty") as caught:
        week.plan()
    assert caught.value.hint == 'run "pressday collect"'
    assert not (folder / "editions").exists()


def test_two_articles_of_one_title_stay_apart(week: Any) -> None:
    week.article("twin", "Sixty papers", week.text + "Another.", date="2026-11-22")
    week.collect()
    assert [r.article.title for r in week.plan().rows if r.article].count("Sixty papers") == 2
    assert week.epub().is_file()


def test_a_text_that_comes_twice_is_planned_once_and_in_its_fuller_version(week: Any) -> None:
    week.article("three", "Cut", prose(120), date="2026-11-25", source="A")
    week.article("four", "Whole", prose(200), date="2026-11-25", source="B")
    week.collect()
    placed = [r.article.title for r in week.plan().rows if r.article]
    assert sorted(placed) == ["Sixty papers", "The quiet street", "Whole"]


def test_a_fuller_version_of_what_was_planned_already_is_not_planned_again(week: Any) -> None:
    week.article("three", "Cut", prose(120), date="2026-11-25", source="A")
    week.collect()
    assert "Cut" in [r.article.title for r in week.plan().rows if r.article]
    week.article("four", "Whole", prose(200), date="2026-11-25", source="B")
    week.collect()
    rows = week.plan().rows
    assert not any(row.new for row in rows)
    assert "Cut" in [r.article.title for r in rows if r.article]


def prose(length: int) -> str:
    return " ".join(f"word{number}" for number in range(length))
