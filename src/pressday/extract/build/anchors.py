"""Places inside a body: ids that links point at, and the links themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from pressday.extract.read import dom
from pressday.text import slug

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# `n-` marks a place of the article's own; footnotes have the form all rooms know.
_ID = re.compile(r"(?:n|fn|fnref)-[a-z0-9]+(?:-[a-z0-9]+)*")
_BARE = "bare"


def settle(body: Element) -> None:
    """Keep the ids of footnotes and of places that links name; unwrap links that lead nowhere.

    Until here an `id` may hold several names apart by blanks: anchors that stood
    empty before the element. Ids are unique within the body afterwards.
    """
    homes = _homes(body)
    _cut_dead_links(body, homes)
    wanted = {_name(a) for a in body.iter("a") if _name(a)}
    wanted |= {name for e in body.iter("a", "li") if e.get("class") for name in _names(e)}
    _name_anew(body, homes, wanted)
    for element in dom.elements(body, "a", "span"):
        if not element.attrib:
            element.tag = _BARE
    etree.strip_tags(body, _BARE)  # all at once: one by one is quadratic


def _names(element: Element) -> list[str]:
    return (element.get("id") or "").split(" ") if element.get("id") else []


def _homes(body: Element) -> dict[str, Element]:
    homes: dict[str, Element] = {}
    for element in body.iter():
        for name in _names(element):
            homes.setdefault(name, element)
    return homes


def _name(anchor: Element) -> str:
    """Return the place inside the body that a link names, or an empty string."""
    href = anchor.get("href") or ""
    return unquote(href[1:]) if href.startswith("#") else ""


def _cut_dead_links(body: Element, homes: dict[str, Element]) -> None:
    for anchor in body.iter("a"):
        if _name(anchor) and _name(anchor) not in homes:
            anchor.attrib.pop("href")
            anchor.attrib.pop("class", "")


def _name_anew(body: Element, homes: dict[str, Element], wanted: set[str]) -> None:
    """Give each wanted place one valid unique id, and each link the id of its place."""
    ids: dict[Element, str] = {}
    taken: set[str] = set()
    for element in dom.elements(body):
        names = [name for name in _names(element) if homes[name] is element and name in wanted]
        element.attrib.pop("id", "")
        if names:
            ids[element] = _unique(names[0], taken)
            element.set("id", ids[element])
    for anchor in body.iter("a"):
        if _name(anchor):
            anchor.set("href", f"#{ids[homes[_name(anchor)]]}")


def _unique(name: str, taken: set[str]) -> str:
    stem = name if _ID.fullmatch(name) else f"n-{slug(name)}"
    found, count = stem, 1
    while found in taken:
        count += 1
        found = f"{stem}-{count}"
    taken.add(found)
    return found
