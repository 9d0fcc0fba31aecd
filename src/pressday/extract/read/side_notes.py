"""Notes that a page has in the margin, and so in the middle of a sentence of its markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What the sign or switch of such a note is called is not the note.
_NAME = re.compile(
    r"(?:^|\s)(?:\w+[_-]+)*(?:(?:side|margin)[_-]?notes?|inline[_-]?(?:foot)?notes?|footnote-text-inline"
    r"|modern-footnotes-footnote__note)(?:[_-]+(?:content|text|body|inner))?(?:\s|$)",
    re.IGNORECASE,
)
_ROLES = frozenset({"doc-footnote", "note"})
_LINES = ("p", "li", "dd", "td", "blockquote")
_SIGN = re.compile(r"[\s^\u2191\[\]().:\d*+\u2020\u2021\u00a7\u2295\u24d8\u2217]*|\s*\w\s*")
_SWITCHES = ("sup", "label", "input", "a", "span", "button")


def side_notes(body: Element) -> list[Element]:
    """Return the notes that stand in or between the lines they belong to, in document order."""
    found: list[Element] = []
    inside: set[Element] = set()
    for element in dom.elements(body, "span", "small", "aside", "div"):
        if _is_note(element) and not any(a in inside for a in element.iterancestors()):
            inside.add(element)
            found.append(element)
    return found


def _is_note(element: Element) -> bool:
    if not dom.says(_NAME, element.get("class") or ""):
        in_line = next(element.iterancestors(*_LINES), None) is not None
        if element.get("role") not in _ROLES or not in_line:
            return False
    return not is_sign(element)


def is_sign(element: Element) -> bool:
    """Return whether an element says no more than a number, a star or a letter."""
    return bool(_SIGN.fullmatch(dom.inner_text(element)))


def drop_signs(note: Element) -> None:
    """Remove the number or the switch that a page has before a note, and again within it."""
    previous = note.getprevious()
    while previous is not None and not (previous.tail or "").strip():
        if previous.tag not in _SWITCHES or not is_sign(previous):
            break
        dom.drop(previous)
        previous = note.getprevious()
    first = next(iter(note), None)
    opens = first is not None and not (note.text or "").strip() and first.tag in _SWITCHES
    if first is not None and opens and is_sign(first):
        dom.drop(first)
