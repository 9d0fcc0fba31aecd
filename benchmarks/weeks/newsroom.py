"""Feeds on loopback that change from day to day, and an editor who edits between the runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from tests.stories import feed, story

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from tests.servers import Site

FIRST = datetime(2026, 1, 2, 6, tzinfo=UTC)
DAYS_A_RUN = 2
SETTINGS = """schema = 1
[publication]
title = "The Gazette"
language = "en"
[output]
profiles = ["epub"]
[[section]]
name = "News"
limit = 9
per_source = 6
[[section]]
name = "Craft"
words = 3000
{sources}
[fetch]
allow = ["127.0.0.1"]
"""
SOURCES = {"wire": "News", "bell": "News", "loom": "Craft"}
_PIECE = re.compile(r'^article = "([0-9a-f]{12})".*\n', re.MULTILINE)


@dataclass
class Newsroom:
    """A publication, its feeds, and what the editor has written into which sheets."""

    folder: Path
    site: Site
    chance: random.Random
    day: datetime = FIRST
    titles: dict[str, str] = field(default_factory=dict)
    edits: dict[str, list[str]] = field(default_factory=dict)
    _entries: dict[str, dict[int, str]] = field(default_factory=lambda: {n: {} for n in SOURCES})
    _number: int = 0
    _texts: dict[tuple[str, int], str] = field(default_factory=dict)

    def open(self) -> None:
        """Write the settings of the publication."""
        sources = "".join(
            f'[[source]]\nkind = "feed"\nname = "{name}"\nurl = "{self.site.url(f"/{name}")}"\n'
            f'section = "{section}"\nrate = 0\n'
            for name, section in SOURCES.items()
        )
        (self.folder / "pressday.toml").write_text(SETTINGS.format(sources=sources))

    def next_day(self) -> None:
        """Let two days pass: feeds have more, correct what they had, or are dead."""
        self.day += timedelta(days=DAYS_A_RUN)
        for name, entries in self._entries.items():
            for _ in range(self.chance.randint(0, 2)):
                self._number += 1
                self._publish(name, self._number)
            if entries and self.chance.random() < 0.4:
                self._publish(name, self.chance.choice(list(entries)), f"Corrected {self.day}.")
            self._serve(name, is_dead=self.chance.random() < 0.15)

    def serve_all(self) -> None:
        """Let every feed live, so that nothing is missing at the end."""
        for name in SOURCES:
            self._serve(name)

    def edit(self) -> None:
        """Retitle, hold or cut a piece of the newest sheet, as a text editor would."""
        sheets = sorted((self.folder / "editions").glob("*/edition.toml"))
        if not sheets or (sheets[-1].parent / "edition.lock").exists():
            return
        text = sheets[-1].read_text()
        pieces = [m for m in _PIECE.finditer(text) if "mine" not in text[m.end() : m.end() + 60]]
        if pieces:
            piece = self.chance.choice(pieces)
            key = self.chance.choice(['headline = "Mine"', "hold = true", "cut = true"])
            line = f"{key}  # mine {self.day.date()} {piece[1]}\n"
            sheets[-1].write_text(text[: piece.end()] + line + text[piece.end() :])
            self.edits.setdefault(sheets[-1].parent.name, []).append(line)

    def _publish(self, name: str, number: int, more: str = "") -> None:
        made = story(number)
        self.titles[made.title] = name
        entry = made.item(self.site.url(f"/{name}/{number}"), full=True)
        entry = entry.replace(made.paragraphs[0], f"{made.paragraphs[0]} {more}")
        if number not in self._entries[name]:
            when = format_datetime(self.day - timedelta(hours=self.chance.randint(1, 40)))
            self._entries[name][number] = when
        when = self._entries[name][number]
        self._texts[name, number] = entry.replace(made.date, when)

    def _serve(self, name: str, *, is_dead: bool = False) -> None:
        items = [self._texts[name, number] for number in reversed(self._entries[name])]
        kind = {"Content-Type": "application/rss+xml"}
        status = 410 if is_dead else 200
        self.site.page(f"/{name}", feed(name, items), headers=kind, status=status)
