"""Tables inside of figures and lists: taken out, so that they get the width that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "p ul ol dl table pre figure blockquote div aside section h2 h3 h4 hr img".split()
)


def framed_table(element: HtmlElement) -> list[HtmlElement]:
    """Return a table and its caption out of a figure or division that holds nothing else."""
    if element.tag not in {"figure", "div"} or not any(c.tag == "table" for c in element):
        return []
    others = [c for c in element if c.tag not in {"table", "figcaption", "p"}]
    if others or squash(element.text or ""):
        return []
    found = [*element]
    for child in found:
        child.tag = "p" if child.tag == "figcaption" else child.tag
        child.tail = None
    return found


def listed_tables(element: HtmlElement) -> list[HtmlElement]:
    """Return what is in a list that holds tables, block by block: it is a list by mistake."""
    if element.tag not in {"ul", "ol"} or next(element.iter("table"), None) is None:
        return []
    return [block for item in element for block in _blocks_of(item)]


def _blocks_of(item: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the blocks of a list's item, words between them as paragraphs of their own."""
    words = item.makeelement("p", {})
    words.text = item.text
    for child in [*item]:
        if child.tag not in _BLOCKS:
            words.append(child)
            continue
        if squash(words.text_content()):
            yield words
        words = item.makeelement("p", {})
        words.text, child.tail = child.tail, None
        yield child
    if squash(words.text_content()):
        yield words
