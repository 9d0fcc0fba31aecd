"""MathML to the part of it that a body holds: presentation elements without attributes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEPEST = 90  # levels that keep their structure; Python's own stack is the limit
ELEMENTS = frozenset(
    "mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup"
    " msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd"
    " semantics".split()
)
_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
_WHITE = re.compile(r"[ \t\r\n]+")
_BLANK = "\u00a0"
_SPACES = ((0.9, "\u2003"), (0.4, "\u2002"), (0.15, "\u2005"))  # em, and the blank that wide
# Letters in a style of their own are characters of Unicode; the attribute may go then.
_LETTERLIKE, _MATHEMATICAL = range(0x2100, 0x2150), range(0x1D400, 0x1D800)
_STYLED = re.compile(r"(?:MATHEMATICAL )?(\S.*?) (?:CAPITAL|SMALL|DIGIT)\b.*")
_STYLES = {
    "bold": "BOLD", "italic": "ITALIC", "bold-italic": "BOLD ITALIC", "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT", "fraktur": "FRAKTUR", "bold-fraktur": "BOLD FRAKTUR",
    "double-struck": "DOUBLE-STRUCK", "sans-serif": "SANS-SERIF", "monospace": "MONOSPACE",
    "bold-sans-serif": "SANS-SERIF BOLD",
}  # fmt: skip


def presentation(source: Element) -> Element:
    """Return a copy of `math` without attributes; annotations and foreign content stay behind.

    What an attribute says is said by elements and characters where they can: letters
    in bold or double-struck type, a fraction without its line.
    """
    return _copy(source, "math", 0)


def _copy(source: Element, tag: str, depth: int) -> Element:
    if tag == "mspace" and _space(source):
        made = etree.Element("mtext")
        made.text = _space(source)
        return made
    made = etree.Element(tag)
    made.text = _text(source, tag)
    for child in source:
        name = str(child.tag).rpartition(":")[2].lower()
        if dom.is_element(child) and name in ELEMENTS and depth < _DEEPEST:
            made.append(_copy(child, name, depth + 1))
    if tag == "mfrac" and (source.get("linethickness") or "1")[:1] == "0" and len(made) == 2:  # noqa: PLR2004 - above and below
        return _stacked(made)
    return made


def _space(source: Element) -> str:
    """Return the blank that is as wide as an `mspace` in em says, an empty string for a hair."""
    width = re.fullmatch(r"\s*(\d*\.?\d+)em\s*", source.get("width") or "")
    return next((blank for least, blank in _SPACES if width and float(width[1]) >= least), "")


def _text(source: Element, tag: str) -> str:
    text = _WHITE.sub(" ", dom.seen(source.text or ""))
    if tag == "mtext" and text != " ":  # blanks around words are meant, and MathML drops them
        text = re.sub("^ | $", _BLANK, text)
    text = "" if tag == "mspace" else text.strip(" ")
    style = _STYLES.get((source.get("mathvariant") or "").strip())
    if tag not in _TOKENS or style is None:
        return text
    if tag == "mi" and style == "ITALIC" and len(text) == 1:
        return text  # a single letter is set in italics anyhow
    letters = _letters(style)
    return "".join(letters.get(character, character) for character in text)


@cache
def _letters(style: str) -> dict[str, str]:
    """Return the letters and digits that Unicode has in a mathematical style."""
    signs = [chr(code) for code in (*_LETTERLIKE, *_MATHEMATICAL)]
    kinds = {sign: unicodedata.decomposition(sign).split() for sign in signs}
    styled = {sign: _STYLED.fullmatch(unicodedata.name(sign, "")) for sign in signs}
    return {
        chr(int(kinds[sign][1], 16)): sign
        for sign, found in styled.items()
        if found
        and found[1].replace("BLACK-LETTER", "FRAKTUR") == style
        and kinds[sign][:1] == ["<font>"]
    }


def _stacked(fraction: Element) -> Element:
    """Return two terms one above the other, as binomials have them."""
    table = etree.Element("mtable")
    for term in list(fraction):
        etree.SubElement(etree.SubElement(table, "mtr"), "mtd").append(term)
    return table
