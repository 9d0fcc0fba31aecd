"""Runs: which blocks of a text follow one another in columns, and which stand across the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pressday.layout.print.galley_blocks import HEADINGS, GalleyBlock
from pressday.layout.print.headline_widths import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


PAIR_LINES = 30
"""Lines of a listing, and of the text beside it, that stand side by side."""

PAIR_CODE = 74
"""Characters of code in a line over two columns."""

INTERLUDE = 12
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
        GalleyRun(blocks=tuple(_paired(group) if is_wide else group), wide=is_wide)
        for is_wide, group in ((w, [b for _, b in g]) for w, g in groupby(placed, itemgetter(0)))
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
    return last is not None and (last.tag in HEADINGS or "leads-in" in last.classes)


def _paired(blocks: Iterable[GalleyBlock]) -> Iterator[GalleyBlock]:
    """Yield `blocks`, a listing and the text before it as a pair, side by side."""
    text: list[GalleyBlock] = []
    for block in blocks:
        if block.kind == "text":
            text.append(block)
        elif text and _lines(text) <= PAIR_LINES and _is_narrow_listing(block):
            before = tuple(element for part in text for element in part.elements)
            yield GalleyBlock(kind="pair", elements=before, listing=block.elements)
            text = []
        else:
            yield from text
            yield block
            text = []
    yield from text


def _is_narrow_listing(block: GalleyBlock) -> bool:
    """Tell a listing that stands over two columns beside the text before it."""
    if block.kind != "wide" or block.elements[-1].tag != "pre":
        return False
    lines = block.elements[-1].text_content().splitlines()
    return len(lines) <= PAIR_LINES and max(map(len, lines), default=0) <= PAIR_CODE


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
