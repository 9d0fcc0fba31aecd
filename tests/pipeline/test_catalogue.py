"""Articles added, listed and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pressday import pipeline
from pressday.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_can_be_added_listed_and_removed_by_the_beginning_of_its_id(week: Any) -> None:
    folder: Path = week.folder
    publication = week.publication()
    (folder / "letter.txt").write_text(f"A letter\n\n{week.text}")
    (added,) = week.add(str(folder / "letter.txt"))
    assert added.value.status == "new"
    (listed,) = pipeline.articles(publication, ["letter"])
    assert listed.article.id == added.value.article.id
    (removed,) = list(pipeline.remove(publication, [listed.article.id[:5]]))
    assert removed.subject == listed.article.id
    assert list(pipeline.articles(publication)) == []


def test_removing_names_what_is_wrong_and_takes_nothing(week: Any) -> None:
    week.collect()
    publication = week.publication()
    known = next(pipeline.articles(publication)).article.id
    with pytest.raises(ConfigError, match="zzz"):
        list(pipeline.remove(publication, [known, "zzz"]))
    with pytest.raises(ConfigError, match="fits 2 articles"):
        list(pipeline.remove(publication, [""]))
    assert len(list(pipeline.articles(publication))) == 2


def test_removing_an_article_of_a_run_sheet_is_told(week: Any) -> None:
    week.collect()
    sheet = week.plan().sheet
    publication = week.publication()
    (removed,) = list(pipeline.remove(publication, [sheet.pieces[0].article]))
    assert "2026-W48" in removed.warnings[0]
    left_out = [outcome.error for outcome in week.build(formats=["epub"])]
    assert any("in the library" in error for error in left_out)


def test_copies_are_listed_with_the_fullest_and_count_as_used_with_it(week: Any) -> None:
    words = [f"word{number}" for number in range(200)]
    week.article("three", "Cut", " ".join(words[:120]), date="2026-11-25", source="A")
    week.collect()
    week.plan()
    week.article("four", "Whole", " ".join(words), date="2026-11-25", source="B")
    week.collect()
    listed = {row.article.title: row for row in pipeline.articles(week.publication())}
    assert set(listed) == {"Sixty papers", "The quiet street", "Whole"}
    assert (len(listed["Whole"].copies), listed["Whole"].edition) == (1, "2026-W48")
    assert listed["Sixty papers"].copies == ()
    (removed,) = pipeline.remove(week.publication(), listed["Whole"].copies)
    assert removed.value is not None
    assert removed.value.title == "Cut"
