"""Which articles tell one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressday.edition.events import FEWEST, Events

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Summary

OTHERS = (
    "Council votes on the new library", "Bakery on Dock Street closes after ninety years",
    "School choir wins the northern prize", "Price of paper rises for the third month",
    "Doctor opens a surgery on the island", "Museum buys forty cases of wooden type",
    "Winter market moves to the quay", "Bridge is painted green again",
)  # fmt: skip
PLAGUE = "Hunter catches bubonic plague after eating a wild rabbit"
AGAIN = "Bubonic plague found in hunter who ate rabbit"


def tellers(make_summary: Callable[..., Summary], *told: Summary, others: int = 8) -> list[int]:
    events = Events()
    for number, title in enumerate(OTHERS[:others]):
        events.note(make_summary(title, day="2026-11-25", source=f"S{number}"))
    for one in told:
        events.note(one)
    found = events.tellers([one.id for one in told])
    return [found.get(one.id, 0) for one in told]


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({"title": AGAIN}, 1),
        ({"title": AGAIN, "source": "One"}, 0),  # a paper that tells it twice
        ({"title": AGAIN, "day": "2026-11-02"}, 0),
        ({"title": "Hunter wins medals"}, 0),
    ],
)
def test_two_sources_that_tell_an_event_in_some_days_know_each_other(
    make_summary: Callable[..., Summary], other: dict[str, str], count: int
) -> None:
    one = make_summary(PLAGUE, day="2026-11-25", source="One")
    two = make_summary(**{"day": "2026-11-26", "source": "Two"} | other)
    assert tellers(make_summary, one, two) == [count, count]


def test_headlines_tell_more_of_an_event_than_openings(
    make_summary: Callable[..., Summary],
) -> None:
    openings = (
        "one two three four five six seven eight nine ten",
        "un deux trois quatre cinq sept",
    )
    told = [
        make_summary("Ferry aground off Hull", source=text[:3], id=text[:3], opening=text)
        for text in openings
    ]
    assert tellers(make_summary, *told) == [1, 1]


def test_among_few_articles_no_word_is_rare(make_summary: Callable[..., Summary]) -> None:
    told = [make_summary(t, source=t) for t in (PLAGUE, AGAIN)]
    assert tellers(make_summary, *told, others=FEWEST - 3) == [0, 0]
