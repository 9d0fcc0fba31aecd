"""Puts the library's pictures in the place of addresses in a body."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.body.body import MEDIA
from pressday.body.figures import SHOWN, take_out
from pressday.model import DraftImage
from pressday.pictures.addresses import shown_address
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.html import HtmlElement

    from pressday.model import Article, Draft, Image

_BOXES = frozenset({"div", "blockquote", "aside", "figure"})  # text stands in paragraphs there
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg)", re.IGNORECASE)


def placed(draft: Draft, pictures: Mapping[str, Image | str]) -> tuple[Body, tuple[str, ...]]:
    """Return the draft's body with `media:` addresses, and a warning for each picture left out.

    `pictures` holds a picture for its address, or why there is none. A picture
    that is not there gives way to the words about it: its alternative text, the
    caption of its figure. Where there are none it goes, and so does a figure or
    paragraph that held nothing else.
    """
    warnings = _without_lead(draft, pictures)
    if not draft.body.pictures:
        return draft.body, tuple(warnings)

    root = draft.body.tree()
    for img in root.xpath(".//img"):
        url = img.get("src") or ""
        picture = pictures.get(url, "")
        if isinstance(picture, str):
            warnings.append(_left_out(_described(img, url), picture))
            _give_way(img)
        else:
            img.set("src", f"{MEDIA}{picture.media}")
    return Body.of(root), tuple(dict.fromkeys(warnings))  # the text may show a picture twice


def without(article: Article, lost: Collection[str]) -> Article:
    """Return `article` with words in the place of the pictures whose sha256 is among `lost`."""
    root = article.body.tree()
    for img in root.xpath(".//img"):
        if (img.get("src") or "").removeprefix(MEDIA) in lost:
            _give_way(img)
    return dataclasses.replace(
        article,
        body=Body.of(root),
        images=tuple(image for image in article.images if image.media not in lost),
        lead="" if article.lead in lost else article.lead,
    )


def _without_lead(draft: Draft, pictures: Mapping[str, Image | str]) -> list[str]:
    """Return the warning for an opening picture that is not there and not in the body either."""
    reason = pictures.get(draft.lead, "")
    if not isinstance(reason, str) or not draft.lead or draft.lead in draft.body.pictures:
        return []
    return [_left_out(shown_address(draft.lead), reason)]


def _left_out(described: str, reason: str) -> str:
    return f"picture left out: {described}" + (f" ({reason})" if reason else "")


def images(draft: Draft, pictures: Mapping[str, Image | str]) -> tuple[Image, ...]:
    """Return the draft's pictures that are there, in its order, each once, in its own words."""
    found: dict[str, Image] = {}
    for image in (*draft.images, DraftImage(url=draft.lead)):
        kept = pictures.get(image.url, "")
        if not isinstance(kept, str):
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
    caption = "" if figure is None else _caption(figure)
    return caption or squash(img.get("alt") or "") or shown_address(url)


def _caption(figure: HtmlElement) -> str:
    return squash(" ".join(part.text_content() for part in figure.iter("figcaption")))


def _give_way(img: HtmlElement) -> None:
    """Put words in the place of a picture, except where others stand beside it anyway."""
    figure = next(img.iterancestors("figure"), None)
    if figure is not None and len(figure.xpath(SHOWN)) == 1:
        _tell(figure, img)
    elif figure is None and _alt(img) and not img.xpath("ancestor::aside[@class='embed']"):
        _say(img)
    else:
        take_out(img)


def _tell(figure: HtmlElement, img: HtmlElement) -> None:
    """Replace a figure by paragraphs: the alternative text, and its caption with what else it said.

    A caption that has the alternative text in it stands alone.
    """
    alt, caption = _alt(img), _caption(figure)
    if alt and alt.casefold() not in caption.casefold():
        line = figure.makeelement("p")
        line.text = alt
        figure.insert(0, line)
    for part in figure.xpath(".//figcaption"):
        part.tag = "p"
    take_out(img, within=figure)
    figure.drop_tag()


def _say(img: HtmlElement) -> None:
    """Replace a picture in running text, or between paragraphs, by its alternative text."""
    parent = img.getparent()
    is_loose = parent is not None and (parent.tag in _BOXES or parent.getparent() is None)
    words = img.makeelement("p" if is_loose else "span")
    words.text = _alt(img)
    img.addprevious(words)
    img.drop_tree()
    if not is_loose:
        words.drop_tag()


def _alt(img: HtmlElement) -> str:
    """Return what the picture is said to show; the name of its file says nothing."""
    alt = squash(img.get("alt") or "")
    return "" if _FILE_NAME.fullmatch(alt) else alt
