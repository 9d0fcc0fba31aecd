"""Pictures in the cells of tables: signs as high as the line, others a little higher."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from pressday.model import Image

SIGN = "sign"
THUMB = "thumb"
THUMB_LINES = 2  # of type, the height of a picture that is no sign
_SIGN_PX = 64  # a tick, a flag, a crest: no higher than this


def set_cell_pictures(root: HtmlElement, images: Mapping[str, Image]) -> None:
    """Put pictures in cells into the line, of the class `sign` or `thumb`.

    `images` has them by the hash in their address. The figure around them goes;
    a caption becomes text of the cell.
    """
    for picture in root.xpath(".//td//img | .//th//img"):
        image = images.get((picture.get("src") or "").removeprefix("media:"))
        if image is None:
            continue
        picture.set("class", SIGN if image.height_px <= _SIGN_PX else THUMB)
        for figure in [*picture.iterancestors("figure")]:
            _into_line(figure)


def _into_line(figure: HtmlElement) -> None:
    for caption in [*figure.iter("figcaption")]:
        caption.tag = "div"
        caption.attrib.pop("class", None)
    figure.drop_tag()
