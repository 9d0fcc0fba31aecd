"""From a piece's body to the blocks of a galley: text in columns, and bands across them.

Pictures, wide tables, long code lines, quotations lifted out and fact boxes
stand across the columns; everything else runs in them.
"""

from __future__ import annotations

import copy
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from pressday.body import words
from pressday.body.figures import beside
from pressday.layout.cell_pictures import set_cell_pictures
from pressday.layout.embeds import host, mark_attributions, set_embeds
from pressday.layout.postings import date_signatures, has_postings, open_postings
from pressday.layout.print import turned_code
from pressday.layout.print.drawn_formulas import draw_formulas
from pressday.layout.print.freed_tables import framed_table, listed_tables
from pressday.layout.print.galley_blocks import GalleyBlock, Plate
from pressday.layout.print.headline_widths import text_lines
from pressday.layout.print.links import address
from pressday.layout.print.ornaments import ornament
from pressday.layout.print.picture_places import in_rows, with_room
from pressday.layout.print.quotations import with_quotations
from pressday.layout.print.rules import (
    COLUMN,
    PPI,
    QUOTE_WORDS,
    Frame,
    body_frame,
    lifted_frames,
)
from pressday.layout.print.tables import arrange
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from pressday.layout.words import Furniture
    from pressday.model import Image, Piece


CODE_PAGE = 65  # characters of code in the shortest line across the page
TAB = 4  # characters of a tab across the page, as the styles have it
BAND_LINES = 45  # of a band that fits every page with some text under it
COLUMNS = 3
BOX_WORDS = 110  # a longer fact box stands across the page
QUOTE_MOST = 240  # characters of a pull quote; a longer one is no display type
QR_CHARACTERS = 180  # of an address; the squares of a longer one are too small at 34 points
QR_SAFE = ":/?&=#"
SENTENCE_CAPTION = 4  # words that make an alternative text a caption

_SPEAKER = re.compile(r"(.+[.!?…,]\s?[”’»“\"']?)\s+[—–]\s*(.{3,60})$", re.DOTALL)
_WHITE = re.compile(r"[ \t\r\n\f]+")  # blanks that hold are none of these


def plate(
    image: Image, frame: Frame, *, caption: str = "", credit: str = "", said: Sequence[str] = ()
) -> Plate:
    """Return `image` in `frame`.

    Without a caption its alternative text serves, if it reads like a sentence that
    nothing around it has `said`.
    """
    sentence = len(image.alt.split()) >= SENTENCE_CAPTION
    spare = (image.caption, image.alt if sentence else "")
    text = caption or next((t for t in spare if t and not words.said_in(t, said)), "")
    aspect = max(1, image.width_px) / max(1, image.height_px)
    return Plate(
        src=f"media:{image.media}", alt=image.alt or text, caption=text,
        credit=credit or image.credit, frame=frame, aspect=aspect, sharp=image.width_px * 72 / PPI,
        focus=image.focus,
    )  # fmt: skip


def decorative(plate: Plate) -> Plate:
    """Return `plate` as one that nobody need hear of."""
    return replace(plate, alt="", decorates=True)


def galley_blocks(
    piece: Piece, root: HtmlElement, anchors: Mapping[str, str], words_: Furniture, *, drop: bool
) -> tuple[GalleyBlock, ...]:
    """Return the blocks of `root`, the body of `piece` with its language's typography.

    `words_` are the publication's, for what stands beside embeds. `anchors` maps
    the addresses of other articles of the edition to their anchors. `drop` asks
    for a drop cap where the first paragraph can carry one.
    """
    images = {i.media: i for i in piece.article.images}
    set_embeds(root, words_)
    date_signatures(root, words_)
    set_cell_pictures(root, images)
    _hush(root, piece)
    _keep_sharp(root, images)
    _number(root)
    mark_attributions(root)
    address(root, piece, anchors)
    draw_formulas(root)
    lifts = piece.lifts and piece.words >= QUOTE_WORDS and not has_postings(root)
    open_postings(root)
    ornament(root, drop=drop)
    blocks = [*_blocks(root, images, (piece.headline, piece.standfirst))]
    if lifts and not any(b.kind == "quote" for b in blocks):
        blocks = with_quotations(blocks, piece)
    return tuple(in_rows(with_room(_headed(blocks), opened=piece.image is not None)))


