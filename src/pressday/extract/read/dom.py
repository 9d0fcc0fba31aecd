"""Bytes and strings to an lxml tree, and the few questions every extractor asks of one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, dropwhile, islice
from typing import TYPE_CHECKING, cast

from lxml import etree

from pressday.body import markup, words
from pressday.body.vocabulary import BLOCK_TAGS, HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

# Not allowed in XML 1.0, or never meant to be seen: controls, zero widths, soft hyphens, BOM.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_UNSEEN_OR_FEED = re.compile(f"{_UNSEEN.pattern}|[\x0c\x85]")
# What may stand in no name of an attribute either, which lxml reads and cannot write back.
_UNNAMEABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
# Optional, and often too early: libxml2 stops at the first, browsers read on.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# What has no content, and what may stand in a head (html.spec.whatwg.org, 13.1.2 and 4.2).
_VOID = ("bgsound", "embed", "keygen", "source", "track", "wbr")
_METADATA = frozenset(
    "base basefont bgsound link meta noscript script style template title".split()
)
_STRING = etree.XPath("string()", smart_strings=False)
_MOST_PARTS = 60  # elements of one line
_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"')\u00bb\u2019\u201d\u201c\])]*$")
_NAME_WORDS = 3
_FIRST = 3  # elements among which a section has its heading, itself included
_NAME = 1000  # characters of a class or id that are looked at


REMEMBERED = 4096
"""Names of elements whose meaning is remembered."""
SHINGLE = 4
"""Words in a run by which texts are compared."""


def shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the runs of four words in `words`."""
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def tokens(text: str) -> list[str]:
    """Return the words by which `text` is compared."""
    return words.compared(text)


def ends_sentence(text: str) -> bool:
    """Return whether a line ends as sentences do."""
    return bool(_SENTENCE_END.search(text))


def seen(text: str) -> str:
    """Return `text` without characters that XML forbids or that nobody sees."""
    return _UNSEEN.sub("", text.replace("\x0c", " ").replace("\x85", " "))


def parse(text: str) -> Element | None:
    """Return the root of an HTML document, or None where there is nothing to parse.

    Deep nesting is read to the end (`huge_tree`); walkers must limit their own depth.
    """
    # Bytes, because lxml refuses strings that declare an encoding of their own.
    data = _ENDS.sub("", _UNNAMEABLE.sub("", text)).encode()
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    _keep_seen(root)
    _mend(root)
    _part_lines(root)
    return root


def _mend(root: Element) -> None:
    """Put right where libxml2, which knows HTML 4, reads a page otherwise than browsers do.

    It takes what follows an `embed` for its content, and an article behind a head
    whose end is left out for a part of the head.
    """
    _open_voids(root)
    _break_lines(root)
    head, body = root.find("head"), root.find("body")
    stray = [] if head is None else list(dropwhile(_is_metadata, head))
    if body is None:
        body = etree.SubElement(root, "body")
    for place, element in enumerate(stray):
        body.insert(place, element)


def _open_voids(root: Element) -> None:
    """Put behind an element without content what libxml2 takes for its content."""
    for void in list(root.iter(*_VOID)):
        for child in reversed(void):
            void.addnext(child)
        void.tail, void.text = f"{void.text or ''}{void.tail or ''}", None


def _break_lines(root: Element) -> None:
    """Make line breaks of empty elements of that name, which a style alone sets on a new line."""
    for span in list(root.iter("span")):
        if "br" in (span.get("class") or "").split() and not len(span) and not span.text:
            span.tag = "br"


def _part_lines(root: Element) -> None:
    """Write the line ends of listings whose lines are elements that styles alone keep apart."""
    for pre in root.iter("pre"):
        if "\n" in verbatim(pre):
            continue
        for line in [line for holder in pre.iter() for line in _lines_in(holder)[:-1]]:
            line.tail = "\n"


def _lines_in(holder: Element) -> list[Element]:
    """Return the lines that elements made alike are, each with what a line is made of, or none."""
    lines = list(holder)
    if (holder.text or "").strip() or any((line.tail or "").strip() for line in lines):
        return []
    alike = len({(line.tag, line.get("class")) for line in lines}) == 1
    return lines if alike and all(len(line) or not line.text for line in lines) else []


def _is_metadata(element: Element) -> bool:
    return element.tag in _METADATA


