"""An article's HTML as a list of elements that can be compared, whoever made the HTML.

Rules, the same for every extractor and for the reference:

- h: h1 to h6, but for one that repeats the page's title.
- p: a run of text between block borders or two `br`, whatever holds it (p, div, dt, dd), that
  stands in none of: heading, li, blockquote, td, th, caption, figcaption, pre.
- li: an item's own text, lists and figures inside it left out; blockquote, td, th, pre,
  figcaption and table: all their text. Nothing counts without a letter, digit or sign; a table of
  one cell is none.
- a: with an address that is no script, and text; em: em and i; strong: strong and b, both outside
  headings; code: code, kbd, samp and tt outside pre; sub; sup, also around a note's link.
- img: known by `names`; one declared at 1 to 3 pixels is none (0 waits for a script), nor is the
  picture of a formula.
- video: iframe, video, audio, embed, object, known by `names`; Pressday's `aside.embed` is one too,
  and nothing inside it counts for itself.

Text is compared by its letters and digits, folded in case; white space and punctuation are
nothing. Formulas (math, svg) are skipped, and so is the way back from a note to its mark: a link
in an li to an address with "#…ref…" that says no more than a letter or an arrow. Marks of notes
("[12]", a short link to "#…") count as sup, all alike, since notes may be numbered anew; they are
no part of any text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.extraction.names import PLAYERS, file_names, is_formula
from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Node

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HOLDERS = {
    **dict.fromkeys(HEADINGS, "h"),
    **dict.fromkeys(("td", "th"), "td"),
    **{name: name for name in ("li", "blockquote", "pre", "figcaption")},
    "caption": "figcaption",
}
WHOLES = {**HOLDERS, "table": "table"}
INLINES = {
    "a": "a", "em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code",
    "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup",
}  # fmt: skip
SKIPPED = frozenset("script style template noscript head title svg math button select".split())
NOTE_MARK = "note-mark"
KINDS = (
    "h p li blockquote td table pre code a em strong sub sup figcaption img video".split()
)  # in the order of the tables
_BORDERS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
)
_MARK = re.compile(
    r"\[(?:[^\W\d]{1,4}[\s.]?)?\d{1,3}\]|\[(?:[a-z*\u2020]|update|citation needed)\]", re.IGNORECASE
)
_MARK_TEXT = re.compile(
    r"[\[(]?(?:[^\W\d]{1,4}[\s.]?)?(?:\d{1,3}|[a-z*\u2020\u2021])[\])]?", re.IGNORECASE
)
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]|[^\W_]+|[^\w\s]")
_NOTED = re.compile("footnote|doc-endnote|references|reflist")
_SMALLEST_PX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One comparable element: text by `key` and `words`, a picture or player by `names`."""

    kind: str
    key: str = ""
    level: int = 0
    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    text: str = ""
    home: Node | None = None
    boxed: bool = False  # in an aside
    noted: bool = False  # in a footnote


def normal(text: str) -> str:
    """Return the letters and digits of `text`, folded; its signs where it has none of these."""
    folded = unicodedata.normalize("NFKC", _MARK.sub("", text)).casefold()
    return re.sub(r"[\W_]+", "", folded) or re.sub(r"\s+", "", folded)


def parse(source: str) -> Node:
    """Return the tree of any HTML."""
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", source)
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    return html.Element("div") if root is None else root


def visible(node: Node, without: Iterable[str] = ()) -> str:
    """Return the text of `node`, its blocks apart by a blank; elements named are left out."""
    hidden = SKIPPED | set(without)
    pieces = []
    depth = 0
    for event, child in etree.iterwalk(node, events=("start", "end")):
        inside = child is not node
        depth += (event == "start") * (inside and child.tag in hidden)
        if child.tag in _BORDERS or child.tag == "br":
            pieces.append(" ")
        text = child.text if event == "start" else child.tail if inside else ""
        depth -= (event == "end") * (inside and child.tag in hidden)
        if text and not depth:
            pieces.append(text)
    return " ".join("".join(pieces).split())


