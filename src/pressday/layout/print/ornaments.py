"""What print adds to a body: drop cap, end mark, ties between what must not part; fewer rules."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pressday.layout.print.galley_blocks import HEADINGS
from pressday.layout.print.headline_widths import TEXT_MEASURE
from pressday.layout.print.rules import DROP_CHARACTERS
from pressday.text import squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG_WORD = 20  # characters of a word that fits any line
ITALIC_WORDS = 60  # of a quotation in italics
LABEL = 60  # characters of a bold line that heads what follows
RAGGED_LENGTH = 8.5  # characters of a word on average; German has six and a half
RAGGED_WORDS = 12

_UNBROKEN = re.compile(r"[^\s\u2010-\u2014-]+")
_LAST_WORD = re.compile(r"\S{1,24}$")
_ANNOUNCED = frozenset({"ul", "ol", "pre", "table", "dl", "blockquote"})


def ornament(root: HtmlElement, *, drop: bool) -> None:
    """Dress the body inside `root` in place; `drop` asks for a drop cap where one can stand."""
    _drop_rules(root)
    if drop:
        _drop_cap(root)
    _lower_pictures(root)
    _tie_notes(root)
    _end_mark(root)
    _tie_lead_ins(root)
    _tie_labels(root)
    _join_torn_lines(root)
    _let_ragged(root)
    _part_stacked_headings(root)
    _set_upright(root)
    _mark_long_words(root)


def _drop_rules(root: HtmlElement) -> None:
    """Take out rules that divide nothing: beside a heading or another, at an edge.

    Pictures do not count: they may stand elsewhere on paper.
    """
    above, rules = None, []
    for element in [*root.xpath("./*[not(self::figure)]"), None]:
        if element is not None and element.tag == "hr":
            rules.append(element)
            continue
        divided = any(one is None or one.tag in HEADINGS for one in (above, element))
        for rule in rules if divided else rules[1:]:
            rule.drop_tree()
        above, rules = element, []


def _part_stacked_headings(root: HtmlElement) -> None:
    """Mark headings that another of their level follows at once: these lead over to that one."""
    for first, second in pairwise(root):
        if first.tag == second.tag and first.tag in HEADINGS:
            first.classes.add("over")


def _set_upright(root: HtmlElement) -> None:
    """Mark long quotations: a column of italics is hard to read."""
    for quotation in root.iter("blockquote"):
        if len(quotation.text_content().split()) > ITALIC_WORDS:
            quotation.classes.add("upright")


def _mark_long_words(root: HtmlElement) -> None:
    """Mark what holds a word that a column may have to break anywhere, such as an address.

    Not more: WeasyPrint breaks the first words of links and the like anywhere as well.
    """
    for element in root.iter("p", "li", "dt", "dd", "h2", "h3", "h4"):
        if any(len(word) > LONG_WORD for word in _UNBROKEN.findall(element.text_content())):
            element.classes.add("long-words")


def _lower_pictures(root: HtmlElement) -> None:
    """Put the words of an item before its picture; one without words has no number or dash."""
    for item in root.iter("li"):
        first = item[0] if len(item) and not (item.text or "").strip() else None
        if first is None or squash(first.text_content()) or not _is_picture(first):
            continue
        if not squash(item.text_content()):
            item.classes.add("unmarked")
            continue
        words, first.tail = first.tail, None
        item.remove(first)
        item.text = words
        item.append(first)


def _is_picture(element: HtmlElement) -> bool:
    return element.tag == "img" or (
        element.tag in {"figure", "p", "a", "span"} and element.find(".//img") is not None
    )


def _tie_labels(root: HtmlElement) -> None:
    """Mark short paragraphs that are bold as a whole: they are headings in all but name."""
    for paragraph in root.iter("p"):
        inner = [*paragraph]
        is_bold = len(inner) == 1 and inner[0].tag in {"strong", "b"}
        text = squash(paragraph.text_content())
        if is_bold and text == squash(inner[0].text_content()) and len(text) <= LABEL:
            paragraph.classes.add("leads-in")


def _join_torn_lines(root: HtmlElement) -> None:
    """Let lines of a paragraph run on where they were broken for another measure than a column.

    Such a line is longer than a column holds, and the one after it goes on in its sentence.
    """
    for paragraph in root.iter("p"):
        breaks = paragraph.findall("br")
        lengths = [len(squash(line)) for line in _lines(paragraph)]
        if not breaks or max(lengths) <= TEXT_MEASURE:
            continue
        for torn in breaks:
            before = _text_before(torn)
            if before[-1:].isalnum() and (torn.tail or "").lstrip()[:1].islower():
                torn.tail = " " + (torn.tail or "").lstrip()
                torn.drop_tag()


def _lines(paragraph: HtmlElement) -> list[str]:
    """Return the lines that a paragraph is broken into."""
    lines = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == "br":
            lines.append(child.tail or "")
        else:
            lines[-1] += child.text_content() + (child.tail or "")
    return lines


def _text_before(element: HtmlElement) -> str:
    before, parent = element.getprevious(), element.getparent()
    text = (parent.text if before is None else before.tail) or ""
    if not text.strip() and before is not None:
        text = before.text_content()
    return text.rstrip()


def _let_ragged(root: HtmlElement) -> None:
    """Mark paragraphs of words so long that justified lines of a column would be full of holes."""
    for paragraph in root.iter("p"):
        words = paragraph.text_content().split()
        if len(words) >= RAGGED_WORDS and sum(map(len, words)) > RAGGED_LENGTH * len(words):
            paragraph.classes.add("ragged")


def _drop_cap(root: HtmlElement) -> None:
    """Set off the first letter of the first paragraph, and its first words as small capitals."""
    first = root[0] if len(root) else None
    if first is None or first.tag != "p" or len(first.text_content()) < DROP_CHARACTERS:
        return
    text = (first.text or "").lstrip()
    match = re.match(r"(\w)(\S*(?:\s+\S+){0,2})(?=\s)", text)
    if not match or not match[1].isalpha():
        return
    drop = first.makeelement("span", {"class": "drop"})
    drop.text = match[1]
    run_in = first.makeelement("span", {"class": "run-in"})
    run_in.text, run_in.tail = match[2], text[match.end() :]
    first.text = None
    first.insert(0, run_in)
    first.insert(0, drop)


def _tie_notes(root: HtmlElement) -> None:
    """Keep references to notes on the line of the word before them, in a span that cannot break."""
    for ref in [a for a in root.iter("a") if "noteref" in a.classes]:
        before, parent = ref.getprevious(), ref.getparent()
        text = (parent.text if before is None else before.tail) or ""
        match = _LAST_WORD.search(text)
        if match:
            tied = ref.makeelement("span", {"class": "tied"})
            tied.text = match[0]
            ref.addprevious(tied)
            if before is None:
                parent.text = text[: match.start()]
            else:
                before.tail = text[: match.start()]
        elif before is not None and "tied" in before.classes and not text:
            tied = before
        else:
            continue
        tied.tail, ref.tail = ref.tail, None
        tied.append(ref)


def _end_mark(root: HtmlElement) -> None:
    """Close the text with a mark, where it ends in words and not in a table or code."""
    blocks = [e for e in root if squash(e.text_content()) and not _is_aside(e)]
    last = _last_words(blocks[-1]) if blocks else None
    if last is not None:
        last.append(last.makeelement("span", {"class": "endmark"}))


def _is_aside(block: HtmlElement) -> bool:
    """Tell what stands apart from the run of the text: pictures, boxes, notes."""
    return block.tag in {"figure", "aside"} or "footnotes" in block.classes


def _last_words(block: HtmlElement) -> HtmlElement | None:
    """Return the paragraph or item in which `block` ends; None where a mark has no place."""
    if block.tag in {"p", "li", "dd"}:
        inner = [e for e in block if e.tag in {"p", "ul", "ol"} and squash(e.text_content())]
        return _last_words(inner[-1]) if inner else block
    if block.tag not in {"ul", "ol", "dl", "div", "blockquote", "section"}:
        return None
    inner = [e for e in block if squash(e.text_content())]
    return _last_words(inner[-1]) if inner else None


def _tie_lead_ins(root: HtmlElement) -> None:
    """Mark paragraphs that announce a list or code with a colon, so that they end no column."""
    for first, second in pairwise(root):
        announces = first.tag == "p" and first.text_content().rstrip().endswith(":")
        if announces and (
            second.tag in _ANNOUNCED or not {"formula", "embed"}.isdisjoint(second.classes)
        ):
            first.classes.add("leads-in")
