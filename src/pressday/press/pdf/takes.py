"""Takes: the smallest runs of lines that are never cut, and which of them a page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressday.layout.makeup import Placed


@dataclass(frozen=True, slots=True)
class Take:
    """Where a take is in the fragment: its page, and the height in points of its first line.

    One higher than any page is printed smaller, by `scale`.
    """

    page: int
    top: float
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class StandingTake:
    """A take that stands on a page: in which column, and at which line.

    `anchors` is the page of the fragment that has its anchors: that of the take as it was set,
    where this one's picture is taller or lower. `lift` is the number of a picture that was
    lifted out of the text, -1 for anything else.
    """

    take: Take
    column: int
    line: int
    anchors: int
    lift: int = -1


def standing_takes(placed: Placed, takes: Mapping[str, Take]) -> Iterator[StandingTake]:
    """Yield the takes of what is `placed`; a line without ink has none."""
    if not placed.part.startswith("run/"):
        yield _standing(takes, placed.part, placed, placed.line)
        return
    for line in range(placed.first, placed.last):
        if (name := f"{placed.part}/{line}") in takes:
            yield _standing(takes, name, placed, placed.line + line - placed.first)


def _standing(takes: Mapping[str, Take], name: str, placed: Placed, line: int) -> StandingTake:
    varied = f"{name}{placed.stretch:+d}" if placed.stretch else name
    lift = int(name.split("/")[1]) if name.startswith("lift/") else -1
    return StandingTake(takes[varied], placed.column, line, takes[name].page, lift)
