"""Which blocks an editor has left as they were, by all that a reader sees of them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from pressday.body import Body
from pressday.body.vocabulary import INLINES

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset({"id", "datetime", "title"})
_SHOWN = INLINES - {"time", "abbr", "br"}
_IDLE = (("alt", ""), ("dir", "ltr"))

Look = tuple[tuple[object, ...], ...]


def as_it_was(body: Body, article: Body) -> Body:
    """Return `body` with the article's own block for each that looks the same.

    So what Markdown does not say of a block, such as places that links lead to, stays as
    long as its words do.
    """
    known: dict[Look, list[HtmlElement]] = defaultdict(list)
    for block in article.tree():
        known[look(block)].append(block)
    root = body.tree()
    for block in list(root):
        same = known.get(look(block))
        if same:
            block.addprevious(same.pop(0))
            block.drop_tree()
    _cut_dead_links(root)
    return Body.of(root)


def _cut_dead_links(root: HtmlElement) -> None:
    places = set(root.xpath(".//@id"))
    for link in root.xpath(".//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in places:
            link.attrib.pop("href")
            link.drop_tag()


def look(block: HtmlElement) -> Look:
    """Return all that a reader sees of a block: words, each as it is set, and what holds them."""
    found: list[tuple[object, ...]] = []
    opened: list[tuple[object, ...]] = []
    for event, node in etree.iterwalk(block, events=("start", "end")):
        sign = _sign(node)
        if event == "start":
            if node.get("class") == "credit":
                _say(" ", opened, found)  # it stands apart whether a blank says so or not
            if _is_shown(node):
                opened.append(sign)
            elif node.tag not in INLINES or node.tag == "br":
                found.append(sign)
            _say(node.text, opened, found)
            continue
        if _is_shown(node):
            opened.pop()
        elif node.tag not in INLINES:
            found.append(("end", node.tag))
        if node is not block:
            _say(node.tail, opened, found)
    return tuple(found)


def _is_shown(node: etree._Element) -> bool:
    """Tell whether an inline element makes its words look otherwise; code does so by its block."""
    home = node.getparent()
    return node.tag in _SHOWN and not (
        node.tag == "code" and home is not None and home.tag == "pre"
    )


def _sign(node: etree._Element) -> tuple[object, ...]:
    said = ((str(name), str(value)) for name, value in node.attrib.items() if name not in _UNSEEN)
    shown = (pair for pair in said if pair not in _IDLE)
    return "em" if node.tag == "cite" else node.tag, *sorted(shown)


def _say(
    text: str | None, opened: list[tuple[object, ...]], found: list[tuple[object, ...]]
) -> None:
    """Add the words of `text`; a blank looks the same whatever it stands in."""
    for part in re.split(r"([ \t\r\n]+|\u00a0)", text or ""):
        if part == "\u00a0":
            found.append((part,))
        elif part.isspace():
            if found and found[-1] != (" ",):
                found.append((" ",))
        elif part:
            found.append((part, frozenset(opened)))
