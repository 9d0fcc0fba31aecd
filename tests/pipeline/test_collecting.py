"""Sources, files and a site on loopback, read into a library for real."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from pressday import pipeline
from pressday.errors import ConfigError, UsageError
from pressday.pipeline import Choice, Standing

if TYPE_CHECKING:
    from pathlib import Path


def test_a_source_gives_new_then_unchanged_then_updated_articles(week: Any) -> None:
    counts = []
    for text in (week.text, week.text, week.text + "More."):
        week.article("one", "Sixty papers", text, date="2026-11-24")
        tally = week.collect()[0].value
        counts.append((tally.new, tally.updated, tally.unchanged, tally.failed))
    assert counts == [(2, 0, 0, ()), (0, 0, 2, ()), (0, 1, 1, ())]


def test_standings_say_how_far_each_source_is(week: Any) -> None:
    events = list(pipeline.collect(week.publication(), now=week.now))
    states = [e.state for e in events if isinstance(e, Standing)]
    assert (states[0], states[-1]) == ("waiting", "done")
    assert max(e.tally.settled for e in events if isinstance(e, Standing)) == 2


def test_a_source_that_cannot_be_read_does_not_stop_the_others(week: Any) -> None:
    broken = '[[source]]\nkind = "folder"\npath = "nowhere"\n'
    week.settings(week.head + broken + week.source)
    first, second = week.collect()
    assert "nowhere" in first.error
    assert (second.error, second.value.new) == ("", 2)


def test_an_empty_feed_is_an_error_of_its_source(week: Any) -> None:
    folder: Path = week.folder
    (folder / "empty.xml").write_bytes(b"")
    added = week.add(str(folder / "empty.xml"))
    assert [bool(o.error) for o in added] == [True]


def test_what_an_article_warns_of_is_told_once(week: Any) -> None:
    week.article("one", "Sixty papers", f"![A press](lost.png)\n\n{week.text}")
    assert week.collect()[0].warnings
    assert not week.collect()[0].warnings


def test_one_bad_front_matter_does_not_stop_the_other_inputs(week: Any) -> None:
    week.article("bad", "[1, 2]")
    week.article("good", "Good")
    names = [str(week.folder / "articles" / f"{name}.md") for name in ("bad", "good")]
    bad, good = week.add(*names)
    assert "title" in bad.error
    assert good.value.status == "new"
    with pytest.raises(ConfigError):
        week.add(names[0])


def test_an_unreadable_picture_is_a_warning_and_the_article_stays(week: Any) -> None:
    folder: Path = week.folder
    (folder / "articles" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    week.article("one", "Sixty papers", f"![A press](broken.png)\n\n{week.text}", date="2026-11-24")
    (tally,) = week.collect()
    assert tally.value.new == 2
    assert any("broken.png" in warning for warning in tally.warnings)


def test_a_picture_outside_the_folder_is_not_read(week: Any) -> None:
    folder: Path = week.folder
    (folder / "secret.svg").write_text(week.drawing)
    week.article("one", "Sixty papers", f"![x](../secret.svg)\n\n{week.text}")
    week.collect()
    assert all(not a.article.images for a in pipeline.articles(week.publication()))


def test_a_picture_that_vanishes_does_not_take_the_earlier_one_with_it(week: Any) -> None:
    folder: Path = week.folder
    picture = folder / "articles" / "press.svg"
    picture.write_text(week.drawing)
    week.article("one", "Sixty papers", f"![A press](press.svg)\n\n{week.text}")
    week.collect()
    picture.unlink()
    (again,) = week.collect()
    assert again.value.updated == 0
    assert any("earlier copy stays" in warning for warning in again.warnings)
    assert any(a.article.images for a in pipeline.articles(week.publication()))


def test_a_feed_becomes_an_edition_that_needs_its_server_no_more(week: Any, site: str) -> None:
    (tally,) = week.read(f"{site}/feed")
    assert (tally.error, tally.value.failed, tally.value.new) == ("", (), 1)
    week.plan()
    (listed,) = pipeline.articles(week.publication())
    article = week.kept(listed.article.id)
    assert [image.caption for image in article.images] == ["The quay"]
    assert listed.article.place == 1
    (again,) = week.read(f"{site}/feed")
    assert again.value.unchanged == 1
    assert week.epub().is_file()


def test_an_empty_feed_fails_and_a_lost_picture_warns(week: Any, site: str) -> None:
    empty, lost = week.read(f"{site}/empty", f"{site}/nowhere")
    assert empty.error
    assert lost.error
    (page,) = week.read(f"{site}/lost", kind="page")
    assert page.value.new == 1
    assert any("gone.png" in warning for warning in page.warnings)


def test_a_private_host_is_refused_unless_the_editor_allows_it(week: Any, site: str) -> None:
    source = f'[[source]]\nkind = "page"\nurl = "{site}/page"\n'
    week.settings(week.head + source)
    (tally,) = week.collect()
    assert "not a public address" in tally.value.failed[0]
    assert not list(pipeline.articles(week.publication()))


def test_a_page_that_the_editor_names_on_a_private_host_shows_its_pictures(
    week: Any, site: str
) -> None:
    week.settings(f'{week.head}[fetch]\nallow = ["127.0.0.1"]\n')
    (added,) = week.add(f"{site}/page")
    assert not any("picture" in warning for warning in added.warnings)
    assert [image.caption for image in added.value.article.images] == ["The quay"]


def test_what_a_feed_names_again_is_not_asked_for_again(week: Any, site: str) -> None:
    asked_before = len(week.asked)
    week.read(f"{site}/feed")
    assert "/page" in week.asked[asked_before:]
    first = len(week.asked)
    (again,) = week.read(f"{site}/feed")
    assert (again.value.unchanged, again.value.new) == (1, 0)
    assert week.asked[first:] == ["/feed"]


def test_an_article_that_failed_is_tried_again(week: Any, site: str) -> None:
    week.broken.add("/page")
    (first,) = week.read(f"{site}/feed")
    assert (first.value.new, len(first.value.failed)) == (0, 1)
    week.broken.clear()
    (second,) = week.read(f"{site}/feed")
    assert (second.value.new, second.value.failed) == (1, ())


def test_an_article_whose_picture_failed_for_now_is_completed_later(week: Any, site: str) -> None:
    week.broken.add("/picture.svg")
    (first,) = week.read(f"{site}/feed")
    assert any("picture.svg" in warning for warning in first.warnings)
    week.broken.clear()
    (second,) = week.read(f"{site}/feed")
    assert second.value.updated == 1
    (listed,) = pipeline.articles(week.publication())
    article = week.kept(listed.article.id)
    assert [image.caption for image in article.images] == ["The quay"]


def test_only_the_sources_asked_for_are_read(week: Any) -> None:
    other = '[[source]]\nkind = "folder"\npath = "other"\n'
    week.settings(week.head + week.source + other)
    (tally,) = week.collect(Choice(sources=("articles",)))
    assert (tally.subject, tally.value.new) == ("articles", 2)
    with pytest.raises(UsageError, match="artikles") as caught:
        week.collect(Choice(sources=("artikles",)))
    assert caught.value.hint == 'did you mean "articles"?'


def test_what_came_out_before_a_day_is_left_out(week: Any) -> None:
    (tally,) = week.collect(Choice(since=datetime(2026, 11, 24, tzinfo=UTC)))
    assert (tally.value.new, tally.value.left_out) == (1, 1)


def test_a_rule_leaves_titles_out_and_says_how_many(week: Any) -> None:
    week.settings(week.head + week.source + 'exclude = ["quiet"]\n')
    (tally,) = week.collect()
    assert (tally.value.new, tally.value.left_out) == (1, 1)


def test_offline_nothing_is_asked(week: Any, site: str) -> None:
    week.read(f"{site}/feed")
    asked = len(week.asked)
    (again,) = week.collect(Choice(offline=True))
    assert again.value.unchanged == 1
    assert len(week.asked) == asked


def test_a_preview_keeps_nothing_and_fetches_no_page(week: Any, site: str) -> None:
    week.settings(
        f'{week.head}[[source]]\nkind = "feed"\nurl = "{site}/feed"\n'
        '[fetch]\nallow = ["127.0.0.1"]\n'
    )
    before = week.files()
    (outcome,) = pipeline.preview(week.publication(), now=week.now, choice=Choice())
    assert outcome.value is not None
    assert [(tip.title, tip.state) for tip in outcome.value.tips] == [("Harbour", "new")]
    assert week.asked[-1] == "/feed"
    assert week.files() == before
