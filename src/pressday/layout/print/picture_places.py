"""Where pictures stand in a text: apart from one another, in rows where they follow."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from pressday.layout.print.galley_blocks import GalleyBlock
from pressday.layout.print.headline_widths import text_lines
from pressday.layout.print.rules import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pressday.layout.print.galley_blocks import Plate

LEAST_IN_ROWS = 3  # pictures without text between them
ROW = 3
ROW_LINES = {2: (8, 18), 3: (8, 13)}  # of the pictures of a row
HALF = 243  # points of each of two pictures side by side
BETWEEN = 5  # lines of text between two pictures of a column


UNDER_OPENING = 12  # before the first one, where another opens the piece


def with_room(blocks: Iterable[GalleyBlock], *, opened: bool) -> Iterator[GalleyBlock]:
    """Yield `blocks`, pictures that stand too close moved on a little.

    In a text that is `opened` by a picture the first one waits until some text has passed.

    A picture between a heading and its text, or a line or two behind another picture,
    waits for enough text, but not beyond the next heading; none stands behind the end.
    """
    made: list[GalleyBlock] = []
    waiting: list[GalleyBlock] = []
    since, least = (0, UNDER_OPENING) if opened else (BETWEEN, BETWEEN)
    for block in blocks:
        after_heading = bool(made) and made[-1].is_heading
        close = after_heading or 0 < since < least or (opened and not made)
        if block.kind == "picture" and (close or waiting):
            waiting.append(block)
            continue
        if waiting and since and (block.is_heading or block.kind != "text"):
            made, waiting, since, least = [*made, *waiting], [], 0, BETWEEN
        made.append(block)
        since = since + text_lines(len(block.text)) if block.kind == "text" else 0
        if waiting and since >= least and not block.is_heading:
            made, waiting, since, least = [*made, *waiting], [], 0, BETWEEN
    yield from _ended([*made, *waiting])


def _ended(blocks: list[GalleyBlock]) -> list[GalleyBlock]:
    """Return `blocks`, one or two pictures behind the last paragraph put before it."""
    last = max((n for n, b in enumerate(blocks) if b.kind == "text"), default=0)
    trailing = [b for b in blocks[last + 1 :] if b.kind == "picture"]
    if not last or len(trailing) >= LEAST_IN_ROWS or blocks[last].elements[0].tag != "p":
        return blocks
    rest = [b for b in blocks[last + 1 :] if b.kind != "picture"]
    return [*blocks[:last], *trailing, blocks[last], *rest]


def in_rows(blocks: Iterable[GalleyBlock]) -> Iterator[GalleyBlock]:
    """Yield `blocks`, pictures that follow one another without text between in rows.

    Two that are too coarse for half of the page each stay in their columns.
    """
    for is_picture, group in groupby(blocks, _is_for_row):
        found = [*group]
        if not is_picture or len(found) < LEAST_IN_ROWS:
            yield from found
            continue
        left = iter(found)
        for plates in _evenly([b.plates[0] for b in found]):
            alone = [next(left) for _ in plates]
            is_sharp = len(plates) == ROW or all(p.sharp >= HALF for p in plates)
            yield from [_row(plates)] if is_sharp else alone


def _is_for_row(block: GalleyBlock) -> bool:
    return block.kind == "picture" and not block.plates[0].frame.width


def _evenly(plates: Sequence[Plate]) -> Iterator[Sequence[Plate]]:
    """Yield `plates` by threes and twos, so that none is left alone."""
    twos = -len(plates) % ROW
    threes = len(plates) - twos * 2
    yield from (plates[n : n + ROW] for n in range(0, threes, ROW))
    yield from (plates[n : n + 2] for n in range(threes, len(plates), 2))


def _row(plates: Sequence[Plate]) -> GalleyBlock:
    """Return pictures side by side, as high as the lowest of them, within bounds."""
    low, high = ROW_LINES[len(plates)]
    lines = max(low, min(high, *(p.frame.lines + p.frame.grow for p in plates)))
    frame = Frame(span=1, lines=lines, cell=True)
    return GalleyBlock(kind="row", plates=tuple(replace(p, frame=frame) for p in plates))
