"""Footnotes of web pages, told by links that lead to and fro, in the form every room knows."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from pressday.body.vocabulary import BLOCK_TAGS, HEADINGS
from pressday.extract.read import addresses, dom
from pressday.extract.read.side_notes import drop_signs, side_notes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.build.paragraphs import Maker

_MARK = re.compile(
    r"[\[(]?\s*(?:[^\W\d]{1,8}\.?\s)?[\w*\u2020\u2021\u00a7]{1,4}\s*[\])]?", re.IGNORECASE
)
_SAYS_SO = re.compile(
    r"(?:^|[\s_-])(?:noteref|(?:foot|end)note-?(?:ref(?:erence)?|anchor|link)"
    r"|Mso(?:Foot|End)noteReference)(?:[\s_-]|$)",
    re.IGNORECASE,
)
# The places that programs give to notes: fn1, _ftn1, _edn2, footnote-3, endnote.4, note_5.
_NOTE_PLACE = re.compile(
    r"(?:^|[_-])(?:fn|_?ftnt?|_?edn|sdfootnote|(?:foot|end)-?note|user-content-fn)s?[-_:.]?\w{0,12}$",
    re.IGNORECASE,
)
_NOTE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:foot|end)note(?:[\s_-]|$)|mso-element:footnote", re.IGNORECASE
)
_LEVELS = 6  # between the place of a note and the element that is the note
_NOTE_BLOCKS = 4  # paragraphs that go on with a note
_NOTE_TAGS = frozenset({"p", "blockquote", "ul", "ol", "pre"})
_NOTE_WORDS = 300  # of a box that is one note
_LEFT_OVER = re.compile(r"[\s^\u2191\[\]().:\d]*")
_HEADING_WORDS = 3  # "Notes and references"
_KEY = "taken"  # places of notes until they are numbered; no page's own id comes near it
_OURS = re.compile(rf"(?:fn|fnref|{_KEY})-\d+(?:-\d+)?")


class Notes:
    """The notes of one prepared page: taken out before it is built, put back numbered."""

    def __init__(self, source: Element, base: str) -> None:
        self._base = base
        self._order = {element: number for number, element in enumerate(dom.elements(source))}
        self._homes: dict[str, Element] = {}
        self._marks: dict[Element, list[Element]] = {}
        self._named: set[str] = set()  # places that signs lead to
        self._lists: dict[str, int] = {}  # place of a note to the place of the list it came from
        self._aside = etree.Element("aside", {"class": "footnotes"})
        if source.find(".//aside[@class='footnotes']") is None:
            self._lift(source)
            self._take(source)

    def _lift(self, source: Element) -> None:
        """Take notes out of the lines they stand in, each with a sign in its place."""
        for note in side_notes(source):
            drop_signs(note)
            mark = _sign_for(note)
            if mark is not None:
                block = _own_copy(note)
                self._marks[block] = [mark]
                self._order[block] = self._order[note]
                dom.drop(note)

    def _take(self, source: Element) -> None:
        places = ((anchor, self._place(anchor)) for anchor in dom.elements(source, "a"))
        signs = {anchor: place for anchor, place in places if place and _is_mark(anchor, place)}
        self._named = set(signs.values())
        self._homes = self._find_homes() if signs else {}
        for anchor, place in signs.items():
            note = self._note(anchor, place)
            if note is not None:
                self._marks.setdefault(note, []).append(anchor)
        items = etree.SubElement(self._aside, "ol")
        following = {note: self._continued(note) for note in self._marks}
        for number, (note, marks) in enumerate(self._marks.items()):
            home = note.getparent()
            self._lists[f"{_KEY}-{number}"] = -1 if home is None else self._order.get(home, -1)
            self._drop_back_links(note, {name for mark in marks for name in _around(mark)})
            for mark in marks:
                _rewrite(mark, f"#{_KEY}-{number}")
            for block in following[note]:
                dom.drop(block)
                block.tail = None
            items.append(_detached(note, f"{_KEY}-{number}"))
            items[-1].extend(following[note])

    def _place(self, anchor: Element) -> str:
        href = anchor.get("href") or ""
        address = addresses.link(href, self._base) if "#" in href else ""
        return address[1:] if address.startswith("#") else ""

    def _find_homes(self) -> dict[str, Element]:
        """Return the first element by each name that signs lead to, empty ones left out."""
        homes: dict[str, Element] = {}
        for element in self._order:
            for name in _names(element) & self._named - homes.keys():
                if not _is_empty(element):
                    homes[name] = element
        return homes

    def _note(self, anchor: Element, place: str) -> Element | None:
        """Return the note that a raised sign names: further down, and linked back to it."""
        target = self._homes.get(place)
        if target is None:
            return None
        note = next((e for e in self._around(target) if self._order[e] > self._order[anchor]), None)
        if note is None or note in self._marks:
            return note
        if _is_left_over(note):
            return None
        if _NOTE_PLACE.search(place) and (_is_raised(anchor) or _says_so(anchor)):
            return note
        back = {self._place(link) for link in note.iter("a")}
        return note if back & _around(anchor) else None

    def _around(self, target: Element) -> list[Element]:
        """Return what may be the note of which `target` is the named place, likeliest first."""
        line = [target, *islice(target.iterancestors(), _LEVELS)]
        boxes = [e for e in line if e.tag in ("aside", "div", "section") and _is_note_box(e)]
        own = [box for box in boxes if self._targets(box) == 1]
        items, lines = ([e for e in line if e.tag in tags] for tags in (("li", "dd"), ("p",)))
        return [*items, *own[:1], *lines, *boxes[:1]]

    def _targets(self, holder: Element) -> int:
        return sum(bool(_names(element) & self._named) for element in holder.iter())

    def _continued(self, note: Element) -> list[Element]:
        """Return the paragraphs that go on with a note: up to the next, or to its box's end."""
        home = note.getparent()
        if note.tag != "p" or home is None:
            return []
        alone = home.tag == "div" and home[0] is note and self._targets(home) == 1
        blocks: list[Element] = []
        for block in islice(note.itersiblings(), _NOTE_BLOCKS + 1):
            if block in self._marks:
                return blocks
            if block.tag not in _NOTE_TAGS or self._holds_sign(block):
                return []
            blocks.append(block)
        return blocks if alone and len(blocks) <= _NOTE_BLOCKS else []

    def _holds_sign(self, block: Element) -> bool:
        return any(_is_mark(anchor, self._place(anchor)) for anchor in block.iter("a"))

    def _drop_back_links(self, note: Element, names: set[str]) -> None:
        for link in dom.elements(note, "a"):
            if self._place(link) in names:
                home = link.getparent()
                dom.drop(link)
                if home is not None and home.tag in ("sup", "span") and _is_left_over(home):
                    dom.drop(home)

    def put(self, body: Element, maker: Maker) -> None:
        """Append the notes whose signs are still in `body`, numbered as the signs stand there."""
        holder = etree.Element("body")
        holder.append(self._aside)
        aside = next(iter(maker.flow(holder)), None)
        items = None if aside is None else aside.find("ol")
        if aside is None or items is None:
            return
        _free_names(body)
        notes = {item.get("id") or "": item for item in items}
        marks = _marks_of(body, notes)
        # By mention; notes and sources that the page lists apart stay apart.
        places = sorted(marks, key=lambda place: self._lists.get(place, -1))
        items[:] = [notes[place] for place in places]
        for number, place in enumerate(places, start=1):
            _number(notes[place], marks[place], number)
        if marks:
            if body[-1].tag == "hr":
                dom.drop(body[-1])  # it divided text and notes
            body.append(aside)


