"""Formulas as drawings: paper has no engine that sets MathML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from pressday.layout.mathml import set_formula
from pressday.text import squash

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

SCHEME = "formula:"  # an address that is the drawing itself, percent-encoded SVG
_SIZE_PX = 24.0  # of the type in the drawing; on the page it is one em
_LINES = frozenset("p li td th dd dt h2 h3 h4 em strong a sub sup figcaption caption span".split())
_EM = 8.8  # points, of the text around
_LINE = 12.0  # points
# What a line of text takes above and below its baseline: the face's ascent and descent, and
# half of the leading that is left (CSS Inline 3, 5.3).
_ABOVE, _BELOW = 8.6, 3.4  # points
_SLACK = 2.4  # points that a formula may reach into the white of the lines beside it
_FULL_EM = 21.0  # a column: a wider drawing is scaled down to it


def draw_formulas(root: HtmlElement) -> None:
    """Replace every `math` below `root` by its drawing; by its text where it cannot be drawn.

    A drawing sits on the line as deep as it reaches below it; a formula that is a
    block of its own gets a paragraph of the class `formula`.
    """
    for element in list(root.iter("math")):
        tree = set_formula(element)
        drawn = None if tree is None else _drawing(element, tree)
        _put(element, _text(element) if drawn is None else drawn)


def _drawing(element: HtmlElement, tree: _Element) -> HtmlElement | None:
    from xml.etree import ElementTree as ET  # ziamath's own kind of tree

    from lxml import etree
    from ziamath.zmath import Math

    try:
        formula = ET.fromstring(etree.tostring(_with_signs(tree)))  # noqa: S314 - our own
        drawing = Math(formula, size=_SIZE_PX)
        svg = drawing.svgxml()
        _, top, width, height = (float(part) for part in svg.get("viewBox", "").split())
    except Exception:  # noqa: BLE001 - a stranger's formula may be any nonsense
        return None
    scale = min(1.0, _FULL_EM * _SIZE_PX / width) / _SIZE_PX
    depth = (top + height) * scale
    over, under = _on_the_grid((height * scale - depth) * _EM, depth * _EM)
    style = (
        f"width:{width * scale:.3f}em;height:{height * scale:.3f}em;"
        f"margin:{over:.2f}pt 0 {under:.2f}pt;vertical-align:{-depth - under / _EM:.3f}em"
    )
    return element.makeelement(
        "img",
        {
            "src": SCHEME + quote(ET.tostring(svg, encoding="unicode")),
            "alt": tree.get("alttext") or "",
            "class": "formula",
            "style": style,
        },
    )


def _on_the_grid(above: float, below: float) -> tuple[float, float]:
    """Return the margins that let a line with a formula be a whole number of lines high.

    `above` and `below` are what it takes of the baseline's two sides, in points.
    A little too much is taken from the white around the line, more opens it.
    """
    over, under = max(0.0, above - _ABOVE), max(0.0, below - _BELOW)
    if max(over, under) <= _SLACK:
        return -over, -under
    rest = -(over + under) % _LINE
    return (rest / 2, rest / 2) if over and under else (rest if over else 0, rest if under else 0)


def _with_signs(tree: _Element) -> _Element:
    """Return `tree`, its hyphens made the minus signs that they stand for (MathML Core, 3.2.4)."""
    for operator in tree.iter("{*}mo"):
        if squash(operator.text or "") == "-":
            operator.text = "\N{MINUS SIGN}"
    return tree


def _text(element: HtmlElement) -> HtmlElement:
    code = element.makeelement("code", {})
    code.text = element.get("alttext") or squash(element.text_content())
    return code


def _around(element: HtmlElement, parent: HtmlElement) -> str:
    return (parent.text or "") + (element.tail or "")


def _put(element: HtmlElement, made: HtmlElement) -> None:
    """Put `made` where `element` stands: in its line, or in a line of its own."""
    parent = element.getparent()
    if parent is None:
        return
    if parent.tag not in _LINES:
        line = element.makeelement("p", {"class": "formula"})
        line.append(made)
        made = line
    elif parent.tag == "p" and len(parent) == 1 and not squash(_around(element, parent)):
        parent.set("class", "formula")
    made.tail = element.tail
    parent.replace(element, made)
