"""Takes the opening picture out of a body, so that the reader does not see it twice. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.text import inner, parse_fragment, squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pressday.model import Image

_WRAPPERS = frozenset({"a", "p", "figure", "div", "span", "em", "strong"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A body and the picture that stands before it."""

    body: str
    image: Image | None = None


def without_picture(body: str, image: Image) -> Opening:
    """Return `body` without `image`, which takes over the words of its figure where it has none."""
    if f"media:{image.media}" not in body:
        return Opening(body=body, image=image)

    root = parse_fragment(body)
    for img in root.xpath(".//img[@src=$src]", src=f"media:{image.media}"):
        image = _worded(image, img)
        _take_out(img)
    return Opening(body=inner(root), image=image)


def _worded(image: Image, img: HtmlElement) -> Image:
    figure = next(img.iterancestors("figure"), None)
    captions = [] if figure is None else list(figure.iter("figcaption"))
    credit = squash(" ".join(_credits(captions)))
    caption = squash(" ".join(caption.text_content() for caption in captions))
    return replace(
        image,
        alt=image.alt or squash(img.get("alt") or ""),
        caption=image.caption or squash(caption.removesuffix(credit)),
        credit=image.credit or credit,
    )


def _credits(captions: list[HtmlElement]) -> list[str]:
    return [
        span.text_content()
        for caption in captions
        for span in caption.iter("span")
        if "credit" in (span.get("class") or "").split()
    ]


def _take_out(img: HtmlElement) -> None:
    """Drop a picture with the figure around it, or with wrappers that it leaves empty.

    A figure with more than this picture keeps the rest.
    """
    figure = next(img.iterancestors("figure"), None)
    if figure is not None and len(figure.xpath(".//img | .//table | .//pre | .//blockquote")) == 1:
        figure.drop_tree()
        return
    parent = img.getparent()
    img.drop_tree()
    while parent is not None and parent.getparent() is not None and _is_empty(parent):
        empty, parent = parent, parent.getparent()
        empty.drop_tree()


def _is_empty(element: HtmlElement) -> bool:
    return element.tag in _WRAPPERS and not len(element) and not squash(element.text or "")