@dataclass(slots=True, kw_only=True)
class _Walk:
    titles: frozenset[str]
    found: list[Element]
    run: list[str]
    holders: int = 0
    headings: int = 0
    boxes: int = 0
    notes: int = 0
    home: Node | None = None
    skipped: int = 0
    verbatim: int = 0

    def start(self, node: Node) -> None:
        tag = str(node.tag)
        if self.skipped or tag in SKIPPED or tag in PLAYERS or _is_embed(node):
            self._skip(node, tag)
            return
        if tag in _BORDERS:
            self.flush()
            self.home = node
        self._enter(node, tag, 1)
        if tag in WHOLES:
            self._whole(node, WHOLES[tag])
        elif tag in INLINES:
            self._inline(node, INLINES[tag])
        elif tag == "img":
            self._image(node)
        elif tag == NOTE_MARK:
            self._put(Element(kind="sup", key=NOTE_MARK, text=NOTE_MARK))
        elif tag == "br":
            self._break(node)
        self.run.append(node.text or "")

    def end(self, node: Node) -> None:
        tag = str(node.tag)
        if self.skipped:
            self.skipped -= 1
        else:
            if tag in _BORDERS:
                self.flush()
                self.home = node.getparent()
            self._enter(node, tag, -1)
        if not self.skipped:
            self.run.append(node.tail or "")

    def _enter(self, node: Node, tag: str, step: int) -> None:
        noted = bool(_NOTED.search(f"{node.get('class') or ''} {node.get('role') or ''}"))
        self.notes += step * noted
        self.boxes += step * (tag == "aside" and not noted)
        self.holders += step * (tag in HOLDERS)
        self.headings += step * (tag in HEADINGS)
        self.verbatim += step * (tag == "pre")

    def _skip(self, node: Node, tag: str) -> None:
        if tag in _BORDERS:
            self.flush()
        if not self.skipped and (tag in PLAYERS or _is_embed(node)):
            inner = list(node.iter()) if _is_embed(node) else [node]
            names = frozenset[str]().union(*(file_names(child) for child in inner))
            if names:
                self._put(Element(kind="video", names=names, text=min(names)))
        self.skipped += 1

    def flush(self) -> None:
        text = " ".join("".join(self.run).split())
        self.run.clear()
        if not self.holders and re.search(r"[^\W_]", text):
            self._add("p", text)

    def _break(self, node: Node) -> None:
        following = node.getnext()
        double = following is not None and following.tag == "br" and not (node.tail or "").strip()
        if double:
            self.flush()
        self.run.append(" ")

    def _add(self, kind: str, text: str, level: int = 0) -> None:
        key = normal(text)
        if key:
            words = tuple(_SPACELESS.findall(text.casefold()))
            self._put(Element(kind=kind, key=key, level=level, words=words, text=text))

    def _put(self, element: Element) -> None:
        boxed, noted = self.boxes > 0, self.notes > 0
        self.found.append(replace(element, home=self.home, boxed=boxed, noted=noted))

    def _whole(self, node: Node, kind: str) -> None:
        if kind == "table" and len(list(node.iter("td", "th"))) <= 1:
            return
        text = visible(node, ("ul", "ol", "figure") if kind == "li" else ())
        level = int(str(node.tag)[1]) if kind == "h" else 0
        if not (level and normal(text) in self.titles):
            self._add(kind, text, level)

    def _inline(self, node: Node, kind: str) -> None:
        address = (node.get("href") or "").strip().casefold()
        if kind == "a" and (not address or address.startswith("javascript:")):
            return
        if (kind in ("em", "strong") and self.headings) or (kind == "code" and self.verbatim):
            return
        self._add(kind, visible(node))

    def _image(self, node: Node) -> None:
        sizes = (re.match(r"\s*(\d+)", node.get(name) or "") for name in ("width", "height"))
        if any(size and 0 < int(size[1]) <= _SMALLEST_PX for size in sizes):
            return
        names = file_names(node)
        if names and not is_formula(node):
            self._put(Element(kind="img", names=names, text=min(names)))


def _is_embed(node: Node) -> bool:
    return node.tag == "aside" and "embed" in (node.get("class") or "").split()


def empty(node: Node) -> None:
    """Take out all that is in an element; what follows it stays."""
    tail = node.tail
    node.clear()
    node.tail = tail


def _set_notes_apart(root: Node) -> None:
    """Empty the links from notes back, and make one kind of element of all marks of notes."""
    for anchor in [a for a in root.iter("a") if "#" in (a.get("href") or "")]:
        if _goes_back(anchor):
            empty(anchor)
        elif _MARK_TEXT.fullmatch(visible(anchor)):
            parent = anchor.getparent()
            alone = parent is not None and normal(visible(parent)) == normal(visible(anchor))
            mark = parent if parent is not None and parent.tag == "sup" and alone else anchor
            empty(mark)
            mark.tag = NOTE_MARK


def _goes_back(anchor: Node) -> bool:
    """Return whether a link only leads from a note back to the place that refers to it."""
    fragment = (anchor.get("href") or "").partition("#")[2]
    in_item = next(anchor.iterancestors("li"), None) is not None
    return in_item and "ref" in fragment and len(normal(visible(anchor))) <= 1


def elements(source: str | Node, titles: Iterable[str] = ()) -> list[Element]:
    """Return the comparable elements of any HTML in reading order; see the module's rules."""
    keys = frozenset(filter(None, map(normal, titles)))
    walk = _Walk(titles=keys, found=[], run=[])
    root = parse(source) if isinstance(source, str) else source
    _set_notes_apart(root)
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            walk.start(node)
        else:
            walk.end(node)
    walk.flush()
    return walk.found
