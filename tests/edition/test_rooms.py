"""What a section takes, by pieces, words, minutes, pages and sources, and which limit it says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pressday.config import SectionRule
from pressday.edition import Sheet, SheetPiece, SheetSection, offers, propose
from pressday.edition.plan import rooms
from pressday.edition.rooms import Room

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressday.config import Publication
    from pressday.model import Summary


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"limit": 1}, "limit = 1: so many pieces are in it"),
        ({"per_source": 1}, "per_source = 1: so many of Wire are in it"),
        ({"words": 700}, "words = 700: 480 words are in it, and it has 240"),
        ({"minutes": 2}, "minutes = 2: 2 minutes are in it, and it has 1"),
        ({"pages": 1}, "pages = 1: 0.8 pages are in it, and it has 0.4"),
        ({"limit": 2, "words": 720, "minutes": 3, "pages": 2, "per_source": 2}, ""),
    ],
)
def test_a_limit_says_what_it_leaves_out(
    make_summary: Callable[..., Summary], limits: dict[str, int], said: str
) -> None:
    room = Room(rule=SectionRule(name="News", **limits))
    room.take(make_summary("one", count=480, source="Wire"))
    assert room.refusal(make_summary("two", count=240, source="Wire")) == said


def test_what_is_too_long_gives_way_to_what_is_worth_less_and_fits(
    publication: Publication, make_summary: Callable[..., Summary]
) -> None:
    rule = SectionRule(name="News", words=1000, per_source=2)
    articles = [
        make_summary(f"n{n}", count=count, section="News", source=source)
        for n, (count, source) in enumerate(
            [(600, "Wire"), (500, "Wire"), (200, "Wire"), (100, "Wire"), (90, "Open")]
        )
    ]
    found = propose(offers(articles, None), replace(publication, sections=(rule,)))
    assert {p.article.title for section in found for p in section.pieces} == {"n0", "n2", "n4"}


def test_what_is_in_the_sheet_takes_room_and_what_is_held_takes_none(
    publication: Publication, make_summary: Callable[..., Summary], tmp_path: Path
) -> None:
    there = {name: make_summary(name, count=400) for name in ("one", "two")}
    pieces = [SheetPiece(article="one", where=""), SheetPiece(article="two", where="", hold=True)]
    section = SheetSection(name="News", pieces=tuple(pieces))
    day = there["one"].came.date()
    sheet = Sheet(path=tmp_path, date=day, sections=(section,), lines={})
    room = rooms(publication, sheet, there)["News"]
    assert (room.pieces, room.words) == (1, 400)
