"""A week in one go: what fails stops nothing else, only one runs, and a report says it all."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pressday.atomic import alone
from pressday.edition import read_sheets
from pressday.edition.lock import is_frozen
from pressday.errors import BusyError, LayoutError, NothingToBuild, PressdayError, UsageError
from pressday.pipeline import weeks
from pressday.pipeline.week_report import Part, Week

if TYPE_CHECKING:
    from collections.abc import Iterator

EPUB = '[output]\nprofiles = ["epub"]\n'
GONE = '[[source]]\nkind = "list"\npath = "gone.txt"\n'
REFERENCE = Path(__file__).parents[2] / "docs" / "commands.md"


def run(week: Any, days: int = 0, **options: Any) -> tuple[Week, dict[str, Part]]:
    now = week.now + timedelta(days=days)
    events = list(weeks.week(week.publication(), now=now, **options))
    (whole,) = (event for event in events if isinstance(event, Week))
    return whole, {part.name: part for part in whole.parts}


def failing(monkeypatch: pytest.MonkeyPatch, error: PressdayError) -> None:
    """Let nothing be built from now on: a build takes a second."""

    def fails(*_: object, **__: object) -> Iterator[None]:
        raise error
        yield

    monkeypatch.setattr(weeks, "build", fails)


@pytest.mark.usefixtures("without_validators")
def test_each_week_has_an_edition_and_what_failed_stands_in_the_reports(
    week: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    week.settings(f"{week.head}{EPUB}{GONE}")
    week.keep("<b>Bold</b> words", "2026-11-24")
    reports = [week.folder / f"week.{kind}" for kind in ("html", "json", "txt")]
    whole, parts = run(week, finish=True, reports=reports)
    assert [(part.name, part.state) for part in whole.parts] == [
        ("finish", "done"), ("collect", "partly"), ("merge", "done"), ("plan", "done"),
        ("build", "done"), ("check", "done"),
    ]  # fmt: skip
    assert (whole.is_whole, whole.is_empty, whole.edition) == (False, False, "2026-W48")
    assert parts["collect"].said == "0 new, 0 updated, 0 unchanged, from 1 source"
    page, facts, text = (path.read_text() for path in reports)
    assert "&lt;b&gt;Bold&lt;/b&gt; words" in page
    assert [json.loads(facts)[key] for key in ("edition", "files")] == [
        "2026-W48",
        [{"path": "the-proof-1.epub", "pages": None} | json.loads(facts)["files"][0]],
    ]
    assert "gone.txt" in text
    assert "pressday edition freeze" in text
    _, _, reference = REFERENCE.read_text().partition("## `pressday week`")
    row = re.search(r"^\| `--json`.*$", reference, re.MULTILINE)
    assert row is not None
    assert set(re.findall(r"`(\w+)`", row[0])) == set(whole.facts)
    week.keep("A later story", "2026-12-01")
    failing(monkeypatch, LayoutError("not now"))
    whole, parts = run(week, days=7, finish=True)
    assert parts["finish"].said == "2026-W48: frozen, with the-proof-1.epub"
    assert parts["finish"].undo == "pressday edition freeze --undo 2026-W48"
    sheets = read_sheets(week.folder / "editions")
    assert [(sheet.name, is_frozen(sheet)) for sheet in sheets] == [
        ("2026-W48", True), ("2026-W49", False)
    ]  # fmt: skip
    assert len({piece.article for sheet in sheets for piece in sheet.pieces}) == 2


def test_a_part_that_fails_stops_nothing_that_can_be_done_without_it(
    week: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, LayoutError("the template is wrong", hint="mend it"))
    _, parts = run(week)
    assert {name: part.state for name, part in parts.items()} == {
        "collect": "done", "merge": "done", "plan": "done", "build": "failed",
        "check": "nothing",
    }  # fmt: skip
    assert parts["build"].problems == ("the template is wrong (mend it)",)


def test_nothing_on_offer_is_told_and_builds_nothing(week: Any) -> None:
    week.settings(week.head)
    whole, parts = run(week)
    assert (whole.is_whole, whole.is_empty) == (True, True)
    assert {part.state for name, part in parts.items() if name not in {"collect", "merge"}} == {
        "nothing"
    }


def test_only_one_week_runs_at_a_time_and_a_wrong_report_is_refused_before(week: Any) -> None:
    with (
        alone(week.folder / ".cache" / "week.lock", "noon"),
        pytest.raises(BusyError, match="under way since noon"),
    ):
        run(week)
    with pytest.raises(UsageError, match=r"week\.pdf is no form"):
        run(week, reports=[week.folder / "week.pdf"])
    assert not (week.folder / "library").exists()


def test_an_edition_with_nothing_left_in_it_is_moved_to_the_next_day(
    week: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    week.settings(week.head)
    week.keep("A story", "2026-11-24")
    week.plan()
    week.edit("[[section.piece]]", "[[section.piece]]\ncut = true")
    week.keep("Another story", "2026-12-01")
    failing(monkeypatch, NothingToBuild("no piece is left"))
    _, parts = run(week, days=7, finish=True)
    assert parts["finish"].said == "2026-W48: now of 2026-12-02, and called 2026-W49"
    assert parts["plan"].said == "1 added to 2026-W49, 2 pieces"