def _keep_seen(root: Element) -> None:
    """Clear texts and values of what XML forbids: lxml reads it, but refuses to write it back."""
    for node in root.iter():
        if node.text and _UNSEEN_OR_FEED.search(node.text):
            node.text = seen(node.text)
        if node.tail and _UNSEEN_OR_FEED.search(node.tail):
            node.tail = seen(node.tail)
        for name, value in node.attrib.items():
            if _UNSEEN_OR_FEED.search(str(value)):
                node.set(name, seen(str(value)))


def parse_fragment(html: str) -> Element:
    """Return a `body` element that holds the nodes of an HTML fragment (or of a whole page)."""
    body: Element = markup.parse_fragment(_UNNAMEABLE.sub("", html))
    body.tag = "body"
    _keep_seen(body)
    _open_voids(body)
    _break_lines(body)
    _part_lines(body)
    return body


def is_element(node: Element) -> bool:
    """Return whether a node is an element: comments and instructions have no name."""
    return isinstance(node.tag, str)


def elements(root: Element, *names: str) -> Iterator[Element]:
    """Iterate over elements in document order, safe against removal on the way."""
    return iter(list(root.iter(*(names or "*"))))


def says(pattern: re.Pattern[str], names: str) -> bool:
    """Return whether names say what a pattern looks for; those of a page come again and again."""
    return bool(names) and _says(pattern.pattern, pattern.flags, names)


@lru_cache(maxsize=REMEMBERED)
def _says(pattern: str, flags: int, names: str) -> bool:
    # By its text: a compiled pattern is hashed anew, from end to end, each time it is asked for.
    return bool(re.search(pattern, names, flags))


def class_names(element: Element) -> str:
    """Return class and id for patterns; an id that is the anchor of a heading is left out.

    Such are those of many words, and those of sections that are all called as their headings say.
    """
    name = (element.get("id") or "")[:_NAME]
    named = name if name and len(_parts(name)) <= _NAME_WORDS and not _is_section(element) else ""
    return f"{(element.get('class') or '')[:_NAME]} {named}"


def _is_section(element: Element) -> bool:
    if not _is_called_as_headed(element):
        return False
    beside = [element.itersiblings(str(element.tag), preceding=way) for way in (True, False)]
    return any(map(_is_called_as_headed, chain.from_iterable(beside)))


def _is_called_as_headed(element: Element) -> bool:
    heading = next((e for e in islice(element.iter(), _FIRST) if e.tag in HEADINGS), None)
    called = _parts(element.get("id") or "")
    return heading is not None and bool(called) and called <= _parts(inner_text(heading))


def _parts(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", name.lower()))


def inner_text(element: Element) -> str:
    """Return the text of a line as it stands, nothing added."""
    return cast("str", _STRING(element))


def visible_text(element: Element) -> str:
    """Return the text of an element; blocks and line breaks leave a blank between words."""
    if not len(element):
        apart = " " if element.tag in BLOCK_TAGS or element.tag == "br" else ""
        return f"{apart}{element.text or ''}{apart}"
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not is_element(node):
            continue
        if node.tag in BLOCK_TAGS or node.tag == "br":
            pieces.append(" ")
        if event == "start":
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return "".join(pieces)


def line(element: Element, longest: int) -> str:
    """Return the words of an element on one line; nothing for more than `longest` characters.

    A large block is passed over without reading it to the end.
    """
    if next(islice(element.iter(), _MOST_PARTS, None), None) is not None:
        return ""
    text = " ".join(visible_text(element).split())
    return text if len(text) <= longest else ""


def verbatim(source: Element) -> str:
    """Return the text of a `pre`: `br` and the borders of blocks inside are line ends."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(source, events=("start", "end")):
        is_border = node.tag in BLOCK_TAGS and node is not source
        if (event == "start" and node.tag == "br") or (
            is_border and pieces and not pieces[-1].endswith("\n")
        ):
            pieces.append("\n")
        text = node.text if event == "start" else node.tail if node is not source else ""
        if text:
            pieces.append(text)
    return "".join(pieces)


def drop(element: Element) -> None:
    """Remove an element with all it holds; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _append_text(element, element.tail or "")
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Remove an element but leave its text and children in its place."""
    if element.getparent() is None:
        return
    _append_text(element, element.text or "")
    for child in list(element):  # one by one: an index is found by counting
        element.addprevious(child)
    drop(element)


def _append_text(element: Element, text: str) -> None:
    previous = element.getprevious()
    parent = element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
