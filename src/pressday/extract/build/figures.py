"""How a picture stands in a body: a figure with its caption and credit, each picture once."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.read import addresses, dom, picture_addresses, shown_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from pressday.extract.build.paragraphs import Maker

_CAPTION_WORDS = 80
# What only tells one size of a picture from another at the end of its name.
_SIZE = re.compile(
    r"(?:[-_]\d{2,4}x\d{2,4}|[-_@]\d{2,4}w|@\d{2,4}|@\dx|[-_](?:scaled|small|medium|large))+(?=\.\w+$)"
)
_NUMBER = re.compile(r"[-_](\d{3,4})(?=\.\w+$)")
_APART = 1.2  # times: two sizes of a picture differ by more than numbers that count
_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)  # else a program's name
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
        blocks = _without_picture(others, caption)
        if caption is not None and caption.tag == "caption":
            maker.origins[caption] = source  # its own place in the page is gone
        return blocks
    for figure in shown:
        maker.origins[figure] = source
    if caption is None and _is_caption(others) and len(shown[-1]) == 1:
        caption, others = others[0], []
        caption.tag = "figcaption"
        caption.attrib.clear()
    if caption is not None and len(shown[-1]) == 1:
        shown[-1].append(caption)
    credit_lines = [line for line in others if _is_credit(maker, line, source)]
    for line in credit_lines:
        _add_credit(shown[-1], line)
    return [*shown, *(line for line in others if line not in credit_lines)]


def _is_credit(maker: Maker, line: Element, source: Element) -> bool:
    """Whether a line beside a picture comes from an element of the figure that names its maker."""
    origin = maker.origins.get(line)
    if origin is None or line.tag != "p":
        return False
    around = takewhile(lambda e: e is not source, (origin, *origin.iterancestors()))
    return any(shown_pictures.is_credit(element) for element in around)


def _add_credit(figure: Element, line: Element) -> None:
    """Put a credit behind the caption of a built figure, which may have none yet."""
    caption = figure.find("figcaption")
    caption = etree.SubElement(figure, "figcaption") if caption is None else caption
    last = next(caption.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = f"{last.tail or ''} "
    elif caption.text:
        caption.text = f"{caption.text} "
    credit = etree.SubElement(caption, "span", {"class": "credit"})
    credit.text = line.text
    credit.extend(list(line))


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
    names = _names_together(shown)
    for figure, name in zip(shown, names, strict=True):
        address = address_of(figure)
        kept = first.setdefault(name, figure)
        if kept is figure:
            continue
        if _say_otherwise(kept, figure):
            first[f"{name} {address}"] = figure
            continue
        if picture_addresses.larger(address, address_of(kept)):
            _set_picture(kept, figure)
        if len(kept) < len(figure):
            kept.append(figure[-1])
    return list(first.values())


def _names_together(shown: list[Element]) -> list[str]:
    """Return the keys of pictures in one figure, where a number alone may be a width.

    It is one if the numbers are as far apart as sizes are: those that count pictures
    or years are not.
    """
    offered = [address_of(figure) for figure in shown]
    numbers: dict[str, set[int]] = {}
    for address in offered:
        found = _NUMBER.search(address)
        if found:
            numbers.setdefault(_NUMBER.sub("", address), set()).add(int(found[1]))
    sized = {
        name
        for name, found in numbers.items()
        if len(found) > 1 and all(b >= _APART * a for a, b in pairwise(sorted(found)))
    }
    bare = (_NUMBER.sub("", address) for address in offered)
    both = zip(offered, bare, strict=True)
    return [key(short if short in sized else address) for address, short in both]


def _say_otherwise(one: Element, other: Element) -> bool:
    """Whether two figures have captions, and not the same: then they are two pictures."""
    if address_of(one) == address_of(other):
        return False
    captions = [figure.find("figcaption") for figure in (one, other)]
    words = [None if c is None else dom.tokens(dom.visible_text(c)) for c in captions]
    return all(words) and words[0] != words[1]


def key(address: str) -> str:
    """Return what the addresses of one picture in several sizes have in common.

    That is its name without width and height; a number alone tells another picture.
    """
    path, _, query = address.partition("?")
    name = _SIZE.sub("", path.rpartition("/")[2]) if address[:5] != "data:" else ""
    if len(name) < _LEAST_NAME or _GENERIC.fullmatch(name):
        return address
    return f"{name}?{query}" if query and not _FILE.search(name) else name


def repeats(shown: Iterable[Element]) -> set[Element]:
    """Return which of built figures show a picture again, or first but without its caption."""
    first: dict[tuple[str, str], Element] = {}
    again: set[Element] = set()
    for figure in shown:
        address = address_of(figure)
        name = (addresses.host(address), key(address))
        kept = first.setdefault(name, figure)
        if kept is not figure and _say_otherwise(kept, figure):
            continue
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
