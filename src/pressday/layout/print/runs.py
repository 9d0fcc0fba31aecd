"""Runs: which blocks of a text follow one another in columns, and which stand across the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pressday.layout.print.headline_widths import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday.layout.print.blocks import GalleyBlock

INTERLUDE = 18
"""Lines of a column: text between two bands that is shorter stands across the page itself."""

_WIDE = frozenset({"row", "wide", "box"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleyRun:
    """Blocks that stand in columns, or `wide`, across the page."""

    blocks: tuple[GalleyBlock, ...]
    wide: bool


def runs(blocks: Iterable[GalleyBlock]) -> tuple[GalleyRun, ...]:
    """Return `blocks` in runs; a few lines between two bands would make thin columns."""
    groups = groupby(_led_in([*blocks]), itemgetter(0))
    parts = [(wide, [block for _, block in group]) for wide, group in groups]
    last = len(parts) - 1
    wide = [
        is_wide or (0 < number < last and _lines(group) < INTERLUDE)
        for number, (is_wide, group) in enumerate(parts)
    ]
    placed = [(w, block) for w, (_, group) in zip(wide, parts, strict=True) for block in group]
    found = [
        GalleyRun(blocks=tuple(block for _, block in group), wide=is_wide)
        for is_wide, group in groupby(placed, itemgetter(0))
    ]
    return _numbered(found) or (GalleyRun(blocks=(), wide=False),)


def _led_in(blocks: list[GalleyBlock]) -> list[tuple[bool, GalleyBlock]]:
    """Return `blocks`, each with whether it is wide: headings go with the band under them."""
    found: list[tuple[bool, GalleyBlock]] = []
    for block in reversed(blocks):
        under_wide = bool(found) and found[-1][0]
        found.append((block.kind in _WIDE or (under_wide and _leads_in(block)), block))
    return found[::-1]


def _leads_in(block: GalleyBlock) -> bool:
    last = block.elements[-1] if block.kind == "text" and block.elements else None
    return last is not None and (last.tag in {"h2", "h3", "h4"} or "leads-in" in last.classes)


def _numbered(found: Iterable[GalleyRun]) -> tuple[GalleyRun, ...]:
    """Return runs with a number on each picture of their columns that may be lifted out."""
    numbers = count()
    return tuple(
        run
        if run.wide
        else replace(
            run,
            blocks=tuple(
                replace(b, lift=next(numbers)) if b.kind == "picture" and len(b.plates) > 1 else b
                for b in run.blocks
            ),
        )
        for run in found
    )


def _lines(blocks: Iterable[GalleyBlock]) -> int:
    return sum(
        block.plates[0].frame.lines + 2 if block.plates else text_lines(len(block.text))
        for block in blocks
    )
