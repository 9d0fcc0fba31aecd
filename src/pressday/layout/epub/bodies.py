"""From a piece's body to XHTML: language's typography, ids, links, pictures, notes, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from markupsafe import Markup

from pressday.body.markup import printable
from pressday.layout.cell_pictures import set_cell_pictures
from pressday.layout.embeds import mark_attributions, set_embeds
from pressday.layout.epub.addresses import same_page, web_address
from pressday.layout.epub.conform import conform
from pressday.layout.mathml import MATHML
from pressday.layout.numeric_columns import mark_figures
from pressday.layout.postings import date_signatures
from pressday.layout.typography import polish
from pressday.text import slug, squash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from pressday.body import Body
    from pressday.layout.words import Furniture
    from pressday.model import Image

TYPE = "{http://www.idpf.org/2007/ops}type"
LEAD_IN_WORDS = 3
# "PARIS (AP) — ": a place, perhaps who reports, and a dash, after which the text begins
_DATELINE = re.compile(r"\s*[^\W\d_][^—–.!?:;]{1,40}(?:\s[—–]|—)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a body will stand.

    `anchor` begins its ids, `level` is the rank of its highest heading, `targets`
    maps `#a-<id>` and addresses of the edition's pieces to their files, `opening`
    asks for capitals in the first words, `closing` for an end mark. Of the pictures in
    `decorations` nobody need hear.
    """

    anchor: str
    language: str
    level: int
    words: Furniture
    images: Mapping[str, Image]
    targets: Mapping[str, str]
    opening: bool = False
    closing: bool = True
    decorations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBody:
    """A body as it stands in a document; `media` are the pictures used.

    `described` says whether somebody described each of them; of those `undescribed` not even
    a caption tells.
    """

    root: HtmlElement
    media: tuple[str, ...]
    described: bool
    undescribed: tuple[str, ...]

    @property
    def xhtml(self) -> Markup:
        """The body as a template prints it: well-formed XML."""
        from lxml import etree

        text = etree.tostring(self.root, method="xml", encoding="unicode")
        return Markup(printable(text))  # noqa: S704 - elements of a body


def set_body(body: Body, place: Place) -> SetBody:
    """Return `body` as a block of an XHTML document."""
    root = body.tree()
    polish(root, place.language)
    conform(root)
    set_embeds(root, place.words)
    set_cell_pictures(root, place.images)
    mark_attributions(root)
    date_signatures(root, place.words)
    _display_formulas(root)
    media, bare = _set_pictures(root, place)
    _rank_headings(root, place.level)
    _name_and_link(root, place)
    _set_notes(root, place)
    _set_asides(root)
    _set_tables(root)
    for listing in root.iter("pre"):
        listing.set("tabindex", "0")
    if place.opening:
        _capitals(root)
    if place.closing:
        _end_mark(root)
    _mirror_languages(root)
    root.set("class", "body")
    untold = tuple(dict.fromkeys(medium for medium, captioned in bare if not captioned))
    return SetBody(root=root, media=media, described=not bare, undescribed=untold)


def _display_formulas(root: HtmlElement) -> None:
    """Set formulas alone in their paragraph at full size, in a line of their own."""
    for formula in root.iter(f"{{{MATHML}}}math"):
        line = formula.getparent()
        if (
            line.tag == "p"
            and len(line) == 1
            and not squash((line.text or "") + (formula.tail or ""))
        ):
            formula.set("display", "block")
            line.set("class", "formula")
            line.set("tabindex", "0")  # what scrolls must be reached by keyboard, WCAG 2.1.1


_Bare = list[tuple[str, bool]]


def _set_pictures(root: HtmlElement, place: Place) -> tuple[tuple[str, ...], _Bare]:
    """Keep pictures that the edition has, with a text for those who cannot see them.

    Return them, and which nobody described, with whether a caption tells of it.
    """
    media: dict[str, None] = {}
    bare: _Bare = []
    for element in list(root.iter("img")):
        image = place.images.get((element.get("src") or "").removeprefix("media:"))
        if image is None:
            _drop_picture(element)
            continue
        media[image.media] = None
        if image.media in place.decorations:
            element.set("alt", "")
            element.set("role", "presentation")
            continue
        alt = element.get("alt") or image.alt
        if not alt:
            bare.append((image.media, _is_captioned(element)))
        element.set("alt", alt or place.words.word("picture"))
    return tuple(media), bare


def _is_captioned(picture: HtmlElement) -> bool:
    captions = picture.xpath("ancestor::figure[1]/figcaption")
    return any(caption.text_content().strip() for caption in captions)


def _drop_picture(element: HtmlElement) -> None:
    """Take a picture away; its alternative text stays where there is one."""
    figure = next(element.iterancestors("figure"), None)
    alt = element.get("alt") or ""
    if figure is not None and not alt and len(list(figure.iter("img"))) == 1:
        figure.drop_tree()
        return
    text = element.makeelement("span", {})
    text.text, text.tail = alt, element.tail
    element.getparent().replace(element, text)


def _rank_headings(root: HtmlElement, level: int) -> None:
    """Let no rank be skipped: the first heading is `level`, each next at most one deeper."""
    ranks: list[int] = []
    for heading in root.iter("h2", "h3", "h4"):
        rank = int(heading.tag[1])
        while ranks and ranks[-1] >= rank:
            ranks.pop()
        ranks.append(rank)
        heading.set("data-level", str(min(level + len(ranks) - 1, 6)))
    for heading in [e for e in root.iter() if e.get("data-level")]:
        heading.tag = f"h{heading.attrib.pop('data-level')}"


