"""Events pass through the diary as they are, and are noted while a log is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pressday import logbook
from pressday.model import Outcome, Step
from pressday.pipeline.diary import logged, noted

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    import pytest

Event = Step | Outcome[int]
EVENTS: tuple[Event, ...] = (
    Step(name="pages", done=1, total=4, detail="The lead"),
    Outcome(subject="A story", value=1, warnings=("look",)),
)


def going(left: list[str]) -> Generator[Event, None, None]:
    try:
        yield from EVENTS
    finally:
        left.append("closed")


def test_without_a_log_the_events_are_the_very_same() -> None:
    events = going([])
    assert noted("build", events) is events
    events.close()


def test_events_are_noted_on_their_way(tmp_path: Path) -> None:
    with logbook.opened(tmp_path / "log"):
        assert tuple(noted("build", going([]))) == EVENTS
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert [line["what"] for line in lines] == ["begins", "step", "outcome", "ends"]
    assert (lines[1]["phase"], lines[1]["of"], lines[1]["about"]) == ("pages", "1/4", "The lead")
    assert (lines[2]["subject"], lines[2]["warnings"]) == ("A story", ["look"])
    assert {line["task"] for line in lines} == {"build"}


def test_closing_early_closes_the_task(tmp_path: Path) -> None:
    left: list[str] = []
    with logbook.opened(tmp_path / "log"):
        events = noted("build", going(left))
        next(events)
        events.close()
    assert left == ["closed"]


def test_a_log_begins_with_the_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["pressday", "add", "https://ada:secret@a.example/x"])
    with logged(tmp_path / "log"):
        pass
    (line,) = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert line["arguments"] == "add https://a.example/x"
    assert line["lxml"][0].isdigit()
