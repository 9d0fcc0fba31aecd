"""Roles: from the elements of a flow to the nodes of its structure.

What only groups or only changes the look has no node: its text belongs to what is
around it. A line of text that stands in nothing but groups is a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from pressday.layout.words import furniture
from pressday.press.checked import letters
from pressday.press.pdf.tags.notes import Node
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any  # of ElementTree, whose own type is no class

NOTHING = -1
"""The node of what is no content: furniture, ornaments, pictures that only decorate."""

_GROUPS = frozenset(
    "Art Sect Div BlockQuote TOC L LI Table THead TBody TFoot TR Note".split()
)  # in which no text may stand by itself
_BLOCKS = {
    "article": "Art", "section": "Sect", "aside": "Sect", "nav": "Sect", "figure": "Div",
    "blockquote": "BlockQuote", "p": "P", "pre": "P", "figcaption": "Caption",
    "ul": "L", "ol": "L", "dl": "L", "table": "Table", "caption": "Caption", "thead": "THead",
    "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    **{f"h{n}": "H" for n in range(1, 7)},
}  # fmt: skip
_INLINES = {"a": "Link", "code": "Code", "q": "Quote"}
_PLAIN_BLOCKS = frozenset("body div header footer main address form fieldset center".split())
_SENTENCE = 4  # words that a caption does not begin with by chance
_BEGINNING = 80  # characters of what an id stands at, to say where a link leads


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for what stands in an element: the node around it, and that of its lines.

    `block` tells apart the blocks whose lines have no paragraph of their own.
    """

    node: int = -1
    block: int = 0
    hidden: bool = False
    language: str = ""
    name: str = ""
    within: frozenset[str] = frozenset()


