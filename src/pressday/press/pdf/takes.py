"""Takes: the smallest runs of lines that are never cut, and which of them a page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressday.layout.makeup import Placed


@dataclass(frozen=True, slots=True)
class Take:
    """Where a take is in the fragment: its page, and the height in points of its first line."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class StandingTake:
    """A take that stands on a page: in which column, and at which line."""

    take: Take
    column: int
    line: int


def standing_takes(placed: Placed, takes: Mapping[str, Take]) -> Iterator[StandingTake]:
    """Yield the takes of what is `placed`; a line without ink has none."""
    if not placed.part.startswith("run/"):
        varied = f"{placed.part}{placed.stretch:+d}" if placed.stretch else placed.part
        yield StandingTake(takes[varied], placed.column, placed.line)
        return
    for line in range(placed.first, placed.last):
        name = f"{placed.part}/{line}"
        if placed.stretch:
            name = f"{name}{placed.stretch:+d}"
        if take := takes.get(name):
            yield StandingTake(take, placed.column, placed.line + line - placed.first)