def _name_and_link(root: HtmlElement, place: Place) -> None:
    """Make ids valid and unique, then point links to them, to other pieces or to the web."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for element in [e for e in root.iter() if e.get("id")]:
        old = element.get("id")
        if old in names:
            del element.attrib["id"]
            continue
        stem = f"{place.anchor}-{slug(old)}"
        name = stem if stem not in taken else f"{stem}-{len(names) + 1}"
        names[old] = name
        taken.add(name)
        element.set("id", name)
    for link in list(root.iter("a")):
        if href := _target(link.get("href") or "", names, place.targets):
            link.set("href", href)
        else:
            link.drop_tag()


def _target(href: str, names: Mapping[str, str], targets: Mapping[str, str]) -> str:
    if href.startswith("#"):
        name = unquote(href[1:])
        return f"#{names[name]}" if name in names else targets.get(href, "")
    return targets.get(same_page(href)) or web_address(href)


_Kind = Literal["noteref", "footnote", "footnotes", "pullquote", "factbox", "embed"]


def _of_class(root: HtmlElement, kind: _Kind) -> list[HtmlElement]:
    """Return what is of a class; only elements that the class says something of carry it."""
    return [e for e in root.iter() if kind in (e.get("class") or "").split()]


def _set_notes(root: HtmlElement, place: Place) -> None:
    """Say what is a note and what refers to it; each note leads back to its first reference."""
    back: dict[str, tuple[str, str]] = {}
    for number, ref in enumerate(_of_class(root, "noteref"), 1):
        ref.set(TYPE, "noteref")
        ref.set("role", "doc-noteref")
        ref.set("id", ref.get("id") or f"{place.anchor}-ref-{number}")
        back.setdefault(ref.get("href", "").removeprefix("#"), (ref.get("id"), ref.text_content()))
    for box in [e for e in _of_class(root, "footnotes") if e.tag == "aside"]:
        _set_note_box(box, back, place.words)


def _set_note_box(box: HtmlElement, back: Mapping[str, tuple[str, str]], words: Furniture) -> None:
    """Make the lists of a box of notes a run of notes; what else is in the box stays."""
    box.tag = "section"
    box.set("aria-label", words.word("notes"))
    for listed in [e for e in box if e.tag in {"ol", "ul"}]:
        notes = list(listed)
        if all("footnote" in note.classes for note in notes):
            _set_note_run(notes, back, words)
            listed.drop_tag()


def _set_note_run(
    notes: list[HtmlElement], back: Mapping[str, tuple[str, str]], words: Furniture
) -> None:
    for note in notes:
        note.tag = "aside"
        note.set(TYPE, "footnote")
        note.set("role", "doc-footnote")
        _drop_returns(note)
        if note.get("id") in back:
            _lead_back(note, *back[note.get("id")], words)


def _drop_returns(note: HtmlElement) -> None:
    """Take out arrows that point back: each note gets one link of ours."""
    for link in list(note.iter("a")):
        if len(link.text_content().strip("\ufe0e\ufe0f ")) <= 1 and "#" in link.get("href", "")[:1]:
            link.drop_tree()


def _lead_back(note: HtmlElement, target: str, label: str, words: Furniture) -> None:
    first = note[0] if len(note) and note[0].tag == "p" else note
    link = note.makeelement("a", {"class": "back", "href": f"#{target}", "role": "doc-backlink"})
    link.set(TYPE, "backlink")
    link.set("aria-label", f"{label} · {words.word('back_to_text')}")
    link.text, link.tail = label, f" {(first.text or '').lstrip()}"
    first.text = None
    first.insert(0, link)


def _set_asides(root: HtmlElement) -> None:
    for quote in _of_class(root, "pullquote"):
        if quote.tag == "aside":
            quote.set(TYPE, "pullquote")
            quote.set("role", "doc-pullquote")


def _set_tables(root: HtmlElement) -> None:
    """Let wide tables scroll by themselves, and figures stand right in their columns."""
    for table in list(root.iter("table")):
        frame = table.makeelement("div", {"class": "tabular", "tabindex": "0"})
        table.addprevious(frame)
        frame.tail, table.tail = table.tail, None
        frame.append(table)
        mark_figures(table)


def _capitals(root: HtmlElement) -> None:
    """Open with a few words in small capitals, where the script has capitals; no dateline."""
    opening = root[0] if len(root) and "posting" in root[0].classes else root
    first = next((e for e in opening if e.tag == "p"), None)
    words = re.match(
        rf"\s*(\w\S*(?:\s+\S+){{{LEAD_IN_WORDS - 1}}})(?=\s)",
        (first.text or "") if first is not None else "",
    )
    if first is None or words is None or words[1][0].lower() == words[1][0].upper():
        return
    text = first.text or ""
    if _is_dated(text):
        return
    span = first.makeelement("span", {"class": "lead-in"})
    span.text, span.tail = words[1], text[words.end() :]
    first.text = None
    first.insert(0, span)


def _is_dated(text: str) -> bool:
    """Tell whether a text opens with where it was written, which begins in capitals."""
    line = _DATELINE.match(text)
    return line is not None and line[0].split()[0].rstrip(",").isupper()


def _end_mark(root: HtmlElement) -> None:
    """Close the last paragraph of the text with a mark; notes and boxes come after the end."""
    blocks = [e for e in root if e.tag in {"p", "div"} and e.get("class") != "tabular"]
    last = blocks[-1] if blocks else None
    while last is not None and last.tag == "div":
        paragraphs = [e for e in last if e.tag in {"p", "div"}]
        last = paragraphs[-1] if paragraphs else None
    if last is not None and last.text_content().strip():
        last.append(last.makeelement("span", {"class": "endmark", "aria-hidden": "true"}))


def _mirror_languages(root: HtmlElement) -> None:
    for element in root.iter():
        if language := element.get("lang"):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", language)
