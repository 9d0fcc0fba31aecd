"""What Markdown has no sign for: footnotes in our form, captions, pull quotes, fact boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.read import dom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BOX = re.compile(r"\s*\[!(pull|fact|note|post)\][ \t]*", re.IGNORECASE)
_CLASSES = {"pull": "pullquote", "fact": "factbox", "note": "note", "post": "posting"}
_DASH = r"\s*[\u2014\u2013]\s*"
_CREDIT_LINE = re.compile(r"\s*[\u2014\u2013]\s*\S")
_NUMBER = re.compile(r"fn(ref)?(\d+)(?::(\d+))?")


def rename(source: Element) -> None:
    """Change rendered Markdown in place so that the vocabulary's builder knows its parts."""
    for mark in dom.elements(source, "sup"):
        if mark.get("class") == "footnote-ref":
            _rename_mark(mark)
    for section in dom.elements(source, "section"):
        if section.get("class") == "footnotes":
            _rename_notes(section)
    for image in dom.elements(source, "img"):
        if image.get("title"):
            _caption(image)
    for quotation in dom.elements(source, "blockquote"):
        _rename_box(quotation)


def _rename_mark(mark: Element) -> None:
    """`<sup><a>[1]</a></sup>` becomes a bare `a.noteref`, the theme raises it."""
    anchor = mark.find("a")
    found = None if anchor is None else _NUMBER.fullmatch(anchor.get("id") or "")
    if anchor is None or found is None:
        return
    number, again = found[2], found[3]
    anchor.attrib.clear()
    anchor.attrib.update({"class": "noteref", "href": f"#fn-{number}"})
    anchor.set("id", f"fnref-{number}" + (f"-{int(again) + 1}" if again else ""))
    anchor.text = number
    dom.unwrap(mark)


def _rename_notes(section: Element) -> None:
    section.tag = "aside"
    previous = section.getprevious()
    if previous is not None and previous.tag == "hr":
        dom.drop(previous)
    for item in section.iter("li"):
        found = _NUMBER.fullmatch(item.get("id") or "")
        if found:
            item.attrib.update({"class": "footnote", "id": f"fn-{found[2]}"})
    for anchor in dom.elements(section, "a"):
        if anchor.get("class") == "footnote-backref":
            dom.drop(anchor)


def _caption(image: Element) -> None:
    """`![alt](src "caption | credit")` becomes a figure."""
    text, _, credit = str(image.attrib.pop("title")).partition(" | ")
    caption(image, *(_plain(said) for said in (text, credit)))


def _plain(said: str) -> Element:
    words = etree.Element("span")
    words.text = said.strip()
    return words


def caption(image: Element, text: Element, credit: Element) -> None:
    """Make a figure of a picture, below it what stands in `text` and in `credit`."""
    figure = etree.Element("figure")
    image.addprevious(figure)
    figure.tail, image.tail = image.tail, None
    figure.append(image)
    below = etree.SubElement(figure, "figcaption")
    text.tag, text.tail = "span", " "
    below.append(text)
    if dom.inner_text(credit).strip():
        credit.tag = "span"
        credit.set("class", "credit")
        below.append(credit)


def _rename_box(quotation: Element) -> None:
    first = quotation.find("p")
    found = None if first is None else _BOX.match(first.text or "")
    if first is None or found is None:
        return
    kind = found[1].lower()
    first.text = (first.text or "")[found.end() :]
    quotation.tag = "div" if kind == "post" else "aside"
    quotation.set("class", _CLASSES[kind])
    if kind == "post":
        _sign(quotation[-1])
    elif kind == "pull":
        _rename_credit(quotation)
    else:
        _split_heading(first)


def _rename_credit(quotation: Element) -> None:
    """Mark the last line, begun with a dash, as the name of who said it."""
    last = quotation[-1]
    said, line_end, name = (last.text or "").rpartition("\n")
    if line_end and said.strip() and _CREDIT_LINE.match(name) and not len(last):
        last.text = said
        etree.SubElement(quotation, "p", {"class": "credit"}).text = name
    elif len(quotation) > 1 and last.tag == "p" and _CREDIT_LINE.match(last.text or ""):
        last.set("class", "credit")


def _sign(last: Element) -> None:
    """Make a last line that begins with a dash the signature of a posting."""
    if last.tag == "p" and re.match(_DASH, last.text or ""):
        last.text = re.sub(_DASH, "", last.text or "", count=1)
        last.set("class", "signature")


def _split_heading(first: Element) -> None:
    """Make the words behind `[!fact]`, up to the end of the line, the box's heading."""
    title, line_end, rest = (first.text or "").partition("\n")
    if not line_end and len(first):
        first.tag = "h3"
        return
    heading = etree.Element("h3")
    heading.text = title
    first.addprevious(heading)
    first.text = rest


def insert_pull_quote(body: Element, text: str) -> None:
    """Put the head's pull quote before the paragraph that says it, else behind the second."""
    if not text:
        return
    aside = etree.Element("aside", {"class": "pullquote"})
    etree.SubElement(aside, "p").text = text
    paragraphs = [*body.iterfind("p"), *body.iterfind("div[@class='answer']/p")]
    said = " ".join(dom.tokens(text))
    home = next((p for p in paragraphs if said in " ".join(dom.tokens(dom.visible_text(p)))), None)
    if home is not None:
        home.addprevious(aside)
    elif len(paragraphs) > 1:
        paragraphs[1].addnext(aside)
    else:
        body.append(aside)
