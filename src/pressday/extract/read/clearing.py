"""What is settled before anything is judged: an editor's selectors, and cards inside sentences."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from lxml import etree

from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

_CLEARED = "cleared"
_LINKED = 0.9  # share of a card's words in its links


def clear(root: Element, drop: Sequence[str], removed: dict[Element, str] | None = None) -> None:
    """Remove from a page what matches the CSS selectors `drop`, and cards that open over names.

    Selectors are valid; one that matches nothing does nothing. What goes is noted in `removed`.
    """
    noted = {} if removed is None else removed
    found = [*((e, "drop selector") for e in _matches(root, drop))]
    for element, why in [*found, *((e, "card of links") for e in _cards(root))]:
        if element is not root and element.tag != "body":
            noted.setdefault(element, why)
            element.tag = _CLEARED
    etree.strip_elements(root, _CLEARED, with_tail=False)


def chosen(root: Element, keep: Sequence[str]) -> Element | None:
    """Return a `body` that holds what matches the CSS selectors `keep`, or None where nothing does.

    The outermost matches are copied, in the page's order.
    """
    found = _matches(root, keep)
    if not found:
        return None
    matched = set(found)
    body = etree.Element("body")
    for element in found:
        if not any(ancestor in matched for ancestor in element.iterancestors()):
            _lift(element, body)
    return body


def _lift(element: Element, body: Element) -> None:
    copy = deepcopy(element)
    copy.tail = None
    inner = copy.find("body") if copy.tag == "html" else copy
    if inner is not None and inner.tag == "body":
        body.text = inner.text
        body.extend(list(inner))
    elif inner is not None:
        body.append(inner)


def _matches(root: Element, selectors: Sequence[str]) -> list[Element]:
    """Return the elements that any of the selectors matches, in document order."""
    if not selectors:
        return []
    from lxml.cssselect import CSSSelector

    found: set[Element] = set()
    for text in selectors:
        found.update(cast("list[Element]", CSSSelector(text, translator="html")(root)))
    return [element for element in root.iter() if element in found]


def _cards(root: Element) -> Iterator[Element]:
    """Yield boxes inside paragraphs that show a picture and links only.

    They open over a name to tell who somebody is; in the markup their words stand in
    the middle of its sentence.
    """
    for image in root.iter("img"):
        paragraph = next(image.iterancestors("p"), None)
        if paragraph is None:
            continue
        for box in image.iterancestors():
            if box is paragraph:
                break
            if box.tag in ("span", "div") and _is_card(box):
                yield box
                break


def _is_card(box: Element) -> bool:
    links = [dom.tokens(dom.inner_text(anchor)) for anchor in box.iter("a")]
    said = len(dom.tokens(dom.inner_text(box)))
    return sum(map(bool, links)) > 1 and sum(map(len, links)) >= _LINKED * said
