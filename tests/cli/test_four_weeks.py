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

    def planned(self, *words: str) -> dict[str, Any]:
        return dict(self.run("plan", "--json", *words).lines[0])


@pytest.fixture
def newsroom(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Newsroom]:
    with serving() as site:
        yield Newsroom(run=run, monkeypatch=monkeypatch, site=site, folder=tmp_path)
