"""The blocks of a body that hold text or a picture of their own: what is kept or left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.extract.read import addresses, dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_DIGIT = re.compile(r"\d")
_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 pre hr figure dt caption".split())

# Elements whose own classes say nothing about the block they stand in.
_INLINE = frozenset("a em strong b i u sub sup code abbr cite q font mark time small".split())
# Elements that a line or a list is made of: where these stand is said by what is around them.
_PARTS = _INLINE | frozenset(
    "p span li ul ol dl dt dd blockquote table caption thead tbody tr td th h1 h2 h3 h4 h5 h6"
    " figure figcaption img center del ins pre br".split()
)


@dataclass(slots=True, kw_only=True)
class Leaf:
    """A block that holds text of its own, where it came from, and the judgement so far.

    `text` is one line, `links` are the addresses in it with the words each link covers, `home`
    tells the container it stands in. `score` is how likely it is text of the article, 0 to 1.
    `keep` is None for furniture that nothing may bring back, and `why` says what it was taken for.
    """

    element: Element
    origin: Element
    words: list[str]
    text: str = ""
    links: tuple[tuple[str, int], ...] = ()
    home: object = None
    score: float = 0.0
    keep: bool | None = False
    why: str = ""

    def linked(self, site: str) -> float:
        """Return the share of words inside links to the host `site`, or to anywhere if empty."""
        if not self.links:
            return 0.0
        words = sum(count for address, count in self.links if _leads_to(address, site))
        return words / max(1, len(self.words))


def _leads_to(address: str, site: str) -> bool:
    host = addresses.host(address)
    return not site or host == site or host.endswith(f".{site}") or site.endswith(f".{host}")


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
    text = " ".join(dom.visible_text(element).split())
    return Leaf(
        element=element, origin=origin, words=dom.tokens(text), text=text,
        links=_links(element), home=_home(origin),
    )  # fmt: skip


def _links(element: Element) -> tuple[tuple[str, int], ...]:
    """Return the links that lead off the page."""
    found = ((a.get("href") or "", a) for a in element.iter("a"))
    return tuple(
        (address, len(dom.tokens(dom.inner_text(anchor))))
        for address, anchor in found
        if not address.startswith("#")
    )


def _home(origin: Element) -> tuple[object, object]:
    """Return what tells one container of blocks from another: its name and class, and its parent's.

    Where an article is cut into several containers of one kind, they are one home.
    """
    home = origin
    while home.tag in _PARTS and (parent := home.getparent()) is not None:
        home = parent
    above = home.getparent()
    return kind(home) or (home if above is None else str(home.tag)), (
        None if above is None else kind(above) or above
    )


def kind(element: Element) -> str:
    """Return the tag and class that an element shares with others made alike, empty for none."""
    # Names with a digit in them are made for one element, or by a machine.
    names = " ".join(n for n in (element.get("class") or "").split() if not _DIGIT.search(n))
    return f"{element.tag}.{names}" if names else ""
