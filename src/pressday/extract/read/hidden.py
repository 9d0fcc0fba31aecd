"""What stands in a page's markup but nobody sees: hidden parts, controls, words for machines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DROPPED = frozenset(
    "script style link meta template head title base object applet param frame frameset noframes"
    " input button select textarea datalist output progress meter canvas svg map area"
    " dialog".split()
)
_PICTURES = ("img", "picture", "math", "amp-img", "amp-anim")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# For voices only, for hovering only, for another medium: all repeat or explain what is there.
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:(?:u-|is-|a11y-|element-)?(?:sr-only|visually-?hidden|screen-?reader(?:s|-text|-only)?"
    r"|invisible-text|off-?screen(?:-text)?)|assistive-text|hover-?card\S*|tooltip-?(?:text|content)|popover-content"
    r"|print-only|only-print|no-?print|d-print-none|hide-?(?:in|on)-?print|mw-empty-elt)(?:\s|$)",
    re.IGNORECASE,
)
# Furniture that no article has inside its sentences, by the names that programs give it.
_FURNITURE = re.compile(
    r"(?:^|\s)(?:mw-editsection|mw-jump-link|navbox-styles"
    r"|sistersitebox|catlinks|printfooter|anchorjs-link|heading-anchor|headerlink"
    r"|vjs-(?:control|text-track|modal|error|menu|captions?|subtitles?|chapters?|loading|big-play)\S*"
    r"|jw-(?:controls?|controlbar|overlays|captions)\S*|plyr__controls?|mejs-\S*controls|ytp-\S+"
    r"|rouge-gutter|linenos?|line-numbers-rows|hljs-ln-numbers|blob-num)(?:\s|$)",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(r"(?:^|\s)(?:navbox|vertical-navbox|navbar|toc)(?:\s|$)", re.IGNORECASE)
_LINKED = 0.6  # of its words in links: what only leads elsewhere
_ROLES = frozenset("search menu menubar toolbar tablist tooltip dialog alertdialog".split())
_MANY_WORDS = 150  # more are the page itself behind a dialog, as saved pages have it


def unseen(body: Element) -> list[Element]:
    """Return the outermost elements below `body` that are not for readers, in document order."""
    pictured = _pictured(body)
    hidden: set[Element] = set()
    found: list[Element] = []
    for element in dom.elements(body):
        if element.getparent() in hidden:
            hidden.add(element)
        elif element is not body and _is_unseen(element, pictured):
            hidden.add(element)
            found.append(element)
    return found


def hides(element: Element) -> bool:
    """Tell whether an element of many words keeps them from readers."""
    return _is_unseen(element, pictured=set())


def why_unseen(element: Element) -> str:
    """Return what makes an element unseen that `unseen` found."""
    if element.tag in _DROPPED:
        return "form or control"
    return "navigation" if _is_furniture(element) else "hidden"


def _pictured(body: Element) -> set[Element]:
    """Return every element that holds a picture or a formula, each walked up to once."""
    pictured: set[Element] = set()
    for picture in dom.elements(body, *_PICTURES):
        for element in (picture, *picture.iterancestors()):
            if element in pictured:
                break
            pictured.add(element)
    return pictured


def _is_unseen(element: Element, pictured: set[Element]) -> bool:
    if element.tag in _DROPPED:
        return not (element.tag == "object" and element.get("data"))
    if not element.attrib:
        return False
    decorative = element.get("aria-hidden") == "true" and element not in pictured
    return (
        element.get("hidden", "until-found") != "until-found"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or _is_furniture(element)
        or ((decorative or _is_hidden_by_class(element)) and not _is_long(element))
    )


def _is_hidden_by_class(element: Element) -> bool:
    return dom.says(_HIDDEN_CLASS, element.get("class") or "")


def _is_furniture(element: Element) -> bool:
    names, role = element.get("class") or "", element.get("role")
    if role == "navigation" or dom.says(_NAVIGATION, names):
        return _leads_elsewhere(element)
    named = role in _ROLES or dom.says(_FURNITURE, names)
    return named and element.tag not in ("pre", "article", "main")


def _leads_elsewhere(element: Element) -> bool:
    words = len(dom.inner_text(element).split())
    linked = sum(len(dom.inner_text(link).split()) for link in element.iter("a"))
    return linked >= _LINKED * words


def _is_long(element: Element) -> bool:
    words = 0
    for text in element.itertext():
        words += len(str(text).split())
        if words > _MANY_WORDS:
            return True
    return False
