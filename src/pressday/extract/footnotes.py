"""Footnotes of web pages, told by links that lead to and fro, in the form every room knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract import addresses, dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.vocabulary import Builder

_MARK = re.compile(r"[\[(]?\s*(?:note )?[\w*\u2020\u2021\u00a7]{1,4}\s*[\])]?", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"(?:^|[\s_-])(?:noteref|footnote-?ref(?:erence)?)(?:[\s_-]|$)", re.IGNORECASE
)
# A list of sources is no note of the author's: it stays only if it counts as the text.
_SOURCES = re.compile(r"(?:^|[\s_-])(?:references|reflist)(?:[\s_-]|$)", re.IGNORECASE)
_LEFT_OVER = re.compile(r"[\s^\u2191\[\]().:\d]*")
_HEADING_WORDS = 3  # "Notes and references"
_COMPARED = 6  # words at the end of a note that tell it again
_KEY = "taken"  # places of notes until they are numbered; no page's own id comes near it
_OURS = re.compile(rf"(?:fn|fnref|{_KEY})-\d+(?:-\d+)?")


class Notes:
    """The notes of one prepared page: taken out before it is built, put back numbered.

    `text` is what counts as the article, None where everything does.
    """

    def __init__(self, source: Element, base: str, text: str | None = None) -> None:
        self._base = base
        self._text = None if text is None else " ".join(dom.tokens(text))
        self._order = {element: number for number, element in enumerate(dom.elements(source))}
        named = [e for e in reversed(self._order) if _names(e) and not _is_empty(e)]
        self._homes = {name: e for e in named for name in _names(e)}
        self._marks: dict[Element, list[Element]] = {}
        self._aside = etree.Element("aside", {"class": "footnotes"})
        if source.find(".//aside[@class='footnotes']") is None:
            self._take(source)

    @property
    def text(self) -> str:
        """The words of all notes."""
        return dom.visible_text(self._aside)

    def _take(self, source: Element) -> None:
        for anchor in dom.elements(source, "a"):
            note = self._note(anchor)
            if note is not None:
                self._marks.setdefault(note, []).append(anchor)
        items = etree.SubElement(self._aside, "ol")
        for number, (note, marks) in enumerate(self._marks.items()):
            self._drop_back_links(note, {name for mark in marks for name in _around(mark)})
            for mark in marks:
                _rewrite(mark, f"#{_KEY}-{number}")
            items.append(_detached(note, f"{_KEY}-{number}"))

    def _place(self, anchor: Element) -> str:
        address = addresses.link(anchor.get("href") or "", self._base)
        return address[1:] if address.startswith("#") else ""

    def _note(self, anchor: Element) -> Element | None:
        """Return the note that a raised sign names: further down, and linked back to it."""
        target = self._homes.get(self._place(anchor)) if _is_mark(anchor) else None
        if target is None:
            return None
        line = [target, *target.iterancestors()]
        found = [e for tags in (("li", "dd"), ("p",)) for e in line if e.tag in tags]
        note = next((e for e in found if self._order[e] > self._order[anchor]), None)
        if note is None or _is_left_over(note) or self._is_foreign(note):
            return None
        back = {self._place(link) for link in note.iter("a")}
        return note if note in self._marks or back & _around(anchor) else None

    def _is_foreign(self, note: Element) -> bool:
        if self._text is None or note in self._marks:
            return False
        homes = (e.get("class") or "" for e in (note, *note.iterancestors()))
        end = " ".join(dom.tokens(dom.visible_text(note))[-_COMPARED:])
        return any(_SOURCES.search(home) for home in homes) and end not in self._text

    def _drop_back_links(self, note: Element, names: set[str]) -> None:
        for link in dom.elements(note, "a"):
            if self._place(link) in names:
                home = link.getparent()
                dom.drop(link)
                if home is not None and home.tag in ("sup", "span") and _is_left_over(home):
                    dom.drop(home)

    def put(self, body: Element, builder: Builder) -> None:
        """Append the notes whose signs are still in `body`, numbered as the signs stand there."""
        holder = etree.Element("body")
        holder.append(self._aside)
        aside = next(iter(builder.flow(holder)), None)
        items = None if aside is None else aside.find("ol")
        if aside is None or items is None:
            return
        _free_names(body)
        notes = {item.get("id") or "": item for item in items}
        marks: dict[str, list[Element]] = {}
        for anchor in body.iter("a"):
            place = (anchor.get("href") or "")[1:]
            if anchor.get("class") == "noteref" and place in notes:
                marks.setdefault(place, []).append(anchor)
        items[:] = [notes[place] for place in marks]
        for number, place in enumerate(marks, start=1):
            _number(notes[place], marks[place], number)
        if marks:
            if body[-1].tag == "hr":
                dom.drop(body[-1])  # it divided text and notes
            body.append(aside)


def _names(element: Element) -> set[str]:
    return {name for name in (element.get("id"), element.get("name")) if name}


def _is_empty(element: Element) -> bool:
    return element.tag in dom.BLOCK_TAGS and not dom.inner_text(element).strip()


def _around(anchor: Element) -> set[str]:
    """Return the names by which a sign may be reached: its own, and those of what encloses it."""
    names = {name for element in anchor.iter() for name in _names(element)}
    for element in anchor.iterancestors():
        if element.tag in dom.BLOCK_TAGS:
            break
        names |= _names(element)
    return names


def _is_mark(anchor: Element) -> bool:
    if not _MARK.fullmatch(dom.inner_text(anchor).strip()):
        return False
    says = f"{anchor.get('class') or ''} {anchor.get('role') or ''}"
    raised = anchor.find(".//sup") is not None or _raising(anchor) is not None
    return raised or bool(_SAYS_SO.search(says))


def _raising(anchor: Element) -> Element | None:
    return next((e for e in list(anchor.iterancestors())[:2] if e.tag == "sup"), None)


def _rewrite(anchor: Element, href: str) -> None:
    """Make a bare `a.noteref` of a sign; the theme raises it."""
    sup = _raising(anchor)
    text = dom.inner_text(anchor).strip(" []()")
    for child in list(anchor):
        anchor.remove(child)
    anchor.text = text
    anchor.attrib.clear()
    anchor.attrib.update({"class": "noteref", "href": href})
    if sup is not None:
        dom.unwrap(sup)


def _is_left_over(element: Element) -> bool:
    return bool(_LEFT_OVER.fullmatch(dom.inner_text(element)))


def _detached(note: Element, name: str) -> Element:
    """Take a note out of the page, with a list it leaves empty and the heading above that."""
    home = note.getparent()
    dom.drop(note)
    note.tail = None
    if home is not None and home.tag in ("ol", "ul", "dl") and not len(home):
        _drop_heading(home)
        dom.drop(home)
    item = etree.Element("li", {"class": "footnote", "id": name})
    first = note if note.tag == "p" else next(iter(note), None)
    opened = note if (note.text or "").strip() or first is None else first
    opened.text = _unmarked(opened.text or "")
    note.attrib.clear()
    if note.tag == "p":
        item.append(note)
    else:
        item.text = note.text
        item.extend(list(note))
    return item


def _unmarked(text: str) -> str:
    """Return the beginning of a note without what stood around its back link."""
    return re.sub(r"^[\s^\u2191\[\]().:]+", "", text)


def _drop_heading(notes: Element) -> None:
    above = notes.getprevious()
    if above is None:
        return
    titled = (
        above.tag in dom.HEADINGS and len(dom.tokens(dom.visible_text(above))) <= _HEADING_WORDS
    )
    if titled or above.tag == "hr":
        dom.drop(above)


def _free_names(body: Element) -> None:
    """Let no other element of the body have the name of a note."""
    for element in body.iter():
        if _OURS.fullmatch(element.get("id") or ""):
            element.attrib.pop("id")


def _number(note: Element, marks: list[Element], number: int) -> None:
    note.set("id", f"fn-{number}")
    for again, mark in enumerate(marks, start=1):
        mark.text = str(number)
        mark.set("href", f"#fn-{number}")
        mark.set("id", f"fnref-{number}" + (f"-{again}" if again > 1 else ""))
