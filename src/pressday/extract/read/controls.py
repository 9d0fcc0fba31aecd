"""Buttons that open a picture or a part of the text: what they show and what they open is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pressday.body.vocabulary import HEADINGS
from pressday.extract.read import dom
from pressday.extract.read.hidden import hides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_SHOWN = frozenset({*HEADINGS, "img", "picture", "figure", "figcaption", "amp-img", "noscript"})
_LEVELS = 4  # from a button to the element that panel and button share
_HIDING = ("hidden", "aria-hidden", "style")
_QUESTION_WORDS = 40
_PANEL_WORDS = 3  # fewer say what a menu says


def open_controls(body: Element) -> None:
    """Leave of buttons the pictures and headings in them, and show what buttons open, in place.

    The button of a panel becomes its `summary`, a section that AMP folds `details`. Panels of
    menus and forms stay closed: they are navigation.
    """
    panels = {e.get("id"): e for e in dom.elements(body) if e.get("id")}
    for button in dom.elements(body):
        is_tab = button.get("role") == "tab"  # its panels have a way of their own
        if not is_tab and (button.tag == "button" or button.get("aria-expanded")):
            panel = panels.get(button.get("aria-controls") or "")
            if panel is not None and _opens_text(button, panel):
                _open_panel(button, panel)
    for button in dom.elements(body, "button"):
        _open_button(button)
    for accordion in dom.elements(body, "amp-accordion"):
        accordion.tag = "div"
        for section in accordion.iterchildren("section"):
            section.tag = "details"
    _open_tabs(body, panels)


def _open_tabs(body: Element, named: Mapping[str | None, Element]) -> None:
    """Show panels of which one at a time is shown one below the other, under what its tab says."""
    panels = [e for e in dom.elements(body) if e.get("role") == "tabpanel"]
    folded = {panel.getparent() for panel in panels if hides(panel)}
    for panel in panels:
        if panel.getparent() in folded:
            _unhide(panel)
            _label(panel, named.get(panel.get("aria-labelledby")))


def _label(panel: Element, tab: Element | None) -> None:
    if tab is not None and tab.get("role") == "tab":
        panel.tag = "details"
        summary = etree.Element("summary")
        summary.text = dom.inner_text(tab)
        summary.tail, panel.text = panel.text, None
        panel.insert(0, summary)


def _unhide(element: Element) -> None:
    for name in _HIDING:
        element.attrib.pop(name, "")


def _opens_text(button: Element, panel: Element) -> bool:
    words = len(dom.tokens(dom.inner_text(button)))
    near = list(button.iterancestors())[:_LEVELS]
    beside = panel not in near and any(holder in near for holder in panel.iterancestors())
    if not beside or not 0 < words <= _QUESTION_WORDS or panel.tag in ("ul", "nav", "form"):
        return False
    around = (panel, *panel.iterancestors())
    if any(e.tag in ("nav", "header", "form", "footer") for e in around):
        return False
    said = dom.tokens(dom.visible_text(panel))
    linked = sum(len(dom.tokens(dom.inner_text(link))) for link in panel.iter("a"))
    leads = 2 * linked >= len(said) or next(panel.iter("nav", "form", "input"), None) is not None
    return len(said) >= _PANEL_WORDS and not leads


def _open_panel(button: Element, panel: Element) -> None:
    for element in (panel, *panel.iterancestors()):
        if element is button.getparent() or element in list(button.iterancestors()):
            break
        _unhide(element)
    if next(button.iterancestors(*HEADINGS), None) is not None:
        button.tag = "span"
        return
    button.tag = "summary"


def _open_button(button: Element) -> None:
    """Put what a button shows in its place; its own words name what it does."""
    if next(button.iterancestors(*HEADINGS), None) is not None:
        button.tag = "span"
        return
    shown = [e for e in dom.elements(button) if e.tag in _SHOWN]
    outer = [e for e in shown if not any(a in shown for a in e.iterancestors())]
    if not outer:
        return
    holder = etree.Element("span")
    holder.tail = button.tail
    for element in outer:
        element.tail = None
        holder.append(element)
    parent = button.getparent()
    if parent is not None:
        parent.replace(button, holder)
