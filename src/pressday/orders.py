"""What an editor orders of the press: which files, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Intent = Literal["relative", "perceptual"]
"""What becomes of colours that no ink makes: the nearest, or all of them move together."""

Paper = Literal["A4", "A3", "Letter", "Tabloid"]
Flip = Literal["short", "long"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressOrder:
    """For which press the plates are made, and what stands around the page.

    `condition` is the name of a printing condition, `icc` the file of its colour profile where
    Pressday does not bring it. `ink` is the most percent of all four inks on one another,
    `bleed` how many millimetres of colour are cut off at each edge.
    """

    condition: str = "FOGRA39"
    icc: Path | None = None
    intent: Intent = "relative"
    ink: int = 300
    bleed: float = 3.0
    marks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletOrder:
    """How a booklet comes from the printer at home.

    `sheet` is the paper in the printer, empty for that of the pages themselves; `signature`
    how many pages are folded together, 0 for all; `thickness` that of the paper in
    millimetres; `flip` the edge over which the printer turns a sheet. A `guide` how to fold
    is printed on a sheet before all others.
    """

    sheet: Paper | Literal[""] = ""
    signature: int = 0
    thickness: float = 0.1
    flip: Flip = "short"
    guide: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """The profiles that are wanted of one format, and what was ordered for those of the press."""

    profiles: tuple[str, ...] = ("screen",)
    press: PressOrder = field(default_factory=PressOrder)
    booklet: BookletOrder = field(default_factory=BookletOrder)
