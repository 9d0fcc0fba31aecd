"""White space and breaks within one line of text: a paragraph, a heading, a caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.body.vocabulary import HEADINGS
from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LINES = ("p", *sorted(HEADINGS), "dt", "caption", "figcaption")
_WITHOUT_BREAKS = HEADINGS | {"dt"}
_SPACE = re.compile(r"[ \t\r\n]+")

_IDLE = "idle"

Slot = tuple["Element", str]  # an element and which of its texts: "text" or "tail"


def tidy(line: Element) -> None:
    """Drop empty inline elements and idle breaks, fold white space across inline borders."""
    for element in reversed(list(line.iterdescendants())):
        if _is_idle_element(element):
            _keep_place(element, line)
            element.tag = _IDLE
    etree.strip_tags(line, _IDLE)  # all at once: one by one is quadratic
    _drop_idle_breaks(line)
    for _, segment in _segments(line):
        _fold(segment)


def is_blank(element: Element) -> bool:
    """Return whether an element holds no visible text."""
    return not dom.inner_text(element).strip()


def _is_idle_element(element: Element) -> bool:
    if element.tag in ("br", "math") or next(element.iterancestors("math"), None) is not None:
        return False
    return is_blank(element)


def _keep_place(element: Element, line: Element) -> None:
    """Hand the name of an empty target to the line that held it."""
    if element.get("id"):
        line.set("id", " ".join(filter(None, [line.get("id"), element.get("id")])))


def _segments(line: Element) -> list[tuple[Element | None, list[Slot]]]:
    """Return the text slots between breaks, each with the break that ends it (the last: None)."""
    found: list[tuple[Element | None, list[Slot]]] = []
    slots: list[Slot] = []
    for event, node in etree.iterwalk(line, events=("start", "end")):
        if event == "start" and node.tag == "br":
            found.append((node, slots))
            slots = []
        elif event == "start":
            slots.append((node, "text"))
        elif node is not line:
            slots.append((node, "tail"))
    return [*found, (None, slots)]


def _drop_idle_breaks(line: Element) -> None:
    """Drop breaks with no text before them since the last, or none behind them at all."""
    segments = _segments(line)
    speaks = [any(_read(slot).strip() for slot in slots) for _, slots in segments]
    last = max((index for index, speaking in enumerate(speaks) if speaking), default=-1)
    for index, (element, _) in enumerate(segments):
        if element is None:
            continue
        if line.tag in _WITHOUT_BREAKS:
            element.tail = f" {element.tail or ''}"
            dom.drop(element)
        elif not speaks[index] or index >= last:
            dom.drop(element)


def _fold(slots: list[Slot]) -> None:
    after_blank = True
    for slot in slots:
        text = _SPACE.sub(" ", _read(slot))
        text = text.lstrip(" ") if after_blank else text
        _write(slot, text)
        after_blank = text.endswith(" ") if text else after_blank
    for ordered, strip in ((slots, str.lstrip), (slots[::-1], str.rstrip)):
        for slot in ordered:
            _write(slot, strip(_read(slot)))
            if _read(slot):
                break


def _read(slot: Slot) -> str:
    node, kind = slot
    return (node.text if kind == "text" else node.tail) or ""


def _write(slot: Slot, text: str) -> None:
    node, kind = slot
    if kind == "text":
        node.text = text or None
    else:
        node.tail = text or None
