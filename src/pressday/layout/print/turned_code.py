"""Code in a column: its longer lines go on in the next one, behind a mark."""

from __future__ import annotations

import math
import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MEASURE = 34
"""Characters of code in a line of a column."""

FEW = 2
"""Lines that may be turned in any listing; in a long one, a third of its lines."""

MARK = "→ "

INDENT = 2
"""Characters by which a level of code is indented in a column."""

_DEEPEST = 12  # characters by which what is turned is indented at most
_LEVELS = 4  # spaces of a level in most code that is indented with them
_PLACES = re.compile(r"(?<=[\s,;(\[{=&|+/])(?=\S)|(?=[.?&])")  # where a line is best turned


def stands_in_column(listing: HtmlElement) -> bool:
    """Tell whether a column holds `listing` without turning more than a few of its lines."""
    lengths = [len(line) for line in listing.text_content().splitlines()]
    turned = sum(max(0, math.ceil(n / MEASURE) - 1) for n in lengths)
    return turned <= max(FEW, len(lengths) // 3)


def narrow(listing: HtmlElement) -> None:
    """Indent the lines of `listing` by `INDENT` a level, in place: a tab, or four spaces."""
    written = _narrowed(listing.text_content())
    for element, field in _nodes(listing):
        there = getattr(element, field) or ""
        setattr(element, field, "".join(islice(written, len(there))))


def _narrowed(text: str) -> Iterator[str]:
    """Yield what is written for each character of `text`."""
    lines = text.splitlines(keepends=True)
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines]
    level = _LEVELS if all(i.count(" ") % _LEVELS in (0, 1) for i in indents) else INDENT
    for line, indent in zip(lines, indents, strict=True):
        levels, rest = divmod(indent.count(" "), level)
        depth = INDENT * (levels + indent.count("\t")) + rest
        yield from (" " * depth if i == 0 else "" for i in range(len(indent)))
        yield from line[len(indent) :].replace("\t", " ")


def turn(listing: HtmlElement) -> None:
    """Turn the lines of `listing` that are longer than `MEASURE`, in place, as deep as they are."""
    for offset, indent in reversed([*_turns(listing.text_content())]):
        _insert(listing, offset, f"\n{' ' * indent}{MARK}")


def _turns(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places in `text` where a line goes on in the next one, and the indent of that."""
    begin = 0
    for line in text.splitlines(keepends=True):
        code = line.rstrip()
        indent = min(len(code) - len(code.lstrip()), _DEEPEST)
        at, room = 0, MEASURE
        while len(code) - at > room:
            at = _place(code, max(at + 1, indent + 1), at + room)
            yield begin + at, indent
            room = MEASURE - indent - len(MARK)
        begin += len(line)


def _place(code: str, first: int, last: int) -> int:
    """Return the best place from `first` to `last` to turn a line: between words, else anywhere."""
    half = (first + last) // 2
    found = [m.start() for m in _PLACES.finditer(code, half, last + 1) if m.start() <= last]
    return max(found, default=last)


def _insert(listing: HtmlElement, offset: int, text: str) -> None:
    """Put `text` as an element of its own into `listing`, `offset` characters from its head."""
    for element, field in _nodes(listing):
        there = getattr(element, field) or ""
        if offset <= len(there):
            mark = listing.makeelement("i", {"class": "turned"})
            mark.text, mark.tail = text, there[offset:]
            setattr(element, field, there[:offset])
            if field == "text":
                element.insert(0, mark)
            else:
                element.addnext(mark)
                element.tail = there[:offset]
            return
        offset -= len(there)


def _nodes(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield where text can stand inside `element`, in reading order."""
    yield element, "text"
    for child in element:
        yield from _nodes(child)
        yield child, "tail"
