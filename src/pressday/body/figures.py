"""Pictures in a body: what stands beside one, and taking one out with what held nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.body import markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHOWN = ".//img | .//table | .//pre | .//blockquote | .//math | .//aside"
"""What a figure may show; one that still holds any of it says something without its picture."""

_TEXTS = frozenset({"p", "h2", "h3", "h4", "blockquote"})
_WRAPPERS = frozenset({"a", "p", "span", "em", "strong", "div"})


def beside(figure: HtmlElement) -> tuple[str, ...]:
    """Return the texts straight before and behind a picture, but for captions of others."""
    elements = (figure.getprevious(), figure.getnext())
    texts = (e for e in elements if e is not None and e.tag in _TEXTS)
    return tuple(markup.text_of(e) for e in texts)


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
