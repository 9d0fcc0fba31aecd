"""Postings: what many wrote in turn, set like letters, each signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from pressday.layout.words import Furniture


def date_signatures(root: HtmlElement, words: Furniture) -> None:
    """Write the days under postings below `root` as the publication writes days."""
    for time in root.xpath(".//p[@class='signature']//time[@datetime]"):
        try:
            day = date.fromisoformat(time.get("datetime"))
        except ValueError:
            continue
        time.text = words.day(day)


def has_postings(root: HtmlElement) -> bool:
    """Tell whether many wrote the text: a sentence of one must not stand in another's."""
    return any(True for _ in _of_class(root, "div", "posting"))


def open_postings(root: HtmlElement) -> None:
    """Let the blocks of postings run in the columns as those of any text do.

    The first block of a posting that follows something is of the class `opens`, the one
    over a signature, from which it must not part, of the class `signed`.
    """
    for posting in _of_class(root, "div", "posting"):
        if len(posting) and posting.getprevious() is not None:
            posting[0].classes.add("opens")
        for signature in _of_class(posting, "p", "signature"):
            above = signature.getprevious()
            if above is not None:
                above.classes.add("signed")
        posting.drop_tag()


def _of_class(root: HtmlElement, tag: str, name: str) -> Iterable[HtmlElement]:
    return [element for element in root.iter(tag) if name in element.classes]
