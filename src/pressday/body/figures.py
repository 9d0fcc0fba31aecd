"""Taking a picture out of a body, with what held nothing but it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHOWN = ".//img | .//table | .//pre | .//blockquote | .//math | .//aside"
"""What a figure may show; one that still holds any of it says something without its picture."""

_WRAPPERS = frozenset({"a", "p", "span", "em", "strong", "div"})


def take_out(img: HtmlElement, within: HtmlElement | None = None) -> None:
    """Drop a picture, and what held nothing but it and its caption; never `within` itself."""
    parent = img.getparent()
    img.drop_tree()
    while parent is not None and parent.getparent() is not None and _is_bare(parent):
        if parent is within:
            return
        bare, parent = parent, parent.getparent()
        bare.drop_tree()


def _is_bare(element: HtmlElement) -> bool:
    if element.xpath(SHOWN):
        return False
    if element.tag == "figure":
        said = element.xpath(".//text()[not(ancestor::figcaption)]")
        return not any(text.strip() for text in said)
    return element.tag in _WRAPPERS and not element.text_content().strip()