class Plan:
    """The nodes of a document, and which of them each of its elements is."""

    def __init__(self, root: Element) -> None:
        """Read the tree under `root`, as WeasyPrint has parsed it."""
        self.nodes: list[Node] = []
        self.words: dict[str, str] = {}
        self._places: dict[int, _Place] = {}
        self._labels: dict[int, int] = {}
        self._pictures: dict[int, int] = {}
        self._lines: dict[tuple[int, int], int] = {}
        self._items: dict[int, int] = {}
        self._lifted: dict[int, int] = {}
        self._galley = any(e.get("data-part") for e in root.iter() if isinstance(e.tag, str))
        self._articles = any(e.tag == "article" for e in root.iter())
        self._row_heads = frozenset(_row_heads(root))
        self._captioned = frozenset(_captioned(root))
        self._root = root  # whose elements are known by identity
        self._openings = {id(drop): rest for drop, rest in _openings(root)}
        self._opened: dict[int, int] = {}
        self._walk(root, _Place(), -1)

    def of_text(self, element: Element) -> int:
        """Return the node of the text of `element`; NOTHING for what nobody reads."""
        place = self._places.get(id(element))
        return NOTHING if place is None or place.hidden else self._line(place)

    def of_label(self, element: Element) -> int:
        """Return the node of the mark before a list's item, else that of text."""
        label = self._labels.get(id(element))
        return self.of_text(element) if label is None else label

    def of_picture(self, element: Element) -> int:
        """Return the node of a picture."""
        return self._pictures.get(id(element), NOTHING)

    def of_link(self, element: Element) -> int:
        """Return the node of a link; of one that is all in another language it lies around that."""
        place = self._places.get(id(element))
        if place is None or place.hidden:
            return NOTHING
        nodes = [place.node]
        while nodes[-1] >= 0 and self.nodes[nodes[-1]].role != "Link":
            nodes.append(self.nodes[nodes[-1]].parent)
        return nodes[-1] if nodes[-1] >= 0 else place.node

    def lift(self, element: Element) -> int | None:
        """Return the number of a picture that may stand outside of its text, None for others."""
        return self._lifted.get(id(element))

    def _add(self, role: str, place: _Place, parent: int | None = None, **said: Any) -> int:  # noqa: ANN401
        parent = place.node if parent is None else parent
        made = Node(role=role, parent=parent, language=place.language, name=place.name, **said)
        self.nodes.append(made)
        return len(self.nodes) - 1

    def _line(self, place: _Place) -> int:
        """Return the node of text at `place`: that around it, or a paragraph for it."""
        if place.node >= 0 and self.nodes[place.node].role not in _GROUPS:
            return place.node
        key = place.node, place.block
        if key not in self._lines:
            self._lines[key] = self._add("P", place)
        return self._lines[key]

    def _walk(self, element: Element, around: _Place, lift: int) -> None:
        if not isinstance(element.tag, str) or "}" in element.tag:
            return
        lift = int(element.get("data-lift", lift))
        place = self._place(element, around)
        self._places[id(element)] = place
        if name := element.get("id"):
            self.words[name] = squash(" ".join(element.itertext()))[:_BEGINNING]
        if element.tag == "img" and not place.hidden:
            self._pictures[id(element)] = self._picture(element, around)
            if lift >= 0:
                self._lifted[id(element)] = lift
        for child in element:
            self._walk(child, place, lift)

    def _place(self, element: Element, around: _Place) -> _Place:
        """Return what holds inside `element`, whose node is made on the way."""
        inner = replace(
            around,
            hidden=around.hidden or is_decoration(element),
            language=element.get("lang") or around.language,
            name=element.get("id") or around.name,
        )
        tag = element.tag
        if inner.hidden or tag in {"html", "head", "img"}:
            return inner
        if tag in {"li", "dt", "dd"}:
            return self._item(element, inner)
        if tag in _INLINES or (tag not in _BLOCKS and tag not in _PLAIN_BLOCKS):
            return self._inline(element, inner, around)
        return self._block(element, inner)

    def _block(self, element: Element, inner: _Place) -> _Place:
        role = self._role(element, inner)
        if role:
            node = self._add(role, inner, **self._said(element, role))
            inner = replace(inner, node=node)
        within = inner.within | {element.tag, *(element.get("class") or "").split()}
        return replace(inner, block=id(element), within=within)

    def _said(self, element: Element, role: str) -> dict[str, Any]:
        """Return what the node of a block says beside its role."""
        if role == "H":
            return {"level": int(element.tag[1])}
        if role == "L":
            return {"scope": "Decimal" if element.tag == "ol" else "Disc"}
        if role not in {"TH", "TD"}:
            return {}
        spans = {"columns": _span(element, "colspan"), "rows": _span(element, "rowspan")}
        return spans | ({"scope": self._scope(element)} if role == "TH" else {})

    def _scope(self, element: Element) -> str:
        said = (element.get("scope") or "")[:3]
        is_row = said == "row" or (not said and id(element) in self._row_heads)
        return "Row" if is_row else "Column"

    def _role(self, element: Element, inner: _Place) -> str:
        """Return the structure type of a block; empty for one that only holds others together."""
        tag = element.tag
        if tag == "body":
            return "Sect" if not self._galley else "" if self._articles else "Art"
        if tag == "ol" and inner.within & {"nav", "footnotes"}:
            return "TOC" if "nav" in inner.within else ""
        if tag == "aside" and "pullquote" in (element.get("class") or "").split():
            return "BlockQuote"
        if tag == "figcaption" and any(inside.tag == "h1" for inside in element.iter()):
            return ""  # a page that is a picture has its headline there
        is_line = "TOCI" in inner.within and tag in {"h2", "h3", "h4"}
        return "P" if is_line else _BLOCKS.get(tag, "")  # headlines are heads where they stand

    def _inline(self, element: Element, inner: _Place, around: _Place) -> _Place:
        """Return what holds in a line's element; one that changes nothing is a part of its line."""
        if (node := self._opening(element, inner, around)) is not None:
            return replace(inner, node=node)
        role = _INLINES.get(element.tag, "")
        if role == "Link" and not element.get("href"):
            role = ""
        if not role and inner.language != around.language:
            role = "Span"
        if not role:
            return inner
        line = self._line(around)
        if "noteref" in (element.get("class") or "").split():
            line = self._add("Reference", inner, line)
        return replace(inner, node=self._add(role, inner, line))

    def _opening(self, element: Element, inner: _Place, around: _Place) -> int | None:
        """Return the node of a drop cap and of the words that it belongs to; None for others."""
        if id(element) in self._opened:
            return self._opened[id(element)]
        rest = self._openings.get(id(element))
        if rest is None:
            return None
        spoken = squash("".join([*element.itertext(), *rest.itertext()]))
        self._opened[id(rest)] = self._add("Span", inner, self._line(around), spoken=spoken)
        return self._opened[id(rest)]

    def _item(self, element: Element, inner: _Place) -> _Place:
        """Return what holds in an item of a list, of contents, or of notes."""
        block = replace(inner, block=id(element))
        if "footnotes" in inner.within and element.tag == "li":
            note = self._add("Note", inner)
            self._labels[id(element)] = self._add("Lbl", inner, note)
            return replace(block, node=note)
        if inner.node >= 0 and self.nodes[inner.node].role == "TOC":
            within = inner.within | {"TOCI"}
            return replace(block, node=self._add("TOCI", inner), within=within)
        if element.tag == "li":
            item = self._add("LI", inner)
            self._labels[id(element)] = self._add("Lbl", inner, item)
            return replace(block, node=self._add("LBody", inner, item))
        return replace(block, node=self._definition(element, inner))

    def _definition(self, element: Element, inner: _Place) -> int:
        """Return the node of a term, which begins an item, or of what follows it there."""
        if element.tag == "dt" or inner.node not in self._items:
            self._items[inner.node] = self._add("LI", inner)
        item = self._items[inner.node]
        return self._add("Lbl" if element.tag == "dt" else "LBody", inner, item)

    def _picture(self, element: Element, around: _Place) -> int:
        alt = squash(element.get("alt") or "")
        source = element.get("src") or ""
        is_formula = "formula" in (element.get("class") or "").split()
        if is_formula:
            return self._add("Formula", around, self._line(around), alt=alt)
        if id(element) in self._captioned:
            words = furniture(around.language or "en")
            around = replace(around, language=spoken_in(around.language, words.language))
            alt = words.word("picture")  # its caption says the rest, and once
        return self._add("Figure", around, alt=alt, source=source)


