"""How composed pages came out: full, sharp, without holes, with all pictures or not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pressday.layout.makeup import COLUMNS, holes
from pressday.model import PageFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pressday.press.pdf.run import PressRun


def page_facts(press: PressRun, ppi: Sequence[int]) -> tuple[PageFacts, ...]:
    """Return how each composed page came out; `ppi` is that of each of the book's pages."""
    lines, first = press.book.geometry.lines, press.first_page()
    galleys = {name: fragment.galley for name, fragment in press.composed.fragments.items()}
    dropped = _dropped(press)
    return tuple(
        PageFacts(
            fill=round(1 - page.white / (COLUMNS * lines), 3),
            ppi=ppi[first - 1 + number],
            holes=holes(page, galleys, lines),
            dropped=tuple(dropped.get(number, ())),
        )
        for number, page in enumerate(press.composed.pages)
    )


def _dropped(press: PressRun) -> Mapping[int, Sequence[str]]:
    """Return the pictures that pieces do not show, by the page on which these open."""
    spots, found = press.composed.spots, defaultdict[int, list[str]](list)
    for piece in press.edition.pieces:
        if spot := spots.get(f"a-{piece.id}"):
            found[spot.page] += piece.dropped
    return found