def _marks_of(body: Element, notes: dict[str, Element]) -> dict[str, list[Element]]:
    """Return the signs of each note that is mentioned: in the text, or in a note that is."""
    marks: dict[str, list[Element]] = {}
    waiting = [body]
    for holder in waiting:
        for anchor in holder.iter("a"):
            place = (anchor.get("href") or "")[1:]
            if anchor.get("class") == "noteref" and place in notes:
                if place not in marks:
                    waiting.append(notes[place])
                marks.setdefault(place, []).append(anchor)
    return marks


def _names(element: Element) -> set[str]:
    return {name for name in (element.get("id"), element.get("name")) if name}


def _is_empty(element: Element) -> bool:
    return element.tag in BLOCK_TAGS and not dom.inner_text(element).strip()


def _around(anchor: Element) -> set[str]:
    """Return the names by which a sign may be reached: its own, and those of what encloses it."""
    names = {name for element in anchor.iter() for name in _names(element)}
    for element in anchor.iterancestors():
        if element.tag in BLOCK_TAGS:
            break
        names |= _names(element)
    return names


def _is_mark(anchor: Element, place: str) -> bool:
    if not _MARK.fullmatch(dom.inner_text(anchor).strip()):
        return False
    return _is_raised(anchor) or _says_so(anchor) or bool(_NOTE_PLACE.search(place))


def _is_raised(anchor: Element) -> bool:
    return anchor.find(".//sup") is not None or _raising(anchor) is not None


def _says_so(anchor: Element) -> bool:
    says = " ".join(f"{e.get('class') or ''} {e.get('role') or ''}" for e in anchor.iter())
    return bool(_SAYS_SO.search(says))


def _is_note_box(element: Element) -> bool:
    says = f"{element.get('class') or ''} {element.get('role') or ''} {element.get('id') or ''}"
    style = re.sub(r"\s", "", element.get("style") or "")
    if not (_NOTE_CLASS.search(f"{says} {style}") or _NOTE_PLACE.search(element.get("id") or "")):
        return False
    return len(dom.inner_text(element).split()) <= _NOTE_WORDS


def _sign_for(note: Element) -> Element | None:
    """Put a sign in front of a note that stands in a line, or at the end of the line above it."""
    mark = etree.Element("a")
    mark.text = "1"
    above = note.getprevious()
    if next(note.iterancestors("p", "li", "dd", "td"), None) is not None or note.tag == "span":
        note.addprevious(mark)
    elif above is not None and above.tag == "p":
        above.append(mark)
    else:
        return None
    return mark


def _own_copy(note: Element) -> Element:
    """Return a note that stood in the line as a block of its own."""
    block = etree.Element("div")
    block.text = note.text
    block.extend(list(note))
    note.text = None
    return block


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
    titled = above.tag in HEADINGS and len(dom.tokens(dom.visible_text(above))) <= _HEADING_WORDS
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