def _captioned(root: Element) -> Iterator[int]:
    """Yield the identities of pictures whose caption says what they show, in the same words."""
    for figure in root.iter("figure"):
        said = letters(" ".join("".join(c.itertext()) for c in figure.iter("figcaption")))
        pictures = [*figure.iter("img")]
        alt = pictures[0].get("alt") or "" if len(pictures) == 1 else ""
        begins = len(alt.split()) >= _SENTENCE and said.startswith(letters(alt))
        if alt and (begins or said == letters(alt)):
            yield id(pictures[0])


def spoken_in(language: str, of_words: str) -> str:
    """Return the language in which words of the furniture are read: the text's, if it is that."""
    return language if language.partition("-")[0].lower() == of_words else of_words


def _span(element: Element, name: str) -> int:
    value = element.get(name) or "1"
    return max(1, int(value)) if value.isdecimal() else 1


def is_decoration(element: Element) -> bool:
    """Tell what a template says nobody need hear."""
    return bool(element.get("aria-hidden") == "true" or element.get("role") == "presentation")


def _openings(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each drop cap with the words that it begins."""
    for element in root.iter():
        for drop, rest in pairwise(element):
            classes = [(e.get("class") or "").split() for e in (drop, rest)]
            if "drop" in classes[0] and "run-in" in classes[1] and not drop.tail:
                yield drop, rest


def _row_heads(root: Element) -> Iterator[int]:
    """Yield the identities of cells that head a row: heads before its first other cell."""
    for row in (row for body in root.iter("tbody") for row in body.iter("tr")):
        cells = [cell for cell in row if cell.tag in {"th", "td"}]
        heads = [*takewhile(lambda cell: cell.tag == "th", cells)]
        yield from (id(cell) for cell in heads if len(heads) < len(cells))
