"""An editor's own version of an article: Markdown read with the article beside it, and written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from pressday.extract.build.builder import Builder
from pressday.extract.build.finish import as_body, finish
from pressday.extract.build.fragment import build_body, pictures
from pressday.extract.read import dom
from pressday.extract.read.prepare import prepare
from pressday.extract.written import boxes, interviews
from pressday.extract.written.markdown import check_pictures, reader, render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from pressday.body import Body
    from pressday.model import DraftImage, Kind

_BLOCK = re.compile(r"\s*\[!block\]\s*(\S*)(?: \w+ of (\d+) words)?", re.IGNORECASE)
_PLACE = re.compile(r'\bid="(n-[^"]+)"')
_CONFLICT = re.compile(r"\s*\[!conflict\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMarkdown:
    """A text with pictures that may be files, and what is to be told of it.

    `unknown` are addresses of blocks that the article does not have, `referred` the words that
    these have by what is said of them; `conflicts` counts what an editor has still to decide on.
    """

    body: Body
    images: tuple[DraftImage, ...] = ()
    unknown: tuple[str, ...] = ()
    referred: int = 0
    conflicts: int = 0
    warnings: tuple[str, ...] = ()


def read_own(text: str, *, base: str, kind: Kind, blocks: Mapping[str, str]) -> OwnMarkdown:
    """Return an editor's version, each reference replaced by the block of that address.

    `base` is the `file:` URI of its folder, `kind` the article's, `blocks` the HTML of the
    article's blocks by their addresses.
    """
    source = dom.parse_fragment(render(text))
    conflicts = _without_conflicts(source)
    _set_captions(source)
    boxes.rename(source)
    warnings = check_pictures(source, base)
    prepare(source, base)
    body = build_body(Builder(base), source)
    unknown, referred = _with_blocks(body, blocks)
    interviews.arrange(body, "interview" if kind == "interview" else "article")
    held = _hold(body, blocks)
    finish(body)
    for place in held:
        dom.drop(place)
    return OwnMarkdown(
        body=as_body(body), images=pictures(body), unknown=tuple(unknown), referred=referred,
        conflicts=conflicts, warnings=tuple(warnings),
    )  # fmt: skip


def _set_captions(source: Element) -> None:
    """Make figures of pictures with words behind their file, which are Markdown here."""
    line = reader().renderInline
    for image in [image for image in dom.elements(source, "img") if image.get("title")]:
        text, _, credit = str(image.attrib.pop("title")).partition(" | ")
        boxes.caption(image, dom.parse_fragment(line(text)), dom.parse_fragment(line(credit)))


def _without_conflicts(source: Element) -> int:
    """Take out what the source says where the editor has not decided; return how often it does."""
    told = [box for box in dom.elements(source, "blockquote") if _CONFLICT.match(_first(box))]
    for box in told:
        dom.drop(box)
    return len(told)


def _with_blocks(body: Element, blocks: Mapping[str, str]) -> tuple[list[str], int]:
    """Put blocks in the place of references to them; return addresses of none, and their words."""
    unknown, words = [], 0
    for quotation in dom.elements(body, "blockquote"):
        found = _BLOCK.match(_first(quotation))
        if found and found[1] in blocks:
            for block in dom.parse_fragment(blocks[found[1]]):
                quotation.addprevious(block)
            dom.drop(quotation)
        elif found:
            unknown.append(found[1])
            words += int(found[2] or 0)
            dom.drop(quotation)
    return unknown, words


def _hold(body: Element, blocks: Mapping[str, str]) -> list[Element]:
    """Put the article's places behind the text, so that links to them last until it has them."""
    there = {element.get("id") for element in body.iter() if element.get("id")}
    names = {name for html in blocks.values() for name in _PLACE.findall(html)}
    held = []
    for name in sorted(names - there):
        held.append(etree.SubElement(body, "p", {"id": name}))
        held[-1].text = name
    return held


def _first(quotation: Element) -> str:
    first = quotation.find("p")
    return "" if first is None else first.text or ""
