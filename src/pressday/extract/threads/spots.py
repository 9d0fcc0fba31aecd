"""The short texts of posts, each by the places where the other posts have theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from pressday.body.vocabulary import CELLS
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pressday.extract.threads.containers import Cut, Post

_LONGEST = 100  # characters of a line that names a writer or a day
_MOST = 400  # elements of a post that are looked at
_DEEPEST = 25  # levels below its container
_NAMES = 6  # classes of an element that are looked at
_AROUND = 9  # elements around a text that may say what it is
_CELLS = 8  # columns that are told apart
_SAME = 4  # texts at one place of one post
_DIGITS = re.compile(r"\d+")
_QUOTED = frozenset({"blockquote", "pre", "code"})  # what others wrote, or a machine
_BESIDE = " \t\r\n\u00a0\u00b7\u2022|,:\u2013\u2014-\u00bb"  # between a name and a day

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """An element of a post that says little, and what: its whole text, or that before its parts."""

    element: Element
    text: str
    around: tuple[Element, ...] = field(repr=False)  # itself and what holds it within the post
    whole: bool = True


Slot = dict["Post", list[Mention]]
"""The short texts that each post has at one place, in their order."""


def slots(cut: Cut) -> list[Slot]:
    """Return the short texts of all posts by their places, those of several names once."""
    roots = {root for post in cut.posts for root in post.roots}
    found: dict[Key, Slot] = {}
    for post in cut.posts:
        for key, spot in _spots(post, roots):
            there = found.setdefault(key, {}).setdefault(post, [])
            if len(there) < _SAME:
                there.append(spot)
    return list(
        {tuple(s for t in slot.values() for s in t): slot for slot in found.values()}.values()
    )


def _spots(post: Post, roots: set[Element]) -> Iterator[tuple[Key, Mention]]:
    left = _MOST
    for number, root in enumerate(post.roots):
        for path, around in _walk(root, (str(number),), roots):
            left -= 1
            if left < 0:
                return
            element = around[-1]
            for spot in _said(element, tuple(reversed(around[-_AROUND:]))):
                part = "whole" if spot.whole else "own"
                yield from (((part, *key), spot) for key in _keys(path, element))


def _walk(root: Element, path: Key, roots: set[Element]) -> Iterator[tuple[Key, list[Element]]]:
    """Yield a root and all inside, each with the tags and elements that lead to it.

    Quotations are passed over. The root is no part of the way to another: what it is
    called says nothing of a name.
    """
    yield path, [root]
    way: list[Element] = []
    stack = [(path, iter(root))]
    while stack:
        above, children = stack[-1]
        del way[len(stack) - 1 :]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif _may_say(child) and child not in roots:
            below = (*above, _step(child))
            way.append(child)
            yield below, way
            if len(stack) < _DEEPEST:
                stack.append((below, iter(child)))


def _step(element: Element) -> str:
    """Return the tag of an element; of a cell, whose place in the row is its name, that too."""
    if element.tag not in CELLS:
        return str(element.tag)
    return f"{element.tag}{sum(1 for _ in islice(element.itersiblings(preceding=True), _CELLS))}"


def _may_say(element: Element) -> bool:
    """Whether an element may tell who wrote a post: it is no quotation and no long paragraph."""
    if not dom.is_element(element) or element.tag in _QUOTED:
        return False
    return element.tag != "p" or line(element) is not None


def _said(element: Element, around: tuple[Element, ...]) -> Iterator[Mention]:
    """Yield the text of a short line, and what stands before its first part and a number."""
    whole = line(element)
    if whole is None:
        return
    yield Mention(element, whole.strip(_BESIDE), around)
    own = " ".join((element.text or "").split()).strip(_BESIDE)
    if len(element) and own and any(sign.isdigit() for sign in whole[len(own) :]):
        yield Mention(element, own, around, whole=False)


def line(element: Element) -> str | None:
    """Return the text of an element on one line, None where it is a long one."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        size += len(str(piece).strip())
        if size > _LONGEST:
            return None
    return " ".join(" ".join(pieces).split())


def _keys(path: Key, element: Element) -> Iterator[Key]:
    """Yield the names by which a place is known in all posts: the way to it, and its marks."""
    yield path
    yield from _marks(element)
    parent = element.getparent()
    if parent is not None:
        yield from ((str(element.tag), "in", *mark) for mark in _marks(parent))


def _marks(element: Element) -> Iterator[Key]:
    for name in (element.get("class") or "").split()[:_NAMES]:
        yield ("class", _DIGITS.sub("#", name))
    for attribute in ("itemprop", "rel", "property"):
        if element.get(attribute):
            yield (attribute, element.get(attribute, ""))
