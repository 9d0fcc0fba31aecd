"""Takes pictures out of a text that show nothing new: logos, and what stood in it before. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.body.body import MEDIA
from pressday.body.figures import take_out
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from pressday.model import Image

THIN = 3  # times as long as wide
FEW = 40_000  # pixels
WORDS = 3  # of an alternative text that names a sign; more describe a picture

_FORMULA = re.compile(r"[\\{}=^_<>|∑∫√]")


def is_logo(image: Image) -> bool:
    """Tell a thin small picture, of which nobody says anything, from those that show something."""
    return _is_thin(image) and not image.caption and _is_name(image.alt)


def _is_thin(image: Image) -> bool:
    long, short = sorted((image.width_px, image.height_px), reverse=True)
    return 0 < THIN * short < long and long * short <= FEW


def without_needless(body: Body, images: Mapping[str, Image]) -> tuple[Body, tuple[str, ...]]:
    """Return `body` without logos and repeated pictures, by themselves in it, and their hashes.

    `images` are its pictures by hash. What has a caption stays, and so does a text of
    nothing else.
    """
    root, dropped = body.tree(), list[str]()
    standing = [(_media(img), img) for img in root.iter("img") if _stands_alone(img)]
    times, seen = Counter(media for media, _ in standing), set[str]()
    for media, img in standing if body.words else ():
        shown = images.get(media)
        is_sign = shown is not None and _is_sign(shown, img, times[media])
        if is_sign or media in seen:
            take_out(img)
            dropped.append(media)
        seen.add(media)
    return (Body.of(root), tuple(dict.fromkeys(dropped))) if dropped else (body, ())


def _media(img: HtmlElement) -> str:
    return (img.get("src") or "").removeprefix(MEDIA)


def _is_sign(image: Image, img: HtmlElement, times: int) -> bool:
    """Tell a logo where it stands: whatever is said of a thin small one that comes again."""
    if times > 1:
        return _is_thin(image)
    return is_logo(image) and _is_name(img.get("alt") or "")


def _is_name(alt: str) -> bool:
    return len(alt.split()) <= WORDS and not _FORMULA.search(alt)


def _stands_alone(img: HtmlElement) -> bool:
    """Tell a picture that is a block of the text, without a caption, from one in a line or cell."""
    block = next((e for e in img.iterancestors("figure", "p")), img)
    in_table = next(img.iterancestors("td", "th", "aside"), None) is not None
    return not in_table and not squash(block.text_content()) and block.tag != "img"
