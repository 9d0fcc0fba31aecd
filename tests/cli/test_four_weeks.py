"""Four weeks of an editor over feeds on loopback: nothing slips through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.servers import Site, serving
from tests.stories import feed, story

import pressday.api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SETTINGS = """schema = 1
[publication]
title = "The Gazette"
language = "en"
[output]
profiles = ["epub"]
[[section]]
name = "News"
limit = 2
[[section]]
name = "Craft"
{sources}
[fetch]
allow = ["127.0.0.1"]
"""
SOURCE = '[[source]]\nkind = "feed"\nname = "{name}"\nurl = "{url}"\nsection = "{section}"\n'


@dataclass
class Newsroom:
    """A publication, its feeds and the day; `run` runs a command in it."""

    run: Callable[..., Any]
    monkeypatch: pytest.MonkeyPatch
    site: Site
    folder: Path
    entries: dict[str, list[str]] = field(default_factory=dict)

    def day(self, day: str) -> None:
        moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        self.monkeypatch.setattr(pressday.api, "_now", lambda: moment)

    def subscribe(self, **sections: str) -> None:
        sources = "".join(
            SOURCE.format(name=name, url=self.site.url(f"/{name}"), section=section)
            for name, section in sections.items()
        )
        (self.folder / "pressday.toml").write_text(SETTINGS.format(sources=sources))

    def publish(self, source: str, number: int, day: str, text: str = "") -> str:
        """Let a feed have one more entry, and return its title."""
        made = story(number)
        when = format_datetime(datetime.fromisoformat(f"{day}T08:00:00+00:00").astimezone(UTC))
        entry = made.item(self.site.url(f"/{source}/{number}"), full=True)
        entry = entry.replace(made.date, when).replace(
            made.paragraphs[0], text or made.paragraphs[0]
        )
        kept = [e for e in self.entries.get(source, []) if f"story-{number}<" not in e]
        self.entries[source] = [entry, *kept]
        kind = {"Content-Type": "application/rss+xml"}
        self.site.page(f"/{source}", feed(source, self.entries[source]), headers=kind)
        return made.title

    def dead(self, source: str) -> None:
        self.site.page(f"/{source}", status=410)

    def id(self, title: str) -> str:
        rows = self.run("articles", "--json", "--copies").lines
        return next(str(row["id"]) for row in rows if row["title"] == title)

    def status(self) -> dict[str, dict[str, Any]]:
        """Return the lines of the status by their names."""
        return {line["name"]: line for line in self.run("status", "--json").lines}

    def planned(self, *words: str) -> dict[str, Any]:
        return dict(self.run("plan", "--json", *words).lines[0])


@pytest.fixture
def newsroom(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Newsroom]:
    with serving() as site:
        yield Newsroom(run=run, monkeypatch=monkeypatch, site=site, folder=tmp_path)


def test_nothing_slips_through_four_weeks(newsroom: Newsroom) -> None:
    first = the_first_week(newsroom)
    the_second_week(newsroom, first)
    the_third_week(newsroom, first)
    the_fourth_week(newsroom)


def the_first_week(desk: Newsroom) -> list[str]:
    """More comes than there is room for, and a feed is dead; return the titles."""
    desk.subscribe(wire="News", bell="Craft")
    desk.day("2026-11-04")
    first = [desk.publish("wire", n, f"2026-11-0{n}") for n in (1, 2, 3, 4)]
    desk.dead("bell")
    collected = desk.run("collect")
    assert (collected.exit_code, "410 (Gone)" in collected.stderr) == (3, True)
    told = desk.run("plan")
    assert "no room, offered again until you dismiss them: News 2" in told.stderr
    assert first[0] in " ".join(told.stdout.split())
    assert {one["why"] for one in desk.planned("--why")["waiting"]} == {
        "limit = 2: so many pieces are in it"
    }
    desk.run("hold", desk.id(first[3]))
    assert desk.status()["next"]["todo"] == "pressday plan"  # its place is free
    desk.run("build")
    assert "undo: pressday edition freeze --undo 2026-W45" in desk.run("edition", "freeze").stderr
    return first


def the_second_week(desk: Newsroom, first: list[str]) -> None:
    """The feed is back with what it had, a new source begins, one story is not wanted."""
    desk.day("2026-11-11")
    late = desk.publish("bell", 21, "2026-10-30")
    desk.subscribe(wire="News", bell="Craft", other="Craft")
    older = desk.publish("other", 31, "2026-10-20")
    fresh = desk.publish("wire", 5, "2026-11-09")
    assert desk.run("collect").exit_code == 0
    desk.run("dismiss", desk.id(first[0]))
    planned = desk.planned()
    states = {piece["title"]: piece["state"] for piece in planned["pieces"]}
    assert states == {first[3]: "held", fresh: "fresh", late: "late", older: "late"}
    assert [one["title"] for one in planned["waiting"]] == [first[2]]
    desk.run("build")
    desk.run("edition", "freeze")


def the_third_week(desk: Newsroom, first: list[str]) -> None:
    """Sources correct what is printed, and what is planned."""
    desk.day("2026-11-18")
    epub = desk.folder / "output/2026-W45/the-gazette-1.epub"
    printed = epub.read_bytes()
    desk.publish("wire", 6, "2026-11-17")
    desk.run("collect")
    titles = [piece["title"] for piece in desk.planned()["pieces"]]
    assert titles == [story(6).title, first[2]]
    desk.publish("wire", 2, "2026-11-02", "The source has corrected this.")
    desk.publish("wire", 6, "2026-11-17", "The source has more on this.")
    collected = desk.run("collect")
    assert "printed in 2026-W45" in collected.stderr
    assert "planned in 2026-W47" in collected.stderr
    assert "changed since 2026-W45 was frozen" in desk.run("plan").stderr
    assert desk.status()["printed"]["todo"] == "pressday revise 2026-W45 --note '…'"
    assert desk.run("build", "2026-W45").exit_code == 0
    assert epub.read_bytes() == printed
    revised = desk.run("revise", "2026-W45", "--note", "An earlier version was wrong.")
    assert revised.exit_code == 0
    assert epub.read_bytes() != printed
    assert (epub.parent / "revision-1" / epub.name).read_bytes() == printed
    assert "was frozen" not in desk.run("plan").stderr


def the_fourth_week(desk: Newsroom) -> None:
    """Nobody finished the third edition, so it is still open, and is moved to the new day."""
    desk.day("2026-11-25")
    last = desk.publish("wire", 7, "2026-11-24")
    desk.run("collect")
    assert "1 article after 2026-11-18, for the next edition" in desk.run("plan").stderr
    assert desk.status()["on offer"]["said"] == "1 of later days, for the next one"
    refused = desk.run("plan", "--date", "2026-11-25")
    assert (refused.exit_code, "pressday edition date 2026-11-25" in refused.stderr) == (2, True)
    moved = desk.run("edition", "date", "2026-11-25")
    assert "now of 2026-11-25, and called 2026-W48" in moved.stdout
    planned = desk.planned()
    assert (planned["edition"], planned["number"], planned["newer"]) == ("2026-W48", 3, 0)
    assert [one["title"] for one in planned["waiting"]] == [last]
