"""The numbers of lists: where one begins, runs on or counts down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBER = re.compile(r"\d{1,5}")


def runs(source: Element) -> list[tuple[dict[str, str], list[Element]]]:
    """Return what stands in a list in runs of one numbering, each with its attributes.

    An item with a number of its own (`value`) begins a run where that is not the next.
    """
    children = [child for child in source if dom.is_element(child)]
    if source.tag != "ol":
        return [({}, children)]
    if source.get("reversed") is not None:
        return [({"reversed": "reversed"} | _start(_number(source, "start")), children)]
    first = _number(source, "start")
    found: list[tuple[dict[str, str], list[Element]]] = [(_start(first), [])]
    following = 1 if first is None else first
    for child in children:
        own = _number(child, "value")
        if own not in {None, following}:
            found.append((_start(own), []))
            following = own or 0
        found[-1][1].append(child)
        following += child.tag == "li"
    return [(number, members) for number, members in found if members]


def _number(element: Element, name: str) -> int | None:
    said = element.get(name, "").strip()
    return int(said) if _NUMBER.fullmatch(said) else None


def _start(number: int | None) -> dict[str, str]:
    return {} if number in {None, 1} else {"start": str(number)}
