"""Links inside a book: ids that are unique in it, and addresses that lead to its own pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from pressday.model import Piece

LINK = "edition:"
"""Scheme of links between flows; the join turns `edition:<anchor>` into a destination."""


def address(root: HtmlElement, piece: Piece, anchors: Mapping[str, str]) -> None:
    """Make ids unique in the book, and links inside it links of the book."""
    own = f"a-{piece.id}"
    for element in root.iter():
        if name := element.get("id"):
            element.set("id", f"{own}-{name}")
        href = element.get("href") or ""
        if href.startswith("#"):
            element.set("href", f"{LINK}{own}-{href[1:]}")
        elif href.rstrip("/") in anchors:
            element.set("href", LINK + anchors[href.rstrip("/")])
