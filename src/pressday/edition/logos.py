"""Takes logos out of a text: thin small pictures of which nobody says anything. Pure."""

from __future__ import annotations

import re
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
    long, short = sorted((image.width_px, image.height_px), reverse=True)
    thin = 0 < THIN * short < long and long * short <= FEW
    return thin and not image.caption and _is_name(image.alt)


def without_logos(body: Body, images: Mapping[str, Image]) -> tuple[Body, tuple[str, ...]]:
    """Return `body` without logos that stand by themselves in it, and their hashes.

    `images` are its pictures by hash. A text of nothing else stays as it is.
    """
    logos = {media for media in body.media if media in images and is_logo(images[media])}
    if not logos or not body.words:
        return body, ()
    root, dropped = body.tree(), []
    for img in list(root.iter("img")):
        media = (img.get("src") or "").removeprefix(MEDIA)
        if media in logos and _is_name(img.get("alt") or "") and _stands_alone(img):
            take_out(img)
            dropped.append(media)
    return (Body.of(root), tuple(dict.fromkeys(dropped))) if dropped else (body, ())


def _is_name(alt: str) -> bool:
    return len(alt.split()) <= WORDS and not _FORMULA.search(alt)


def _stands_alone(img: HtmlElement) -> bool:
    """Tell a picture that is a block of the text, without a caption, from one in a line or cell."""
    block = next((e for e in img.iterancestors("figure", "p")), img)
    in_table = next(img.iterancestors("td", "th", "aside"), None) is not None
    return not in_table and not squash(block.text_content()) and block.tag != "img"
