"""HTML fragments to trees and back, and the text that a reader sees of one.

The one parser of fragments there is: libxml2's, lenient, and linear in the length.
"""

from __future__ import annotations

import re
from contextlib import suppress
from html import escape, unescape
from typing import TYPE_CHECKING

from pressday.body.vocabulary import BLOCK_TAGS, CELLS

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_HIDDEN = frozenset({"script", "style", "template", "title"})
_LINE_TAGS = BLOCK_TAGS - CELLS  # the cells of a row share a line
_OLD_REFERENCE = re.compile(r"&#1[2-5]\d;")
# What XML 1.0 (production 2) forbids in a text.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WHOLE_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def parse_fragment(html: str) -> HtmlElement:
    """Return a nameless block that holds the nodes of an HTML fragment; it may be empty."""
    from lxml import html as lxml_html

    root: HtmlElement = lxml_html.Element("div")
    if not html.strip():
        root.text = printable(html)
        return root
    # Pages mean Windows-1252 by these, as browsers know.
    modern = _OLD_REFERENCE.sub(lambda found: unescape(found[0]), html)
    for node in _nodes(printable(modern)):
        if isinstance(node, str):
            root.text = printable(node)
        else:
            root.append(node)
    if "&#" in html:
        _clear(root)
    return root


def _nodes(html: str) -> list[HtmlElement | str]:
    """Return what libxml2 finds in a fragment, or in the body of a whole page."""
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    if not _WHOLE_PAGE.match(html):
        return list(lxml_html.fragments_fromstring(html.encode(), parser=parser))
    body = lxml_html.document_fromstring(html.encode(), parser=parser).find("body")
    return [] if body is None else [body.text or "", *body]


def _clear(root: HtmlElement) -> None:
    """Take out what came by reference and may stand in no document."""
    for node in root.iter():
        node.text = node.text and printable(node.text)
        node.tail = node.tail and printable(node.tail)
        unreadable = [v for v in node.attrib.values() if printable(str(v)) != v]
        if unreadable:
            _clear_attributes(node)


def _clear_attributes(element: HtmlElement) -> None:
    """Write the attributes of `element` anew, without those whose name no document may have."""
    said = {str(name): printable(str(value)) for name, value in element.attrib.items()}
    element.attrib.clear()
    for name, value in said.items():
        with suppress(ValueError):
            element.set(name, value)


def printable(text: str) -> str:
    """Return `text` without the characters that no XML document may hold; a form feed is a blank.

    Source: Extensible Markup Language (XML) 1.0, production 2.
    """
    return _UNREADABLE.sub("", text.replace("\x0c", " "))


def inner(element: _Element) -> str:
    """Return the HTML of all that stands inside `element`."""
    from lxml import html as lxml_html

    children = (lxml_html.tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + "".join(children)


def outer(element: _Element) -> str:
    """Return the HTML of `element` itself, without the text behind it."""
    from lxml import html as lxml_html

    return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))


def plain(html: str) -> str:
    """Return the visible text of any HTML, blocks apart by a blank line.

    Tags are gone and entities resolved; `br` and the lines of `pre` stay lines.
    """
    return text_of(parse_fragment(html))


def text_of(*elements: _Element) -> str:
    """Return the visible text of `elements`, as `plain` does; what stands behind them is not."""
    blocks = (_tidy("".join(block)) for element in elements for block in _lines(element))
    return "\n\n".join(block for block in blocks if block)


def _lines(root: _Element) -> list[list[str]]:
    """Return the pieces of text of each block; text in `pre` keeps its lines."""
    from lxml import etree

    blocks: list[list[str]] = [[]]
    hidden = verbatim = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        start = event == "start"
        hidden += (1 if start else -1) * (node.tag in _HIDDEN)
        verbatim += (1 if start else -1) * (node.tag == "pre")
        if _is_line(node):
            blocks.append([])
        if node.tag in CELLS:
            blocks[-1].append(" ")
        if node.tag == "br" and start:
            blocks[-1].append("\n")
        text = (node.text if start else node.tail if node is not root else "") or ""
        if text and not hidden:
            blocks[-1].append(text if verbatim else re.sub(r"\s+", " ", text))
    return blocks


def _is_line(node: _Element) -> bool:
    return node.tag in _LINE_TAGS or (node.tag == "math" and node.get("display") == "block")


def _tidy(block: str) -> str:
    lines = (re.sub(r"[ \t\f\r]{2,}", " ", line).strip() for line in block.split("\n"))
    return "\n".join(lines).strip()
