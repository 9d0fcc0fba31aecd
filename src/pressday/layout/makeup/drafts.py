"""Sheets while many make-ups are compared: light, and turned into real ones for the winner only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressday.layout.makeup.shapes import PlacedBand


@dataclass(frozen=True, slots=True)
class Knob:
    """How one band is varied: lines its picture gains, strips it moves on, whether it stays out."""

    stretch: int = 0
    shift: int = 0
    out: bool = False


Trim = tuple[Knob, ...]
"""One way to vary a galley: a knob for each band."""


@dataclass(frozen=True, slots=True)
class Span:
    """A column while make-ups are compared: lines `begin` to `end` of the type, at line `top`."""

    index: int
    top: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A sheet while make-ups are compared."""

    spans: tuple[Span, ...]
    bands: tuple[PlacedBand, ...]
    lines: int
    free: int
