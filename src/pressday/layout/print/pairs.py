"""Pairs: a listing over two columns, and in the third the words that speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.print.galley_blocks import GalleyBlock
from pressday.layout.print.headline_widths import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

MOST = 26
"""Lines of a listing that stands beside its text; a longer one is cut at pages."""

LEAST = 4
"""Lines of one that is worth it."""

CODE = 74
"""Characters of code in a line over two columns."""


def pairs(blocks: Iterable[GalleyBlock], short: int) -> Iterator[GalleyBlock]:
    """Yield `blocks`, listings that two columns hold as pairs with the text around them.

    That is what announces them, all since the band before where that is less than
    `short` lines, and what follows as long as it stands no lower than they do.
    """
    made: list[GalleyBlock] = []
    left = [*blocks]
    while left:
        block = left.pop(0)
        if not _is_narrow_listing(block):
            made.append(block)
            continue
        before = _announcing(made, short)
        count = _following(left, _code_lines(block) - column_lines(before))
        after, left = left[:count], left[count:]
        for element in _elements(after):
            element.set("data-late", "")  # it is heard behind the listing
        text = (*_elements(before), *block.elements[:-1], *_elements(after))
        listing = GalleyBlock(kind="wide", elements=block.elements[-1:])
        pair = GalleyBlock(kind="pair", elements=text, listing=listing)
        made.append(pair if text else block)
    yield from made


def _announcing(made: list[GalleyBlock], short: int) -> list[GalleyBlock]:
    """Take from the end of what is `made` the text that goes with a listing under it."""
    text: list[GalleyBlock] = []
    while made and _is_prose(made[-1]):
        text.insert(0, made.pop())
    if column_lines(text) < short:
        return text
    kept = max((n for n, block in enumerate(text, start=1) if not block.leads_in), default=0)
    made += text[:kept]
    return text[kept:]


def _following(left: Sequence[GalleyBlock], room: int) -> int:
    """Return how many of the blocks that are `left` stand beside a listing with `room` lines.

    A heading, or what announces something else, does not end them.
    """
    count = 0
    for number, block in enumerate(left, start=1):
        room -= column_lines([block])
        if room < 0 or not _is_prose(block):
            break
        if not block.leads_in:
            count = number
    return count


def _is_prose(block: GalleyBlock) -> bool:
    return block.kind == "text" and all(element.tag != "pre" for element in block.elements)


def _elements(blocks: Iterable[GalleyBlock]) -> Iterator[HtmlElement]:
    for block in blocks:
        yield from block.elements


def _is_narrow_listing(block: GalleyBlock) -> bool:
    if block.kind != "wide" or block.elements[-1].tag != "pre":
        return False
    longest = max(map(len, block.elements[-1].text_content().splitlines()), default=0)
    return LEAST <= _code_lines(block) <= MOST and longest <= CODE


def _code_lines(block: GalleyBlock) -> int:
    return len(block.elements[-1].text_content().splitlines())


def column_lines(blocks: Iterable[GalleyBlock]) -> int:
    """Return about how many lines of a column `blocks` take."""
    return sum(
        block.plates[0].frame.lines + 2 if block.plates else text_lines(len(block.text)) + 1
        for block in blocks
    )