def _hush(root: HtmlElement, piece: Piece) -> None:
    """Mark the pictures of which nobody need hear, as the editor says."""
    for element in root.iter("img"):
        if (element.get("src") or "").removeprefix("media:") in piece.decorations:
            element.set("role", "presentation")


def _keep_sharp(root: HtmlElement, images: Mapping[str, Image]) -> None:
    """Let pictures inside of lists and quotations be no wider than their pixels allow."""
    for element in root.iter("img"):
        image = images.get((element.get("src") or "").removeprefix("media:"))
        if image and image.width_px * 72 < PPI * COLUMN:
            element.set("style", f"max-width: {image.width_px * 72 / PPI:.1f}pt")


def _number(root: HtmlElement) -> None:
    """Let lists begin where their authors did, or count down; style sheets cannot read numbers."""
    for items in root.iter("ol"):
        if items.get("reversed") is not None:
            first = int(items.get("start") or len(items.findall("li")))
            items.set("style", f"counter-reset: item {first + 1}")
        elif items.get("start"):
            items.set("style", f"counter-reset: item {int(items.get('start', '1')) - 1}")


def _headed(blocks: Iterable[GalleyBlock]) -> list[GalleyBlock]:
    """Return `blocks`, a heading straight before a table, code or box drawn into that band."""
    headed: list[GalleyBlock] = []
    for block in blocks:
        under = bool(headed) and headed[-1].kind == "text" and headed[-1].is_heading
        if under and block.kind in {"wide", "box"}:
            heading = headed.pop()
            block = replace(block, elements=(*heading.elements, *block.elements))  # noqa: PLW2901 - the same band
        headed.append(block)
    return headed


def _blocks(
    root: HtmlElement, images: Mapping[str, Image], said: tuple[str, ...]
) -> Iterator[GalleyBlock]:
    before = ""
    for element in root:
        if picture := _picture(element, images, (*said, before)):
            before = picture.plates[0].caption or before
            yield picture
        else:
            yield from _block(element, images)


def _block(element: HtmlElement, images: Mapping[str, Image]) -> Iterator[GalleyBlock]:
    """Yield what one block of the body becomes; the first that recognises it decides."""
    if element.tag == "aside" and "pullquote" in (element.get("class") or ""):
        long = len(squash(element.text_content())) > QUOTE_MOST
        yield _loosened(element, "blockquote") if long else _pull_quote(element)
    elif element.tag == "aside" and "factbox" in (element.get("class") or ""):
        yield _fact_box(element)
    elif element.tag == "aside" and "embed" in (element.get("class") or ""):
        yield GalleyBlock(kind="text", elements=(_embed(element, images),))
    elif element.tag == "table":
        yield from _table(element)
    elif parts := framed_table(element) or listed_tables(element):
        for part in parts:
            yield from _block(part, images)
    elif element.tag == "pre":
        yield _code(element)
    else:
        yield GalleyBlock(kind="text", elements=(element,))


def _embed(box: HtmlElement, images: Mapping[str, Image]) -> HtmlElement:
    """Return the box of an embed: poster, then the words beside a QR code of the address."""
    text = box.makeelement("div", {"class": "embed-text"})
    posters = [i for i in box.iter("img") if (i.get("src") or "").removeprefix("media:") in images]
    text.extend(list(box.iter("p")))
    address = next((a.get("href") or "" for a in text.iter("a")), "")
    if address.startswith("http") and len(address) <= QR_CHARACTERS:
        text.set("class", "embed-text coded")
        code = {"class": "qr", "src": f"qr:{quote(address, safe=QR_SAFE)}", "alt": host(address)}
        text.insert(0, box.makeelement("img", code))
    del box[:]
    for poster in posters[:1]:
        poster.set("class", "poster")
        poster.tail = None
        box.append(poster)
    box.append(text)
    return box


