"""Puts the library's pictures in the place of addresses in a body."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pressday.model import DraftImage
from pressday.text import inner, parse_fragment, squash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from pressday.model import Draft, Image

# A figure that still holds one of these shows something without its picture.
_SHOWN = ".//img | .//table | .//pre | .//blockquote | .//math | .//aside"


def placed(draft: Draft, pictures: Mapping[str, Image]) -> tuple[str, tuple[str, ...]]:
    """Return the draft's body with `media:` addresses, and a warning for each picture left out.

    A picture that is not in `pictures` goes, and so does a figure or paragraph
    that held nothing else.
    """
    if "<img" not in draft.body:
        return draft.body, ()

    root = parse_fragment(draft.body)
    warnings = []
    for img in root.xpath(".//img"):
        url = img.get("src") or ""
        if url in pictures:
            img.set("src", f"media:{pictures[url].media}")
        else:
            warnings.append(f"picture left out: {_described(img, url)}")
            _drop(img)
    return inner(root), tuple(warnings)


def images(draft: Draft, pictures: Mapping[str, Image]) -> tuple[Image, ...]:
    """Return the draft's pictures that are there, in its order, each once, in its own words."""
    found: dict[str, Image] = {}
    for image in (*draft.images, DraftImage(url=draft.lead)):
        if image.url in pictures:
            kept = pictures[image.url]
            worded = dataclasses.replace(
                kept,
                alt=kept.alt or image.alt,
                caption=kept.caption or image.caption,
                credit=kept.credit or image.credit,
            )
            found.setdefault(kept.media, worded)
    return tuple(found.values())


def _described(img: HtmlElement, url: str) -> str:
    figure = next(img.iterancestors("figure"), None)
    caption = "" if figure is None else squash(figure.text_content())
    shown = "" if url.startswith("data:") else url
    return caption or squash(img.get("alt") or "") or shown or "without a description"


def _drop(img: HtmlElement) -> None:
    parent = img.getparent()
    img.drop_tree()
    while parent is not None and parent.getparent() is not None and _is_bare(parent):
        bare, parent = parent, parent.getparent()
        bare.drop_tree()


def _is_bare(element: HtmlElement) -> bool:
    if element.xpath(_SHOWN):
        return False
    if element.tag == "figure":
        said = [t for t in element.xpath(".//text()[not(ancestor::figcaption)]") if t.strip()]
        return not said
    return element.tag in {"a", "p", "span", "em", "strong"} and not squash(element.text_content())
