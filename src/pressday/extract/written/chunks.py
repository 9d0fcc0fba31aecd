"""A Markdown file as its blocks, each as it stands in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.written.markdown import CLOSE, OPEN, reader

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOES_ON = re.compile(r"[ \t]+\S")


def chunks(text: str) -> tuple[str, ...]:
    """Return the blocks of a text, line for line; only blank lines between them are left out.

    Notes to oneself, footnotes and addresses of links are blocks as well.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    found = ("\n".join(lines[start:end]).strip("\n").rstrip() for start, end in _extents(lines))
    return tuple(chunk for chunk in found if chunk.strip())


def _extents(lines: list[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for token in reader().parse("\n".join(lines)):
        if token.level == 0 and token.map and token.map[0] >= at:
            yield from _between(lines, at, token.map[0])
            yield token.map[0], token.map[1]
            at = token.map[1]
    yield from _between(lines, at, len(lines))


def _between(lines: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what the reader makes no block of, in parts that blank lines divide.

    What is indented goes on with the part before it, and so does a note that is still open.
    """
    first = start
    for number in range(start + 1, end):
        begins = lines[number].strip() and not _GOES_ON.match(lines[number])
        if begins and not lines[number - 1].strip() and _is_closed(lines[first:number]):
            yield first, number
            first = number
    if first < end:
        yield first, end


def _is_closed(lines: list[str]) -> bool:
    text = "\n".join(lines)
    return text.count(OPEN) <= text.count(CLOSE)