def _pull_quote(element: HtmlElement) -> GalleyBlock:
    """Return a quotation and, where a dash or a paragraph of its own sets it off, its speaker."""
    lines = [_line(p) for p in element if p.tag == "p"] or [_line(element)]
    said, speaker = lines[0], lines[1] if len(lines) > 1 else ""
    if match := _SPEAKER.match(said):
        said, speaker = match[1], match[2]
    return GalleyBlock(kind="quote", quote=said, speaker=speaker.lstrip("—– "))


def _picture(
    element: HtmlElement, images: Mapping[str, Image], said: Sequence[str]
) -> GalleyBlock | None:
    """Return the picture that `element` is, None when it is something else."""
    if element.tag not in {"figure", "img", "p"}:
        return None
    found = [element] if element.tag == "img" else list(element.iter("img"))
    if len(found) != 1 or (element.tag == "p" and squash(element.text_content())):
        return None
    image = images.get((found[0].get("src") or "").removeprefix("media:"))
    if image is None:
        return None
    caption, credit = _caption(element)
    told = replace(image, alt=found[0].get("alt") or image.alt)
    known = (*said, *beside(element))
    frames = (body_frame(image), *lifted_frames(image))
    plates = [plate(told, frame, caption=caption, credit=credit, said=known) for frame in frames]
    silent = found[0].get("role") == "presentation"
    return GalleyBlock(kind="picture", plates=tuple(map(decorative, plates) if silent else plates))


def _line(element: HtmlElement) -> str:
    """Return the text of `element` as one line; blanks that typography put there stay."""
    return _WHITE.sub(" ", element.text_content()).strip()


def _caption(figure: HtmlElement) -> tuple[str, str]:
    captions = list(figure.iter("figcaption"))
    if not captions:
        return "", ""
    credits_ = [c for c in captions[0].iter("span") if "credit" in (c.get("class") or "")]
    credit = " ".join(_line(c) for c in credits_)
    caption = _line(captions[0])
    return (caption.replace(credit, "").strip() if credit else caption), credit


def _table(table: HtmlElement) -> Iterator[GalleyBlock]:
    """Yield a table in as many parts as it needs."""
    kind, elements = arrange(table)
    yield from (GalleyBlock(kind=kind, elements=(e,)) for e in elements)


def _fact_box(box: HtmlElement) -> GalleyBlock:
    """Return a fact box: short in a column, longer across the page, too long for that as text."""
    items = box.iter("p", "li", "dt", "dd", "h2", "h3", "h4", "tr")
    lines = sum(text_lines(len(squash(e.text_content()))) for e in items)
    if words.count(box.text_content()) <= BOX_WORDS and lines <= BAND_LINES:
        return GalleyBlock(kind="text", elements=(box,))
    if lines <= BAND_LINES * COLUMNS:
        return GalleyBlock(kind="box", elements=(box,))
    return _loosened(box, "div")


def _code(listing: HtmlElement) -> GalleyBlock:
    """Return code across the page where its lines need that, in columns when it is too long."""
    lines = [len(line.expandtabs(TAB)) for line in listing.text_content().splitlines()]
    height = sum(max(1, math.ceil(n / CODE_PAGE)) for n in lines)
    in_column = copy.deepcopy(listing)
    turned_code.narrow(in_column)
    if height <= BAND_LINES and not turned_code.stands_in_column(in_column):
        return GalleyBlock(kind="wide", elements=(listing,))
    turned_code.turn(in_column)
    return GalleyBlock(kind="text", elements=(in_column,))


def _loosened(element: HtmlElement, tag: str) -> GalleyBlock:
    """Return what is too long for a band, which cannot be cut, as text that runs on."""
    element.tag = tag
    element.attrib.pop("class", None)
    return GalleyBlock(kind="text", elements=(element,))
