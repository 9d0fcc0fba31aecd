"""Boxes beside the text, once built: pull quotes in the one form they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.body.vocabulary import HEADINGS
from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CREDIT_WORDS = 12
_PULLED = range(4, 46)  # words of a pull quote
_LONGER = 1.3  # times: so much more the paragraph says that it was pulled from


def set_pull_quotes_apart(lines: list[Element]) -> None:
    """Make a pull quote of each quotation among built lines that another line says in full."""
    words = {line: dom.tokens(dom.visible_text(line)) for line in lines}
    said = [f" {' '.join(spoken)} " for spoken in words.values()]
    for line, spoken in words.items():
        home = line.getparent()
        alone = home is not None and home[0] is line and len(home) <= 2  # noqa: PLR2004 - its credit
        if home is None or home.tag != "blockquote" or not alone or len(spoken) not in _PULLED:
            continue
        pulled = f" {' '.join(spoken)} "
        if any(pulled in other and len(other) >= _LONGER * len(pulled) for other in said):
            home.tag = "aside"
            home.attrib.clear()
            home.set("class", "pullquote")
            tidy_pull_quote(home)


def tidy_pull_quote(box: Element) -> None:
    """Leave paragraphs only in a built pull quote; who said it becomes its credit line."""
    for inner in list(box.iter("blockquote")):
        dom.unwrap(inner)
    for heading in list(box.iter(*HEADINGS)):
        heading.tag = "p"
    lines = [block for block in box if block.tag == "p"]
    if len(lines) < 2 or lines[-1] is not box[-1]:  # noqa: PLR2004 - words and who said them
        return
    last = lines[-1]
    cite = last.find("cite")
    whole = cite is not None and dom.inner_text(cite).strip() == dom.inner_text(last).strip()
    if whole and cite is not None and len(dom.tokens(dom.inner_text(last))) <= _CREDIT_WORDS:
        dom.unwrap(cite)
        last.set("class", "credit")
