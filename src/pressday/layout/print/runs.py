"""Runs: which blocks of a text follow one another in columns, and which stand across the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pressday.layout.print.pairs import column_lines, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday.layout.print.galley_blocks import GalleyBlock


INTERLUDE = 12
"""Lines of a column: text between two bands that is shorter stands across the page itself."""

_WIDE = frozenset({"row", "wide", "box", "pair"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleyRun:
    """Blocks that stand in columns, or `wide`, across the page."""

    blocks: tuple[GalleyBlock, ...]
    wide: bool


def runs(blocks: Iterable[GalleyBlock]) -> tuple[GalleyRun, ...]:
    """Return `blocks` in runs; a few lines between two bands would make thin columns."""
    groups = groupby(_led_in([*pairs(blocks, INTERLUDE)]), itemgetter(0))
    parts = [(wide, [block for _, block in group]) for wide, group in groups]
    last = len(parts) - 1
    wide = [
        is_wide or (0 < number < last and column_lines(group) < INTERLUDE)
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
        found.append((block.kind in _WIDE or (under_wide and block.leads_in), block))
    return found[::-1]


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
