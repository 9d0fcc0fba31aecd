"""Run sheets from a library, week after week."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from pressday import pipeline
from pressday.edition import dismiss
from pressday.errors import NothingToBuild, UsageError
from pressday.pipeline.run_sheets import run_sheet

if TYPE_CHECKING:
    from pathlib import Path

NEXT = datetime(2026, 11, 28, 9, tzinfo=UTC)


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
    week.freeze()
    week.article("three", "A third", date="2026-11-30")
    week.collect()
    following = week.plan(today=date(2026, 11, 30))
    assert (following.sheet.date, following.number) == (date(2026, 12, 2), 2)
    assert [r.article.title for r in following.rows if r.article] == ["A third"]


def test_what_comes_late_is_planned_and_marked_behind_what_is_fresh(week: Any) -> None:
    week.keep("Before", "2026-11-24")
    week.freeze()
    week.keep("Late", "2026-11-20", now=NEXT)
    week.keep("Fresh", "2026-11-26", now=NEXT)
    following = week.plan(today=date(2026, 11, 30))
    rows = [(row.article.title, row.state) for row in following.rows if row.article]
    assert rows == [("Fresh", "fresh"), ("Late", "late")]
    assert "· late\n" in following.sheet.path.read_text()


def test_a_new_text_makes_no_late_article_of_one_that_was_there(week: Any) -> None:
    for day, text in enumerate(("one", "two", "three")):
        week.keep("Before", "2026-11-24", f"{text} " * 200, now=NEXT.replace(day=24 + 2 * day))
    (kept,) = week.summaries()
    assert (kept.came.day, kept.fetched.day) == (24, 28)


def test_of_each_source_so_many_older_ones_are_offered_and_the_rest_counted(week: Any) -> None:
    week.keep("Before", "2026-11-24")
    week.freeze()
    for number in range(35):
        week.keep(f"Old {number}", "2026-11-10", now=NEXT)
    following = week.plan(today=date(2026, 11, 30))
    assert (len(following.rows), following.older, following.waiting) == (30, 5, ())
    again = week.plan(today=date(2026, 11, 30))
    assert (len(again.rows), again.older) == (30, 5)


def test_what_finds_no_room_is_told_and_offered_again_until_it_is_dismissed(week: Any) -> None:
    limited = '[[section]]\nname = "News"\nlimit = 1\n'
    week.settings(week.head + limited + week.source)
    week.keep("The quiet street", "2026-11-23")
    week.keep("Sixty papers", "2026-11-24")
    week.keep("A third", "2026-11-25")
    first = week.plan()
    assert [row.article.title for row in first.rows if row.article] == ["A third"]
    left = [(one.section, one.offer.article.title) for one in first.waiting]
    assert left == [("News", "Sixty papers"), ("News", "The quiet street")]
    week.freeze()
    second = week.plan(today=date(2026, 11, 30))
    assert [row.state for row in second.rows] == ["left over"]
    week.freeze()
    dismiss(week.folder / "editions", {second.waiting[0].offer.article.id: "The quiet street"})
    with pytest.raises(NothingToBuild, match="nothing is on offer"):
        week.plan(today=date(2026, 12, 7))


def test_what_an_edition_holds_is_offered_first_for_the_next_and_not_for_itself(week: Any) -> None:
    week.keep("Before", "2026-11-24")
    week.keep("Held", "2026-11-23")
    held = week.plan().rows[1]
    run_sheet(week.publication()).set(held.piece.article, hold=True)
    again = week.plan()
    assert not any(row.new for row in again.rows)
    assert again.words == again.rows[0].words
    week.freeze()
    week.keep("Fresh", "2026-11-26", now=NEXT)
    limited = '[[section]]\nname = "News"\nlimit = 1\n'
    week.settings(week.head + limited + week.source)
    (row,) = week.plan(today=date(2026, 11, 30)).rows
    assert (row.piece.article, row.state) == (held.piece.article, "held")


def test_the_open_edition_is_added_to_after_its_day_until_it_is_frozen(week: Any) -> None:
    week.keep("Before", "2026-11-24")
    week.plan()
    week.keep("A third", "2026-11-25")
    week.keep("Of next week", "2026-11-29")
    still = week.plan(today=date(2026, 11, 30))
    assert (still.sheet.name, [row.state for row in still.rows][-1]) == ("2026-W48", "fresh")
    assert still.newer == 1
    with pytest.raises(UsageError, match=r"2026-W48 of 2026-11-25 is open") as caught:
        week.plan(day=date(2026, 11, 27))
    assert "pressday edition date 2026-11-27" in str(caught.value.hint)
    week.freeze()
    assert week.plan(today=date(2026, 11, 30)).sheet.name == "2026-W49"


def test_no_edition_is_put_between_two_others(week: Any) -> None:
    week.collect()
    week.freeze()
    with pytest.raises(UsageError, match="not after the last edition, 2026-W48 of 2026-11-25"):
        week.plan(day=date(2026, 11, 24))


def test_a_second_edition_of_a_week_has_a_folder_of_its_own(week: Any) -> None:
    week.collect()
    week.plan(day=date(2026, 11, 24))
    week.freeze()
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


def test_each_piece_has_its_reasons_and_what_is_left_over_the_limit(week: Any) -> None:
    week.settings(f'{week.head}[[section]]\nname = "News"\nlimit = 1\n')
    week.keep("A story", "2026-11-24")
    week.keep("Another story", "2026-11-23")
    planned = pipeline.plan(week.publication(), today=week.now.date(), why=True)
    assert [row.why for row in planned.rows] == [
        "new, of 2026-11-24; in News as it says; leads; 1 day old"
    ]
    assert [one.why for one in planned.waiting] == ["limit = 1: so many pieces are in it"]
    week.edit('name = "News"', 'name = "Elsewhere"')
    (row, *_) = pipeline.plan(week.publication(), today=week.now.date(), why=True).rows
    assert "in Elsewhere by your hand" in row.why


def test_a_library_for_which_no_section_has_room_names_the_limit(week: Any) -> None:
    week.settings(f'{week.head}[[section]]\nname = "News"\nwords = 10\n')
    for title in ("One story", "Another story"):
        week.keep(title, "2026-11-24")
    said = r"2 articles on offer, and no room for any \(News: words = 10\)"
    with pytest.raises(NothingToBuild, match=said) as caught:
        week.plan()
    assert "pressday.toml" in (caught.value.hint or "")
