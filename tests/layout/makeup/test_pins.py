"""Pieces at the head of a page, and two on one page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.layout.makeup.galleys import composed, fixed_edition, prose, section, weighed

if TYPE_CHECKING:
    from tests.layout.makeup.galleys import Made

    from pressday.layout.makeup import GalleySection


def first(made: Made, name: str) -> tuple[int, int]:
    """Return page and line of the headline of a piece."""
    ((page, placed),) = made.placed(name, "head")
    return page, placed.line


def pinned(sections: list[GalleySection], name: str, **pins: object) -> list[GalleySection]:
    return [
        replace(
            s, copies=tuple(replace(c, **pins) if c.name == name else c for c in s.copies)  # type: ignore[arg-type]
        )
        for s in sections
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_piece_that_starts_a_page_has_nothing_above_it(seed: int) -> None:
    sections = fixed_edition(15, seed)
    name = sections[2].copies[1].name
    made = composed(pinned(sections, name, starts_page=True))
    page, line = first(made, name)
    assert line == min(placed.line for placed in made.pages[page].placed)


def test_a_section_whose_lead_starts_a_page_does_not_run_on() -> None:
    short = [section(weighed(prose(20), name=n), number=k) for k, n in enumerate("ab", start=1)]
    assert len(composed(short).pages) == 1
    made = composed(pinned(short, "b", starts_page=True))
    assert [first(made, n)[0] for n in "ab"] == [0, 1]


def test_two_that_are_pinned_share_a_page() -> None:
    long = [weighed(prose(150), name=f"long{n}") for n in range(4)]
    pair = [weighed(prose(40), name="one", rank="short"), weighed(prose(50), name="other")]
    sections = [section(pair[0], *long, pair[1])]
    apart, together = composed(sections), composed(pinned(sections, "other", beside="one"))
    assert first(apart, "one")[0] != first(apart, "other")[0]
    assert first(together, "one")[0] == first(together, "other")[0]
