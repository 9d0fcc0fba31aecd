"""What on a page looks like content, taken before any step removes something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, cast

from lxml import etree

from pressday.body.vocabulary import BLOCK_TAGS, CELLS, HEADINGS
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

Kind = Literal["paragraph", "heading", "item", "cell", "caption", "code"]

LONG = 10  # words: a paragraph that is content by its length alone
_CAPTION = 3  # words: fewer name who took the picture
_NEAR = 3  # levels from a line to the item, cell or figure that makes it one

_TEXTS = etree.XPath(
    ".//text()[not(parent::script or parent::style or parent::template"
    " or parent::title or parent::option)]"
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, "heading"), **dict.fromkeys(CELLS, "cell"),
    **dict.fromkeys(("li", "dt", "dd"), "item"), "figcaption": "caption", "pre": "code",
}  # fmt: skip
_INLINE = frozenset(
    "a abbr acronym amp-link b bdi bdo big br button cite code data del dfn em font i ins kbd label"
    " mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
_SIGN = re.compile(r"[\[(]?\s*[\w*\u2020\u2021\u00a7]{1,4}\s*[\])]?")
_NEVER = frozenset("svg select textarea datalist object head iframe".split())


@dataclass(slots=True, eq=False)
class Holder:
    """An element of the page as it stood when it was read: steps rename and move elements."""

    element: Element
    above: Holder | None
    depth: int
    tag: str
    names: str
    linked: bool
    never: bool

    def line(self) -> Iterator[Holder]:
        """Yield the place itself and all above it."""
        place: Holder | None = self
        while place is not None:
            yield place
            place = place.above


_Piece = tuple[str, Holder]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of the page with text of its own.

    `words` are compared words, `linked` the share of them in links, `picture` says that
    it stands under a picture, `number` is its place in the reading order. `signs` are the
    places on the page that note signs in it lead to, `ids` those that it is.
    """

    number: int
    kind: Kind
    text: str
    words: list[str]
    place: Holder
    linked: float
    picture: bool = False
    signs: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()

    @property
    def is_content(self) -> bool:
        """Whether it may be called content: a heading, an item, a cell, or long enough."""
        least = {"paragraph": LONG, "caption": _CAPTION}.get(self.kind, 1)
        return len(self.words) >= least


def take(body: Element) -> list[Passage]:
    """Return the passages of a parsed page in their order."""
    places: dict[Element, Holder] = {}
    found: list[Passage] = []
    for owner, pieces in _groups(body, places):
        text = " ".join("".join(piece for piece, _ in pieces).split())
        words = dom.tokens(text)
        if words:
            found.append(_passage(len(found), owner, pieces, text, words))
    return found


def _passage(
    number: int, owner: Holder, pieces: list[_Piece], text: str, words: list[str]
) -> Passage:
    inside = [(piece, place) for piece, place in pieces if place.linked]
    kind = _kind(owner)
    picture = kind != "heading" and _has_picture(owner)
    if picture and kind == "paragraph" and "caption" in owner.names.lower():
        kind = "caption"
    ids = (p.element.get("id") for p in islice(owner.line(), _NEAR))
    return Passage(
        number=number, kind=kind, text=text, words=words, place=owner, picture=picture,
        linked=sum(len(dom.tokens(piece)) for piece, _ in inside) / len(words),
        signs=tuple(filter(None, (_sign(piece, place) for piece, place in inside))),
        ids=frozenset(filter(None, ids)),
    )  # fmt: skip


def _sign(piece: str, place: Holder) -> str:
    """Return the place on the page that a note sign leads to, empty for another link."""
    if not _SIGN.fullmatch(piece.strip()):
        return ""
    link = next((p.element.get("href") or "" for p in place.line() if p.tag == "a"), "")
    return link[1:] if link.startswith("#") else ""


def _groups(body: Element, places: dict[Element, Holder]) -> Iterator[tuple[Holder, list[_Piece]]]:
    """Yield the runs of text of one block, each piece with the place it stands in."""
    owner: Holder | None = None
    pieces: list[_Piece] = []
    apart = False
    for text in cast("list[Any]", _TEXTS(body)):
        if text.isspace():
            apart = True
            continue
        node = text.getparent()
        holder = node.getparent() if text.is_tail and node is not None else node
        if node is None or holder is None:
            continue
        place = _place(holder, places)
        if place.never:
            continue
        block = _owner(place)
        if block is not owner or (text.is_tail and _ends_paragraph(node)):
            if owner is not None:
                yield owner, pieces
            owner, pieces = block, []
        glue = " " if apart or node.tag == "br" else ""
        apart = False
        pieces.append((f"{glue}{text}", place))
    if owner is not None:
        yield owner, pieces


def _ends_paragraph(node: Element) -> bool:
    """Whether a node is the second of two line breaks in a row."""
    before = node.getprevious() if node.tag == "br" else None
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _place(element: Element, places: dict[Element, Holder]) -> Holder:
    new = []
    line: Element | None = element
    while line is not None and line not in places:
        new.append(line)
        line = line.getparent()
    above = None if line is None else places[line]
    for inner in reversed(new):
        above = places[inner] = _below(above, inner)
    return places[element]


def _below(above: Holder | None, element: Element) -> Holder:
    tag = str(element.tag)
    return Holder(
        element=element, above=above, depth=0 if above is None else above.depth + 1, tag=tag,
        names=dom.class_names(element).strip(),
        linked=tag == "a" or (above is not None and above.linked),
        never=tag in _NEVER or (above is not None and above.never),
    )  # fmt: skip


def _owner(place: Holder) -> Holder:
    """Return the block in which a text stands; unknown elements are blocks unless in a line."""
    while place.above is not None and _is_inline(place):
        place = place.above
    return place


def _is_inline(place: Holder) -> bool:
    if place.tag in _INLINE:
        return True
    return place.tag not in BLOCK_TAGS and _stands_in_line(place.element)


def _stands_in_line(element: Element) -> bool:
    before, above = element.getprevious(), element.getparent()
    text = (above.text if above is not None else "") if before is None else before.tail
    return bool((text or "").strip() or (element.tail or "").strip())


def _kind(place: Holder) -> Kind:
    for level, holder in enumerate(place.line()):
        if level == _NEAR:
            break
        if holder.tag in _KINDS:
            return _KINDS[holder.tag]
        if holder.tag == "figure":
            return "caption"
    return "paragraph"


def _has_picture(place: Holder) -> bool:
    """Whether a picture stands in the figure, or right before the block."""
    figure = next((p.element for p in islice(place.line(), _NEAR) if p.tag == "figure"), None)
    if figure is not None:
        return figure.find(".//img") is not None
    before = place.element.getprevious()
    return before is not None and (before.tag == "img" or before.find(".//img") is not None)
