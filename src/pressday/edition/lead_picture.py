"""Takes the lead picture out of a body, so that the reader does not see it twice. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.body.body import MEDIA
from pressday.body.figures import take_out
from pressday.text import squash

WORDS = 5
"""Of a description that no two pictures of a text share."""

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pressday.model import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A body and the picture that stands before it; hashes of the same one that is `dropped`."""

    body: Body
    image: Image | None = None
    dropped: tuple[str, ...] = ()


def without_picture(body: Body, image: Image) -> Opening:
    """Return `body` without `image`, which takes over the words of its figure where it has none.

    The first picture of the text under the very words of `image` is the same one in another size.
    """
    root = body.tree()
    itself = root.xpath(".//img[@src=$src]", src=f"{MEDIA}{image.media}")
    first = [] if itself else list(root.iter("img"))[:1]
    twins = [img for img in first if _says_the_same(image, img)]
    dropped = tuple(img.get("src").removeprefix(MEDIA) for img in twins)
    for img in (*itself, *twins):
        image = _worded(image, img)
        take_out(img)
    return Opening(body=Body.of(root) if itself or twins else body, image=image, dropped=dropped)


def _says_the_same(image: Image, img: HtmlElement) -> bool:
    told = _worded(replace(image, alt="", caption="", credit=""), img)
    said = image.caption or image.alt
    return len(said.split()) >= WORDS and said in {told.caption, told.alt}


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
