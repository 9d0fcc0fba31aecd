"""The last look at composed pages: every line of every galley stands once, in its order.

Pictures that rise to the head of their column are out of order, and stand once too.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pressday.errors import LayoutError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday.layout.makeup.shapes import Galley, GalleySection, Page, Placed


def check_whole(sections: Iterable[GalleySection], pages: Iterable[Page]) -> None:
    """Raise LayoutError when composing has lost or doubled anything: that is a fault of ours."""
    standing: dict[str, list[Placed]] = defaultdict(list)
    for page in pages:
        for placed in page.placed:
            standing[placed.name].append(placed)
    for section in sections:
        for copy in section.copies:
            if not _is_whole(copy.galley, standing[copy.name]):
                raise LayoutError(
                    f"{copy.name.removeprefix('a-')} did not come whole onto its pages",
                    hint="report it with its text; cut = true in the run sheet leaves it out",
                )


def below_the_foot(pages: Iterable[Page], lines: int) -> dict[str, tuple[int, int]]:
    """Return what hangs out of pages `lines` high: by name, the page from 0, and by how many lines.

    It is one strip that is higher than a page and cannot be cut.
    """
    found: dict[str, tuple[int, int]] = {}
    for number, page in enumerate(pages):
        for placed in page.placed:
            end = placed.line + placed.last - placed.first + placed.stretch
            if placed.part.startswith("run/") and end > lines:
                found.setdefault(placed.name, (number, end - lines))
    return found


def _is_whole(galley: Galley, standing: list[Placed]) -> bool:
    lines = [
        (placed.part, line)
        for placed in standing
        if placed.part.startswith("run/")
        for line in range(placed.first, placed.last)
    ]
    openings = [p.part.partition("/")[0] for p in standing if p.part[0] in "hp"]
    return (
        _floats_last(galley, lines) == _floats_last(galley, _wanted(galley, standing))
        and openings.count("head") <= 1
        and (openings.count("plate") == any(plate.lines for plate in galley.plates.values()))
    )


def _wanted(galley: Galley, standing: list[Placed]) -> list[tuple[str, int]]:
    """Return part and line of all that should stand in columns, in its order."""
    lifted = {int(p.part.split("/")[1]) for p in standing if p.part.startswith("lift/")}
    return [
        (f"run/{run}/{strip}", line)
        for run, strips in enumerate(galley.runs)
        for strip, one in enumerate(strips.strips)
        if one.lift not in lifted
        for line in range(one.lines)
    ]


def _floats_last(galley: Galley, lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return `lines` with those of pictures that may rise over text behind all others."""
    floating = {
        f"run/{run}/{strip}"
        for run, strips in enumerate(galley.runs)
        for strip, one in enumerate(strips.strips)
        if one.floats
    }
    return sorted(lines, key=lambda line: line[0] in floating)
