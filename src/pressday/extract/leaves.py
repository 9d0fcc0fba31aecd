"""The blocks of a body that hold text or a picture of their own: what is kept or left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.extract import dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 pre hr figure dt caption".split())

# Elements whose own classes say nothing about the block they stand in.
_INLINE = frozenset("a em strong b i u sub sup code abbr cite q font mark time small".split())


@dataclass(slots=True, kw_only=True)
class Leaf:
    """A block that holds text of its own, where it came from, and the judgement so far.

    `keep` is None for furniture that nothing may bring back.
    """

    element: Element
    origin: Element
    words: list[str]
    keep: bool | None = False


def leaves_of(node: Element) -> Iterator[Element]:
    """Yield the leaves below a built element, in reading order."""
    for child in node:
        if child.tag in _LEAVES or child.get("class") == "embed":
            yield child
        else:
            yield from leaves_of(child)


def leaf_of(element: Element, origins: Mapping[Element, Element]) -> Leaf:
    """Return the leaf of a built block, whose origin is the page's own block."""
    origin = origins.get(element, element)
    while origin.tag in _INLINE and (parent := origin.getparent()) is not None:
        origin = parent
    words = dom.tokens(dom.visible_text(element))
    return Leaf(element=element, origin=origin, words=words)
