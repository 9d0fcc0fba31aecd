"""How a picture stands in a body: a figure with its caption and credit, each picture once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.read import addresses, dom, picture_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from pressday.extract.build.paragraphs import Maker

_CAPTION_WORDS = 80
# What only tells one size of a picture from another at the end of its name.
_SIZE = re.compile(
    r"(?:[-_]\d{2,4}x\d{2,4}|[-_@]\d{2,4}w?|@\dx|[-_](?:scaled|small|medium|large))+(?=\.\w+$)"
)
_LEAST_NAME = 12  # characters: shorter names are given twice
_GENERIC = re.compile(
    r"(?:image|img|photo|picture|(?:hq|sd|mq|maxres)?default|main|original|\d+)[-_.]?\w{0,5}",
    re.IGNORECASE,
)


def plain(image: Element) -> Element:
    """Return a figure around one picture, without caption."""
    figure = etree.Element("figure")
    alt = " ".join(dom.seen(image.get("alt") or "").split())
    etree.SubElement(figure, "img", {"src": image.get("src") or "", "alt": alt})
    return figure


def build(maker: Maker, source: Element) -> list[Element]:
    """Return a `figure` as blocks: pictures with their caption, or what stood in it instead."""
    caption, body = _parts(maker, source)
    shown = _once([block for block in body if block.tag == "figure"])
    others = [block for block in body if block.tag != "figure"]
    if not shown:
        return _without_picture(others, caption)
    for figure in shown:
        maker.origins[figure] = source
    if caption is None and _is_caption(others) and len(shown[-1]) == 1:
        caption, others = others[0], []
        caption.tag = "figcaption"
        caption.attrib.clear()
    if caption is not None and len(shown[-1]) == 1:
        shown[-1].append(caption)
    return [*shown, *others]


def _parts(maker: Maker, source: Element) -> tuple[Element | None, list[Element]]:
    """Caption and content of a figure; a caption is read where it stands and then taken out."""
    own = [c for c in source.iter("figcaption") if next(c.iterancestors("figure")) is source]
    if not own:
        return None, maker.flow(source)
    made = [maker.single(caption, "figcaption") for caption in own]
    for caption in own:
        dom.drop(caption)
    texts = [caption for caption, _ in made if caption is not None]
    pictures = [figure for _, aside in made for figure in aside]
    return next(iter(texts), None), [*maker.flow(source), *pictures]


def _once(shown: list[Element]) -> list[Element]:
    """Without repeats: a page often holds one picture in several sizes or loaders."""
    first: dict[str, Element] = {}
    for figure in shown:
        address = address_of(figure)
        kept = first.setdefault(key(address), figure)
        if kept is figure:
            continue
        if picture_addresses.larger(address, address_of(kept)):
            _set_picture(kept, figure)
        if len(kept) < len(figure):
            kept.append(figure[-1])
    return list(first.values())


def key(address: str) -> str:
    """Return what the addresses of one picture in several sizes have in common."""
    path = address.partition("?")[0].rpartition("/")[2] if address[:5] != "data:" else ""
    name = _SIZE.sub("", path)
    return name if len(name) >= _LEAST_NAME and not _GENERIC.fullmatch(name) else address


def repeats(shown: Iterable[Element]) -> set[Element]:
    """Return which of built figures show a picture again, or first but without its caption."""
    first: dict[tuple[str, str], Element] = {}
    again: set[Element] = set()
    for figure in shown:
        address = address_of(figure)
        name = (addresses.host(address), key(address))
        kept = first.setdefault(name, figure)
        if kept is not figure and len(kept) < len(figure):
            first[name], figure = figure, kept  # noqa: PLW2901 - the one with words stays
        if first[name] is not figure:
            again.add(figure)
    return again


def address_of(figure: Element) -> str:
    """Return the address of the picture in a built figure."""
    image = figure.find("img")
    return "" if image is None else image.get("src") or ""


def _set_picture(figure: Element, other: Element) -> None:
    """Show the picture of `other` in `figure`; a description that only one has stays."""
    image, better = figure.find("img"), other.find("img")
    if image is not None and better is not None:
        image.set("src", better.get("src") or "")
        image.set("alt", better.get("alt") or image.get("alt") or "")


def _is_caption(others: list[Element]) -> bool:
    if len(others) != 1 or others[0].tag != "p":
        return False
    return len(dom.tokens(dom.inner_text(others[0]))) <= _CAPTION_WORDS


def _without_picture(others: list[Element], caption: Element | None) -> list[Element]:
    """Give the caption of a table, of a quotation, of a player to it, or make it a paragraph."""
    if caption is None or not others:
        return others
    _clear_credits(caption)
    first = others[0]
    if first.tag == "table" and first.find("caption") is None:
        caption.tag = "caption"
        first.insert(0, caption)
        return others
    caption.tag = "p"
    if len(others) == 1 and first.tag == "blockquote":
        _attribute(first, caption)
    elif len(others) == 1 and (first.get("class") in ("embed", "pullquote")):
        if first.get("class") == "pullquote":
            caption.attrib["class"] = "credit"
        first.append(caption)
    else:
        return [*others, caption]
    return others


def _attribute(quotation: Element, line: Element) -> None:
    """Put the caption of a quotation under it as its source."""
    for inner in list(line.iter("cite")):
        dom.unwrap(inner)
    cite = etree.Element("cite")
    cite.text, line.text = line.text, None
    cite.extend(list(line))
    line.append(cite)
    quotation.append(line)


def _clear_credits(caption: Element) -> None:
    """Credits are known inside captions of pictures only."""
    for credit in list(caption.iter("span")):
        credit.attrib.pop("class", "")
