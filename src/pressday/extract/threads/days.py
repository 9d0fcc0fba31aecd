"""When posts were written: the date at one place of each."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from pressday.extract.describe.dates import find_date, read_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.threads.containers import Post
    from pressday.extract.threads.spots import Mention, Slot

_LEAST = 0.3  # share of posts: some pages show the rest in short, without a day
_STATED = ("datetime", "content", "data-time", "data-timestamp", "data-date", "data-datetime")
# Days of another kind: since when somebody has been a member, when a text was changed.
_OTHER = re.compile(
    r"join|regist|member|since|edit|updat|modif|last|birth|seit|inscri|active|seen|bearbeit|ge\u00e4ndert",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s?[ap]m\b", re.IGNORECASE)
_MARK = re.compile("date|time", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?!\d)")
_LABEL = 40  # characters before a date that say what it is


@dataclass(frozen=True, slots=True)
class Days:
    """The day of each post, and where it stands.

    `timed` is the share of posts that have a time of day, `crowded` of those with several days.
    """

    of: Mapping[Post, datetime] = field(default_factory=dict)
    spots: Mapping[Post, Mention] = field(default_factory=dict)
    score: float = 0.0
    timed: float = 0.0
    crowded: float = 0.0


def days(slots: Sequence[Slot], posts: Sequence[Post]) -> Days:
    """Return the days of posts, read at the place that most of them have, in rising order best."""
    spots = {spot for found in slots for there in found.values() for spot in there}
    read = {spot: day for spot in spots if (day := _read(spot)) and not _is_other(spot)}
    every = [_days(found, posts, read) for found in slots]
    best = max(every, key=lambda days: days.score, default=Days())
    return replace(best, timed=max((days.timed for days in every), default=0.0))


def _days(found: Slot, posts: Sequence[Post], read: Mapping[Mention, datetime]) -> Days:
    spots: dict[Post, Mention] = {}
    of: dict[Post, datetime] = {}
    for post, there in found.items():
        first = next((spot for spot in there if spot in read), None)
        if first:
            of[post], spots[post] = read[first], first
    numbered = {
        post: spot
        for post in posts
        for spot in reversed(found.get(post, ()))
        if _NUMBERS.search(spot.text)
    }
    if len(numbered) > len(of):
        of, spots = _by_order(numbered), numbered
    several = sum(len({read.get(s) for s in there} - {None}) > 1 for there in found.values())
    return replace(_rated(of, spots, posts), crowded=several / len(posts))


def _rated(
    of: Mapping[Post, datetime], spots: Mapping[Post, Mention], posts: Sequence[Post]
) -> Days:
    timed = sum(map(_has_clock, spots.values())) / len(posts)
    if len(of) < _LEAST * len(posts):
        return Days(timed=timed)
    marked = sum(_is_marked(spot.element) for spot in spots.values()) / len(posts)
    rising = _rising([of[post] for post in posts if post in of])
    return Days(of, spots, len(of) / len(posts) * (1 + rising) + marked + timed / 2, timed)


def _rising(moments: Sequence[datetime]) -> float:
    """Return the share of steps that go one way: members do not come in the order of posts."""
    steps = [before <= after for before, after in pairwise(moments)]
    return max(sum(steps), len(steps) - sum(steps)) / len(steps) if steps else 1.0


def _is_marked(element: Element) -> bool:
    return element.tag == "time" or bool(
        _MARK.search(f"{element.get('itemprop')} {element.get('class')}")
    )


def _has_clock(spot: Mention) -> bool:
    stated = (spot.element.get(name) or "" for name in (*_STATED, "title"))
    return any(_CLOCK.search(text) for text in (spot.text, *stated))


def _is_other(spot: Mention) -> bool:
    before = spot.text[: found.start()] if (found := re.search(r"\d", spot.text)) else ""
    marks = f"{spot.element.get('class') or ''} {spot.element.get('itemprop') or ''}"
    return bool(_OTHER.search(f"{marks} {_label(spot.element)} {before}"))


def _label(element: Element) -> str:
    """Return the words right before an element, in its line or in an element without a number."""
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return "" if parent is None else (parent.text or "")[-_LABEL:]
    said = "" if len(before) or re.search(r"\d", before.text or "") else before.text or ""
    return f"{said[-_LABEL:]} {(before.tail or '')[-_LABEL:]}"


def _read(spot: Mention) -> datetime | None:
    stated = (read_date(spot.element.get(name) or "") for name in _STATED)
    found = next(filter(None, stated), None) or find_date(spot.element.get("title") or "")
    return found or find_date(spot.text)


def _by_order(spots: Mapping[Post, Mention]) -> dict[Post, datetime]:
    """Return dates of numbers alone, which one post cannot tell, but all together: 3/4, 3/13."""
    found = ((post, _NUMBERS.search(spot.text)) for post, spot in spots.items())
    numbers = {post: match.groups() for post, match in found if match}
    readings = [_in_order(numbers, day_first=first) for first in (True, False)]
    sound = [reading for reading in readings if len(reading) == len(numbers)]
    rising = [r for r in sound if all(a <= b for a, b in pairwise(r.values()))] or sound
    return rising[0] if rising and all(r == rising[0] for r in rising) else {}


def _in_order(numbers: Mapping[Post, tuple[str, ...]], *, day_first: bool) -> dict[Post, datetime]:
    read: dict[Post, datetime] = {}
    for post, (first, second, year) in numbers.items():
        day, month = (first, second) if day_first else (second, first)
        with suppress(ValueError):
            read[post] = datetime(int(year), int(month), int(day), tzinfo=UTC)
    return read
